"""`Cetak persyaratan`: what its button says, wherever a screen is about a service."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit.inputs import RequirementsWanted
from kiosk.visit.state import State
from kiosk.visit.ticket import slip_coming
from ui.bridge import Post
from ui.screens.paper import slip, trouble
from ui.texts import Texts

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PrintButton:
    service: str
    words: str
    """Empty where the service has nothing to print."""
    note: str
    """What has come of the last slip; empty before it."""
    icon: str
    available: bool
    coming: bool


ABSENT = PrintButton("", "", "", "", available=False, coming=False)


def print_button(state: State, service_id: str, texts: Texts) -> PrintButton:
    """What would happen, or has happened, to a slip of this service; one slip is printed at a time."""
    assert state.visit is not None
    facts, job = state.facts, state.visit.requirements.get(service_id)
    if not facts.profile.services[service_id].requirements:
        return ABSENT
    done = "coming" if slip_coming(state.visit) else slip(job.state) if job is not None else None
    words, note, icon = texts.translate("Requirements", "Cetak persyaratan"), "", "printer-bold"
    match done:
        case "coming":
            words = texts.translate("Requirements", "Sedang dicetak")
        case "out" | "unconfirmed":
            words = texts.translate("Requirements", "Cetak lagi")
            note = texts.translate("Requirements", "Ambil di bawah layar")
        case "uncertain":
            words = texts.translate("Requirements", "Cetak lagi")
            note = texts.translate("Requirements", "Mungkin tidak utuh")
        case "failed":
            note = texts.translate("Requirements", "Belum tercetak")
        case None:
            pass
    if done != "coming" and not facts.can_print:
        words, icon = trouble(facts, texts), "warning-bold"
    available = done != "coming" and facts.can_print
    return PrintButton(service_id, words, note, icon, available, coming=done == "coming")


@QmlElement
class PrintModel(QObject):
    """The button as QML shows it; part of a page's model."""

    changed = Signal()

    def __init__(self, post: Post, parent: QObject) -> None:
        super().__init__(parent)
        self._post = post
        self._button = ABSENT

    def show(self, button: PrintButton) -> None:
        if button != self._button:
            self._button = button
            self.changed.emit()

    @Property(str, notify=changed)
    def words(self) -> str:
        return self._button.words

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._button.note

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._button.icon

    @Property(bool, notify=changed)
    def available(self) -> bool:
        return self._button.available

    @Property(bool, notify=changed)
    def coming(self) -> bool:
        return self._button.coming

    @Slot()
    def ask(self) -> None:
        self._post(RequirementsWanted(self._button.service))
