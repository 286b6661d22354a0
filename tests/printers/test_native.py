"""Slips in a printer's own letters: nothing lost, nothing too wide, and no text that becomes a command."""

import re
from collections.abc import Iterator

import pytest
import zxingcpp
from escpos import constants
from escpos.printer import Dummy
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from printers import document as doc
from printers.codec import Slip, encode
from printers.document import Align, Size
from printers.models import Model, model_names
from printers.paper import pictures
from printers.paper_commands import (
    Bars,
    CodePage,
    Command,
    LineFeed,
    Raster,
    Scale,
    Side,
    Symbol,
    Text,
    Unknown,
    Weight,
    next_command,
)
from printers.typography import Faces
from tests.kiosk.slip_cases import CASES
from tests.printers.blocks import BLOCKS
from tests.printers.wires import model

FACES = Faces()


MODELS = {name: model(name) for name in model_names()}
T82, POS58 = MODELS["epson-tm-t82"], MODELS["generic-58"]


def native(document: doc.Document, printer: Model) -> Slip:
    return encode(document, printer, FACES, "native")


def slip(*blocks: doc.Block) -> doc.Document:
    return doc.Document((*blocks, doc.Cut()))


def commands(payload: bytes) -> Iterator[Command]:
    place = 0
    while place < len(payload):
        step = next_command(payload, place)
        assert step is not None
        command, place = step
        yield command


def lines(payload: bytes, printer: Model) -> list[tuple[str, int]]:
    """Each line's letters, and the columns that they take."""
    found: list[tuple[str, int]] = []
    text, used, width = "", 0, 1
    for command in commands(payload):
        match command:
            case Scale(times, _):
                width = times
            case Text(data):
                text += data.decode(printer.encoding)
                used += len(data) * width
            case LineFeed():
                found.append((text, used))
                text, used = "", 0
            case _:
                pass
    return found


def said(payload: bytes, printer: Model) -> str:
    return "\n".join(text for text, _ in lines(payload, printer))


def paper(made: Slip, printer: Model) -> Image.Image:
    papers = pictures(made.payload, printer)
    assert isinstance(papers, tuple), papers
    assert len(papers) == 1
    return papers[0]


