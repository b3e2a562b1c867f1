"""What every chart can do: be drawn anywhere, be copied as a picture or as a table, be saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from curriplan.gui.desk import Desk, Toast
from curriplan.gui.tsv import copy_lines

SHARPNESS = 2


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
        """Write the drawing as PNG or, by its suffix, as SVG; tell whether that went well."""
        if path.suffix.lower() != ".svg":
            return self._image().save(str(path))
        from PySide6.QtSvg import QSvgGenerator

        made = QSvgGenerator()
        made.setFileName(str(path))
        made.setSize(self.size())
        made.setViewBox(self.rect())
        painter = QPainter()
        if not painter.begin(made):
            return False
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
        painter.setFont(self.font())
        painter.fillRect(self.rect(), QColor(self.desk.theme.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()))

    def _ask_where(self) -> None:
        say = self.desk.say
        name, _ = QFileDialog.getSaveFileName(self, say("chart.save"), "", "PNG (*.png);;SVG (*.svg)")
        if name and not self.save(Path(name)):
            self.desk.toasts.tell(Toast(say("chart.not_saved", path=name)))

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
        menu, say = QMenu(self), self.desk.say
        menu.addAction(say("chart.copy_table"), self.copy_table)
        menu.addAction(say("chart.copy_picture"), self.copy_picture)
        menu.addAction(say("chart.save"), self._ask_where)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_table()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, 120)
