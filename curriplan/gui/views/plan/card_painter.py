"""How a card is painted: stripe, name, notation, sign, lock, and what is wrong with it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from curriplan.domain.finding import Severity
from curriplan.gui.paragraph import paragraph
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.plan.cards import Card, GroupLine

if TYPE_CHECKING:
    from curriplan.gui.views.plan.column import TermList

Index = QModelIndex | QPersistentModelIndex
PAD = 8
GAP = 6
SIGN_GAP = 3
NAME_LINES, TROUBLE_LINES, GROUP_LINES = 3, 2, 2
SCROLL = 9
MOST_HELD = 800
FAINT = 0.45


class CardPainter(QStyledItemDelegate):
    """Paints cards and the lines above groups of them. Texts that were laid out once are kept."""

    def __init__(self, cards: TermList) -> None:
        super().__init__(cards)
        self._list = cards
        self._laid: dict[tuple[str, int, int], QTextLayout] = {}
        self._painted: dict[str, tuple[tuple[object, ...], QPixmap]] = {}

    def forget(self) -> None:
        """Lay out and paint all anew: font or theme are others."""
        self._laid.clear()
        self._painted.clear()

    def _lines(self, text: str, lines: int) -> QTextLayout:
        key = (text, self._room(), lines)
        if key not in self._laid:
            if len(self._laid) > MOST_HELD:
                self._laid.clear()
            self._laid[key] = paragraph(text, self._list.font(), self._room(), lines)
        return self._laid[key]

    def _trouble(self, card: Card) -> QTextLayout | None:
        if card.severity is None:
            return None
        return self._lines(f"{SEVERITY_SIGNS[card.severity]} {card.trouble}", TROUBLE_LINES)

    def _room(self) -> int:
        """Return the width for words; a scroll bar that comes or goes must not change the lines."""
        return max(40, self._list.width() - SCROLL - 2 * PAD - 3)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry, line = self._list.cards.entry(index.row()), self._list.fontMetrics().height()
        if isinstance(entry, GroupLine):
            return QSize(self._room(), _height(self._lines(entry.name, GROUP_LINES)) + line + GAP)
        trouble = self._trouble(entry)
        more = 0 if trouble is None else _height(trouble)
        return QSize(self._room(), _height(self._lines(entry.name, NAME_LINES)) + line + more + 10 + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._list.cards.entry(index.row())
        rect: QRect = option.rect.adjusted(1, 1, -2, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, GroupLine):
            self._paint_group(painter, rect, entry)
        else:
            chosen = self._list.selectionModel().isSelected(index)
            painter.setOpacity(FAINT if entry.course in self._list.cut else 1.0)
            painter.drawPixmap(rect.topLeft(), self._picture(rect.size(), entry, chosen=chosen))
        painter.restore()

    def _picture(self, size: QSize, card: Card, *, chosen: bool) -> QPixmap:
        """Return a card as it looks; one that looks as it did is not painted anew."""
        state = (card, size.width(), size.height(), chosen, card.course in self._list.would_break)
        held = self._painted.get(card.key)
        if held is not None and held[0] == state:
            return held[1]
        sharp = self._list.devicePixelRatioF()
        made = QPixmap(size * sharp)
        made.setDevicePixelRatio(sharp)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setFont(self._list.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, QRect(QPoint(0, 0), size), card, chosen=chosen)
        painter.end()
        self._painted[card.key] = (state, made)
        return made

    def _paint_group(self, painter: QPainter, rect: QRect, group: GroupLine) -> None:
        theme, name = self._list.desk.theme, self._lines(group.name, GROUP_LINES)
        painter.setPen(QColor(theme.ink))
        name.draw(painter, QPointF(rect.left() + 2, rect.top()))
        painter.setPen(QColor(theme.dim))
        room = QRect(rect.left() + 2, rect.top() + _height(name), rect.width() - 2, rect.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        sums = painter.fontMetrics().elidedText(group.sums, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, sums)

    def _paint_card(self, painter: QPainter, rect: QRect, card: Card, *, chosen: bool) -> None:
        theme = self._list.desk.theme
        self._ground(painter, rect, card, chosen=chosen)
        painter.setPen(QColor(theme.ink))
        name = self._lines(card.name, NAME_LINES)
        at = QPointF(rect.left() + PAD, rect.top() + 4)
        name.draw(painter, at)
        line = self._list.fontMetrics().height()
        top = rect.top() + 4 + _height(name)
        painter.setPen(QColor(theme.dim))
        self._foot(painter, QRect(rect.left() + PAD, top, rect.width() - 2 * PAD, line), card)
        trouble = self._trouble(card)
        if trouble is not None and card.severity is not None:
            painter.setPen(QColor(theme.severity(card.severity).ink))
            trouble.draw(painter, QPointF(at.x(), top + line))

    def _foot(self, painter: QPainter, room: QRect, card: Card) -> None:
        """Write the notation at the left, lock and sign at the right."""
        flags, metrics = Qt.AlignmentFlag, painter.fontMetrics()
        painter.drawText(room, flags.AlignRight | flags.AlignVCenter, card.hue.sign)
        right = room.right() - metrics.horizontalAdvance(card.hue.sign) - SIGN_GAP
        if card.locked:
            right -= 10
            _draw_lock(painter, QRectF(right, room.center().y() - 5, 8, 10))
            right -= 4
        left = QRect(room.left(), room.top(), right - room.left(), room.height())
        shown = metrics.elidedText(card.notation, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, flags.AlignLeft | flags.AlignVCenter, shown)

    def _ground(self, painter: QPainter, rect: QRect, card: Card, *, chosen: bool) -> None:
        theme = self._list.desk.theme
        breaks = card.course in self._list.would_break
        edge = theme.accent if chosen else theme.line
        if breaks or (card.severity is Severity.ERROR and not chosen):
            edge = theme.firm.ink
        style = Qt.PenStyle.DashLine if breaks else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(edge), 1.6 if chosen or breaks else 1.0, style))
        painter.setBrush(QColor(theme.accent_fill if chosen else theme.panel))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(card.hue.colour))
        painter.drawRoundedRect(QRectF(rect.left() + 0.5, rect.top() + 0.5, 4, rect.height() - 1), 2, 2)


def _height(laid: QTextLayout) -> int:
    """Return how high a text is, in whole pixels."""
    return math.ceil(laid.boundingRect().height())


def _draw_lock(painter: QPainter, room: QRectF) -> None:
    """Draw a small padlock in the colour of the pen."""
    painter.save()
    painter.setBrush(painter.pen().color())
    body = QRectF(room.left(), room.center().y() - 1, room.width(), room.height() / 2 + 1)
    painter.drawRoundedRect(body, 1, 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(painter.pen().color(), 1.4))
    bow = QRectF(room.left() + 1.6, room.top(), room.width() - 3.2, room.height() * 0.8)
    painter.drawArc(bow, 0, 180 * 16)
    painter.restore()
