"""Headers of the grid, and the columns that stay in sight while the others scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

if TYPE_CHECKING:
    from curriplan.gui.widgets.grid import GridView

HEAD_HEIGHT = 44
MARK_WIDTH = 30
FROZEN = 2
PAD = 6


class GridHeader(QHeaderView):
    """Headings in two lines, with the arrow of the sorting."""

    def __init__(self, view: GridView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setMinimumSectionSize(32)
        self.setStretchLastSection(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        theme, model = self._view.desk.theme, self._view.grid
        current = self._view.currentIndex().isValid() and self._view.currentIndex().column() == section
        painter.fillRect(rect, QColor(theme.panel))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.right(), rect.top() + 10, rect.right(), rect.bottom() - 10)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.accent if current else theme.dim))
        room = rect.adjusted(PAD, 2, -PAD, -2)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            painter.drawText(
                rect.adjusted(0, 2, -3, 0),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
                "▴" if rising else "▾",
            )
        side = Qt.AlignmentFlag.AlignRight if model.right(section) else Qt.AlignmentFlag.AlignLeft
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, text)
        painter.restore()


class MarkHeader(QHeaderView):
    """The stripe of each row's colour and the sign of what is wrong with it."""

    def __init__(self, view: GridView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(28)

    def sizeHint(self) -> QSize:
        return QSize(MARK_WIDTH, self.length())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        theme, mark = self._view.desk.theme, self._view.grid.mark(section)
        current = self._view.currentIndex().isValid() and self._view.currentIndex().row() == section
        painter.fillRect(rect, QColor(theme.accent_fill if current else theme.panel))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if mark.stripe:
            painter.fillRect(rect.left() + 3, rect.top() + 4, 4, rect.height() - 8, QColor(mark.stripe))
        if mark.sign:
            painter.setPen(QColor(mark.ink or theme.ink))
            painter.drawText(rect.adjusted(8, 0, -2, 0), Qt.AlignmentFlag.AlignCenter, mark.sign)
        painter.restore()


class Frozen(QWidget):
    """The first columns, painted again over the grid while it is scrolled to the right."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def place(self) -> None:
        """Stand over the first columns, or be hidden where they are in sight anyway."""
        view, header = self._view, self._view.horizontalHeader()
        width = sum(view.columnWidth(n) for n in range(min(FROZEN, header.count())))
        left = view.frameWidth() + view.verticalHeader().width()
        self.setGeometry(left, view.frameWidth(), width + 1, header.height() + view.viewport().height())
        self.setVisible(view.horizontalScrollBar().value() > 0 and width < view.viewport().width() // 2)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        view, theme = self._view, self._view.desk.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.panel))
        left, top = 0, view.horizontalHeader().height()
        first = max(0, view.rowAt(0))
        last = view.rowAt(view.viewport().height() - 1)
        last = view.grid.rowCount() - 1 if last < 0 else last
        option = QStyleOptionViewItem()
        for column in range(min(FROZEN, view.grid.columnCount())):
            width = view.columnWidth(column)
            painter.setClipRect(left, top, width, self.height() - top)
            for row in range(first, last + 1):
                rect = QRect(left, top + view.rowViewportPosition(row), width, view.rowHeight(row))
                option.rect = rect
                view.itemDelegate().paint(painter, option, view.grid.index(row, column))
            painter.setClipping(False)
            header = view.horizontalHeader()
            assert isinstance(header, GridHeader)  # noqa: S101 - the grid makes it
            header.paintSection(painter, QRect(left, 0, width, top), column)
            left += width
        painter.setPen(QPen(QColor(theme.dim)))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell that is seen here, or sort by the heading."""
        view = self._view
        x, y = event.position().x(), event.position().y() - view.horizontalHeader().height()
        column = 0 if x < view.columnWidth(0) else 1
        if y < 0:
            view.horizontalHeader().sectionClicked.emit(column)
            return
        row = view.rowAt(int(y))
        if row >= 0:
            view.setFocus()
            view.setCurrentIndex(view.grid.index(row, column))

    def wheelEvent(self, event: QWheelEvent) -> None:
        QCoreApplication.sendEvent(self._view.viewport(), event)
