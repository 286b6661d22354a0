"""An empty QML window; `python -m benchmarks.empty_window` shows it and nothing else."""

import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView


def empty_window() -> QQuickView:
    """As large as the largest panel, and shown."""
    view = QQuickView(QUrl.fromLocalFile(Path(__file__).with_name("empty.qml")))
    view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
    view.resize(QSize(1080, 1920))
    view.show()
    return view


if __name__ == "__main__":
    app = QGuiApplication(sys.argv)
    window = empty_window()
    window.frameSwapped.connect(lambda: print("ready", flush=True), Qt.ConnectionType.SingleShotConnection)
    sys.exit(app.exec())
