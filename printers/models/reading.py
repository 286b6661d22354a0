"""The text of a model's file -> Model, strictly."""

import json
import tomllib
from dataclasses import fields
from importlib.resources import files

from pydantic import TypeAdapter, ValidationError

from printers.models import CELL, Model


class ModelError(ValueError):
    """A model's file says something that no model can be; each line names file, place and reason."""


def read_model(name: str, text: str) -> Model:
    """A model from the text of its file. Raises ModelError."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"{name}: {error}") from None
    profile = said.pop("profile", None)
    known = {} if profile is None else _capabilities(name, profile, said.get("encoding"))
    try:
        model = TypeAdapter(Model).validate_json(json.dumps({"name": name} | known | said), strict=True)
    except ValidationError as error:
        lines = (f"{name}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise ModelError("\n".join(lines)) from None
    _check(model)
    return model


def _check(model: Model) -> None:
    wrong = [
        f"{model.name}: {field.name}: must be above 0"
        for field in fields(Model)
        if field.name in ("dots", "dpi", "columns", "speed_mm_s", "serial_baud")
        and getattr(model, field.name) <= 0
    ]
    if model.dots % 8:
        wrong.append(f"{model.name}: dots: {model.dots} is not a whole number of bytes")
    if model.columns * CELL[0] > model.dots:
        wrong.append(f"{model.name}: columns: {model.columns} letters of 12 dots are wider than the head")
    if model.presenter == "none" and (model.presenter_steps or model.min_slip_mm):
        wrong.append(f"{model.name}: presenter: has steps or a shortest slip, and is none")
    if not model.ways:
        wrong.append(f"{model.name}: ways: at least one of native, picture")
    try:
        "".encode(model.encoding)
    except LookupError:
        wrong.append(f"{model.name}: encoding: Python knows no {model.encoding!r}")
    if wrong:
        raise ModelError("\n".join(wrong))


def _capabilities(name: str, profile: str, encoding: str | None) -> dict[str, object]:
    """What python-escpos' data knows of a profile."""
    data = json.loads(files("escpos").joinpath("capabilities.json").read_text(encoding="utf-8"))
    found = data["profiles"].get(profile)
    if found is None:
        raise ModelError(f"{name}: profile: python-escpos knows no {profile!r}")
    known: dict[str, object] = {
        "columns": found["fonts"]["0"]["columns"],
        "native_qr": found["features"]["qrCode"],
        "native_code128": found["features"]["barcodeB"],
    }
    pages = [int(page) for page, what in found["codePages"].items() if what.lower() == encoding]
    return known | ({"code_page": pages[0]} if pages else {})
