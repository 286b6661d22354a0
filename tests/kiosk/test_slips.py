"""Slips on paper: golden pictures through the whole road, codes that decode, and what a slip must say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from commands.parts.frame import ROOT
from kiosk.slips.documents import NOT_A_DOCUMENT, document_slip
from kiosk.slips.filled import slip_site
from kiosk.slips.ticket import ticket_slip
from kiosk.wire import DocumentSlip, Label
from printers.codec import encode
from printers.document import Block, Document, Either, Span
from printers.models import Model, Way, load_model, model_names
from printers.paper import pictures
from printers.typography import Faces
from tests.goldens import is_golden
from tests.kiosk.slip_cases import (
    CASES,
    KIA_CHILD,
    KIA_INFANT,
    KK,
    KTP,
    NO_ADDRESS,
    PRINTED_AT,
    SITE,
    TICKET,
    TOKEN,
)
from tests.woven import city_with_a_band, repeats, threads

GOLDENS = Path(__file__).parent / "goldens"
PAYLOADS = GOLDENS / "payloads.txt"
MODELS: Mapping[tuple[str, Way], str] = {
    ("80", "picture"): "generic-80",
    ("58", "picture"): "generic-58",
    ("80", "native"): "epson-tm-t82",
    ("58", "native"): "generic-58",
    ("180dpi", "picture"): "epson-tm-t88",
    ("180dpi", "native"): "epson-tm-t88",
}
"""What stands for a width and a way; codes are the printer's own on the third and the last alone."""
WIDTHS = ("80", "58")
WAYS: tuple[Way, ...] = ("picture", "native")
PICTURES = ROOT / "docs" / "pictures" / "slips"
"""The slips as they were drawn by hand, named as the goldens that came of them."""
ALL = [(name, width, way) for name in CASES for width, way in MODELS]
TICKETS = [name for name in CASES if name.startswith("ticket")]


def golden(name: str, width: str, way: Way) -> Path:
    return GOLDENS / (f"{name}-{width}.png" if way == "picture" else f"{name}-{width}-native.png")


def model_named(name: str) -> Model:
    model = load_model(name)
    assert model is not None
    return model


@cache
def printed(name: str, width: str, way: Way = "picture") -> Image.Image:
    """The paper that a printer of this width cuts off."""
    model = model_named(MODELS[width, way])
    papers = pictures(encode(CASES[name], model, Faces(), way).payload, model)
    assert isinstance(papers, tuple), papers
    assert len(papers) == 1
    return papers[0]


def words(document: Document, *, wide: bool = True) -> str:
    """Everything that the slip says, in one string."""

    def flat(blocks: tuple[Block, ...]) -> str:
        return " ".join(
            flat(block.wide if wide else block.narrow) if isinstance(block, Either) else repr(block)
            for block in blocks
        )

    return flat(document.blocks).replace("\\xa0", " ")


@pytest.mark.parametrize(("name", "width", "way"), ALL)
def test_slip_is_its_golden(name: str, width: str, way: Way, update_goldens: bool) -> None:
    assert is_golden(printed(name, width, way), golden(name, width, way), update=update_goldens)


def test_bytes_are_those_of_the_list(update_goldens: bool) -> None:
    """Of every slip, for every model, both ways: length, millimetres, SHA-256."""
    faces = Faces()
    lines = []
    for name, model, way in product(CASES, map(model_named, model_names()), WAYS):
        made = encode(CASES[name], model, faces, way).rendered
        lines.append(f"{name} {model.name} {way} {made.length} {made.millimetres} {made.sha256}")
    if update_goldens:
        PAYLOADS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == PAYLOADS.read_text(encoding="utf-8").splitlines()


CODELESS = {
    "ticket-no-address",
    "requirements",
    "requirements-english",
    "requirements-reprint",
}


def held(name: str) -> str:
    """What a slip's code holds, as an expression; empty where there is none."""
    if name in CODELESS:
        return ""
    return r"HTTPS://[-A-Z.]+/[0-9A-Z]{10}" if name in TICKETS else re.escape(TOKEN)


def decoded(paper: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))]


@pytest.mark.parametrize(("width", "way"), MODELS)
@pytest.mark.parametrize("name", CASES)
def test_every_code_decodes(name: str, width: str, way: Way) -> None:
    found = decoded(printed(name, width, way))
    assert len(found) == (name not in CODELESS)
    assert all(re.fullmatch(held(name), text) for text in found)


