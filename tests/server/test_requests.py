"""The document desk: the store's promises about requests, its import, its audit, what is forgotten."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Literal

import pytest

from commands.__main__ import main
from commands.parts.frame import ROOT
from server.backup import back_up
from server.imports import COLUMNS, ReadFile, read_csv
from server.sqlite import SqliteStore
from server.store import (
    AuditHead,
    BrokenAudit,
    DocumentRequest,
    Kiosk,
    NewRequest,
    Officer,
    Ready,
    RequestChange,
    RequestState,
    Store,
)
from tests.server.parts import NOW, PASSWORD, PROFILE_FOLDER, TODAY, bring, enrolled, slip_ended

DAY = timedelta(days=1)
CANARY, FAMILY, NAME = "1671023012909999", "1671021403221234", "Kanarya Sembilang"
OTHER = "1671023012908888"
HEAD = "nomor,jenis,nik,no_kk,nama,tanggal_lahir"
READY = Ready("3", "B-1", ("KTP-el lama",), TODAY + 7 * DAY)
ROW = f"KT-1,KTP,{CANARY},{FAMILY},{NAME},1990-12-30"


def keyed(number: str) -> str:
    return sha256(number.encode()).hexdigest()


def read(*rows: str, head: str = HEAD) -> ReadFile:
    return read_csv("\n".join((head, *rows)).encode(), keyed=keyed, today=TODAY)


def new(number: str = "KT-1", **other: object) -> NewRequest:
    (row,) = read(ROW.replace("KT-1", number)).rows
    assert row.request is not None
    return replace(row.request, **other)  # type: ignore[arg-type]


def only(store: Store, number: str = "KT-1") -> DocumentRequest:
    (found,) = store.requests(number=number, state=None, now=NOW)
    return found


def officer(store: Store) -> int:
    added = store.add_officer(name="ratu", display_name="Ratu", password=PASSWORD, admin=True)
    assert isinstance(added, Officer)
    return added.officer_id


def made_ready(store: Store, pin: str = "246810", number: str = "KT-1") -> DocumentRequest:
    store.put_requests([new(number)], who="officer:1", now=NOW)
    found = only(store, number)
    done = store.make_ready(
        request_id=found.request_id, ready=READY, print_pin=pin, until=NOW + 7 * DAY, officer_id=1, now=NOW
    )
    assert done
    return only(store, number)


# --- import -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_of_any_spreadsheet_is_read(delimiter: str, mark: str) -> None:
    text = mark + f"{HEAD.upper()}\r\n{ROW}\r\n".replace(",", delimiter)
    (row,) = read_csv(text.encode(), keyed=keyed, today=TODAY).rows
    assert row.request == new() and row.doubts == ()
    assert (row.request.initials, row.request.nik_tail, row.request.birth_year) == ("K. S.", "9999", 1990)
    assert CANARY not in repr(row) and NAME not in repr(row)


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("", "KT-1", ("nomor", "empty")),
        ("KTP", "SIM", ("jenis", "unknown_kind")),
        (CANARY, CANARY[1:], ("nik", "not_16_digits")),
        (FAMILY, "x", ("no_kk", "not_16_digits")),
        (NAME, "", ("nama", "empty")),
        (NAME, "x" * 201, ("nama", "too_long")),
        ("1990-12-30", "1990-02-30", ("tanggal_lahir", "no_date")),
        ("1990-12-30", "1990-12-30,x", ("", "columns")),
        ("KT-1", CANARY, ("nomor", "holds_number")),
        ("KT-1", f"KT-{OTHER}-1", ("nomor", "holds_number")),
        ("KT-1", f"KT {OTHER}", ("nomor", "holds_number")),
        ("KT-1", "1671.0230-1290/9999", ("nomor", "holds_number")),
        ("KT-1", "KT-167102.301290.8888", ("nomor", "holds_number")),
        ("KT-1", f"{OTHER[:8]}-{OTHER[8:]}", ("nomor", "holds_number")),
        ("KT-1", "KT 1", ("nomor", "number_form")),
        ("KT-1", "%", ("nomor", "number_form")),
        ("KT-1", "-KT", ("nomor", "number_form")),
        ("KT-1", "K" * 41, ("nomor", "number_form")),
        (NAME, "Kana\u202erya", ("nama", "unprintable")),
    ],
)
def test_each_wrong_row_says_why_and_the_others_come_in(
    wrong: str, right: str, fault: tuple[str, str]
) -> None:
    bad = ROW.replace(wrong, right) if wrong else ROW.replace(right, wrong)
    first, second = read(bad, ROW.replace("KT-1", "KT-2")).rows
    assert first.request is None and [(one.column, one.fault) for one in first.faults] == [fault]
    assert second.request is not None
    assert not re.search("[0-9]{9}", first.number), "a page shows it"


@pytest.mark.parametrize("other", [OTHER, "1671 0230 1290 8888", "167102.301290.8888"])
@pytest.mark.parametrize("column", ["terbitan", "loket", "rak", "bawa"])
def test_no_nik_is_stored_beside_the_number(column: str, other: str) -> None:
    (row,) = read(f"{ROW},x {other}", head=f"{HEAD},{column}").rows
    assert row.request is None and [(one.column, one.fault) for one in row.faults] == [
        (column, "holds_number")
    ]


def test_around_a_day_the_row_s_own_nik_is_seen() -> None:
    nik = "1671202604200001"
    number = "1671-20260420-0001"
    (row,) = read(ROW.replace("KT-1", number)).rows
    assert row.request is not None
    (own,) = read(ROW.replace("KT-1", number).replace(CANARY, nik)).rows
    assert [(one.column, one.fault) for one in own.faults] == [("nomor", "holds_number")]


def test_a_request_s_number_has_no_small_letters(store: Store) -> None:
    officer(store)
    first, second = read(ROW, ROW.replace("KT-1", "kt-1")).rows
    assert [one.fault for one in second.faults] == ["twice"]
    (alone,) = read(ROW.replace("KT-1", " kt-1 ")).rows
    assert alone.request is not None and alone.request == first.request


def test_an_odd_nik_comes_in_and_is_doubted() -> None:
    (row,) = read(ROW.replace(CANARY, "0099997799990000")).rows
    assert row.request is not None
    assert {one.doubt for one in row.doubts if one.column == "nik"} >= {"province", "day", "month", "serial"}


@pytest.mark.parametrize(
    ("kind", "born", "doubt"),
    [
        ("KTP", "2099-12-30", "unborn"),
        ("KK", "2099-12-30", "unborn"),
        ("KTP", "1800-12-30", "very_old"),
        ("KTP", "2024-04-14", "no_ktp_yet"),
        ("KTP", "2009-04-15", "no_ktp_yet"),
        ("KTP", "2009-04-14", None),
        ("KK", "2024-04-14", None),
        ("KIA", "2009-04-15", None),
        ("KIA", "2009-04-14", "no_kia_any_more"),
        ("KIA", "2099-12-30", "unborn"),
    ],
)
def test_an_odd_birthday_comes_in_and_is_doubted(kind: str, born: str, doubt: str | None) -> None:
    (row,) = read(ROW.replace("KTP", kind).replace("1990-12-30", born)).rows
    assert row.request is not None
    doubts = [one.doubt for one in row.doubts if one.column == "tanggal_lahir"]
    assert doubts == ([] if doubt is None else [doubt])


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"\xff\xfe", "no_text"),
        (b"", "no_columns"),
        (b"nomor,jenis\n1,KK", "no_columns"),
        (HEAD.encode(), "no_rows"),
        ("\n".join((HEAD, *[ROW] * 1001)).encode(), "too_many_rows"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(raw: bytes, fault: str) -> None:
    assert read_csv(raw, keyed=keyed, today=TODAY).fault == fault


@pytest.mark.parametrize(
    ("head", "double"),
    [(f"{HEAD},NIK", ("nik",)), (f"{HEAD},rak,rak , Nomor", ("nomor", "rak")), (f"{HEAD},,,x,x", ())],
)
def test_a_column_that_stands_twice_is_refused_by_name(head: str, double: tuple[str, ...]) -> None:
    found = read(f"{ROW},{OTHER}", head=head)
    if double:
        assert (found.fault, found.columns, found.rows) == ("double_columns", double, ())
    else:
        assert found.fault is None and found.rows[0].request == new(), "what is no column of ours is not read"


@pytest.mark.parametrize("mark", ["sep=;\r\n", "SEP=;\n"])
def test_excel_s_own_first_line_is_understood(mark: str) -> None:
    text = mark + f"{HEAD}\n{ROW}\n".replace(",", ";")
    (row,) = read_csv(text.encode(), keyed=keyed, today=TODAY).rows
    assert (row.request, row.line) == (new(), 3)


@pytest.mark.parametrize("rows_after", [0, 10, 3000])
@pytest.mark.parametrize("quoted", ['"Kanarya', '"Kana"rya'])
def test_a_quote_that_is_not_closed_is_found_in_its_line(rows_after: int, quoted: str) -> None:
    """3,000 rows are more than a cell of Python's csv may hold."""
    rows = [ROW, ROW.replace("KT-1", "KT-2").replace(NAME, quoted), *[ROW] * rows_after]
    found = read(*rows)
    assert (found.fault, found.line, found.rows) == ("quote", 3, ())


