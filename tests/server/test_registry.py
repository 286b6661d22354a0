"""The simulated registry, the border before it, and the contract that adapters are tried against."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Event, current_thread
from typing import Any, Literal

import pytest

from config.models import DocumentKind
from kiosk.wire import LONGEST_PAGE_BYTES, Member
from server.conformance import TestPeople, TestPerson, Trial, check
from server.registry import Access, AccessRefusal, BorderGuard, Content, Holder, Registry, page_faults
from server.simulated import FAULTS, Fault, SimulatedRegistry, fault_of, short_name
from tests.server.parts import ACCESS_PIN, CHILD_NIK, FAMILIES, NIK, OTHER_NIK, PRINT_PIN, TODAY

KK = "1671010101010099"


def pdf(box: str = "0 0 595.28 841.89", *, hidden: bool = False) -> bytes:
    """One page's bones; `hidden` as PDF 1.5 packs them."""
    page = f"<< /Type /Page /MediaBox [{box}] >>".encode()
    packed = zlib.compress(page)
    stream = b"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>\nstream\r\n" % len(packed)
    body = stream + packed + b"\nendstream" if hidden else page
    return b"%PDF-1.5\n1 0 obj\n" + body + b"\nendobj\ntrailer << >>\n%%EOF\n"


A4 = pdf()


def keyed(number: str) -> str:
    return sha256(number.encode()).hexdigest()


def simulated(
    today: Callable[[], date] = lambda: TODAY, fault: Callable[[], Fault | None] = lambda: None
) -> SimulatedRegistry:
    return SimulatedRegistry(FAMILIES.families, keyed=keyed, today=today, fault=fault, draw=lambda _: A4)


def access(registry: Registry) -> Access:
    found = registry.authenticate(nik=NIK, access_pin=ACCESS_PIN)
    assert isinstance(found, Access)
    return found


def content(kind: DocumentKind, holder: str, registry: Registry | None = None) -> Content:
    asked = registry or simulated()
    found = asked.content(access(asked).handle, kind=kind, holder=keyed(holder))
    assert isinstance(found, Content)
    return found


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
    assert (simulated().authenticate(nik=nik, access_pin=pin) != "no_match") is known


def test_who_is_let_in_sees_the_family_by_keys_and_short_names() -> None:
    found = access(simulated())
    assert found.family == keyed(KK)
    assert found.holders == (
        Holder(keyed(NIK), "Burhan S."),
        Holder(keyed(CHILD_NIK), "Zefanya I. S."),
    )
    assert not re.search("[0-9]{9}", repr((found.handle, found.holders[0].name)))


def test_content_of_a_ktp_names_its_holder_in_short() -> None:
    burhan = Member(name="Burhan S.", relationship="Kepala Keluarga", nik_tail=NIK[-4:], birth_year=1979)
    assert content("ktp", NIK) == Content((burhan,))


def test_content_of_a_kk_names_the_family() -> None:
    slip = content("kk", KK)
    assert (slip.kk_tail, slip.head, slip.address) == ("0099", "Burhan Sekanak", "Jl. Contoh No. 7")
    assert (slip.rt_rw, slip.kelurahan, slip.kecamatan) == ("012/004", "Contoh Ulu", "Contoh")
    assert [(one.name, one.nik_tail, one.birth_year) for one in slip.members] == [
        ("Burhan Sekanak", "0007", 1979),
        ("Zefanya Intan Sekanak", "0009", 2022),
    ]


def test_another_family_s_content_is_unknown() -> None:
    registry = simulated()
    handle = access(registry).handle
    for kind, holder in (("kk", "1671010101010098"), ("ktp", OTHER_NIK), ("kia", NIK)):
        assert registry.content(handle, kind=kind, holder=keyed(holder)) == "unknown"  # type: ignore[arg-type]


def test_a_page_is_of_the_own_family_s_kk_and_of_nothing_else() -> None:
    registry = simulated()
    handle = access(registry).handle
    assert registry.page(handle, kind="kk", holder=keyed(KK)) == A4
    for kind, holder in (("kk", "1671010101010098"), ("ktp", NIK), ("kia", CHILD_NIK)):
        assert registry.page(handle, kind=kind, holder=keyed(holder)) == "unknown"  # type: ignore[arg-type]
    plain = SimulatedRegistry(FAMILIES.families, keyed=keyed, today=lambda: TODAY)
    assert plain.page(handle, kind="kk", holder=keyed(KK)) == "unknown"


