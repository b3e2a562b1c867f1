"""One term on the board: its head and the list of its cards, which can be dragged to another term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from curriplan.domain.finding import Severity
from curriplan.gui.desk import Desk
from curriplan.gui.models.rows import follow
from curriplan.gui.paragraph import paragraph
from curriplan.gui.theme import SEVERITY_SIGNS, Theme
from curriplan.gui.tips import asks_tip, set_tip, tip
from curriplan.gui.tsv import copy_lines
from curriplan.gui.views.plan.cards import Card, Head

MIME = "application/x-curriplan-courses"
Index = QModelIndex | QPersistentModelIndex
PAD = 10
GAP = 6
LINES = 3
SCROLL = 12


class CardModel(QAbstractListModel):
    """The cards of one term; follows changes card by card."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, Card] = {}
        self._keys: list[str] = []

    def card(self, n: int) -> Card:
        """Return a card."""
        return self._cards[self._keys[n]]

    def row_of_course(self, course: str) -> int | None:
        """Return where a course's card stands, or None."""
        return next((n for n, key in enumerate(self._keys) if self._cards[key].course == course), None)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; those that are shown already stay."""
        old = dict(self._cards)
        self._cards |= {one.key: one for one in cards}
        follow(self._keys, [one.key for one in cards], self._going, self._coming)
        self._cards = {one.key: one for one in cards}
        for n, key in enumerate(self._keys):
            if key in old and old[key] != self._cards[key]:
                self.dataChanged.emit(self.index(n), self.index(n))

    def _going(self, first: int, last: int) -> Any:
        self.beginRemoveRows(QModelIndex(), first, last)
        return self.endRemoveRows

    def _coming(self, first: int, last: int) -> Any:
        self.beginInsertRows(QModelIndex(), first, last)
        return self.endInsertRows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.card(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (card.name, card.notation, card.trouble) if part)
        if asks_tip(role):
            return tip("\n".join(part for part in (card.full, card.notation, card.trouble) if part))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return usual if self.card(index.row()).locked else usual | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        courses = sorted({self.card(index.row()).course for index in indexes})
        data.setData(MIME, QByteArray("\n".join(courses).encode()))
        return data


def dragged(data: QMimeData) -> list[str]:
    """Return the courses that are being dragged; nothing for anything else."""
    return bytes(data.data(MIME).data()).decode().split("\n") if data.hasFormat(MIME) else []


class CardPainter(QStyledItemDelegate):
    """Paints a card: stripe, name in a few lines, notation, lock and trouble."""

    def __init__(self, cards: TermList) -> None:
        super().__init__(cards)
        self._list = cards

    def _layout(self, card: Card, width: int, font: QFont) -> QTextLayout:
        return paragraph(card.name, font, width, LINES)

    def _room(self) -> int:
        """Return the width for words; a scroll bar that comes or goes must not change the lines."""
        return max(40, self._list.width() - SCROLL - 2 * PAD - 3)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card = self._list.cards.card(index.row())
        width = self._room()
        lines = self._layout(card, width, self._list.font()).lineCount()
        line = self._list.fontMetrics().height()
        more = line if card.severity is not None else 0
        return QSize(width, (lines + 1) * line + more + 10 + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card, theme = self._list.cards.card(index.row()), self._list.desk.theme
        rect: QRect = option.rect.adjusted(1, 1, -2, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, card, theme, index)
        painter.setPen(QColor(theme.ink))
        layout = self._layout(card, self._room(), self._list.font())
        layout.draw(painter, QRectF(rect.left() + PAD, rect.top() + 4, 1, 1).topLeft())
        line = self._list.fontMetrics().height()
        foot = QRect(
            rect.left() + PAD, rect.top() + 4 + layout.lineCount() * line, rect.width() - 2 * PAD, line
        )
        painter.setPen(QColor(theme.dim))
        shown = painter.fontMetrics().elidedText(card.notation, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if card.locked:
            fixed = self._list.desk.say("plan.fixed")
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, fixed)
        if card.severity is not None:
            self._trouble(painter, foot.translated(0, line), card, theme)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, card: Card, theme: Theme, index: Index) -> None:
        chosen = self._list.selectionModel().isSelected(index)
        edge = theme.accent if chosen else theme.line
        if card.severity is Severity.ERROR and not chosen:
            edge = theme.firm.ink
        painter.setPen(QPen(QColor(edge), 1.6 if chosen else 1.0))
        painter.setBrush(QColor(theme.accent_fill if chosen else theme.panel))
        painter.drawRoundedRect(QRectF(rect), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(card.stripe))
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), 4, rect.height()), 2, 2)

    def _trouble(self, painter: QPainter, room: QRect, card: Card, theme: Theme) -> None:
        severity = card.severity or Severity.NOTE
        painter.setPen(QColor(theme.severity(severity).ink))
        text = painter.fontMetrics().elidedText(
            f"{SEVERITY_SIGNS[severity]} {card.trouble}", Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class TermList(QListView):
    """The cards of one term. ``dropped`` tells which courses come, ``key`` what was typed."""

    dropped = Signal(list)
    hovered = Signal(list)
    left = Signal()
    key = Signal(QKeyEvent)

    def __init__(self, desk: Desk, model: CardModel) -> None:
        super().__init__()
        self.desk, self.cards = desk, model
        self.setModel(model)
        self.setItemDelegate(CardPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def selected_courses(self) -> list[str]:
        """Return the courses of the selected cards."""
        return [self.cards.card(index.row()).course for index in self.selectedIndexes()]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged(event.mimeData()):
            self.hovered.emit(dragged(event.mimeData()))
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dragged(event.mimeData()):
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.left.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        courses = dragged(event.mimeData())
        self.left.emit()
        if courses:
            # Copy, not move: the model follows the programme, Qt must not take rows out by itself.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(courses)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted(index.row() for index in self.selectedIndexes())
            copy_lines([card.name, card.notation] for card in map(self.cards.card, chosen))
            return
        event.ignore()
        self.key.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)


class HeadView(QWidget):
    """The head of a column: term, credits, load against limit, weeks. Clicked, it tells so."""

    clicked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._desk = desk
        self._head: Head | None = None
        self.setMinimumHeight(4 * self.fontMetrics().height() + 14)

    def show_head(self, head: Head) -> None:
        """Show what a term's column says."""
        self._head = head
        self.setAccessibleName(f"{head.title}; {head.credits}; {head.load}; {head.weeks}; {head.trouble}")
        set_tip(self, "\n".join(part for part in (head.load, head.weeks, head.trouble) if part))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._head is None:
            return
        head, theme = self._head, self._desk.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        top = QRect(2, 0, self.width() - 4, line + 2)
        bold = QFont(self.font())
        bold.setBold(True)
        painter.setPen(QColor(theme.ink))
        painter.setFont(bold)
        room = top.width() - self.fontMetrics().horizontalAdvance(head.credits) - 6
        title = painter.fontMetrics().elidedText(head.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.dim))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, head.credits)
        self._bar(painter, QRectF(2, line + 6, self.width() - 4, 6), head, theme)
        painter.setPen(QColor(theme.firm.ink if head.over else theme.dim))
        mark = f"{SEVERITY_SIGNS[Severity.ERROR]} " if head.over else ""
        self._line(painter, line + 16, f"{mark}{head.load}")
        painter.setPen(QColor(theme.dim))
        self._line(painter, 2 * line + 17, head.weeks)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _bar(self, painter: QPainter, room: QRectF, head: Head, theme: Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(room, 3, 3)
        if head.share:
            painter.setBrush(QColor(theme.firm.ink if head.over else theme.accent))
            painter.drawRoundedRect(
                QRectF(room.left(), room.top(), room.width() * min(1.0, head.share), 6), 3, 3
            )

    def _line(self, painter: QPainter, top: int, text: str) -> None:
        room = QRect(2, top, self.width() - 4, self.fontMetrics().height())
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