def test_a_line_is_the_file_s_also_after_a_cell_of_two_lines() -> None:
    first, second = read(ROW.replace(NAME, '"Kanarya\nSembilang"'), "KT-2,SIM").rows
    assert first.request is not None and first.request.initials == "K. S."
    assert (first.line, second.line) == (2, 4)


def test_the_officers_page_shows_a_file_that_comes_in() -> None:
    page = (ROOT / "docs" / "officer.md").read_text()
    lines = re.findall(r"^    (nomor,.*|K[A-Z]-[0-9-]*,.*)$", page, re.MULTILINE)
    found = read_csv("\n".join(lines).encode(), keyed=keyed, today=TODAY)
    assert len(found.rows) == 2 and all(row.request and not row.doubts for row in found.rows)
    assert all(f"`{column}`" in page for column in COLUMNS)


def test_a_number_twice_in_a_file_counts_once() -> None:
    first, second = read(ROW, ROW.replace(NAME, "Lain")).rows
    assert first.request is not None and second.request is None
    assert [one.fault for one in second.faults] == ["twice"]


def test_what_would_change_is_what_changes(store: Store) -> None:
    officer(store)
    rows = [new(), new("KT-2")]
    assert [one.what for one in store.plan_requests(rows)] == ["new", "new"]
    store.put_requests(rows[:1], who="officer:1", now=NOW)
    later = [replace(rows[0], shelf="C-3"), rows[1]]
    planned = store.plan_requests(later)
    assert planned == (RequestChange("KT-1", "changed", ("shelf",)), RequestChange("KT-2", "new"))
    assert store.put_requests(later, who="officer:1", now=NOW) == planned
    assert only(store).shelf == "C-3"
    assert {one.what for one in store.plan_requests(later)} == {"same"}
    assert store.close_request(request_id=only(store).request_id, state="revoked", officer_id=1, now=NOW)
    assert store.put_requests(rows[:1], who="officer:1", now=NOW)[0].what == "closed"
    assert only(store).shelf == "C-3"


