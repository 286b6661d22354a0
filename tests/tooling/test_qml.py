"""QML is checked against the Python classes that it names."""

from pathlib import Path

import pytest

from commands.parts.qml import lint_qml, stale_translations, update_translations

MODEL = """
from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Anjungan"
QML_IMPORT_MAJOR_VERSION = 1

@QmlElement
class Session(QObject):
    @Slot(str)
    def choose(self, word: str) -> None: ...
"""
PAGE = """
import QtQuick
import Anjungan

Item {
    id: root
    required property Session session
    TapHandler { onTapped: root.session.choose(qsTr("Pilih")) }
}
"""


@pytest.fixture
def ui(tmp_path: Path) -> Path:
    (tmp_path / "ui/qml").mkdir(parents=True)
    (tmp_path / "ui/session.py").write_text(MODEL, encoding="utf-8")
    (tmp_path / "ui/qml/Page.qml").write_text(PAGE, encoding="utf-8")
    return tmp_path / "ui"


def work(ui: Path) -> Path:
    folder = ui.parent / "work"
    folder.mkdir()
    return folder


def test_right_qml_is_quiet(ui: Path) -> None:
    assert lint_qml(ui, work(ui)) == ""


def test_a_misspelt_member_is_found_and_named(ui: Path) -> None:
    (ui / "qml/Page.qml").write_text(PAGE.replace("choose", "chose"), encoding="utf-8")
    assert 'Member "chose" not found on type "Session"' in lint_qml(ui, work(ui))


def test_translations_that_lag_behind_are_found(ui: Path) -> None:
    catalogue = ui / "en.ts"
    assert update_translations([ui / "session.py", ui / "qml/Page.qml"], catalogue).returncode == 0
    assert "Pilih" in catalogue.read_text(encoding="utf-8")
    folder = work(ui)
    assert stale_translations(ui, folder) == ""
    (ui / "qml/Page.qml").write_text(PAGE.replace("Pilih", "Pilih layanan"), encoding="utf-8")
    assert "en.ts: not up to date" in stale_translations(ui, folder)
