"""Pictures of screens without anybody who touches them."""

import struct
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from kiosk.visit.state import Display, State
from ui.bridge import Find
from ui.theme import Panel
from ui.window import Window

LEVEL = 3
"""Of zlib: beyond it little is saved."""


def photograph(
    shots: Iterable[tuple[State, Path]],
    *,
    panel: Panel,
    find: Find,
    resting: Display,
    told: Callable[[], object] = lambda: None,
) -> None:
    """Each state as a PNG in the panel's pixels, `told` after each. Raises OSError if one cannot be written.

    `application` has been called.
    """
    window: Window | None = None
    for state, file in shots:
        if window is None:
            window = Window(
                state,
                panel=panel,
                find=find,
                post=lambda _: None,
                windowed=True,
                resting=resting,
                still=True,
            )
            window.open()
        window.show_state(state)
        QCoreApplication.processEvents()
        file.write_bytes(png(window.picture()))
        told()
    if window is not None:
        window.close_for_good()


def png(picture: QImage) -> bytes:
    """Its colours as a PNG, rows as they are: Qt tries five filters on each row, which on flat colours takes
    four times as long and saves nothing. Row by row: each copy of a picture costs half as much as zlib does.
    """
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    wide, high, line = plain.width(), plain.height(), plain.bytesPerLine()
    dots, packer = plain.constBits(), zlib.compressobj(LEVEL)
    rows = (part for at in range(0, line * high, line) for part in (b"\0", dots[at : at + 3 * wide]))
    packed = b"".join(map(packer.compress, rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    )
