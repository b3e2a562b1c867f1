"""Requisites of the selected course as lines over the board: what it needs, what needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QWidget

from curriplan.analysis.rules.requisites import misplaced
from curriplan.domain.course import Requisite, RequisiteKind
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk
from curriplan.gui.theme import SEVERITY_SIGNS, Tone

DASHES = {
    RequisiteKind.ALL_OF: Qt.PenStyle.SolidLine,
    RequisiteKind.TOGETHER: Qt.PenStyle.SolidLine,
    RequisiteKind.ANY_OF: Qt.PenStyle.DashLine,
    RequisiteKind.COREQUISITE: Qt.PenStyle.DashDotLine,
    RequisiteKind.TESTS: Qt.PenStyle.DotLine,
}
THIN, THICK = 1.6, 2.4
ARROW, BEND = 7.0, 36.0
STUB_HIGH, STUB_GAP = 18.0, 2.0
WIDE = 12.0
"""How far marks and arrows reach beyond a line."""


@dataclass(frozen=True, slots=True)
class Link:
    """A requisite between two courses: ``before`` is what ``after`` needs; ``broken`` by the plan as it is."""

    before: str
    after: str
    kind: RequisiteKind
    broken: bool


def links_of(program: Program, course: str) -> tuple[Link, ...]:
    """Return what a course needs, then what needs it."""
    own = program.requisites.get(course, {}).values()
    others = [
        held
        for other, rows in program.requisites.items()
        if other != course
        for held in rows.values()
        if course in held.courses
    ]
    needs = [link for held in own for link in _links(program, held, sorted(held.courses))]
    needed = [link for held in others for link in _links(program, held, [course])]
    return (*needs, *needed)


def _links(program: Program, held: Requisite, named: Sequence[str]) -> list[Link]:
    wrong = misplaced(program, held)
    return [Link(one, held.course, held.kind, one in wrong) for one in named if one in program.courses]


class Edge(Enum):
    """Where the end of a line is: at its card, or at the edge behind which the card is scrolled or filtered."""

    CARD = ""
    ABOVE = "↑"
    BELOW = "↓"
    HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class End:
    """An end of a line: the room of the card, or the edge of its column; ``column`` is the column's room."""

    edge: Edge
    room: QRectF
    column: QRectF