@pytest.mark.parametrize("printer", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize("name", CASES)
def test_every_slip_is_as_long_as_it_says_and_no_line_too_wide(name: str, printer: Model) -> None:
    made = native(CASES[name], printer)
    found = lines(made.payload, printer)
    assert max(used for _, used in found) <= printer.columns
    assert all(text == text.rstrip() or set(text) == {" ", "-"} for text, _ in found)
    assert "?" not in said(made.payload, printer)
    length = printer.millimetres(paper(made, printer).height) + printer.cutter_mm
    assert length == made.rendered.millimetres


@pytest.mark.parametrize("printer", MODELS.values(), ids=MODELS)
def test_codes_are_the_printers_own_where_it_has_them(printer: Model) -> None:
    made = native(slip(doc.Qr("HTTPS://MPP.EXAMPLE/7K3M9XABCD"), doc.Code128("AJ-C-0414")), printer)
    kinds = [type(command) for command in commands(made.payload)]
    assert (Symbol in kinds) == printer.native_qr
    assert (Bars in kinds) == printer.native_code128
    assert (Raster in kinds) == (not printer.native_qr or not printer.native_code128)
    found = sorted(code.text for code in zxingcpp.read_barcodes(paper(made, printer).convert("L")))
    assert found == ["AJ-C-0414", "HTTPS://MPP.EXAMPLE/7K3M9XABCD"]


@given(st.lists(BLOCKS, max_size=5), st.sampled_from(list(MODELS.values())))
def test_whatever_the_words_one_paper_comes_out_and_it_is_as_long_as_it_says(
    blocks: list[doc.Block], printer: Model
) -> None:
    """Control characters, other scripts, words without end: no text is a command, no line wraps by itself."""
    made = native(slip(*blocks), printer)
    assert all(used <= printer.columns for _, used in lines(made.payload, printer))
    found = pictures(made.payload, printer)
    assert isinstance(found, tuple), found
    assert len(found) == 1
    written = round(made.rendered.millimetres - printer.cutter_mm)
    assert abs(printer.millimetres(found[0].height) - written) <= (1 if found[0].height == 1 else 0)


@given(st.text(st.characters(codec="cp858", exclude_categories=["C", "Z"]), min_size=1, max_size=300))
def test_wrapping_loses_no_letter(text: str) -> None:
    for printer in (T82, MODELS["epson-tm-t88"]):
        found = said(native(slip(doc.text(text, Size.HEADING)), printer).payload, printer)
        assert found.replace("\n", "").replace(" ", "") == text


@pytest.mark.parametrize(
    ("words", "cp858", "cp437"),
    [
        ("Nur'aini Zéfanya", "Nur'aini Zéfanya", "Nur'aini Zéfanya"),
        ("Joëlle Zaïra", "Joëlle Zaïra", "Joëlle Zaïra"),
        ("Žéşțő-ǩ Ł", "Zésto-k L", "Zésto-k L"),
        ("1–4 · 5 ×", "1-4 · 5 ×", "1-4 · 5 x"),
        ("Àéĩ €5", "Àéi €5", "Aéi EUR5"),
        ("“Ya” … ’n’", "\"Ya\" ... 'n'", "\"Ya\" ... 'n'"),
        ("a\u00a0b\tc\x1b@", "a b c @", "a b c @"),
    ],
)
def test_letters_that_the_code_page_lacks_become_their_kin(words: str, cp858: str, cp437: str) -> None:
    assert said(native(slip(doc.text(words)), T82).payload, T82) == cp858
    assert said(native(slip(doc.text(words)), POS58).payload, POS58) == cp437


def test_a_block_with_a_letter_without_kin_goes_as_picture_and_no_other() -> None:
    made = native(slip(doc.text("atas"), doc.text("漢字"), doc.text("bawah")), T82)
    kinds = [type(one) for one in commands(made.payload) if isinstance(one, Text | Raster)]
    assert kinds == [Text, Raster, Text]
    assert said(made.payload, T82) == "atas\nbawah"


def test_a_pinned_code_stays_beside_and_goes_below_only_where_a_word_needs_the_room() -> None:
    code = (doc.Span("Kode ", Size.SMALL), doc.Span("7K", Size.HEADING))

    def row(words: str, printer: Model) -> list[str]:
        block = doc.Row((doc.Span(words, Size.HEADING),), code, pinned=True)
        return [text for text, _ in lines(native(slip(block), printer).payload, printer)]

    assert row("Disdukcapil", T82) == ["Disdukcapil" + " " * 17 + "Kode 7K"]
    assert row("Ikatan Arsitek Indonesia", POS58) == ["Ikatan" + " " * 11 + "Kode 7K", "Arsitek", "Indonesia"]
    assert row("Disdukcapil", POS58) == ["Disdukcapil", "Kode 7K"]


@pytest.mark.parametrize(
    ("words", "printer", "width", "height"),
    [
        ("A-012", T82, 8, 6),
        ("A-C012", T82, 8, 6),
        ("KP-C1234", T82, 6, 6),
        ("A-C012", POS58, 5, 6),
        ("KP-C1234", POS58, 4, 6),
        ("ARSIP-PERPUSTAKAAN-", POS58, 2, 4),
    ],
)
def test_the_number_is_as_large_as_fits(words: str, printer: Model, width: int, height: int) -> None:
    made = native(slip(doc.Number(words)), printer)
    assert Scale(width, height) in list(commands(made.payload))
    assert said(made.payload, printer).replace("\n", "") == words


def test_a_masked_number_shows_four_digits_whatever_the_room() -> None:
    entry = doc.Entry("Siti", ("Kepala Keluarga", doc.Masked("3107"), "1979"))
    table = doc.Table(("1 anggota", "NIK", "Lahir"), (entry,))
    assert "Kepala Keluarga ***3107 1979" in said(native(slip(table), POS58).payload, POS58)
    assert re.search(
        r"Kepala Keluarga +\*{12}3107 +1979$", said(native(slip(table), T82).payload, T82), re.MULTILINE
    )


def test_codes_and_styles_are_those_of_python_escpos() -> None:
    """An independent writer of the same commands."""
    dummy = Dummy(profile="TM-T20II")
    dummy.qr("HTTPS://MPP.EXAMPLE/7K3M9XABCD", ec=constants.QR_ECLEVEL_M, size=5, native=True)
    made = native(slip(doc.Qr("HTTPS://MPP.EXAMPLE/7K3M9XABCD")), T82)
    assert dummy.output in made.payload
    dummy = Dummy(profile="TM-T20II")
    dummy.barcode("{BAJ-C-0414", "CODE128", height=64, width=2, function_type="B", align_ct=False)
    made = native(slip(doc.Code128("AJ-C-0414")), T82)
    assert dummy.output.endswith(b"\x1dkI\x0b{BAJ-C-0414") and b"\x1dkI\x0b{BAJ-C-0414" in made.payload
    style = constants.TXT_STYLE
    for code, command in (
        (style["bold"][True], Weight(bold=True)),
        (style["bold"][False], Weight(bold=False)),
        (style["align"]["left"], Side(Align.LEFT)),
        (style["align"]["center"], Side(Align.CENTRE)),
        (style["align"]["right"], Side(Align.RIGHT)),
        (constants.TXT_SIZE + b"\x75", Scale(8, 6)),
        (constants.CODEPAGE_CHANGE + b"\x13", CodePage(19)),
    ):
        assert list(commands(code)) == [command]


@pytest.mark.parametrize("printer", [T82, POS58], ids=["own", "drawn"])
def test_every_symbol_of_code_128_decodes(printer: Model) -> None:
    """Printable ASCII of set B, pairs of digits of set C."""
    ascii_ = "".join(map(chr, range(32, 127)))
    pairs = "".join(f"{pair:02}" for pair in range(100))
    step = 12 if printer is T82 else 8
    texts = [ascii_[at : at + step] + "x" for at in range(0, len(ascii_), step)]
    texts += [pairs[at : at + 2 * step] for at in range(0, len(pairs), 2 * step)]
    for text in texts:
        made = native(slip(doc.Code128(text)), printer)
        found = zxingcpp.read_barcodes(paper(made, printer).convert("L"))
        assert [code.text for code in found] == [text]


@pytest.mark.parametrize("printer", [T82, POS58], ids=["own", "drawn"])
def test_a_qr_code_gets_smaller_modules_before_it_gets_too_wide(printer: Model) -> None:
    for length in (30, 400, 900):
        data = ("HTTPS://MPP.EXAMPLE/" + "7K3M9XABCD" * 90)[:length]
        made = native(slip(doc.Qr(data)), printer)
        found = zxingcpp.read_barcodes(paper(made, printer).convert("L"))
        assert [code.text for code in found] == [data]


def test_a_knife_without_a_feed_is_fed_to_and_the_presenter_comes_last() -> None:
    kpm = MODELS["custom-kpm"]
    payload = native(CASES["ticket"], kpm).payload
    assert payload.endswith(b"\x1bJ" + bytes([kpm.rows(12)]) + b"\x1bi" + b"\x1de\x03" + bytes([64]))
    assert isinstance(pictures(payload, T82), Unknown)


def test_logos_are_centred_and_white_sides_are_not_sent() -> None:
    logo = doc.Bitmap(64, (b"\x00" * 3 + b"\xff\xff" + b"\x00" * 3) * 10)
    made = native(slip(logo), T82)
    assert [command.stride for command in commands(made.payload) if isinstance(command, Raster)] == [2]
    for way in ("native", "picture"):
        image = paper(encode(slip(logo), T82, FACES, "native" if way == "native" else "picture"), T82)
        assert image.convert("L").point(lambda value: 255 - value).getbbox() == (280, 0, 296, 10)
