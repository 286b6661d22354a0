"""What is said of a screen, from its accessibility tree alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from config.models import Language
from kiosk.wire import LABEL_PATTERN
from ui.texts import Texts

Kind = Literal["heading", "text", "status", "field", "control"]


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the tree as a listener needs it. In a field stands what was typed, `•` for a hidden digit."""

    kind: Kind
    name: str
    about: str = field(default="", repr=False)
    """More about a control; what stands in a field."""
    enabled: bool = True
    selected: bool = False
    brief: bool = False
    """A key of a pad: its name says all."""

    @property
    def takes_focus(self) -> bool:
        return self.kind == "control" and self.enabled


Elements = Sequence[Element]


def controls(elements: Elements) -> list[Element]:
    """What the focus comes to, in reading order."""
    return [one for one in elements if one.takes_focus]


def opening(elements: Elements, texts: Texts) -> list[str]:
    """A screen that has just come: what it says in reading order, then what can be done."""
    said = [_read(one, texts) for one in elements if not one.takes_focus]
    count = len(controls(elements))
    if count:
        said.append(texts.translate("Spoken", "{n} pilihan").format(n=count))
    return said


def focused(element: Element, place: int, count: int, texts: Texts) -> list[str]:
    """The control that has the focus, the `place`-th of so many."""
    if element.brief:
        return [element.name]
    said = [element.name, element.about]
    if element.selected:
        said.append(texts.translate("Spoken", "dipilih"))
    said.append(texts.translate("Spoken", "{n} dari {count}").format(n=place, count=count))
    return said


def fields(elements: Elements, texts: Texts) -> list[str]:
    """What stands in the fields."""
    return [_read(one, texts) for one in elements if one.kind == "field"]


def changed(before: Elements, after: Elements, texts: Texts, *, acted: bool) -> list[str]:
    """What is new on a screen that stays. `acted`: the listener has just pressed something there."""
    said = []
    typed = [one.about for one in before if one.kind == "field"]
    for old, new in zip(typed, (one.about for one in after if one.kind == "field"), strict=False):
        if old != new:
            said.append(_typed(old, new, texts))
    known = set(before)
    live = {"heading", "status", "text"} if acted else {"heading", "status"}
    said += [_read(one, texts) for one in after if one.kind in live and one not in known]
    open_before = {one.name for one in controls(before)}
    barred = {one.name for one in before if one.kind == "control"} - open_before
    for one in controls(after):
        if one.name in barred:
            said.append(texts.translate("Spoken", "{name}, sekarang tersedia").format(name=one.name))
    return said


def _read(element: Element, texts: Texts) -> str:
    match element.kind:
        case "field":
            empty = texts.translate("Spoken", "belum diisi")
            return f"{element.name}: {element.about or empty}"
        case "control":
            barred = texts.translate("Spoken", "{name}, belum tersedia").format(name=element.name)
            return f"{barred}. {element.about}" if element.about else barred
        case _:
            return element.name


def _typed(before: str, after: str, texts: Texts) -> str:
    if after.startswith(before):
        return " ".join(after[len(before) :])
    if after == "":
        return texts.translate("Spoken", "dikosongkan")
    return texts.translate("Spoken", "dihapus")


# --- as a voice says it -------------------------------------------------------------------------------

_STARS = re.compile("[•·]+")
_REQUEST = re.compile(r"\b(?=[\d/.-]*[A-Z])(?=[A-Z/.-]*\d)[A-Z\d]+(?:[/.-]+[A-Z\d]+){2,}\b")
_LABEL = re.compile(rf"\b{LABEL_PATTERN}\b")
_MONEY = re.compile(r"\bRp\s?(\d{1,3}(?:\.\d{3})*)")
_CLOCK = re.compile(r"\b(\d{1,2})\.(\d\d)\b")
_MIXED = re.compile(r"\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,}\b")
_RANGE = re.compile(r"\s*–\s*")

_SIGNS: Mapping[Language, Mapping[str, str]] = {
    "id": {".": "titik", "-": "strip", "/": "garis miring", " ": "spasi", "•": "bintang", "–": "sampai"},
    "en": {".": "point", "-": "hyphen", "/": "slash", " ": "space", "•": "star", "–": "to"},
}


def sayable(sentences: Sequence[str], language: Language) -> str:
    """One text for espeak-ng, a sentence a line: labels and numbers of requests are spelt, hidden digits are
    `bintang`."""
    return "\n".join(_sayable(one, _SIGNS[language]) for one in sentences if one)


def _sayable(text: str, signs: Mapping[str, str]) -> str:
    if text in signs:
        return signs[text]
    said = _STARS.sub(lambda found: _stars(found[0], signs["•"]), text.replace("  ·  ", ", "))
    said = _REQUEST.sub(lambda found: ", ".join(map(" ".join, re.split("[/.-]+", found[0]))), said)
    said = _LABEL.sub(_label, said)
    said = _MONEY.sub(lambda found: f"{found[1].replace('.', '')} rupiah", said)
    said = _CLOCK.sub(lambda found: f"{int(found[1])} {'0 0' if found[2] == '00' else found[2]}", said)
    said = _MIXED.sub(lambda found: " ".join(found[0]), said)
    return _RANGE.sub(f" {signs['–']} ", said)


def _label(found: re.Match[str]) -> str:
    return ", ".join((*found["series"], *found["letter"], " ".join(found["number"])))


def _stars(found: str, word: str) -> str:
    return f" {word} " if len(found) == 1 else f" {len(found)} {word} "
