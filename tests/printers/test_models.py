"""Files of models: strictly read, and true to what python-escpos' data says where they build on it."""

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from printers import models
from printers.models import load_model, model_by_identity, model_names
from printers.models.reading import ModelError, read_model
from printers.states import Evidence

TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in Path(models.__file__).parent.glob("*.toml")}
TEXT = TEXTS["epson-tm-t82"]


def test_these_are_known() -> None:
    assert model_names() == (
        "custom-kpm",
        "custom-vkp80",
        "epson-eu-m30",
        "epson-tm-t82",
        "epson-tm-t88",
        "generic-58",
        "generic-80",
    )


def test_unknown_model_is_none() -> None:
    assert load_model("generic-81") is None
    assert load_model("../models/generic-80") is None


@pytest.mark.parametrize("name", model_names())
def test_each_file_says_what_is_unchecked(name: str) -> None:
    head = "\n".join(re.findall(r"^# ?(.*)$", TEXTS[name], re.MULTILINE))
    assert "Unchecked on hardware" in head
    model = load_model(name)
    assert model is not None
    assert model.dots - 12 * model.columns < 12
    if model.confirms is Evidence.PROCESS_ID:
        assert "GS ( H" in head and model.names


@pytest.mark.parametrize("name", model_names())
def test_code_page_and_columns_agree_with_the_data(name: str) -> None:
    profile = re.search(r'^profile = "(.*)"$', TEXTS[name], re.MULTILINE)
    model = load_model(name)
    assert model is not None
    if profile is None:
        return
    known = json.loads(files("escpos").joinpath("capabilities.json").read_text(encoding="utf-8"))
    said = known["profiles"][profile[1]]
    assert said["codePages"][str(model.code_page)].lower() == model.encoding
    assert model.native_qr == said["features"]["qrCode"]
    if said["media"]["width"]["pixels"] != "Unknown":
        assert (model.dots, model.columns) == (
            said["media"]["width"]["pixels"],
            said["fonts"]["0"]["columns"],
        )


@pytest.mark.parametrize(
    ("line", "instead", "why"),
    [
        ("dots = 576", 'dots = "576"', "dots: Input should be a valid integer"),
        ("dots = 576", "dots = 0", "dots: must be above 0"),
        ("dots = 576", "dots = 570", "dots: 570 is not a whole number of bytes"),
        ("dots = 576", "dots = 560", "columns: 48 letters of 12 dots are wider than the head"),
        ("dots = 576", "", "dots: Field required"),
        ("dpi = 203", "dpi = 203\npaper = 80", "paper: Unexpected keyword argument"),
        ('cutter = "feed_and_cut"', 'cutter = "saw"', "cutter: Input should be 'feed_and_cut' or 'cut'"),
        ('confirms = "process_id"', 'confirms = "hope"', "confirms: Input should be 'process_id', "),
        ('ways = ["picture", "native"]', 'ways = ["letters"]', "ways.0: Input should be 'native' or "),
        ('ways = ["picture", "native"]', "ways = []", "ways: at least one of native, picture"),
        ('profile = "TM-T20II"', 'profile = "TM-T2000"', "profile: python-escpos knows no 'TM-T2000'"),
        ('encoding = "cp858"', 'encoding = "cp-none"', "code_page: Field required"),
        (
            'encoding = "cp858"',
            'encoding = "cp-none"\ncode_page = 19',
            "encoding: Python knows no 'cp-none'",
        ),
        ("dpi = 203", "dpi = 203\nmin_slip_mm = 69", "presenter: has steps or a shortest slip, and is none"),
        ("dpi = 203", 'dpi = 203\nquirks = ["odd"]', "quirks"),
        ("dpi = 203", "dpi = ", "Invalid value"),
    ],
)
def test_a_wrong_file_is_refused_by_line(line: str, instead: str, why: str) -> None:
    """`why` without the file's name, which leads every line."""
    assert line in TEXT
    with pytest.raises(ModelError) as refused:
        read_model("epson-x", TEXT.replace(line, instead))
    assert [one for one in str(refused.value).splitlines() if one.startswith(f"epson-x: {why}")] != [], str(
        refused.value
    )


@pytest.mark.parametrize(
    ("maker", "name", "model"),
    [
        ("EPSON", "TM-T82III", "epson-tm-t82"),
        ("EPSON", "TM-T88V", "epson-tm-t88"),
        ("EPSON", "EU-m30", "epson-eu-m30"),
        ("EPSON", "TM-T88III", None),
        ("OTHER", "TM-T88V", None),
        ("", "", None),
    ],
)
def test_a_printer_is_known_by_what_it_calls_itself(maker: str, name: str, model: str | None) -> None:
    found = model_by_identity(maker, name)
    assert (found.name if found else None) == model


def test_printing_imports_nothing_of_python_escpos() -> None:
    """Half a second, a folder of rubbish and a logging set-up go with it; its data is read as a file."""
    program = """
import sys
from printers.codec import encode
from printers.document import Cut, Document, Qr, text
from printers.models import load_model
from printers.typography import Faces
for way in ("native", "picture"):
    encode(Document((text("x"), Qr("x"), Cut())), load_model("epson-tm-t82"), Faces(), way)
print(sorted(name for name in sys.modules if name.split(".")[0] in ("escpos", "barcode", "yaml", "six")))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(json.loads(ran.stdout.replace("'", '"'))) <= {"escpos", "escpos.version"}
