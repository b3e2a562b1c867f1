"""What every chart can do: be drawn anywhere, be copied as a picture or as a table, be saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontInfo,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPaintEvent,
    QPdfWriter,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from curriplan.gui.charts.files import written
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.tsv import copy_lines

SHARPNESS = 2
SCREEN_DPI, PDF_DPI = 96, 1200


class Chart(QWidget):
    """A drawing with a table behind it. Subclasses give ``draw`` and ``table``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the chart into a rectangle."""
        raise NotImplementedError(type(self).__name__)

    def table(self) -> list[list[str]]:
        """Return what the chart shows, with headings, as rows of a table."""
        raise NotImplementedError(type(self).__name__)

    # -- taking it along ------------------------------------------------------------------------------

    def copy_table(self) -> None:
        """Put the table on the clipboard as Excel takes it."""
        copy_lines(self.table())

    def copy_picture(self) -> None:
        """Put the drawing on the clipboard."""
        QGuiApplication.clipboard().setImage(self._image())

    def save(self, path: Path) -> bool:
        """Write the drawing by its suffix as PNG, SVG or PDF; tell whether that went well."""
        match path.suffix.lower():
            case ".svg":
                return written(path, self._write_svg)
            case ".pdf":
                return written(path, self._write_pdf)
            case ".png":
                return written(path, lambda file: QImageWriter(file, QByteArray(b"PNG")).write(self._image()))
            case _:
                return False

    def _write_svg(self, file: QIODevice) -> bool:
        from PySide6.QtSvg import QSvgGenerator

        made = QSvgGenerator()
        made.setOutputDevice(file)
        made.setSize(self.size())
        made.setViewBox(self.rect())
        return self._drawn_on(made)

    def _write_pdf(self, file: QIODevice) -> bool:
        """Write a page as large as the drawing."""
        made = QPdfWriter(file)
        points = QSizeF(self.size()) * (72 / SCREEN_DPI)
        made.setPageSize(QPageSize(points, QPageSize.Unit.Point))
        made.setPageMargins(QMarginsF())
        made.setResolution(PDF_DPI)
        return self._drawn_on(made, PDF_DPI / SCREEN_DPI)

    def _drawn_on(self, device: QPaintDevice, scale: float = 1.0) -> bool:
        painter = QPainter()
        if not painter.begin(device):
            return False
        painter.scale(scale, scale)
        self._draw_on_panel(painter)
        return painter.end()

    def _image(self) -> QImage:
        image = QImage(self.size() * SHARPNESS, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(SHARPNESS)
        painter = QPainter(image)
        self._draw_on_panel(painter)
        painter.end()
        return image

    def _draw_on_panel(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(QFontInfo(font).pixelSize())  # points would be as large as the device is fine
        painter.setFont(font)
        painter.fillRect(self.rect(), QColor(self.desk.theme.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))

    def ask_and_save(self, parent: QWidget | None = None) -> None:
        """Have the user choose where the drawing goes, and write it."""
        say = self.desk.say
        kinds = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"
        name, kind = QFileDialog.getSaveFileName(parent or self, say("chart.save"), "", kinds)
        path = Path(name) if Path(name).suffix else Path(f"{name}.{kind[:3].lower()}")
        if name and not self.save(path):
            self.desk.toasts.tell(Toast(say("chart.not_saved", path=path)))

    def offer(self, menu: QMenu) -> None:
        """Put into a menu how the drawing is taken along."""
        say = self.desk.say
        menu.addAction(say("chart.copy_table"), self.copy_table)
        menu.addAction(say("chart.copy_picture"), self.copy_picture)
        menu.addAction(say("chart.save"), lambda: self.ask_and_save(menu.parentWidget()))

    # -- Qt ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self.desk.theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        self.offer(menu)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_table()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, 120)
