"""The weeks of the plan on the page: terms stay above and the load below while the rows are scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu

from curriplan.gui.charts.weeks import (
    SIZES,
    WeekChart,
    WeekPicture,
    WeekRow,
    draw_head,
    draw_load,
    draw_rows,
    draw_signs,
    week_table,
)
from curriplan.gui.desk import Desk
from curriplan.gui.tips import show_tip
from curriplan.gui.tsv import copy_lines

MARGIN = 8.0
WIDTH_OF_PICTURE = 1200
LEAST_ROWS, LEAST_LOAD = 7, 64.0
"""So many rows are seen before the load takes room, and so high is the lowest load that can be read."""


class WeeksView(QAbstractScrollArea):
    """The drawing with a course selected. ``chosen`` tells which; ``key`` what else was typed."""

    chosen = Signal(str)
    opened = Signal(str)
    key = Signal(QKeyEvent)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._picture = WeekPicture()
        self._course = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    @property
    def picture(self) -> WeekPicture:
        """Return what is drawn."""
        return self._picture

    @property
    def course(self) -> str:
        """Return the selected course."""
        return self._course

    def tell(self, picture: WeekPicture) -> None:
        """Show weeks."""
        if picture != self._picture:
            self._picture = picture
            self._fit()
        self.viewport().update()

    def choose(self, course: str) -> None:
        """Select a course and bring its row into view; one that has no row selects none."""
        self._course = course if self._row_of(course) is not None else ""
        at = self._row_of(self._course)
        if at is not None:
            top, bar = at * SIZES.row, self.verticalScrollBar()
            if not bar.value() <= top <= bar.value() + bar.pageStep() - SIZES.row:
                bar.setValue(int((top - bar.pageStep() / 2) // SIZES.row * SIZES.row))
        self._describe()
        self.viewport().update()

    def drawing(self) -> WeekChart:
        """Return the whole drawing, to be copied and saved."""
        return WeekChart(self._desk, self._picture, WIDTH_OF_PICTURE, self._course)

    def copy_table(self) -> None:
        """Copy all as a table that Excel takes."""
        copy_lines(week_table(self._picture))

    def offer(self, menu: QMenu) -> None:
        """Put into a menu how the drawing is taken along."""
        drawing = self.drawing()
        drawing.setParent(menu)
        drawing.hide()
        drawing.offer(menu)

    # -- where things are -----------------------------------------------------------------------------

    def _row_of(self, course: str) -> int | None:
        if not course:
            return None
        return next((n for n, one in enumerate(self._picture.rows) if one.key == course), None)

    def _whole(self) -> QRectF:
        return QRectF(self.viewport().rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _area(self) -> QRectF:
        """Return the room of the rows: whole ones."""
        area = self._whole().adjusted(0, SIZES.head, 0, -self._load_high() - SIZES.line - MARGIN)
        area.setHeight(max(0.0, area.height() // SIZES.row * SIZES.row))
        return area

    def _load_high(self) -> float:
        """Return how high the load is: lower, or not there at all, where it would leave the rows no room."""
        left = self._whole().height() - SIZES.head - SIZES.line - MARGIN - LEAST_ROWS * SIZES.row
        return min(SIZES.load, left) if left >= LEAST_LOAD else 0.0

    def _scrolled(self) -> float:
        """Return how far the rows are scrolled, by whole rows."""
        return self.verticalScrollBar().value() // SIZES.row * SIZES.row

    def _fit(self) -> None:
        area, bar = self._area(), self.verticalScrollBar()
        high = SIZES.row * len(self._picture.rows)
        bar.setPageStep(int(area.height()))
        bar.setSingleStep(int(SIZES.row))
        bar.setRange(0, max(0, int(high - area.height())))

    def _row_at(self, point: QPointF) -> WeekRow | None:
        area = self._area()
        if not area.contains(point):
            return None
        n = int((point.y() - area.top() + self._scrolled()) // SIZES.row)
        return self._picture.rows[n] if n < len(self._picture.rows) else None

    def _describe(self) -> None:
        """Tell those who do not see the drawing what is selected."""
        at = self._row_of(self._course)
        row = None if at is None else self._picture.rows[at]
        told = [] if row is None else [bar.tip for bar in row.bars]
        self.setAccessibleDescription("; ".join(told))

    # -- Qt -------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, whole = QPainter(self.viewport()), self._desk.theme, self._whole()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor(theme.panel))
        draw_head(painter, whole, self._picture, theme)
        area = self._area()
        painter.save()
        painter.setClipRect(area)
        moved = area.translated(0, -self._scrolled())
        draw_rows(painter, moved, self._picture, theme, self._course)
        painter.restore()
        high = self._load_high()
        if high:
            load = QRectF(whole.left(), whole.bottom() - high - SIZES.line, whole.width(), high)
            draw_load(painter, load, self._picture, theme)
        signs = QRectF(whole.left(), whole.bottom() - SIZES.line + 2, whole.width(), SIZES.line)
        draw_signs(painter, signs, self._picture, theme)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.line), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row is not None and row.key:
            self.choose(row.key)
            self.chosen.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row is not None and row.key:
            self.opened.emit(row.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        self.offer(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, at: QPoint) -> str:
        """Return what is told of the bar below the mouse, else of the whole row."""
        row = self._row_at(QPointF(at))
        if row is None or not row.bars:
            return ""
        whole = self._whole()
        under = [
            one.tip
            for one in row.bars
            if SIZES.x(whole, self._picture, one.begin)
            <= at.x()
            <= SIZES.x(whole, self._picture, one.begin + one.weeks)
        ]
        return "\n".join(under or [one.tip for one in row.bars])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from row to row, open one, copy all; other keys are offered to who listens."""
        rows = [one.key for one in self._picture.rows if one.key]
        at = rows.index(self._course) if self._course in rows else None
        steps = {
            Qt.Key.Key_Down: 0 if at is None else at + 1,
            Qt.Key.Key_Up: 0 if at is None else at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(rows) - 1,
        }
        key = Qt.Key(event.key()) if event.key() in set(Qt.Key) else Qt.Key.Key_unknown
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_table()
        elif key in steps and rows and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            to = rows[max(0, min(len(rows) - 1, steps[key]))]
            self.choose(to)
            self.chosen.emit(to)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._course:
            self.opened.emit(self._course)
        else:
            event.ignore()
            self.key.emit(event)
            if not event.isAccepted():
                super().keyPressEvent(event)