@dataclass(frozen=True, slots=True)
class _Stub:
    """The name of a card that is out of sight, at the edge of its column."""

    room: QRectF
    name: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is drawn."""

    link: Link
    tone: Tone
    path: QPainterPath


class Find(Protocol):
    """Where the card of a course is, its last one if asked for that; None where it has none on the board."""

    def __call__(self, course: str, *, last: bool) -> End | None: ...


class LinkLayer(QWidget):
    """A pane of glass over the board on which the lines are drawn; mouse and keys go through it."""

    def __init__(self, desk: Desk, parent: QWidget, find: Find) -> None:
        super().__init__(parent)
        self._desk, self._find = desk, find
        self._links: tuple[Link, ...] = ()
        self._lines: list[_Line] = []
        self._stubs: list[_Stub] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._lay)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def links(self) -> tuple[Link, ...]:
        """Return what is drawn."""
        return self._links

    def show_links(self, links: tuple[Link, ...]) -> None:
        """Draw requisites, as soon as their cards are where they belong."""
        self._links = links
        self.look_again()

    def look_again(self) -> None:
        """Have the lines follow the cards, once these have been moved and painted."""
        self._later.start()

    def _lay(self) -> None:
        """Work out where the lines are, and have painted what of the board has others now."""
        lines, stubs = [], dict[tuple[float, Edge], dict[str, _Stub]]()
        for link in sorted(self._links, key=lambda one: one.broken):
            begin, end = self._find(link.before, last=True), self._find(link.after, last=False)
            if begin is not None and end is not None:
                begin = self._at(stubs, link.before, begin, link)
                end = self._at(stubs, link.after, end, link)
                lines.append(_Line(link, self._tone(link), _way(begin, end)))
        held = [one for names in stubs.values() for one in names.values()]
        if (lines, held) != (self._lines, self._stubs):
            before = self._region()
            self._lines, self._stubs = lines, held
            self.update(before.united(self._region()))

    def _region(self) -> QRegion:
        """Return the part of the board over which there are lines or names."""
        rooms = [one.path.boundingRect().adjusted(-WIDE, -WIDE, WIDE, WIDE) for one in self._lines]
        region = QRegion()
        for room in (*rooms, *(one.room.adjusted(-2, -2, 2, 2) for one in self._stubs)):
            region = region.united(room.toAlignedRect())
        return region

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in self._lines:
            self._draw(painter, line)
        for stub in self._stubs:
            self._draw_stub(painter, stub)
        painter.end()

    def _tone(self, link: Link) -> Tone:
        theme = self._desk.theme
        return theme.firm if link.broken else Tone(theme.accent, theme.accent_fill)

    def _at(
        self, stubs: dict[tuple[float, Edge], dict[str, _Stub]], course: str, end: End, link: Link
    ) -> End:
        """Return where a line ends: at its card, or at a stub at the edge behind which the card is."""
        if end.edge is Edge.CARD:
            return end
        held = stubs.setdefault((end.column.left(), end.edge), {})
        if course in held:
            return End(end.edge, held[course].room, end.column)
        step = len(held) * (STUB_HIGH + STUB_GAP)
        top = end.column.bottom() - STUB_HIGH - step if end.edge is Edge.BELOW else end.column.top() + step
        room = QRectF(end.column.left() + 2, top, end.column.width() - 16, STUB_HIGH)
        row = self._desk.program.courses[course]
        name = f"{end.edge.value} {self._desk.name(row.name, row.code)}"
        held[course] = _Stub(room, name, self._tone(link))
        return End(end.edge, room, end.column)

    def _draw_stub(self, painter: QPainter, stub: _Stub) -> None:
        """Draw the name of a card that is out of sight at the edge of its column."""
        painter.setPen(QPen(QColor(stub.tone.ink), 1))
        painter.setBrush(QColor(stub.tone.fill))
        painter.drawRoundedRect(stub.room, 4, 4)
        wide = int(stub.room.width() - 10)
        shown = painter.fontMetrics().elidedText(stub.name, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(stub.room.adjusted(5, 0, -5, 0), Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw(self, painter: QPainter, line: _Line) -> None:
        link, tone, path = line.link, line.tone, line.path
        style = Qt.PenStyle.DashLine if link.broken else DASHES[link.kind]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tone.ink), THICK if link.broken else THIN, style))
        painter.drawPath(path)
        _arrow(painter, path.pointAtPercent(1), path.angleAtPercent(1), tone)
        if link.kind is RequisiteKind.TOGETHER:
            _arrow(painter, path.pointAtPercent(0), path.angleAtPercent(0) + 180, tone)
        if link.broken:
            self._mark(painter, path.pointAtPercent(0.5), tone)

    def _mark(self, painter: QPainter, at: QPointF, tone: Tone) -> None:
        """Put the sign of an error on a line."""
        room = QRectF(at.x() - 9, at.y() - 9, 18, 18)
        painter.setPen(QPen(QColor(tone.ink), 1.2))
        painter.setBrush(QColor(tone.fill))
        painter.drawEllipse(room)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, SEVERITY_SIGNS[Severity.ERROR])


def _way(begin: End, end: End) -> QPainterPath:
    """Return a curve from one card to another, leaving and coming from the sides that look at each other."""
    a, b = begin.room, end.room
    if a.right() <= b.left():
        start, goal, out, back = _right(a), _left(b), 1.0, -1.0
    elif b.right() <= a.left():
        start, goal, out, back = _left(a), _right(b), -1.0, 1.0
    else:
        start, goal, out, back = _right(a), _right(b), 1.0, 1.0
    reach = max(BEND, abs(goal.x() - start.x()) / 2) if out != back else BEND
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(out * reach, 0), goal + QPointF(back * reach, 0), goal)
    return path


def _left(room: QRectF) -> QPointF:
    return QPointF(room.left(), room.center().y())


def _right(room: QRectF) -> QPointF:
    return QPointF(room.right(), room.center().y())


def _arrow(painter: QPainter, at: QPointF, angle: float, tone: Tone) -> None:
    painter.save()
    painter.translate(at)
    painter.rotate(-angle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.ink))
    head = [QPointF(0, 0), QPointF(-ARROW, -ARROW * 0.55), QPointF(-ARROW, ARROW * 0.55)]
    painter.drawPolygon(QPolygonF(head))
    painter.restore()
