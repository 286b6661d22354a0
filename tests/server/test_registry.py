"""The simulated registry: who is let in, and what comes out of it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kiosk.wire import DocumentSlip, Member
from server.registry import SimulatedRegistry, short_name, simulated_registry
from tests.server.parts import (
    ACCESS_PIN,
    CHILD_NIK,
    FAMILIES,
    NIK,
    OTHER_NIK,
    PRINT_PIN,
    PROFILE,
    TODAY,
    ZONE,
    registry,
)


def burhan(registry: SimulatedRegistry) -> str:
    person = registry.authenticate(nik=NIK, access_pin=ACCESS_PIN)
    assert person is not None
    return person


def slip_of(registry: SimulatedRegistry, request_id: str) -> DocumentSlip:
    slip = registry.slip(burhan(registry), request_id=request_id)
    assert slip is not None
    return slip


@pytest.mark.parametrize(
    ("nik", "pin", "known"),
    [
        (NIK, ACCESS_PIN, True),
        (OTHER_NIK, "900900", True),
        (OTHER_NIK, ACCESS_PIN, False),
        (NIK, PRINT_PIN, False),
        (NIK, "", False),
        (NIK, "é" * 6, False),
        (CHILD_NIK, ACCESS_PIN, False),
        ("9999999999999999", ACCESS_PIN, False),
    ],
)
def test_only_an_account_with_its_own_pin_is_let_in(nik: str, pin: str, known: bool) -> None:
    assert (registry().authenticate(nik=nik, access_pin=pin) is not None) is known


def test_the_list_tells_a_family_apart_and_no_more() -> None:
    simulated = registry()
    lines = simulated.documents(burhan(simulated))
    assert [(line.request_id, line.kind, line.state, line.holder, line.ready_on) for line in lines] == [
        ("r-1", "ktp", "ready", "Burhan S.", date(2026, 4, 13)),
        ("r-2", "kk", "ready", "Burhan S.", date(2026, 4, 13)),
        ("r-3", "ktp", "in_process", "Burhan S.", None),
        ("r-4", "kia", "ready", "Zefanya I. S.", date(2026, 4, 13)),
    ]


def test_print_pins_open_only_the_own_family_s_documents() -> None:
    simulated = registry()
    person = burhan(simulated)
    assert simulated.print_pin_fits(person, request_id="r-1", print_pin=PRINT_PIN)
    assert not simulated.print_pin_fits(person, request_id="r-1", print_pin="000000")
    assert not simulated.print_pin_fits(person, request_id="r-9", print_pin=PRINT_PIN)
    assert simulated.slip(person, request_id="r-9") is None


def test_a_document_in_process_has_no_slip() -> None:
    simulated = registry()
    assert simulated.slip(burhan(simulated), request_id="r-3") is None


def test_the_slip_of_a_ktp_names_its_holder_in_short() -> None:
    simulated = registry()
    slip = slip_of(simulated, "r-1")
    assert (slip.kind, slip.verdict, slip.simulated, slip.request_no) == (
        "ktp",
        "ready",
        True,
        "KT-2604-1102",
    )
    assert (slip.counter, slip.shelf, slip.place) == ("3", "B-14", "Disdukcapil, Lantai 1, Zona A")
    assert slip.collect_by == datetime(2026, 4, 20, 15, 30, tzinfo=ZONE)
    assert (slip.bring, slip.issue) == (("KTP-el lama",), "Perubahan data")
    burhan = Member(name="Burhan S.", relationship="Kepala Keluarga", nik_tail=NIK[-4:], birth_year=1979)
    assert slip.members == (burhan,)
    assert (slip.kk_tail, slip.head, slip.address, slip.kia_kind) == (None, None, None, None)


def test_the_slip_of_a_kk_names_the_family() -> None:
    slip = slip_of(registry(), "r-2")
    assert (slip.kk_tail, slip.head, slip.address) == ("0099", "Burhan Sekanak", "Jl. Contoh No. 7")
    assert (slip.rt_rw, slip.kelurahan, slip.kecamatan) == ("012/004", "Contoh Ulu", "Contoh")
    assert [(one.name, one.nik_tail, one.birth_year) for one in slip.members] == [
        ("Burhan Sekanak", "0007", 1979),
        ("Zefanya Intan Sekanak", "0009", 2022),
    ]


@pytest.mark.parametrize(
    ("today", "kind"), [(date(2026, 4, 14), "0-5"), (date(2027, 3, 14), "0-5"), (date(2027, 3, 15), "5-17")]
)
def test_a_kia_changes_its_kind_at_the_fifth_birthday(today: date, kind: str) -> None:
    slip = slip_of(simulated_registry(FAMILIES, PROFILE, lambda: today), "r-4")
    assert (slip.kia_kind, slip.issue, slip.members[0].name) == (kind, None, "Zefanya I. S.")


def test_days_move_on_while_the_registry_stands() -> None:
    days = iter([date(2026, 4, 14), date(2026, 4, 15)])
    simulated = simulated_registry(FAMILIES, PROFILE, lambda: next(days))
    person = burhan(simulated)
    first, second = (simulated.documents(person)[0].ready_on for _ in range(2))
    assert (first, second) == (date(2026, 4, 13), date(2026, 4, 14))


def test_the_last_moment_is_one_at_which_somebody_is_there() -> None:
    """Twelve days after the 13th is a Saturday; the Friday before it is a holiday."""
    closed = replace(PROFILE.hours[0], holidays=frozenset({date(2026, 4, 24)}))
    agency = replace(PROFILE.agencies["disdukcapil"], hours=closed, place=None)
    kia = replace(PROFILE.services["cetak-kia"], agency=agency)
    profile = replace(PROFILE, services={**PROFILE.services, "cetak-kia": kia})
    slip = slip_of(simulated_registry(FAMILIES, profile, lambda: TODAY), "r-4")
    assert slip.collect_by == datetime(2026, 4, 23, 15, 30, tzinfo=ZONE)
    assert slip.place == "Disdukcapil"


def test_where_nobody_is_there_in_time_no_last_moment_is_promised() -> None:
    never = replace(PROFILE.hours[0], week=((),) * 7)
    profile = replace(PROFILE, services={}, hours=(never,))
    slip = slip_of(simulated_registry(FAMILIES, profile, lambda: TODAY), "r-1")
    assert (slip.collect_by, slip.place) == (None, None)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Burhan Sekanak", "Burhan S."),
        ("Siti Nur'aini Kartika Melati", "Siti N. K. M."),
        ("Hj. Rohaya", "Hj. Rohaya"),
        ("M. Rizki Sekanak", "M. Rizki S."),
        ("I", "I"),
        ("A.", "A."),
    ],
)
def test_names_in_short(name: str, short: str) -> None:
    assert short_name(name) == short


def test_what_is_shown_by_repr_names_nobody() -> None:
    simulated = registry()
    shown = repr((simulated, FAMILIES, simulated.documents(burhan(simulated))))
    for secret in (NIK, CHILD_NIK, ACCESS_PIN, PRINT_PIN, "Burhan", "Jl. Contoh"):
        assert secret not in shown
