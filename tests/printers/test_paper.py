"""Bytes -> paper: what a printer of a model does with them, and what it refuses."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printers import document as doc
from printers.codec import encode
from printers.models import Model
from printers.paper import Paper, pictures
from printers.paper_commands import Unknown, next_command
from printers.typography import Faces
from tests.kiosk.slip_cases import CASES
from tests.printers.wires import model

T82, T88, KPM, POS80 = (model(n) for n in ("epson-tm-t82", "epson-tm-t88", "custom-kpm", "generic-80"))
FACES = Faces()
CUT = b"\x1dV\x42\x00"


def paper(data: bytes, printer: Model = T82) -> Image.Image:
    found = pictures(data + CUT, printer)
    assert isinstance(found, tuple), found
    assert len(found) == 1
    return found[0].convert("L")


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    return image.point(lambda value: 255 - value).getbbox()


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"A\n", 30),
        (b"\n", 30),
        (b"\x1d!\x01A\n", 48),
        (b"\x1d!\x77A\x1d!\x00b\n", 192),
        (b"\x1dP\xcb\xcb\x1b3\x40A\n", 64),
        (b"\x1dP\xcb\xcb\x1b3\x0aA\n", 24),
        (b"\x1dP\xcb\xcb\x1bJ\x64", 100),
        (b"\x1dP\xcb\xcbA\x1bJ\x08", 32),
        (b"\x1bJ\xb4", 102),
        (b"\x1dh\x20\x1dw\x02\x1dkI\x03{BA", 32),
        (b"\x1dv0\x00\x01\x00\x05\x00" + bytes(5), 5),
    ],
)
def test_so_much_paper(data: bytes, rows: int) -> None:
    assert paper(data).height == rows


def test_units_are_of_the_head() -> None:
    assert paper(b"\x1dP\xb4\xb4\x1bJ\xb4", T88).height == 180
    assert paper(b"\x1dP\xcb\xcb\x1bJ\xcb", T88).height == 180


def test_letters_grow_by_whole_dots_and_stand_on_one_line() -> None:
    small = paper(b"A\n")
    big = paper(b"\x1d!\x22A\n")
    left, top, right, bottom = ink(small) or (0, 0, 0, 0)
    assert ink(big) == (3 * left, 3 * top, 3 * right, 3 * bottom)
    both = paper(b"\x1d!\x02A\x1d!\x00A\n")
    assert ink(both.crop((12, 0, 24, 72))) == (left, top + 48, right, bottom + 48)


def test_bold_is_broader() -> None:
    thin, bold = paper(b"I\n"), paper(b"\x1bE\x01I\n")
    assert bold.histogram()[0] > thin.histogram()[0]
    assert same(paper(b"\x1bE\x01\x1bE\x00I\n"), thin)


@pytest.mark.parametrize(("side", "start"), [(0, 0), (1, 282), (2, 564)])
def test_sides(side: int, start: int) -> None:
    found = ink(paper(b"\x1ba" + bytes([side]) + b"A\n"))
    assert found is not None and start <= found[0] and found[2] <= start + 12


def test_a_line_too_long_goes_on_in_the_next() -> None:
    assert same(paper(b"a" * 50 + b"\n"), paper(b"a" * 48 + b"\naa\n"))
    assert same(paper(b"\x1d!\x10" + b"a" * 25 + b"\n"), paper(b"\x1d!\x10" + b"a" * 24 + b"\na\n"))


def test_letters_are_those_of_the_code_page() -> None:
    assert not same(paper(b"\x1bt\x13\xd5\n"), paper(b"\xd5\n"))
    assert same(paper(b"\x1bt\x13\x82\n"), paper(b"\x82\n"))


def test_reset_forgets_what_was_set() -> None:
    plain = paper(b"A\n")
    assert same(paper(b"\x1bt\x13\x1ba\x02\x1bE\x01\x1d!\x11\x1dP\xcb\xcb\x1b3\x99waste\x1b@A\n"), plain)


@pytest.mark.parametrize(
    ("data", "printer"),
    [
        (b"\x1bt\x02", T82),
        (b"\x1ba\x03", T82),
        (b"\x07", T82),
        (b"\x1b!\x00", T82),
        (b"\x82", POS80),
        (b"\x1de\x03\x10", T82),
        (b"A\x1dv0\x00\x01\x00\x01\x00\x00", T82),
        (b"A\x1dV\x42\x00", T82),
        (b"A\x1ba\x01", T82),
        (b"\x1dkI\x03{AA", T82),
        (b"\x1dkI\x04{B{A", T82),
        (b"\x1dkI\x03{C\x64", T82),
        (b"\x1dkI\x02{B", T82),
        (b"\x1dw\x01", T82),
        (b"\x1dh\x00", T82),
        (b"\x1d!\x80", T82),
        (b"\x1dw\x06\x1dkI\x20{B" + b"A" * 30, T82),
        (b"\x1d(k\x04\x001A1\x00", T82),
        (b"\x1d(k\x03\x001C\x11", T82),
        (b"\x1d(k\x03\x001Q0", T82),
        (b"\x1d(k\x04\x001P0\xff", T82),
        (b"\x1d(k\xa3\x0f1P0" + b"x" * 4000, T82),
        (b"\x1d(k\x04\x001P0A\x1d(k\x03\x001Q0", T82),
        (b"\x1d(k\x03\x000Q0", T82),
    ],
    ids=[
        "code page of another number",
        "no side",
        "a bell",
        "ESC !",
        "a high byte while two make a letter",
        "a presenter that is none",
        "a picture beside letters",
        "a cut beside letters",
        "a side beside letters",
        "set A",
        "another set in the middle",
        "no pair of digits",
        "no bars",
        "bars too thin",
        "bars of no height",
        "letters too large",
        "bars wider than the head",
        "model 1",
        "modules too large",
        "no QR data",
        "QR data that is no text",
        "more than a QR code holds",
        "another level",
        "PDF417",
    ],
)
def test_what_it_refuses(data: bytes, printer: Model) -> None:
    assert isinstance(pictures(data, printer), Unknown)


def test_one_byte_letters_after_FS_full_stop() -> None:  # noqa: N802
    assert same(paper(b"\x1c.\x82\n", POS80), paper(b"\x82\n"))


def test_a_knife_behind_the_head_leaves_on_the_roll_what_is_under_it() -> None:
    letters = b"\x1dP\xcb\xcbA\n"
    lead = KPM.rows(KPM.cutter_mm)
    fed = pictures(letters + b"\x1bJ" + bytes([lead]) + b"\x1bi", KPM)
    assert isinstance(fed, tuple) and fed[0].height == 30
    too_early = pictures(letters + b"\x1bi" + b"\x1bJ" + bytes([lead]) + b"\x1bi", KPM)
    assert isinstance(too_early, tuple)
    assert [one.height for one in too_early] == [1, 30]


@pytest.mark.parametrize("name", ["ticket", "ticket-worst", "kk"])
def test_bytes_in_any_pieces_make_the_same_paper(name: str) -> None:
    """A command that is not whole waits; cut at every byte, a slip is what it was."""
    printer = replace(T82, native_qr=name == "ticket")
    payload = encode(CASES[name], printer, FACES, "native").payload
    whole = pictures(payload, printer)
    assert isinstance(whole, tuple)
    roll, buffer, papers = Paper(printer), b"", []
    for byte in payload:
        buffer += bytes([byte])
        while buffer and (step := next_command(buffer)) is not None:
            command, used = step
            buffer = buffer[used:]
            if image := roll.apply(command):
                papers.append(image)
    assert [
        same(one.convert("L"), whole[0].convert("L")) for one in papers if isinstance(one, Image.Image)
    ] == [True]


@given(st.data())
def test_no_bytes_at_all_break_it(data: st.DataObject) -> None:
    """A slip with bytes struck out, changed and put in is papers or `Unknown`, never an exception."""
    printer = data.draw(st.sampled_from([T82, KPM, POS80]))
    document = doc.Document((doc.text("Loket 1–4", bold=True), doc.Qr("AB"), doc.Code128("AB{1"), doc.Cut()))
    stream = bytearray(encode(document, printer, FACES, "native").payload)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(stream) - 1))
        stream[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    found = pictures(bytes(stream), printer)
    assert isinstance(found, tuple | Unknown)
