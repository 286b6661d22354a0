"""NIK and No. KK: what is refused, what is only said, and what follows from a date of birth."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.identity import (
    PROVINCES,
    Sex,
    age,
    holds_parted_number,
    initials,
    is_number,
    kia_kind,
    kk_doubts,
    masked,
    nik_doubts,
    photo_ground,
    request_number_holds_number,
    tail,
)

DAYS = st.dates(date(1900, 1, 1), date(2026, 4, 14))


@pytest.mark.parametrize(
    "text", ["", "167102120479900", "16710212047990011", "1671021204799O01", "１" * 16, "1671021204799001\n"]
)
def test_only_what_has_no_16_digits_is_no_number(text: str) -> None:
    assert not is_number(text)


@given(st.text("0123456789", min_size=16, max_size=16))
def test_whatever_16_digits_say_is_a_number(text: str) -> None:
    assert is_number(text)
    nik_doubts(text)
    kk_doubts(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("1671010101010007", True),
        ("rak 1671 0101 0101 0007", True),
        ("1671.0101.0101.0007", True),
        ("16710101-01010007", True),
        ("167101/010101/0007", True),
        ("16.71.01.01.01.01.2001", True),
        ("16710.10101.010007", True),
        ("1671 0101-0101  0007", True),
        ("1671\u00a00101\u00a00101\u00a00007", True),
        ("3 1671 0101 0101 0007 2", True),
        ("1971.01.01.01.01.0007", True),
        ("1971 0101 0101 0007", True),
        ("167101 0101", False),
        ("2026-04-20 2026-04-21", False),
        ("20/04/2026 21/04/2026", False),
        ("0711-354321 0812-3456-7890", False),
        ("0812 3456 78901", False),
        ("surat 470/1234/2026, 472/5678/2026", False),
        ("1671 0101, 0101 0007", False),
        ("1671 0101 0101 00071", False),
        ("", False),
    ],
)
def test_a_number_is_seen_also_where_it_is_parted(text: str, held: bool) -> None:
    assert holds_parted_number(text) is held


@given(st.text("0123456789", min_size=16, max_size=16), st.sets(st.integers(1, 15)), st.sampled_from(" ./-"))
def test_a_number_is_seen_however_it_is_parted(number: str, cuts: set[int], sign: str) -> None:
    ends = [0, *sorted(cuts), 16]
    parts = [number[begin:end] for begin, end in pairwise(ends)]
    assert holds_parted_number(f"rak {sign.join(parts)}, 3")


@pytest.mark.parametrize(
    ("number", "held"),
    [
        ("1671-20260420-0001", False),
        ("1671/2026/04/20/0001", False),
        ("KK.20260420.1671.0001", False),
        ("KT-2604-1102", False),
        ("1671-20261420-0001", True),
        ("1671-120260420-001", True),
        ("1671-2026/04-20-0001", True),
        ("20260420-16710101-01010007", True),
    ],
)
def test_a_request_s_number_may_be_an_area_a_day_and_a_serial(number: str, held: bool) -> None:
    assert request_number_holds_number(number) is held


NATURAL = ((6, 6, 4), (4, 4, 4, 4), (8, 8), (2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4), (6, 10), (12, 4), (16,))
"""How people part a NIK."""


@given(DAYS, st.sampled_from(NATURAL), st.sampled_from("./-"), st.sampled_from(["", "KT-"]))
def test_a_nik_as_people_part_it_is_no_request_s_number(
    born: date, lengths: tuple[int, ...], sign: str, before: str
) -> None:
    digits = iter(f"167120{born:%d%m%y}2001")
    parted = sign.join("".join(next(digits) for _ in range(length)) for length in lengths)
    assert request_number_holds_number(f"{before}{parted}")


@given(DAYS, st.sampled_from(["female", "male"]), st.integers(1, 9999), st.sampled_from(sorted(PROVINCES)))
def test_a_nik_made_by_the_rule_raises_no_doubt(born: date, sex: Sex, serial: int, province: str) -> None:
    day = born.day + (40 if sex == "female" else 0)
    nik = f"{province}7102{day:02d}{born:%m}{born.year % 100:02d}{serial:04d}"
    assert nik_doubts(nik, born=born, sex=sex) == ()
    other: Sex = "male" if sex == "female" else "female"
    assert nik_doubts(nik, born=born, sex=other) == ("sex",)
    assert "born" in nik_doubts(nik, born=born + timedelta(days=1))


@pytest.mark.parametrize(
    ("nik", "doubts"),
    [
        ("1671021204799001", ()),  # 15 Ulu as it was registered before 2018, of 16.71.17 today
        ("1671171204799001", ()),
        ("0071021204799001", ("province",)),
        ("1671020004799001", ("day",)),
        ("1671023204799001", ("day",)),
        ("1671027204799001", ("day",)),
        ("1671027104799001", ("date",)),  # 31 April
        ("1671027103799001", ()),
        ("1671021200799001", ("month",)),
        ("1671021213799001", ("month",)),
        ("1671022902009001", ()),  # 2000 had a 29 February, 1900 had none
        ("1671022902019001", ("date",)),
        ("1671021204790000", ("serial",)),
        ("0000000000000000", ("province", "day", "month", "serial")),
    ],
)
def test_what_is_odd_about_a_nik_is_said(nik: str, doubts: tuple[str, ...]) -> None:
    assert nik_doubts(nik) == doubts


def test_the_date_of_a_kk_knows_no_women() -> None:
    assert kk_doubts("1671171403229001") == ()
    assert kk_doubts("1671175403229001") == ("day",)


@given(st.text("0123456789", min_size=16, max_size=16))
def test_a_mask_leaves_the_serial_alone(number: str) -> None:
    shown = masked(tail(number))
    assert len(shown) == 16 and shown.endswith(number[-4:]) and number[:12] not in shown


@pytest.mark.parametrize(
    ("name", "short"), [("Rosalina Meranti", "R. M."), ("Hj. Rohaya", "R."), ("I", "I."), ("Hj.", "H.")]
)
def test_initials_are_of_names(name: str, short: str) -> None:
    assert initials(name) == short


BORN = date(2020, 2, 29)


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        (date(2020, 2, 28), None),
        (BORN, "0-5"),
        (date(2025, 2, 28), "0-5"),
        (date(2025, 3, 1), "5-17"),
        (date(2037, 2, 28), "5-17"),
        (date(2037, 3, 1), None),
    ],
)
def test_a_kia_has_no_photo_before_the_fifth_birthday_and_ends_before_the_seventeenth(
    today: date, kind: str | None
) -> None:
    assert kia_kind(BORN, today) == kind


def test_age_counts_birthdays() -> None:
    assert [age(date(2000, 5, 1), day) for day in (date(2010, 4, 30), date(2010, 5, 1))] == [9, 10]


def test_photos_of_odd_years_are_red() -> None:
    assert [photo_ground(year) for year in (1991, 2000)] == ["red", "blue"]
