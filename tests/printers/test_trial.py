"""The machine trial on every model, both ways: golden pictures, bytes, a code that decodes, a true ruler."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from printers.codec import encode
from printers.models import Way, model_names
from printers.paper import pictures
from printers.trial import machine_trial
from printers.typography import Faces
from tests.goldens import is_golden
from tests.printers.wires import model

GOLDENS = Path(__file__).parent / "goldens"
PAYLOADS = GOLDENS / "trial.txt"
WHEN = datetime(2026, 4, 14, 8, 14, tzinfo=UTC)
FACES = Faces()
CODES = (zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128)
WAYS: tuple[Way, ...] = ("picture", "native")
EVERY = pytest.mark.parametrize(("name", "way"), [(name, way) for name in model_names() for way in WAYS])


def payload(name: str, way: Way) -> bytes:
    return encode(machine_trial(model(name), "tcp://192.0.2.20:9100", WHEN), model(name), FACES, way).payload


def printed(name: str, way: Way) -> Image.Image:
    papers = pictures(payload(name, way), model(name))
    assert isinstance(papers, tuple), papers
    (paper,) = papers
    return paper


@EVERY
def test_it_is_its_golden(name: str, way: Way, update_goldens: bool) -> None:
    assert is_golden(printed(name, way), GOLDENS / f"trial-{name}-{way}.png", update=update_goldens)


def test_its_bytes_are_those_of_the_list(update_goldens: bool) -> None:
    lines = []
    for name in model_names():
        for way in WAYS:
            slip = machine_trial(model(name), "tcp://192.0.2.20:9100", WHEN)
            made = encode(slip, model(name), FACES, way).rendered
            lines.append(f"{name} {way} {made.length} {made.millimetres} {made.sha256}")
    if update_goldens:
        PAYLOADS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == PAYLOADS.read_text(encoding="utf-8").splitlines()


@EVERY
def test_its_code_decodes(name: str, way: Way) -> None:
    found = zxingcpp.read_barcodes(printed(name, way).convert("L"))
    assert {code.format: code.text for code in found} == dict.fromkeys(CODES, "ANJUNGAN")


@EVERY
def test_its_letters_are_those_of_the_code_page_either_way(name: str, way: Way) -> None:
    """But where nothing goes as letters."""
    printer = model(name)
    assert "Ç ü é â ä à".encode(printer.encoding) in payload(name, way)
    page = b"\x1bt" + bytes([printer.code_page])
    assert page in payload(name, way)
    drawn = replace(printer, ways=("picture",))
    slip = machine_trial(drawn, "tcp://192.0.2.20:9100", WHEN)
    assert page not in encode(slip, drawn, FACES, way).payload


def black_runs(row: Image.Image) -> Iterator[int]:
    """Where each run of black dots begins, in a picture of one row."""
    before = 255
    for place, dot in enumerate(row.convert("L").tobytes()):
        if dot < before:
            yield place
        before = dot


@EVERY
def test_its_ruler_is_true_and_reaches_from_edge_to_edge(name: str, way: Way) -> None:
    paper, dpi = printed(name, way), model(name).dpi
    top = next(y for y in range(paper.height) if paper.crop((0, y, 1, y + 1)).getextrema() == (0, 0))
    ticks = list(black_runs(paper.crop((0, top, paper.width, top + 1))))
    assert ticks == [round(mm * dpi / 25.4) for mm in range(len(ticks))]
    assert ticks[-1] + dpi / 25.4 > paper.width - 1
    tens = list(black_runs(paper.crop((0, top + 11, paper.width, top + 12))))
    assert tens == ticks[::10]
    full = paper.crop((0, top + 12, paper.width, top + 14))
    assert full.getextrema() == (0, 0)


def test_goldens_are_those_of_the_models() -> None:
    assert sorted(file.name for file in GOLDENS.glob("trial-*.png")) == sorted(
        f"trial-{name}-{way}.png" for name in model_names() for way in WAYS
    )
