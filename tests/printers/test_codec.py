"""Bytes of a slip: bands, feeds, one cut; and that the paper they make is the picture, dot for dot."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printers import document as doc
from printers.codec import BAND_ROWS, encode, padded
from printers.models import Model, load_model, model_names
from printers.paper import CutPaper, Feed, Raster, Reset, Unknown, next_command, pictures
from printers.picture import draw
from printers.typography import Faces

LONG = doc.Document(
    (
        *(doc.text(f"Baris {n} Žéş", bold=n % 2 == 0) for n in range(40)),
        doc.Blank(700),
        doc.text("akhir"),
        doc.Cut(),
    )
)


def model(name: str) -> Model:
    found = load_model(name)
    assert found is not None
    return found


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
    papers = pictures(encode(LONG, model(name), Faces()).payload, model(name).dots)
    assert isinstance(papers, tuple)
    assert [same(paper, draw(LONG, model(name).dots, Faces())) for paper in papers] == [True]


@pytest.mark.parametrize("name", model_names())
def test_bands_are_small_blanks_are_fed_and_the_one_cut_is_last(name: str) -> None:
    found = commands(encode(LONG, model(name), Faces()).payload)
    assert found[0] == Reset()
    assert [place for place, command in enumerate(found) if command == CutPaper()] == [len(found) - 1]
    bands = [command for command in found if isinstance(command, Raster)]
    assert all(0 < band.rows <= BAND_ROWS and band.stride == model(name).dots // 8 for band in bands)
    assert any(isinstance(command, Feed) for command in found) == model(name).feeds_blank
    assert not any(isinstance(command, Unknown) for command in found)


def test_feeds_save_the_blank_rows() -> None:
    fed = encode(LONG, model("generic-80"), Faces())
    sent = encode(LONG, replace(model("generic-80"), feeds_blank=False), Faces())
    assert fed.rendered.length < sent.rendered.length - 700 * 72
    assert fed.rendered.millimetres == sent.rendered.millimetres


@pytest.mark.parametrize(("blank", "fed"), [(7, False), (8, True), (255, True), (256, True), (600, True)])
def test_only_runs_that_pay_are_fed(blank: int, fed: bool) -> None:
    motif = ("#", *("." for _ in range(blank)), "#")
    document = doc.Document((doc.HeadStrip(motif), doc.Cut()))
    found = commands(encode(document, model("generic-80"), Faces()).payload)
    feeds = [command.units for command in found if isinstance(command, Feed)]
    assert (sum(feeds[:-1]) == blank) if fed else len(feeds) == 1


def test_same_document_same_bytes() -> None:
    assert encode(LONG, model("generic-58"), Faces()) == encode(LONG, model("generic-58"), Faces())


def test_presenter_gets_its_shortest_slip() -> None:
    presenter = replace(model("generic-80"), min_slip_mm=69)
    short = doc.Document((doc.text("x"), doc.Cut()))
    assert encode(short, presenter, Faces()).rendered.millimetres == 69
    image = draw(LONG, 576, Faces())
    assert padded(image, presenter) is image


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_any_pattern_of_black_and_blank_rows(runs: list[tuple[int, bool]]) -> None:
    motif = tuple("#." if black else ".." for length, black in runs for _ in range(length))
    document = doc.Document((doc.HeadStrip(motif), doc.Cut()))
    for name in ("generic-80", "generic-58"):
        papers = pictures(encode(document, model(name), Faces()).payload, model(name).dots)
        assert isinstance(papers, tuple)
        assert [same(paper, draw(document, model(name).dots, Faces())) for paper in papers] == [True]


@pytest.mark.parametrize(
    "data",
    [
        b"text",
        b"\x1b@\x1d(k",
        b"\x1dv0\x00\x48\x00\x02\x00" + bytes(100),
        b"\x1dv0\x00\xff\x00\x01\x00" + bytes(255),
    ],
    ids=["letters", "another command", "half a band", "wider than the head"],
)
def test_what_is_not_ours_is_no_paper(data: bytes) -> None:
    assert isinstance(pictures(data, 576), Unknown)


def test_a_document_ends_with_its_only_cut() -> None:
    for blocks in ((), (doc.text("x"),), (doc.Cut(), doc.text("x")), (doc.Cut(), doc.Cut())):
        with pytest.raises(ValueError, match="only cut"):
            doc.Document(blocks)


def test_unknown_model_is_none() -> None:
    assert load_model("generic-81") is None
    assert load_model("../models/generic-80") is None