def test_a_file_that_leaves_columns_out_takes_nothing_away(store: Store) -> None:
    officer(store)
    full = new(issue="pertama", bring=("KTP-el lama",), counter="3", shelf="B-1")
    store.put_requests([full], who="officer:1", now=NOW)
    assert [one.what for one in store.plan_requests([new()])] == ["same"]
    moved = new(counter="4", initials="K. A.")
    (changed,) = store.put_requests([moved], who="officer:1", now=NOW)
    assert changed == RequestChange("KT-1", "changed", ("initials", "counter"))
    found = only(store)
    assert (found.issue, found.bring, found.counter, found.shelf) == ("pertama", ("KTP-el lama",), "4", "B-1")


def test_where_a_ready_document_lies_is_the_desk_s_to_say(store: Store) -> None:
    officer(store)
    before = made_ready(store)
    again = new(bring=("surat",), counter="9", shelf="Z-9")
    assert store.put_requests([again], who="officer:1", now=NOW) == (RequestChange("KT-1", "same"),)
    assert only(store) == before
    named = replace(again, initials="K. A.")
    assert store.plan_requests([named]) == (RequestChange("KT-1", "changed", ("initials",)),)


@pytest.mark.parametrize("other", [{"holder_key": "x"}, {"family_key": "x"}, {"kind": "kk"}])
def test_an_import_hands_no_print_pin_to_somebody_else(store: Store, other: dict[str, str]) -> None:
    officer(store)
    before = made_ready(store)
    row = new(**other, initials="X.")
    (change,) = store.put_requests([row], who="officer:1", now=NOW)
    assert (change.what, set(change.fields)) == ("ready", {*other, "initials"})
    assert only(store) == before and store.audit(number="KT-1", limit=1)[0].action == "ready"
    assert store.fitting_pin(request_id=before.request_id, print_pin="246810")


