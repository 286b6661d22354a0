"""Document requests as officers bring them: a CSV file or a form, row by row, nothing refused in silence.

A NIK is refused for one reason only: it has no 16 digits. What else is odd about it is said, and comes in.
Whole numbers and names end here; the store gets keyed hashes, initials and last digits.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Literal

from config.families import FamiliesFile, FamilyEntry, RequestEntry
from config.identity import (
    REQUEST_NUMBER,
    Doubt,
    birthday_doubts,
    holds_parted_number,
    initials,
    is_number,
    kk_doubts,
    nik_doubts,
    request_number_holds_number,
    tail,
)
from config.models import DocumentKind, DocumentRules
from server.registry import Keyed
from server.store import NewRequest, RequestState

COLUMNS = (
    "nomor",
    "jenis",
    "nik",
    "no_kk",
    "nama",
    "tanggal_lahir",
    "status",
    "terbitan",
    "loket",
    "rak",
    "bawa",
)
"""`bawa`: things to bring, parted by `;`. Columns may stand in any order; the last five may be left out."""

NEEDED = COLUMNS[:6]
MOST_ROWS = 1000
LONGEST_VALUE = 200
SEPARATOR = re.compile("sep=([,;\t])", re.IGNORECASE)

KINDS: Mapping[str, DocumentKind] = {"kk": "kk", "ktp": "ktp", "ktp-el": "ktp", "kia": "kia"}
STATES: Mapping[str, RequestState] = {"": "in_process", "diajukan": "submitted", "diproses": "in_process"}
"""What an import may say. Ready is said at the document desk, which then issues the print PIN."""

Fault = Literal[
    "empty",
    "too_long",
    "unprintable",
    "holds_number",
    "number_form",
    "not_16_digits",
    "unknown_kind",
    "unknown_state",
    "no_date",
    "twice",
    "columns",
]


@dataclass(frozen=True, slots=True)
class RowFault:
    column: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class RowDoubt:
    column: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a file by its line, or the form's one: what it gives, or why it gives nothing."""

    line: int
    number: str
    request: NewRequest | None
    faults: tuple[RowFault, ...] = ()
    doubts: tuple[RowDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """`fault`: the whole file cannot be read, of `quote` from `line` on; or what was read is `gone`.
    `columns`: those that are not there, or stand twice."""

    rows: tuple[ReadRow, ...] = ()
    fault: (
        Literal["no_text", "no_columns", "double_columns", "too_many_rows", "no_rows", "quote", "gone"] | None
    ) = None
    columns: tuple[str, ...] = ()
    line: int = 0


@dataclass(slots=True)
class _Reading:
    """One row while it is read."""

    values: Mapping[str, str] = field(repr=False)
    faults: list[RowFault] = field(default_factory=list)

    def text(self, column: str, *, needed: bool = True) -> str:
        value = " ".join(self.values.get(column, "").split())
        if needed and not value:
            self.faults.append(RowFault(column, "empty"))
        elif len(value) > LONGEST_VALUE:
            self.faults.append(RowFault(column, "too_long"))
        elif not value.isprintable():
            self.faults.append(RowFault(column, "unprintable"))
        return value

    def kept(self, column: str) -> str:
        """A text that is stored as it stands, and so must not be somebody's number."""
        value = self.text(column, needed=False)
        if holds_parted_number(value):
            self.faults.append(RowFault(column, "holds_number"))
        return value

    def request_number(self) -> str:
        """In capitals, however it was typed. It is kept for good, in clear, and so is nobody's number; the
        row's own NIK and No. KK not around a day either."""
        value = self.text("nomor").upper()
        digits = re.sub("[^0-9]", "", value)
        own = [self.values.get(column, "").strip() for column in ("nik", "no_kk")]
        if request_number_holds_number(value) or any(is_number(one) and one in digits for one in own):
            self.faults.append(RowFault("nomor", "holds_number"))
        elif value and re.fullmatch(REQUEST_NUMBER, value) is None:
            self.faults.append(RowFault("nomor", "number_form"))
        return value

    def number(self, column: str) -> str:
        value = self.text(column)
        if value and not is_number(value):
            self.faults.append(RowFault(column, "not_16_digits"))
        return value

    def day(self, column: str) -> date | None:
        value = self.text(column)
        for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
            if (found := _day(value, form)) is not None:
                return found
        if value:
            self.faults.append(RowFault(column, "no_date"))
        return None


def read_csv(raw: bytes, *, keyed: Keyed, today: date) -> ReadFile:
    """UTF-8, with or without its mark; parted by comma, semicolon or tab, as Excel's `sep=` or the first line
    says."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ReadFile(fault="no_text")
    first, _, rest = text.partition("\n")
    said = SEPARATOR.fullmatch(first.strip("\r "))
    if said is not None:
        text = rest
    delimiter = max(",;\t", key=first.count) if said is None else said[1]
    lines = _Lines(text, delimiter, skipped=0 if said is None else 1)
    try:
        return _read(lines, keyed, today)
    except csv.Error:
        return ReadFile(fault="quote", line=lines.began)


class _Lines:
    """Cells of each line, and at which line of the file they began: a cell in quotes may hold line ends."""

    def __init__(self, text: str, delimiter: str, *, skipped: int) -> None:
        self._cells = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        self._skipped = skipped
        self.began = 0

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        self.began = self._skipped + self._cells.line_num + 1
        return next(self._cells)


def _read(lines: _Lines, keyed: Keyed, today: date) -> ReadFile:
    head = [name.strip().lower() for name in next(lines, [])]
    missing = tuple(name for name in NEEDED if name not in head)
    if missing:
        return ReadFile(fault="no_columns", columns=missing)
    double = tuple(name for name in COLUMNS if head.count(name) > 1)
    if double:
        return ReadFile(fault="double_columns", columns=double)
    rows = tuple(islice(_rows(lines, head, keyed, today), MOST_ROWS + 1))
    if not rows:
        return ReadFile(fault="no_rows")
    if len(rows) > MOST_ROWS:
        return ReadFile(fault="too_many_rows")
    return ReadFile(rows)


def _rows(lines: _Lines, head: Sequence[str], keyed: Keyed, today: date) -> Iterator[ReadRow]:
    seen: set[str] = set()
    for cells in lines:
        line = lines.began
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(head):
            yield ReadRow(line, _shown(cells[0].strip()), None, (RowFault("", "columns"),))
            continue
        row = read_row(dict(zip(head, cells, strict=False)), line=line, keyed=keyed, today=today)
        if row.number in seen:
            row = ReadRow(line, row.number, None, (*row.faults, RowFault("nomor", "twice")))
        seen.add(row.number)
        yield row


def read_row(values: Mapping[str, str], *, line: int, keyed: Keyed, today: date) -> ReadRow:
    row = _Reading(values)
    number, name = row.request_number(), row.text("nama")
    nik, family = row.number("nik"), row.number("no_kk")
    kind = KINDS.get(row.text("jenis").lower())
    if kind is None:
        row.faults.append(RowFault("jenis", "unknown_kind"))
    state = STATES.get(row.text("status", needed=False).lower())
    if state is None:
        row.faults.append(RowFault("status", "unknown_state"))
    born = row.day("tanggal_lahir")
    other = [row.kept(column) for column in COLUMNS[7:]]
    if row.faults or kind is None or state is None or born is None:
        return ReadRow(line, _shown(number), None, tuple(row.faults))
    issue, counter, shelf, bring = other
    request = NewRequest(
        number=number,
        kind=kind,
        state=state,
        holder_key=keyed(nik),
        family_key=keyed(family),
        initials=initials(name),
        nik_tail=tail(nik),
        birth_year=born.year,
        issue=issue or None,
        bring=tuple(one.strip() for one in bring.split(";") if one.strip()),
        counter=counter or None,
        shelf=shelf or None,
    )
    doubts = [RowDoubt("nik", doubt) for doubt in nik_doubts(nik, born=born)]
    doubts += [RowDoubt("no_kk", doubt) for doubt in kk_doubts(family)]
    doubts += [RowDoubt("tanggal_lahir", doubt) for doubt in birthday_doubts(born, today, kind)]
    return ReadRow(line, number, request, (), tuple(doubts))


def _shown(number: str) -> str:
    """Of a wrong row, on the page: what stands where a request's number should may be anything."""
    return re.sub("[0-9]{9,}", "…", number[:40])


def _day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def requests_of_families(
    families: FamiliesFile, *, rules: DocumentRules, keyed: Keyed, now: datetime, today: date
) -> tuple[NewRequest, ...]:
    """The document requests of the invented; their print PINs are given in the file."""
    return tuple(
        _request_of(family, one, rules, keyed, now, today)
        for family in families.families
        for one in family.requests
    )


def _request_of(
    family: FamilyEntry, entry: RequestEntry, rules: DocumentRules, keyed: Keyed, now: datetime, today: date
) -> NewRequest:
    holder = next(member for member in family.members if member.nik == entry.holder)
    waits = entry.state in ("submitted", "in_process")
    ready_on = None if waits else today - timedelta(days=entry.ready_days_ago)
    collect_by = None if ready_on is None else ready_on + timedelta(days=entry.collect_within_days)
    return NewRequest(
        number=entry.number,
        kind=entry.kind,
        state=entry.state,
        holder_key=keyed(holder.nik),
        family_key=keyed(family.kk),
        initials=initials(holder.name),
        nik_tail=tail(holder.nik),
        birth_year=holder.born.year,
        issue=entry.issue,
        bring=entry.bring,
        counter=entry.counter,
        shelf=entry.shelf,
        ready_on=ready_on,
        collect_by=collect_by,
        print_pin=entry.print_pin if entry.state == "ready" else None,
        pin_until=now + timedelta(days=rules.print_pin_days) if entry.state == "ready" else None,
    )
