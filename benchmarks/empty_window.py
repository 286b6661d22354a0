"""`python -m benchmarks.empty_window`: an empty QML window, and nothing else of ours."""

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine

if __name__ == "__main__":
    app = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine(str(Path(__file__).with_name("empty.qml")))
    sys.exit(app.exec())
