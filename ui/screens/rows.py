"""Rows of services, and how many of them a page holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from config.models import Service
from kiosk.visit.state import Facts
from ui.bridge import Setting
from ui.screens.phrases import fee, printed_here, refusal
from ui.theme import line_height, lines


@dataclass(frozen=True, slots=True)
class ServiceRow:
    service: str
    title: str
    note: str
    """A fact about it, or why it takes no number now; may be empty."""
    icon: str
    """Empty where all rows are of one agency."""
    chip: str
    available: bool


def service_row(
    facts: Facts, service: Service, setting: Setting, *, agency: bool, brief: bool = False
) -> ServiceRow:
    """`agency`: rows of several agencies stand together, and each says whose it is. `brief`: a note only
    where a service takes no number now."""
    texts = setting.texts
    closed = refusal(facts, service, texts)
    facility = "" if service.takes_ticket else texts.translate("Rows", "Tanpa nomor antrean")
    fact = closed or facility or fee(service, texts) or ""
    parts = (service.agency.short, fact) if agency else (fact,)
    if brief:
        parts = (closed,)
    elif setting.measures.snug:
        parts = (closed or facility,)
    return ServiceRow(
        service=service.id,
        title=texts.of(service.name),
        note="  ·  ".join(part for part in parts if part),
        icon=service.agency.icon if agency else "",
        chip=texts.translate("Rows", "Di mesin ini") if printed_here(facts, service) else "",
        available=not closed,
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a list stands on its pages: all rows are as high as the tallest."""

    row_height: int
    a_page: int
    pages: int

    def page(self, wanted: int) -> int:
        return min(max(wanted, 0), self.pages - 1)

    def part(self, rows: Sequence[ServiceRow], wanted: int) -> tuple[ServiceRow, ...]:
        first = self.page(wanted) * self.a_page
        return tuple(rows[first : first + self.a_page])


def sheet(rows: Sequence[ServiceRow], setting: Setting, height: int, pager: int) -> Sheet:
    """`height` is the list's room; where one page does not do, `pager` of it goes to the pager."""
    sizes = setting.measures
    row = row_height(rows, setting)

    def fit(room: int) -> int:
        return max(1, (room + sizes.gap) // (row + sizes.gap)) * sizes.columns

    a_page = fit(height)
    if len(rows) > a_page:
        a_page = fit(height - pager)
    return Sheet(row, a_page, max(1, ceil(len(rows) / a_page)))


def row_height(
    rows: Sequence[ServiceRow], setting: Setting, columns: int | None = None, *, close: bool = False
) -> int:
    """Content and 3 u, at least 11.5 u; 2 u and 9.5 u on compact panels. `close`: content and 1 u. In the
    columns of a list."""
    sizes, types = setting.measures, setting.fonts
    columns = columns or sizes.columns
    width = (sizes.body_width - (columns - 1) * sizes.gap) // columns
    tallest = 0.0
    for row in rows:
        room = row_room(row, width, setting)
        note = lines(row.note, types.small, room) * line_height(types.small) if row.note else 0
        tallest = max(tallest, lines(row.title, types.label, room) * line_height(types.label) + note)
    least, around = (9.5, 2) if sizes.compact else (11.5, 3)
    return max(round(least * sizes.u), ceil(tallest) + (1 if close else around) * sizes.u + sizes.edge)


def row_room(row: ServiceRow, width: int, setting: Setting) -> float:
    """What is left for the words of a row: `ServicePlate.qml` lays it out so."""
    u = setting.measures.u
    icon = 7 * u if row.icon else 0
    caret = round(5.5 * u)
    chip = round(21 * setting.measures.growth * u) if row.chip else 0
    return width - round(5.5 * u) - icon - caret - chip
