"""The screen: view models, QML, theme. The only room that imports PySide6."""
