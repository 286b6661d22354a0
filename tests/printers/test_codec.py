"""Bytes of a drawn slip: bands, feeds, one cut; and that the paper they make is the picture, dot for dot."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printers import document as doc
from printers.codec import Slip, encode
from printers.models import Model, Quirk, Way, model_names
from printers.paper import pictures
from printers.paper_commands import CutPaper, Feed, Present, Raster, Reset, Unknown, next_command
from printers.picture import draw
from printers.raster import BAND_ROWS
from printers.states import FailedClean, Printed
from printers.typography import Faces
from tests.printers.wires import Numbers, Wire, model

LONG = doc.Document(
    (
        *(doc.text(f"Baris {n} Žéş", bold=n % 2 == 0) for n in range(40)),
        doc.Blank(700),
        doc.text("akhir"),
        doc.Cut(),
    )
)


def drawn(document: doc.Document, model: Model) -> Slip:
    return encode(document, model, Faces(), "picture")


def commands(payload: bytes) -> list[object]:
    found: list[object] = []
    place = 0
    while place < len(payload):
        step = next_command(payload, place)
        assert step is not None
        command, place = step
        found.append(command)
    return found


def same(one: Image.Image, other: Image.Image) -> bool:
    return (
        one.size == other.size
        and ImageChops.difference(one.convert("L"), other.convert("L")).getbbox() is None
    )


@pytest.mark.parametrize("name", model_names())
def test_paper_is_the_picture(name: str) -> None:
    papers = pictures(drawn(LONG, model(name)).payload, model(name))
    assert isinstance(papers, tuple)
    assert [same(paper, draw(LONG.blocks, model(name).dots, Faces())) for paper in papers] == [True]


@pytest.mark.parametrize("name", model_names())
def test_bands_are_small_blanks_are_fed_and_the_one_cut_is_last(name: str) -> None:
    found = commands(drawn(LONG, model(name)).payload)
    assert found[0] == Reset()
    cuts = [place for place, command in enumerate(found) if isinstance(command, CutPaper)]
    presents = model(name).presenter == "custom"
    assert cuts == [len(found) - (2 if presents else 1)]
    assert isinstance(found[-1], Present) == presents
    bands = [command for command in found if isinstance(command, Raster)]
    assert all(0 < band.rows <= BAND_ROWS and band.stride == model(name).dots // 8 for band in bands)
    assert any(isinstance(command, Feed) for command in found) == model(name).obeys_feeds
    assert not any(isinstance(command, Unknown) for command in found)


def test_feeds_save_the_blank_rows() -> None:
    fed = drawn(LONG, model("generic-80"))
    sent = drawn(LONG, replace(model("generic-80"), quirks=frozenset({Quirk.IGNORES_FEEDS})))
    assert fed.rendered.length < sent.rendered.length - 700 * 72
    assert fed.rendered.millimetres == sent.rendered.millimetres


@pytest.mark.parametrize(("blank", "fed"), [(7, False), (8, True), (255, True), (256, True), (600, True)])
def test_only_runs_that_pay_are_fed(blank: int, fed: bool) -> None:
    motif = ("#", *("." for _ in range(blank)), "#")
    document = doc.Document((doc.HeadStrip(motif), doc.Cut()))
    found = commands(drawn(document, model("generic-80")).payload)
    feeds = [command.units for command in found if isinstance(command, Feed)]
    assert (sum(feeds[:-1]) == blank) if fed else len(feeds) == 1


def test_same_document_same_bytes() -> None:
    assert drawn(LONG, model("generic-58")) == drawn(LONG, model("generic-58"))


@pytest.mark.parametrize("way", ["picture", "native"])
def test_presenter_gets_its_shortest_slip(way: Way) -> None:
    presenter = model("custom-kpm")
    short = doc.Document((doc.text("x"), doc.Cut()))
    assert encode(short, presenter, Faces(), way).rendered.millimetres == presenter.min_slip_mm
    without = replace(presenter, min_slip_mm=0)
    assert encode(LONG, presenter, Faces(), way) == encode(LONG, without, Faces(), way)


def test_a_model_that_allows_one_way_gets_it() -> None:
    one = replace(model("generic-80"), ways=("native",))
    assert drawn(LONG, one) == encode(LONG, model("generic-80"), Faces(), "native")


@pytest.mark.parametrize(
    ("code", "data"), [(doc.Code128, ""), (doc.Code128, "é"), (doc.Qr, "\ud800"), (doc.Qr, "A\udfff")]
)
def test_a_code_of_what_no_reader_gives_back_is_refused(code: type, data: str) -> None:
    with pytest.raises(ValueError, match=r"a lone surrogate is none|printable ASCII"):
        code(data)


UNFIT = pytest.mark.parametrize(
    ("block", "words"),
    [
        (doc.Bitmap(392, bytes(49)), "a picture of 392 dots is wider than the paper's 384"),
        (doc.Code128("Kenari" * 30), "wider than the paper's 384"),
        (doc.Qr("Kenari" * 500), "a QR code cannot hold so many letters"),
        (doc.Beside(doc.Qr("Kenari" * 500), ()), "a QR code cannot hold so many letters"),
    ],
    ids=["bitmap", "bars", "code", "code beside"],
)


@UNFIT
@pytest.mark.parametrize("way", ["picture", "native"])
@pytest.mark.parametrize("codes", [True, False], ids=["its own codes", "drawn codes"])
def test_what_no_paper_can_hold_is_no_slip(block: doc.Block, words: str, way: Way, codes: bool) -> None:
    small = replace(model("generic-58"), native_qr=codes, native_code128=codes)
    with pytest.raises(doc.UnfitError, match=words) as why:
        encode(doc.Document((block, doc.Cut())), small, Faces(), way)
    assert "Kenari" not in str(why.value)


@UNFIT
def test_a_printer_gets_nothing_of_what_does_not_fit_and_prints_the_next(
    block: doc.Block, words: str
) -> None:
    wire, sending = Wire(), Numbers()
    link = wire.link()
    outcome = link.print(doc.Document((block, doc.Cut())), sending)
    assert isinstance(outcome, FailedClean) and words in outcome.unfit
    assert sending.given == [] and len(wire.received) < 100
    assert isinstance(link.print(LONG, sending), Printed) and len(wire.papers) == 1


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_any_pattern_of_black_and_blank_rows(runs: list[tuple[int, bool]]) -> None:
    motif = tuple("#." if black else ".." for length, black in runs for _ in range(length))
    document = doc.Document((doc.HeadStrip(motif), doc.Cut()))
    for name in ("generic-80", "generic-58"):
        papers = pictures(drawn(document, model(name)).payload, model(name))
        assert isinstance(papers, tuple)
        assert [same(paper, draw(document.blocks, model(name).dots, Faces())) for paper in papers] == [True]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1bZ",
        b"\x1dv0\x00\x48\x00\x02\x00" + bytes(100),
        b"\x1dv0\x00\xff\x00\x01\x00" + bytes(255),
        b"\x1dv0\x00\x00\x00\x01\x00",
    ],
    ids=["another command", "half a band", "wider than the head", "no width"],
)
def test_what_is_not_ours_is_no_paper(data: bytes) -> None:
    assert isinstance(pictures(data, model("generic-80")), Unknown)


def test_a_document_ends_with_its_only_cut() -> None:
    for blocks in ((), (doc.text("x"),), (doc.Cut(), doc.text("x")), (doc.Cut(), doc.Cut())):
        with pytest.raises(ValueError, match="only cut"):
            doc.Document(blocks)
