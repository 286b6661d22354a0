"""Icons, woven bands and codes as pictures at whole pixels: `image://icons/…`, `image://weave/…`, `image://codes/…`."""

import qrcode
from PySide6.QtCore import QByteArray, QPoint, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QTransform
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from config.look.bands import Rows
from config.look.icons import icon
from config.models import Band


class Icons(QQuickImageProvider):
    """`image://icons/<name>/<RRGGBB>`, as large as `sourceSize` asks."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802
        name, _, colour = id.partition("/")
        image = _blank(requested)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = icon(name).replace("currentColor", f"#{colour}").encode()
        QSvgRenderer(QByteArray(drawing)).render(painter)
        painter.end()
        return image


class Weave(QQuickImageProvider):
    """`image://weave/<part>/<RRGGBB>/<cell>/<length>/<upright|turned>/<shift>`.

    A strip of the site's band, `length` pixels long, centred on its middle and shifted by so many cells;
    turned, its shoots grow to the left. The part `tanda` is the mark alone.
    """

    def __init__(self, band: Band | None) -> None:
        """None: then nobody asks for it."""
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._parts = {} if band is None else {"tepi": band.tepi, "kepala": band.kepala, "tanda": band.tanda}

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802
        part, colour, cell, length, way, shift = id.split("/")
        image = woven(self._parts[part], f"#{colour}", int(cell))
        if part != "tanda":
            image = _strip(image, int(length), int(shift) * int(cell))
        return image.transformed(QTransform().rotate(-90)) if way == "turned" else image


class Codes(QQuickImageProvider):
    """`image://codes/<text>`: a QR code with its quiet zone, its modules as large as `sourceSize` allows."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
        code.add_data(id)
        rows = tuple("".join("#" if dark else " " for dark in row) for row in code.get_matrix())
        return woven(rows, "#000000", max(1, requested.width() // len(rows)))


def woven(rows: Rows, colour: str, cell: int) -> QImage:
    """One period, `cell` pixels a thread."""
    image = _blank(QSize(len(rows[0]) * cell, len(rows) * cell))
    painter = QPainter(image)
    ink = QColor(colour)
    for y, row in enumerate(rows):
        for x, thread in enumerate(row):
            if thread == "#":
                painter.fillRect(x * cell, y * cell, cell, cell, ink)
    painter.end()
    return image


def _strip(period: QImage, length: int, shift: int) -> QImage:
    strip = _blank(QSize(length, period.height()))
    painter = QPainter(strip)
    painter.setBrushOrigin(QPoint((length - period.width()) // 2 + shift, 0))
    painter.fillRect(strip.rect(), QBrush(period))
    painter.end()
    return strip


def _blank(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