@pytest.mark.parametrize("name", sorted(set(model_names()) - set(MODELS.values())))
def test_every_code_decodes_on_the_other_models_too(name: str) -> None:
    model, faces = model_named(name), Faces()
    for slip, way in product(sorted({*TICKETS, "ktp", "collection"} - CODELESS), WAYS):
        papers = pictures(encode(CASES[slip], model, faces, way).payload, model)
        assert isinstance(papers, tuple), papers
        found = [text for paper in papers for text in decoded(paper)]
        assert [bool(re.fullmatch(held(slip), text)) for text in found] == [True], (slip, way)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["ticket", "kk", "collection"])
def test_a_code_decodes_as_a_phone_meets_it(name: str, width: str) -> None:
    """With every black dot grown by one, and tilted at a distance."""
    paper = printed(name, width).convert("L")
    bloomed = paper.filter(ImageFilter.MinFilter(3))
    tilted = paper.rotate(7, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    far = tilted.resize((tilted.width * 7 // 10, tilted.height * 7 // 10), Image.Resampling.BILINEAR)
    for seen in (bloomed, far):
        assert [bool(re.fullmatch(held(name), text)) for text in decoded(seen)] == [True]


@pytest.mark.parametrize("name", TICKETS)
def test_number_shows_in_a_presenters_mouth(name: str) -> None:
    """The rule under the number lies within 44 mm of the leading edge; 15 mm of paper lead the picture."""
    paper = printed(name, "80").convert("L")
    rules = [y for y in range(paper.height) if paper.crop((8, y, 568, y + 1)).getextrema() == (0, 0)]
    assert rules[0] + 15 * 8 <= 44 * 8


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CASES)
def test_ink_and_edges(name: str, width: str) -> None:
    """Coverage as the look asks; margins free below the strip, save two dots for a letter that leans out."""
    paper = printed(name, width)
    black, white = paper.convert("L").histogram()[0], paper.width * paper.height
    assert 0.14 <= black / white <= 0.22
    for side in (0, paper.width - 6):
        margin = paper.crop((side, 20, side + 6, paper.height))
        assert margin.convert("L").getextrema() == (255, 255)


def every_document() -> list[DocumentSlip]:
    return [KK, KTP, KIA_INFANT, KIA_CHILD]


@pytest.mark.parametrize("slip", every_document(), ids=lambda slip: f"{slip.kind}-{slip.kia_kind}")
@pytest.mark.parametrize("wide", [True, False])
def test_document_slip_says_twice_that_it_is_none(slip: DocumentSlip, wide: bool) -> None:
    said = words(document_slip(slip, SITE, kiosk="C", printed_at=PRINTED_AT), wide=wide)
    assert said.count(NOT_A_DOCUMENT) == 2
    assert "Data simulasi." in said
    real = document_slip(slip.model_copy(update={"simulated": False}), SITE, kiosk="C", printed_at=PRINTED_AT)
    assert "simulasi" not in words(real, wide=wide)


@pytest.mark.parametrize("slip", every_document(), ids=lambda slip: f"{slip.kind}-{slip.kia_kind}")
def test_document_slip_shows_no_whole_number_and_no_birthday(slip: DocumentSlip) -> None:
    said = words(document_slip(slip, SITE, kiosk="C", printed_at=PRINTED_AT))
    assert re.search(r"\d{5}", said.replace(TOKEN, "")) is None


def test_a_collection_slip_names_its_holder_in_short_and_uses_no_pin() -> None:
    for wide in (True, False):
        said = words(CASES["collection"], wide=wide)
        assert NOT_A_DOCUMENT in said and "Data simulasi." in said and "PIN cetak Anda tidak terpakai" in said
        assert "Burhan S." in said and "13.00" in said
        assert re.search(r"\d{5}", said.replace(TOKEN, "")) is None
    assert "Rab 15 Apr" in words(CASES["collection-unknown"])


@pytest.mark.parametrize("width", WIDTHS)
def test_a_signed_code_has_its_dots(width: str) -> None:
    """Five to a module on wide paper, four on narrow, as readers want them."""
    (code,) = zxingcpp.read_barcodes(printed("kk", width).convert("L"))
    modules = 41  # version 6
    side = code.position.top_right.x - code.position.top_left.x
    assert round(side / modules) == {"80": 5, "58": 4}[width]


def test_what_is_not_known_is_said_so() -> None:
    unknown = replace(
        TICKET, counter=None, waiting_ahead=None, fee=None, requirements=(), place=None, business_day=None
    )
    said = words(ticket_slip(unknown, SITE))
    for phrase in (
        "lihat layar",
        "Jam ambil",
        "tanyakan di loket",
        "Daftar syarat belum ada. Tanyakan di meja informasi.",
    ):
        assert phrase in said
    for phrase in ("April", "hanya berlaku", "Di depan Anda", "None"):
        assert phrase not in said
    assert "08.14 WIB" in said


@pytest.mark.parametrize("wide", [True, False])
def test_backup_number_says_that_it_is_valid_and_never_counts_people(wide: bool) -> None:
    said = words(ticket_slip(replace(TICKET, label=Label("A", "C", 12)), SITE), wide=wide)
    assert "Nomor cadangan" in said and "Nomor ini sah." in said
    assert "Di depan Anda" not in said and "Nomor antrean" not in said
    assert "jaringan" not in words(ticket_slip(TICKET, SITE), wide=wide)


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("priority", [True, False])
@pytest.mark.parametrize("reprint", [0, 2])
def test_site_fee_and_marks_are_always_there(
    wide: bool, language: Literal["id", "en"], priority: bool, reprint: int
) -> None:
    for site in (SITE, NO_ADDRESS):
        slip = replace(TICKET, language=language, priority=priority, reprint=reprint)
        said = words(ticket_slip(slip, site), wide=wide)
        assert said.count(site.name) == 1
        assert "gratis" in said and "'7K'" in said
        assert ("PRIORITAS" in said) == priority
        assert said.count("CETAK ULANG 2") == (1 if reprint else 0)


def test_longest_words_of_the_catalogue_keep_every_letter() -> None:
    """Wrapping loses nothing: all letters of a line come back from its set lines."""
    faces = Faces()
    for text in (
        "Pertimbanganteknispertanahanuntukpersetujuan/rekomendasi kesesuaian",
        "Nur'aini Žéşțő-ǩ",
        "I",
    ):
        for width in (100, 180, 368, 560):
            lines = faces.wrap((Span(text),), width)
            joined = "".join(span.text for line in lines for span in line.spans).replace(" ", "")
            assert joined == faces.spell(text).replace(" ", "")
            assert all(line.width <= width for line in lines)


def test_goldens_are_those_of_the_cases() -> None:
    assert sorted(GOLDENS.glob("*.png")) == sorted(golden(*case) for case in ALL)


def sheet(papers: Sequence[Image.Image]) -> Image.Image:
    """Side by side, at half their size."""
    gap = 24
    size = (sum(paper.width + gap for paper in papers) - gap, max(paper.height for paper in papers))
    all_of_them = Image.new("L", size, 208)
    x = 0
    for paper in papers:
        all_of_them.paste(paper, (x, 0))
        x += paper.width + gap
    return all_of_them.resize((size[0] // 2, size[1] // 2), Image.Resampling.BOX).quantize(8)


def opened(*files: Path) -> list[Image.Image]:
    return [Image.open(file).convert("L") for file in files]


def on_the_page(picture: str, shown: Image.Image, *, update: bool) -> bool:
    """Whether docs/slips.md shows it as it is."""
    page = (PICTURES.parents[1] / "slips.md").read_text(encoding="utf-8")
    same = is_golden(shown, PICTURES / picture, update=update)
    return same and f"(pictures/slips/{picture})" in page


@pytest.mark.parametrize("name", CASES)
def test_the_page_of_slips_shows_them_as_they_are(name: str, update_goldens: bool) -> None:
    """Wide drawn, wide native, narrow drawn, narrow native."""
    papers = opened(*(golden(name, width, way) for width in WIDTHS for way in WAYS))
    assert on_the_page(f"{name}.png", sheet(papers), update=update_goldens)


def test_the_strip_at_the_head_is_the_city_s(tmp_path: Path) -> None:
    profile, band = city_with_a_band(tmp_path)
    model = model_named("generic-80")
    slip = ticket_slip(TICKET, slip_site(profile))
    papers = pictures(encode(slip, model, Faces(), "picture").payload, model)
    assert isinstance(papers, tuple)
    top = papers[0].convert("L").point(lambda level: 255 if level > 127 else 0)
    ink = top.point(lambda level: 255 - level).getbbox()
    assert ink is not None
    strip = top.crop((0, ink[1], top.width, ink[1] + len(band.strip)))
    assert repeats(threads(strip, "#000000", 1), band.strip)