# --- states -------------------------------------------------------------------------------------------------


def test_a_document_is_handed_over_once(store: Store) -> None:
    officer(store)
    request_id = made_ready(store).request_id

    def close(state: Literal["collected", "revoked"]) -> bool:
        return store.close_request(request_id=request_id, state=state, officer_id=1, now=NOW)

    assert [close("collected"), close("collected"), close("revoked")] == [True, False, False]
    assert only(store).state == "collected"


def test_what_is_not_ready_is_not_handed_over(store: Store) -> None:
    officer(store)
    store.put_requests([new()], who="officer:1", now=NOW)
    request_id = only(store).request_id
    assert not store.close_request(request_id=request_id, state="collected", officer_id=1, now=NOW)
    assert not store.reissue_pin(
        request_id=request_id, print_pin="111111", until=NOW + DAY, officer_id=1, now=NOW
    )


def held(
    store: Store,
    request: DocumentRequest,
    kiosk: Kiosk,
    job: str,
    print_pin: str = "246810",
    *,
    now: datetime = NOW,
    meanwhile: Callable[[], object] = lambda: None,
) -> int | None:
    """Which reprint a print job holds, or None; `meanwhile` comes between the PIN and its reservation."""
    pin = store.fitting_pin(request_id=request.request_id, print_pin=print_pin)
    assert pin is not None
    meanwhile()
    got = store.reserve(
        request_id=request.request_id,
        form="slip",
        pin=pin,
        kiosk=kiosk,
        job_id=job,
        now=now,
    )
    return None if got is None else got.reprint


@pytest.mark.parametrize("act", ["revoke", "hand_over", "new_pin", "expire"])
def test_what_officers_do_between_pin_and_reservation_counts(store: Store, act: str) -> None:
    officer(store)
    request, kiosk, late = made_ready(store), enrolled(store), NOW + 8 * DAY
    known = request.request_id
    acts: dict[str, Callable[[], object]] = {
        "revoke": lambda: store.close_request(request_id=known, state="revoked", officer_id=1, now=NOW),
        "hand_over": lambda: store.close_request(request_id=known, state="collected", officer_id=1, now=NOW),
        "new_pin": lambda: store.reissue_pin(
            request_id=known, print_pin="111111", until=NOW + DAY, officer_id=1, now=NOW
        ),
        "expire": lambda: None,
    }
    now = late if act == "expire" else NOW
    assert held(store, request, kiosk, "a", now=now, meanwhile=acts[act]) is None
    if act == "new_pin":
        assert held(store, request, kiosk, "b", "111111") == 0, "and the new one is not used up"


def test_a_new_pin_ends_the_old_and_allows_a_reprint(store: Store) -> None:
    officer(store)
    request, kiosk = made_ready(store), enrolled(store)

    hold = partial(held, store, request, kiosk)

    def reissue() -> bool:
        return store.reissue_pin(
            request_id=request.request_id, print_pin="111111", until=NOW + DAY, officer_id=1, now=NOW
        )

    assert hold("a") == 0
    assert not reissue(), "a job holds it: nobody knows yet whether its paper comes"
    bring(store, kiosk, [slip_ended("printed", "a")])
    assert only(store).slip == "printed" and hold("b") is None
    assert reissue()
    assert store.fitting_pin(request_id=request.request_id, print_pin="246810") is None
    assert hold("b", "111111") == 1


