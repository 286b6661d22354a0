"""What officers type and scanners send: a table, and every label in its plainest spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.wire import CODE_ALPHABET, LAST_NUMBER, Label, kiosk_letters, parse_label
from server.slip_number import Reading, read_slip

SERIES = frozenset({"A", "B", "KP", "SAM"})
CODE = "7KABCDEFGH"


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("a c017", ["A-C017"]),
        ("A-C017", ["A-C017"]),
        ("ac17", ["A-C017"]),
        ("A.012", ["A-012"]),
        (" a12 ", ["A-012"]),
        ("kp-d5", ["KP-D005"]),
        ("sam c 004", ["SAM-C004"]),
        ("A-C017 7k", ["A-C017 7K"]),
        ("a-012-70", ["A-012 70"]),
        ("ac0177k", ["A-C017 7K"]),
        ("a01270", ["A-1270", "A-012 70"]),
        ("z12", []),
        ("acde12", []),
        ("a", []),
        ("12", []),
        ("a12 7kx", []),
        ("a 1 2 3", []),
        ("a1234567", ["A-12345 67"]),
        ("", []),
        ("https://mpp.example/", []),
    ],
)
def test_a_label_in_any_spelling(text: str, readings: list[str]) -> None:
    read = read_slip(text, SERIES).readings
    assert [f"{one.label} {one.check or ''}".strip() for one in read] == readings


@pytest.mark.parametrize(
    "text", [CODE, CODE.lower(), f"https://mpp.example/{CODE}", f"HTTPS://MPP.EXAMPLE/x/{CODE}/ "]
)
def test_the_code_of_a_slip_as_it_is_or_as_a_link(text: str) -> None:
    assert read_slip(text, SERIES).code == CODE


@given(
    st.sampled_from(sorted(SERIES)),
    st.sampled_from(["", *kiosk_letters()]),
    st.integers(1, LAST_NUMBER),
    st.text(CODE_ALPHABET, min_size=2, max_size=2),
)
def test_every_label_is_found_among_its_readings(series: str, letter: str, number: int, check: str) -> None:
    label = str(Label(series, letter, number))
    assert parse_label(label) == Label(series, letter, number)
    for text in (label, label.lower(), label.replace("-", " "), label.replace("-", "")):
        assert Reading(label, None) in read_slip(text, SERIES).readings
        assert Reading(label, check) in read_slip(f"{text} {check}", SERIES).readings
        assert Reading(label, check) in read_slip(text + check, SERIES).readings


@given(st.text() | st.text("AKPC-. 0127"))
def test_whatever_is_typed_is_read_as_labels_or_not_at_all(text: str) -> None:
    assert all(parse_label(one.label) for one in read_slip(text, SERIES).readings)
