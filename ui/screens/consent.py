"""What a NIK is asked for, who sees it and what is kept: agreed to before its first digit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from config.models import DocumentKind
from kiosk.visit.inputs import Confirmed, Touched
from kiosk.visit.state import Facts, State
from ui.bridge import PageModel, Post, Setting
from ui.screens.phrases import SHORT_NAMES
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    printed: str
    """What a slip, and a page, says of people: a line each."""
    instead: str
    """Who serves without this machine."""


def derive(state: State, setting: Setting) -> Props:
    texts = setting.texts
    return Props("\n".join(_printed(state.facts, texts)), office(state.facts, texts))


def _printed(facts: Facts, texts: Texts) -> Iterator[str]:
    yield texts.translate("Consent", "Nama dan empat angka terakhir NIK.")
    for kind in facts.profile.documents.kinds:
        yield on_slip(kind, texts)
    for page in facts.profile.documents.pages:
        if facts.has_pages(page):
            whole = texts.translate("Consent", "{document} di kertas A4: seluruh isinya, dengan NIK lengkap.")
            yield whole.format(document=SHORT_NAMES[page])


def on_slip(kind: DocumentKind, texts: Texts) -> str:
    """What a slip of that kind says of people besides a name and the last four digits of a NIK."""
    match kind:
        case "kk":
            return texts.translate(
                "Consent", "KK juga: alamat, akhir No. KK, dan semua anggota dengan hubungan dan tahun lahir."
            )
        case "ktp":
            return texts.translate("Consent", "KTP-el juga: jenis permohonan.")
        case "kia":
            return texts.translate("Consent", "KIA juga: golongan umur anak.")
        case _:
            assert_never(kind)


def office(facts: Facts, texts: Texts) -> str:
    """Where documents are handed out, as `Disdukcapil, Loket 1–4`; else the desk that knows it."""
    kinds = facts.profile.documents.kinds
    for service in facts.profile.services.values():
        if service.document in kinds:
            counter = facts.server.counters.get(service.agency.id)
            if counter is None:
                return service.agency.short
            named = texts.translate("Consent", "{agency}, Loket {counter}")
            return named.format(agency=service.agency.short, counter=counter)
    return texts.of(facts.profile.desk.name)


@QmlElement
class ConsentModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "")

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def printed(self) -> str:
        return self._props.printed

    @Property(str, notify=changed)
    def instead(self) -> str:
        return self._props.instead

    @Slot()
    def turn(self) -> None:
        """Pages of one screen are no way to anywhere: the visit hears only that somebody is there."""
        self.post(Touched())

    @Slot()
    def agree(self) -> None:
        self.post(Confirmed())