def test_made_ready_again_after_its_slip_was_printed_it_prints_a_reprint(store: Store) -> None:
    officer(store)
    request, kiosk, late = made_ready(store), enrolled(store), NOW + 8 * DAY

    def ready() -> bool:
        again, until = Ready(None, None, (), TODAY + 20 * DAY), NOW + 20 * DAY
        return store.make_ready(
            request_id=request.request_id, ready=again, print_pin="1", until=until, officer_id=1, now=late
        )

    assert held(store, request, kiosk, "a") == 0
    store.forget_requests(now=late)
    assert not ready(), "a job holds it"
    bring(store, kiosk, [slip_ended("printed", "a")])
    assert ready() and only(store).slip == "none"
    assert held(store, request, kiosk, "b", "1", now=late) == 1


MOVED = Ready("4", None, (), TODAY + 9 * DAY)


def test_where_and_until_when_a_ready_document_waits_is_corrected_and_its_pin_stays(store: Store) -> None:
    officer(store)
    before, kiosk = made_ready(store), enrolled(store)
    correct = partial(store.correct_ready, request_id=before.request_id, officer_id=1, now=NOW)
    assert correct(ready=MOVED) is None
    assert only(store) == replace(before, counter="4", shelf=None, bring=(), collect_by=MOVED.collect_by)
    told = store.audit(number="KT-1", limit=1)[0]
    assert (told.who, told.action, told.numbers) == ("officer:1", "correct", ("KT-1",))
    assert held(store, before, kiosk, "a") == 0, "its PIN as before"
    assert correct(ready=READY) == "held", "its slip says what was"
    assert only(store).counter == "4" and store.audit(number="KT-1", limit=1)[0].action == "print"
    bring(store, kiosk, [slip_ended("printed", "a")])
    assert correct(ready=READY) is None and only(store).slip == "printed"


@pytest.mark.parametrize("over", ["in_process", "collected", "revoked", "expired"])
def test_what_is_not_ready_any_more_is_not_corrected(store: Store, over: RequestState) -> None:
    officer(store)
    if over == "in_process":
        store.put_requests([new()], who="officer:1", now=NOW)
    else:
        made_ready(store)
    known, now = only(store).request_id, NOW + 8 * DAY if over == "expired" else NOW
    if over in ("collected", "revoked"):
        assert store.close_request(request_id=known, state=over, officer_id=1, now=NOW)
    before = store.request(request_id=known, now=now)
    assert before is not None and before.state == over
    refused = store.correct_ready(request_id=known, ready=MOVED, officer_id=1, now=now)
    assert refused == "not_ready" and store.request(request_id=known, now=now) == before


@pytest.mark.parametrize("request_id", [None, "nothing"])
def test_no_pin_fits_what_is_not_there(store: Store, request_id: str | None) -> None:
    for pin in ("", "000000"):
        assert not store.fitting_pin(request_id=request_id, print_pin=pin)


def test_what_nobody_fetches_is_expired_and_can_be_made_ready_again(store: Store) -> None:
    officer(store)
    request_id = made_ready(store).request_id

    def state(days: int) -> RequestState:
        found = store.request(request_id=request_id, now=NOW + days * DAY)
        assert found is not None
        return found.state

    assert [state(7), state(8)] == ["ready", "expired"]
    store.forget_requests(now=NOW + 8 * DAY)
    assert state(8) == "expired"
    ready, late, until = Ready(None, None, (), TODAY + 20 * DAY), NOW + 8 * DAY, NOW + 20 * DAY
    assert store.make_ready(
        request_id=request_id, ready=ready, print_pin="1", until=until, officer_id=1, now=late
    )
    assert state(8) == "ready"


# --- what is forgotten, and what is not ---------------------------------------------------------------------


def test_a_person_is_forgotten_after_the_profile_s_days_and_the_audit_stays(store: Store) -> None:
    officer(store)
    over, open_ = made_ready(store), made_ready(store, number="KT-2")
    store.close_request(request_id=over.request_id, state="collected", officer_id=1, now=NOW)
    before = store.prove_audit(known=None)
    assert isinstance(before, AuditHead)
    assert store.forget_requests(now=NOW + 30 * DAY - timedelta(seconds=1)) == 0
    assert store.forget_requests(now=NOW + 30 * DAY) == 1
    assert store.forget_requests(now=NOW + 30 * DAY) == 0
    gone = store.request(request_id=over.request_id, now=NOW)
    kept = store.request(request_id=open_.request_id, now=NOW)
    assert gone is not None and kept is not None
    personal = (gone.holder_key, gone.initials, gone.nik_tail, gone.birth_year, gone.pin_until)
    assert personal == (None,) * 5 and gone.number == "KT-1"
    assert (gone.counter, gone.shelf, gone.bring) == (None, None, ()), "officers wrote it"
    assert (kept.counter, kept.shelf, kept.bring) == ("3", "B-1", ("KTP-el lama",))
    assert store.requests_of(holders=[keyed(CANARY)], family=None, now=NOW) == (kept,)
    assert store.prove_audit(known=before) == before
    assert [one.action for one in store.audit(number="KT-1", limit=9)] == ["hand_over", "ready", "import"]