LANDSCAPE = "0 0 841.89 595.28"


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (A4, ""),
        (pdf(LANDSCAPE), ""),
        (pdf("0 0 842 595"), ""),
        (pdf(hidden=True), ""),
        (pdf("0 0 612 792"), "not said to be A4"),
        (pdf("0 0 612 792", hidden=True), "not said to be A4"),
        (A4.replace(b"%%EOF", pdf("0 0 420 595")), "not said to be A4"),
        (pdf("0 0 . 842"), "not said to be A4"),
        (A4.replace(b"MediaBox", b"CropBox"), "not said to be A4"),
        (A4[:-6], "no whole PDF"),
        (b"GIF89a" + A4, "no whole PDF"),
        (b"", "no whole PDF"),
        (A4 + bytes(LONGEST_PAGE_BYTES), "longer than"),
    ],
)
def test_a_page_is_a_pdf_of_a4_and_bounded(page: bytes, fault: str) -> None:
    found = page_faults(page)
    assert len(found) == (1 if fault else 0) and all(fault in one for one in found)


def test_a_kia_changes_its_kind_while_the_registry_stands() -> None:
    days = iter([date(2027, 3, 14), date(2027, 3, 15)])
    registry = simulated(lambda: next(days))
    assert [content("kia", CHILD_NIK, registry).kia_kind for _ in range(2)] == ["0-5", "5-17"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Burhan Sekanak", "Burhan S."),
        ("Hj. Rohaya Aminah", "Hj. Rohaya A."),
        ("Zéfanya Intan Sekanak", "Zéfanya I. S."),
        ("I", "I"),
    ],
)
def test_a_short_name_is_the_first_name_and_initials(name: str, short: str) -> None:
    assert short_name(name) == short


@dataclass(frozen=True)
class Answers:
    """An adapter that has one answer to each question."""

    access: Access
    said: Content
    simulated: bool = True

    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        return self.access

    def content(
        self, handle: str, *, kind: DocumentKind, holder: str
    ) -> Content | Literal["unknown", "away"]:
        return self.said

    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> bytes | Literal["unknown", "away"]:
        return "unknown"


