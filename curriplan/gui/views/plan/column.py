"""One term on the board: the list of its cards, which can be dragged to another term."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from curriplan.gui.desk import Desk
from curriplan.gui.paragraph import paragraph
from curriplan.gui.theme import Tone
from curriplan.gui.tsv import copy_lines
from curriplan.gui.views.plan.card_model import MIME, CardModel, dragged
from curriplan.gui.views.plan.card_painter import SCROLL, CardPainter

__all__ = ["MIME", "TermList"]
EDGE = 64
NOTE_PAD, NOTE_LINES = 8, 10
LINE_END = "\u2028"  # what a text layout takes for one


class TermList(QListView):
    """The cards of one term. ``dropped`` tells which courses come, ``key`` what was typed.

    ``cut`` are courses waiting to be pasted, ``would_break`` those that the move in hand would break.
    """

    dropped = Signal(list)
    hovered = Signal(list)
    left = Signal()
    key = Signal(QKeyEvent)

    def __init__(self, desk: Desk, model: CardModel) -> None:
        super().__init__()
        self.desk, self.cards = desk, model
        self.cut: frozenset[str] = frozenset()
        self.would_break: frozenset[str] = frozenset()
        self._note: tuple[str, Tone] | None = None
        self.setModel(model)
        self._painter = CardPainter(self)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setFixedWidth(SCROLL)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def selected_courses(self) -> list[str]:
        """Return the courses of the selected cards."""
        return [self.cards.card(index.row()).course for index in self.selectedIndexes()]

    def choose(self, courses: frozenset[str]) -> None:
        """Select the cards of some courses, the first of them current."""
        flag = QItemSelectionModel.SelectionFlag
        rows = [n for n in range(self.cards.rowCount()) if self._course_at(n) in courses]
        for n, row in enumerate(rows):
            index = self.cards.index(row)
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect if n == 0 else flag.Select)

    def choose_row(self, row: int) -> None:
        """Select one card alone, whatever keys are held down at the moment."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.cards.index(row), flag.ClearAndSelect)

    def _course_at(self, row: int) -> str:
        index = self.cards.index(row)
        return self.cards.card(row).course if index.flags() & Qt.ItemFlag.ItemIsSelectable else ""

    def enter(self, near: int) -> None:
        """Take the keyboard at a row or the nearest card to it; an empty column takes it as a whole."""
        self.setFocus()
        rows = [n for n in range(self.cards.rowCount()) if self._course_at(n)]
        if rows:
            self.choose_row(min(rows, key=lambda n: abs(n - near)))

    def bring(self, row: int) -> None:
        """Bring a card into view, not at the very edge, where names of cards out of sight may stand."""
        index, hint = self.cards.index(row), QAbstractItemView.ScrollHint
        room = self.visualRect(index)
        inside = self.viewport().rect().adjusted(0, EDGE, 0, -EDGE)
        self.scrollTo(index, hint.EnsureVisible if inside.contains(room) else hint.PositionAtCenter)

    def restyle(self) -> None:
        """Lay out and paint everything anew: font, theme or language are others."""
        self._painter.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def mark(self, cut: frozenset[str], would_break: frozenset[str]) -> None:
        """Mark cards that are cut, and cards that the move in hand would break."""
        if (cut, would_break) != (self.cut, self.would_break):
            self.cut, self.would_break = cut, would_break
            self.viewport().update()

    def note(self, text: str, tone: Tone | None = None) -> None:
        """Say at the foot of the column what would happen here; nothing takes it away."""
        held = (text, tone) if text and tone is not None else None
        if held != self._note:
            self._note = held
            self.viewport().update()

    # -- painting -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._note is None and (self.cards.rowCount() or not self.hasFocus()):
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._note is not None:
            self._paint_note(painter, *self._note)
        else:
            painter.setPen(QPen(QColor(self.desk.theme.accent), 1.5))
            painter.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -2, -2), 4, 4)
        painter.end()

    def _paint_note(self, painter: QPainter, text: str, tone: Tone) -> None:
        whole = self.viewport().rect().adjusted(1, 1, -2, -2)
        painter.setPen(QPen(QColor(tone.ink), 1.6))
        painter.drawRoundedRect(whole, 4, 4)
        laid = paragraph(text.replace("\n", LINE_END), self.font(), whole.width() - 2 * NOTE_PAD, NOTE_LINES)
        high = int(laid.boundingRect().height()) + 2 * NOTE_PAD
        box = QRect(whole.left(), whole.bottom() - high + 1, whole.width(), high)
        painter.setBrush(QColor(tone.fill))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(tone.ink))
        laid.draw(painter, QPointF(box.left() + NOTE_PAD, box.top() + NOTE_PAD))

    # -- hands ----------------------------------------------------------------------------------------

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current card when the focus comes by keys; nothing is chosen anew."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.OtherFocusReason,
        }:
            self.enter(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_painter"):
            self._painter.forget()