def test_what_was_never_ready_is_given_up_and_forgotten_in_its_turn(store: Store) -> None:
    officer(store)
    store.put_requests([new(), new("KT-2", state="submitted")], who="officer:1", now=NOW)
    ready = made_ready(store, number="KT-3")
    year = NOW + 365 * DAY
    store.forget_requests(now=year - timedelta(seconds=1))
    assert [only(store, number).state for number in ("KT-1", "KT-2")] == ["in_process", "submitted"]
    store.forget_requests(now=year)
    assert [only(store, number).state for number in ("KT-1", "KT-2")] == ["revoked", "revoked"]
    told = store.audit(number="KT-1", limit=1)[0]
    assert (told.who, told.action, told.numbers) == ("server", "revoke", ("KT-1", "KT-2"))
    assert only(store).holder_key is not None
    store.forget_requests(now=year + 30 * DAY)
    forgotten = only(store)
    assert (forgotten.holder_key, forgotten.initials, forgotten.nik_tail) == (None, None, None)
    assert store.request(request_id=ready.request_id, now=year) is not None


def test_no_number_name_or_pin_is_in_the_file(tmp_path: Path, sqlite_store: SqliteStore) -> None:
    officer(sqlite_store)
    made_ready(sqlite_store, pin="86420975")
    sqlite_store.fitting_pin(request_id=only(sqlite_store).request_id, print_pin="86420975")
    for file in tmp_path.iterdir():
        raw = file.read_bytes()
        for secret in (CANARY, FAMILY, NAME, "Kanarya", "86420975", "19901230", "1990-12-30"):
            assert secret.encode() not in raw, file.name


# --- the audit ----------------------------------------------------------------------------------------------


def audited(store: Store) -> AuditHead:
    officer(store)
    made_ready(store)
    for number in ("KT-1", "KT-2"):
        store.note(who="kiosk:k", action="look", numbers=[number, "KK-9"], now=NOW)
    head = store.prove_audit(known=None)
    assert isinstance(head, AuditHead) and head.seq == 4
    return head