# --- the border ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", FAULTS)
def test_a_registry_that_fails_is_away_and_nothing_of_it_is_said(
    fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    handle = access(simulated()).handle
    guard = BorderGuard(simulated(fault=lambda: fault), keyed=keyed, today=lambda: TODAY, seconds=0.2)
    assert guard.authenticate(nik=NIK, access_pin=ACCESS_PIN) == "away"
    assert guard.content(handle, kind="kk", holder=keyed(KK)) == "away"
    assert guard.page(handle, kind="kk", holder=keyed(KK)) == "away"
    assert not re.search("[0-9]{9}", caplog.text)


def test_the_border_lets_a_sound_answer_through() -> None:
    sound = simulated()
    guard = BorderGuard(sound, keyed=keyed, today=lambda: TODAY)
    assert (guard.simulated, access(guard)) == (True, access(sound))
    assert guard.authenticate(nik=NIK, access_pin="000000") == "no_match"
    assert content("kk", KK, guard) == content("kk", KK)
    handle = access(guard).handle
    assert guard.page(handle, kind="kk", holder=keyed(KK)) == A4
    assert guard.page(handle, kind="ktp", holder=keyed(NIK)) == "unknown"


MEMBER = Member(name="Burhan S.", relationship="Anak", nik_tail="0007", birth_year=1979)
HOLDER = Holder(keyed(NIK), "Burhan S.")
ACCESS = Access("account-0", keyed(KK), (HOLDER,))
HOUSEHOLD = Content((MEMBER,), "0099", "Burhan Sekanak", "Jl. Contoh No. 7")


@pytest.mark.parametrize(
    "wrong",
    [
        {"handle": 7},
        {"family": 5},
        {"holders": None},
        {"holders": ({"key": keyed(NIK), "name": "Burhan S."},)},
        {"holders": (HOLDER, Holder(keyed(CHILD_NIK), 5))},  # type: ignore[arg-type]
        {"holders": (Holder(keyed(NIK), "Burhan \ud800"),)},
    ],
    ids=["handle", "family", "no holders", "a dict", "a name", "a lone surrogate"],
)
def test_who_is_let_in_with_a_value_of_a_wrong_type_is_away(
    wrong: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    guard = BorderGuard(Answers(ACCESS, HOUSEHOLD), keyed=keyed, today=lambda: TODAY)
    assert guard.authenticate(nik=NIK, access_pin=ACCESS_PIN) == ACCESS
    guard = BorderGuard(Answers(replace(ACCESS, **wrong), HOUSEHOLD), keyed=keyed, today=lambda: TODAY)
    assert guard.authenticate(nik=NIK, access_pin=ACCESS_PIN) == "away"
    assert "a value is not of its type" in caplog.text and "Burhan" not in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"rt_rw": 5},
        {"kk_tail": 1234},
        {"head": "Burhan \ud800"},
        {"kia_kind": "7-9"},
        {"members": None},
        {"members": ({"name": "Burhan S."},)},
        {"members": (MEMBER.model_copy(update={"nik_tail": NIK}),)},
        {"members": (Member.model_construct(name="Burhan S."),)},
    ],
    ids=["rt_rw", "tail", "a lone surrogate", "kind", "no members", "a dict", "a whole NIK", "half a member"],
)
def test_content_with_a_value_of_a_wrong_type_is_away(
    wrong: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    guard = BorderGuard(Answers(ACCESS, HOUSEHOLD), keyed=keyed, today=lambda: TODAY)
    assert guard.content("account-0", kind="kk", holder=keyed(KK)) == HOUSEHOLD
    guard = BorderGuard(Answers(ACCESS, replace(HOUSEHOLD, **wrong)), keyed=keyed, today=lambda: TODAY)
    assert guard.content("account-0", kind="kk", holder=keyed(KK)) == "away"
    assert "a value is not of its type" in caplog.text
    assert not re.search("Burhan|[0-9]{9}", caplog.text)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"address": "Jl. Contoh, 1671 0101 0101 0007"}, "shows a long number"),
        ({"head": "167101.010101.0007"}, "shows a long number"),
        ({"members": (MEMBER.model_copy(update={"name": "1671-0101-0101-0007"}),)}, "shows a long number"),
        ({"members": (MEMBER, MEMBER.model_copy(update={"birth_year": TODAY.year + 1}))}, "year of birth"),
        ({"members": (MEMBER.model_copy(update={"birth_year": TODAY.year - 131}),)}, "year of birth"),
        ({"members": (MEMBER.model_copy(update={"birth_year": -1979}),)}, "year of birth"),
        ({"members": tuple(MEMBER.model_copy(update={"birth_year": TODAY.year - y}) for y in (0, 130))}, ""),
    ],
)
def test_content_that_shows_too_much_or_an_impossible_year_is_away(
    wrong: dict[str, Any], fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    said = replace(HOUSEHOLD, **wrong)
    guard = BorderGuard(Answers(ACCESS, said), keyed=keyed, today=lambda: TODAY)
    assert guard.content("account-0", kind="kk", holder=keyed(KK)) == ("away" if fault else said)
    assert fault in caplog.text and bool(fault) == bool(caplog.text)


def test_a_holder_s_name_shows_no_parted_number() -> None:
    parted = replace(ACCESS, holders=(HOLDER, Holder(keyed(CHILD_NIK), "1671 0101 0101 0009")))
    guard = BorderGuard(Answers(parted, HOUSEHOLD), keyed=keyed, today=lambda: TODAY)
    assert guard.authenticate(nik=NIK, access_pin=ACCESS_PIN) == "away"


def test_a_fault_is_read_anew_at_each_call(tmp_path: Path) -> None:
    path = tmp_path / "fault"
    look = fault_of(path)
    said = []
    for text in ("away\n", "well", "slow"):
        path.write_text(text, encoding="utf-8")
        said.append(look())
    path.unlink()
    assert (*said, look(), fault_of(None)()) == ("away", None, "slow", None, None)


# --- the contract -------------------------------------------------------------------------------------------

PEOPLE = TestPeople(
    people=(
        TestPerson(nik=NIK, access_pin=ACCESS_PIN, outcome="found"),
        TestPerson(nik="1671010101010023", access_pin="515151", outcome="not_recorded"),
        TestPerson(nik="1671010101010031", access_pin="616161", outcome="pin_expired"),
    ),
    strangers=("1671019999990001",),
)


class Changed:
    """The simulated registry with one thing wrong."""

    simulated: bool = True

    def __init__(self) -> None:
        self.true = simulated()

    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        return self.true.authenticate(nik=nik, access_pin=access_pin)

    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        return self.true.content(handle, kind=kind, holder=holder)

    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        return self.true.page(handle, kind=kind, holder=holder)


class Silent(Changed):
    simulated = None  # type: ignore[assignment]


class TellsUnknown(Changed):
    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        known = nik in (NIK, *(one.nik for one in PEOPLE.people))
        return super().authenticate(nik=nik, access_pin=access_pin) if known else "not_recorded"


class Hurries(Changed):
    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        if nik == NIK:
            Event().wait(0.15)
        return super().authenticate(nik=nik, access_pin=access_pin)


class TellsAnyPin(Changed):
    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        stale = next((one for one in PEOPLE.people if one.nik == nik and one.outcome != "found"), None)
        if stale is not None:
            return stale.outcome  # type: ignore[return-value]
        return super().authenticate(nik=nik, access_pin=access_pin)


class HandsOutTheNik(Changed):
    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        found = super().authenticate(nik=nik, access_pin=access_pin)
        return replace(found, handle=nik) if isinstance(found, Access) else found

    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        return self.true.content("account-0", kind=kind, holder=holder)

    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        return self.true.page("account-0", kind=kind, holder=holder)


class ShowsTheNumber(Changed):
    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        found = super().content(handle, kind=kind, holder=holder)
        return replace(found, address=f"NIK {NIK}") if isinstance(found, Content) and found.head else found


class ShowsTheNumberInParts(Changed):
    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        found = super().content(handle, kind=kind, holder=holder)
        parted = f"{NIK[:6]}.{NIK[6:12]}.{NIK[12:]}"
        return replace(found, address=parted) if isinstance(found, Content) and found.head else found


class KnowsWhoIsToBeBorn(Changed):
    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        found = super().content(handle, kind=kind, holder=holder)
        if not isinstance(found, Content):
            return found
        unborn = (one.model_copy(update={"birth_year": TODAY.year + 1}) for one in found.members)
        return replace(found, members=tuple(unborn))


class ShowsHalfTheNumber(Changed):
    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        found = super().content(handle, kind=kind, holder=holder)
        return replace(found, kk_tail=KK[-8:]) if isinstance(found, Content) and found.head else found


class HandsOutALooseAnswer(Changed):
    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        found = super().content(handle, kind=kind, holder=holder)
        loose: Any = [*found.members] if isinstance(found, Content) else ()
        return replace(found, members=loose) if isinstance(found, Content) else found


class HasNoKindOfKia(Changed):
    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        found = super().content(handle, kind=kind, holder=holder)
        return replace(found, kia_kind=None) if isinstance(found, Content) else found


class ShowsEverybody(Changed):
    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        own = KK if kind == "kk" else CHILD_NIK if kind == "kia" else NIK
        return super().content(handle, kind=kind, holder=keyed(own))


class PrintsLetters(Changed):
    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        found = super().page(handle, kind=kind, holder=holder)
        return pdf("0 0 612 792") if isinstance(found, bytes) else found


class PrintsAnybody(Changed):
    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        return A4


class HasNoPages(Changed):
    def page(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        return None


class MixesUp(Changed):
    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def authenticate(self, *, nik: str, access_pin: str) -> Access | AccessRefusal:
        found = super().authenticate(nik=nik, access_pin=access_pin)
        second = isinstance(found, Access) and current_thread().name.endswith("_1")
        return replace(found, holders=found.holders[:1]) if second and isinstance(found, Access) else found


class Raises(Changed):
    def content(self, handle: str, *, kind: DocumentKind, holder: str) -> object:
        raise KeyError(holder)


BROKEN: dict[type[Changed], set[str]] = {
    Silent: {"it says whether its people are invented"},
    TellsUnknown: {"an unknown NIK and a wrong PIN are one answer"},
    Hurries: {"an unknown NIK takes as long as a wrong PIN"},
    TellsAnyPin: {
        "an unknown NIK and a wrong PIN are one answer",
        "what else is wrong is told to the right PIN alone",
    },
    HandsOutTheNik: {"whoever is let in is told by keys, and no number comes out"},
    ShowsTheNumber: {"content is masked and whole"},
    ShowsTheNumberInParts: {"content is masked and whole"},
    KnowsWhoIsToBeBorn: {"content is masked and whole"},
    ShowsHalfTheNumber: {"content is masked and whole"},
    HandsOutALooseAnswer: {"content is masked and whole"},
    HasNoKindOfKia: {"content is masked and whole"},
    ShowsEverybody: {"the documents of a stranger are not shown"},
    PrintsLetters: {"a page is a PDF on A4 and not too long"},
    PrintsAnybody: {"the documents of a stranger are not shown"},
    HasNoPages: {"a page is a PDF on A4 and not too long"},
    MixesUp: {"several may ask at once"},
    Raises: {"content is masked and whole", "the documents of a stranger are not shown"},
}


def broken_rules(registry: object) -> set[str]:
    return {rule.name for rule in check(Trial(registry, PEOPLE, keyed, lambda: TODAY)) if rule.faults}  # type: ignore[arg-type]


def test_the_simulated_registry_keeps_the_contract() -> None:
    assert broken_rules(simulated()) == set()


@pytest.mark.parametrize("adapter", BROKEN, ids=lambda one: one.__name__)
def test_an_adapter_that_breaks_a_rule_is_found_by_its_name(adapter: type[Changed]) -> None:
    assert broken_rules(adapter()) == BROKEN[adapter]
