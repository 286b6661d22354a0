"""The keypad's five verbs, and the keys that say them (docs/technician.md): every other key does nothing,
save those of a code reader (`scanner.py`)."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import Qt


class Verb(Enum):
    PREVIOUS = "previous"
    NEXT = "next"
    SELECT = "select"
    HELP = "help"
    """Says it again; pressed once more, offers volume, speed and the cover over the screen."""
    BACK = "back"


VERBS: Mapping[int, Verb] = {
    Qt.Key.Key_Left: Verb.PREVIOUS,
    Qt.Key.Key_Right: Verb.NEXT,
    Qt.Key.Key_Return: Verb.SELECT,
    Qt.Key.Key_Enter: Verb.SELECT,
    Qt.Key.Key_Up: Verb.HELP,
    Qt.Key.Key_F1: Verb.HELP,
    Qt.Key.Key_Down: Verb.BACK,
    Qt.Key.Key_Escape: Verb.BACK,
}

EARPHONES: Mapping[int, bool] = {Qt.Key.Key_F15: True, Qt.Key.Key_F16: False}
"""A keypad that feels its socket says so: plugged in, pulled out."""