def edited(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


TAMPERED: dict[str, tuple[tuple[str, ...], BrokenAudit]] = {
    "changed": (("UPDATE audit SET who = 'officer:9' WHERE seq = 2",), BrokenAudit(2, "changed")),
    "moved": (
        ("UPDATE audit SET at = replace(at, '2026', '2027') WHERE seq = 3",),
        BrokenAudit(3, "changed"),
    ),
    "taken out": (("DELETE FROM audit WHERE seq = 2",), BrokenAudit(2, "changed")),
    "closed up": (
        ("DELETE FROM audit WHERE seq = 2", "UPDATE audit SET seq = seq - 1 WHERE seq > 2"),
        BrokenAudit(2, "changed"),
    ),
    "first": (("DELETE FROM audit WHERE seq = 1",), BrokenAudit(1, "changed")),
    "cut off": (("DELETE FROM audit WHERE seq = 4",), BrokenAudit(4, "cut_off")),
    "emptied": (("DELETE FROM audit",), BrokenAudit(1, "cut_off")),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_whoever_edits_the_audit_is_found(tmp_path: Path, sqlite_store: SqliteStore, how: str) -> None:
    head = audited(sqlite_store)
    statements, broken = TAMPERED[how]
    edited(tmp_path / "server.db", *statements)
    assert sqlite_store.prove_audit(known=head) == broken


def test_a_chain_that_was_made_anew_is_told_by_a_head_kept_elsewhere(
    tmp_path: Path, sqlite_store: SqliteStore
) -> None:
    head = audited(sqlite_store)
    edited(tmp_path / "server.db", "DELETE FROM audit")
    for _ in range(head.seq):
        sqlite_store.note(who="kiosk:k", action="look", numbers=["KT-1"], now=NOW)
    assert isinstance(sqlite_store.prove_audit(known=None), AuditHead)
    assert sqlite_store.prove_audit(known=head) == BrokenAudit(head.seq, "rewritten")


def test_the_command_walks_the_audit(
    tmp_path: Path, sqlite_store: SqliteStore, capsys: pytest.CaptureFixture[str]
) -> None:
    head = audited(sqlite_store)
    words = ["server", "audit", "--state", str(tmp_path), "--profile", str(PROFILE_FOLDER)]
    assert main(words) == 0
    said = re.search("Head: (.*)", capsys.readouterr().out)
    assert said is not None and said[1] == f"{head.seq}:{head.hash}"
    edited(tmp_path / "server.db", "DELETE FROM audit WHERE seq = 4")
    assert main(words) == 0
    assert main([*words, "--known", said[1]]) == 1
    assert "at entry 4" in capsys.readouterr().err


def test_the_audit_of_another_site_is_not_called_whole(
    tmp_path: Path, sqlite_store: SqliteStore, capsys: pytest.CaptureFixture[str]
) -> None:
    audited(sqlite_store)
    assert main(["server", "audit", "--state", str(tmp_path)]) == 1, "by the profile that ships"
    said = capsys.readouterr()
    assert said.out == "" and "give the right --profile" in said.err


@pytest.mark.parametrize("number", ["%", "_T-1", "T-1", "KT"])
def test_the_audit_of_one_request_is_of_no_other(store: Store, number: str) -> None:
    store.note(who="kiosk:k", action="look", numbers=["KT-1", "KT-12"], now=NOW)
    assert store.audit(number=number, limit=9) == ()
    assert len(store.audit(number="KT-12", limit=9)) == 1


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        ((), None),
        (("DELETE FROM audit WHERE seq = 4",), "at entry 4: it is missing"),
        (("DELETE FROM audit",), "at entry 1: it is missing"),
    ],
)
def test_a_backup_tells_of_a_tail_that_was_cut_off(
    tmp_path: Path,
    sqlite_store: SqliteStore,
    capsys: pytest.CaptureFixture[str],
    statements: tuple[str, ...],
    said: str | None,
) -> None:
    audited(sqlite_store)
    backup = tmp_path / "copy.db"
    assert back_up(tmp_path, backup) is None
    edited(tmp_path / "server.db", *statements)
    if said is None:
        sqlite_store.note(who="kiosk:k", action="look", numbers=["KT-9"], now=NOW)
    words = ["server", "audit", "--state", str(tmp_path), "--profile", str(PROFILE_FOLDER)]
    assert main(words) == 0, "the chain alone does not know"
    capsys.readouterr()
    assert main([*words, "--from", str(backup)]) == (0 if said is None else 1)
    told = capsys.readouterr()
    assert "5 entries, whole" in told.out if said is None else said in told.err
    assert main([*words, "--from", str(tmp_path / "nothing.db")]) == 1


def test_requests_are_found_by_part_of_their_number(store: Store) -> None:
    officer(store)
    store.put_requests([new("KT-1"), new("KT-2"), new("KK-2")], who="officer:1", now=NOW)

    def found(number: str, state: RequestState | None = None) -> list[str]:
        return [one.number for one in store.requests(number=number, state=state, now=NOW)]

    assert (found("kt"), found("-2"), found("%"), found("", "ready")) == (
        ["KT-1", "KT-2"],
        ["KK-2", "KT-2"],
        [],
        [],
    )


def test_the_very_number_comes_before_all_that_hold_it(store: Store) -> None:
    officer(store)
    store.put_requests([new("KT-1")], who="officer:1", now=NOW)
    later = [new(f"KT-1{serial:03}") for serial in range(201)]
    store.put_requests(later, who="officer:1", now=NOW + DAY)
    found = store.requests(number="kt-1", state=None, now=NOW + DAY)
    assert [one.number for one in found[:2]] == ["KT-1", "KT-1000"] and len(found) == 200
