"""A kiosk that the server does not know, or no longer: where people are helped instead."""

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement

from config.dates import clock
from kiosk.visit.state import State
from ui.bridge import PageModel, Post, Setting

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Props:
    desk: str
    place: str
    """Empty where the profile does not say it."""
    rung: str
    """When the bell rang last, if it may still be of use."""


RUNG_FOR = timedelta(minutes=3)


def derive(state: State, setting: Setting) -> Props:
    facts, texts = state.facts, setting.texts
    desk, asked = facts.profile.desk, facts.help
    fresh = asked is not None and facts.now - asked.asked_at < RUNG_FOR
    return Props(
        desk=texts.of(desk.name),
        place=texts.of(desk.place),
        rung=clock(asked.asked_at.astimezone(facts.now.tzinfo)) if asked is not None and fresh else "",
    )


@QmlElement
class OutOfServiceModel(PageModel):
    changed = Signal()

    def __init__(self, post: Post) -> None:
        super().__init__(post)
        self._props = Props("", "", "")

    def show(self, state: State, setting: Setting) -> None:
        props = derive(state, setting)
        if props != self._props:
            self._props = props
            self.changed.emit()

    @Property(str, notify=changed)
    def desk(self) -> str:
        return self._props.desk

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._props.place

    @Property(str, notify=changed)
    def rung(self) -> str:
        return self._props.rung
