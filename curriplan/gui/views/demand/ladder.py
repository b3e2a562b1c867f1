"""The ladder of posts: a box a post, arrows to what it may become; the chosen one narrows the table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QScrollArea, QWidget

from curriplan.analysis.order import in_order
from curriplan.domain.post import Post, PostLevel
from curriplan.gui.desk import Desk
from curriplan.gui.tips import set_tip
from curriplan.gui.views.demand.layout import UPPER, Spot, spots

CAPTION = 20
RUNGS, RUNGS_TIGHT = 46, 30
PADDING = 8
NAME_PX = 12
MOST_LINES = 3


class PostBox(QAbstractButton):
    """One post: its name in up to three lines, below it how much it requires."""

    def __init__(self, desk: Desk, post: Post) -> None:
        super().__init__()
        self._desk, self.post = desk, post
        self._name, self._note = "", ""
        self._lines = MOST_LINES
        small = self.font()
        small.setPixelSize(NAME_PX)
        self.setFont(small)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tell(self, post: Post, note: str) -> None:
        """Show a post and a note below its name."""
        self.post, self._note = post, note
        self._name = self._desk.name(post.name, post.code)
        level = self._desk.say(f"post_level.{post.level.value}")
        self.setAccessibleName(f"{self._name}, {level}, {note}")
        set_tip(self, f"{post.code}  {self._name}")
        self.update()

    def lines_at(self, width: float) -> int:
        """Return in how many lines the name stands in a box of some width, at most three."""
        line = self.fontMetrics().lineSpacing()
        return max(1, min(MOST_LINES, round(self._height(self._name, int(width)) / line)))

    def height_at(self, lines: int) -> int:
        """Return how high the box is with so many lines for the name."""
        return (lines + 1) * (self.fontMetrics().lineSpacing() + 1) + 14

    def stand(self, left: int, top: int, width: int, lines: int) -> None:
        """Stand somewhere, with so many lines for the name."""
        self._lines = lines
        self.setGeometry(left, top, width, self.height_at(lines))

    def sizeHint(self) -> QSize:
        return QSize(130, self.height_at(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lit = self.isChecked() or self.hasFocus()
        pen = QPen(QColor(theme.accent if lit else theme.line), 2 if self.hasFocus() else 1)
        if self.post.level is PostLevel.GRADUATE:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        fill = theme.accent_fill if self.isChecked() else theme.hover if self.underMouse() else theme.panel
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(rect, 6, 6)
        room = rect.adjusted(PADDING, 4, -PADDING + 2, -4)
        painter.setPen(QColor(theme.accent if self.isChecked() else theme.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._fit())
        painter.setPen(QColor(theme.dim))
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self._note)
        painter.end()

    def _fit(self) -> str:
        """Return the name, cut where it would take one line too many."""
        name, most = self._name, (self._lines + 0.5) * self.fontMetrics().lineSpacing()
        while name and self._height(_dots(name, self._name), self.width()) > most:
            name = name[:-1]
        return _dots(name, self._name)

    def _height(self, text: str, width: int) -> int:
        room, wrap = width - 2 * PADDING - 1, Qt.TextFlag.TextWordWrap.value
        return self.fontMetrics().boundingRect(0, 0, room, 999, wrap, text).height()


def _dots(part: str, whole: str) -> str:
    return whole if part == whole else f"{part.rstrip()}…"


class _Rungs(QWidget):
    """The ground of the ladder, on which its arrows are painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.spots: dict[str, Spot] = {}
        self.posts: tuple[Post, ...] = ()
        self.chosen = ""
        self.box, self.rungs = 0, RUNGS
        self.setObjectName("scrolled")

    @property
    def height_wanted(self) -> int:
        """Return how high the whole ladder is."""
        return CAPTION + self.box + self.rungs + self.box + 2

    def top_of(self, spot: Spot) -> int:
        """Return where the boxes of a row begin."""
        return CAPTION if spot.row == UPPER else self.height_wanted - self.box

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.desk.theme.dim))
        for level, top in (
            (PostLevel.PROMOTION, 0),
            (PostLevel.INITIAL, self.height_wanted - self.box - CAPTION),
        ):
            if any(one.level is level for one in self.posts):
                words = self.desk.say(f"demand.ladder_{level.value}")
                painter.drawText(QRectF(2, top, 400, CAPTION - 2), Qt.AlignmentFlag.AlignVCenter, words)
        links = [(one.id, other) for one in self.posts for other in sorted(one.promotes_to)]
        links.sort(key=lambda link: self.chosen in link)
        for before, after in links:
            if before in self.spots and after in self.spots:
                self._arrow(painter, self.spots[before], self.spots[after], self.chosen in {before, after})
        painter.end()

    def _arrow(self, painter: QPainter, before: Spot, after: Spot, lit: bool) -> None:
        colour = QColor(self.desk.theme.accent if lit else self.desk.theme.dim)
        painter.setPen(QPen(colour, 1.6 if lit else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        start, end = self._middle(before, top=True), self._middle(after, top=before.row == after.row)
        rise = (start.y() - end.y()) / 2 if before.row != after.row else CAPTION * 0.8
        path = QPainterPath(start)
        tip = end + QPointF(0, 5) if before.row != after.row else end - QPointF(0, 5)
        path.cubicTo(
            start - QPointF(0, rise), tip + QPointF(0, rise if before.row != after.row else -rise), tip
        )
        painter.drawPath(path)
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([end, tip + QPointF(-3.5, 2), tip + QPointF(3.5, 2)]))

    def _middle(self, spot: Spot, *, top: bool) -> QPointF:
        y = self.top_of(spot)
        return QPointF(spot.left + spot.width / 2, y if top else y + self.box)


class Ladder(QScrollArea):
    """All posts. ``picked`` tells the id of the post that was chosen by hand, empty for all posts."""

    picked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ground = _Rungs(desk)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._boxes: dict[str, PostBox] = {}
        self.setWidget(self._ground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def boxes(self) -> Mapping[str, PostBox]:
        """Return the boxes by post."""
        return self._boxes

    def tell(self, notes: Mapping[str, str]) -> None:
        """Show the posts of the programme, each with a note; boxes that are there already stay."""
        posts = in_order(self._desk.program.posts)
        for gone in self._boxes.keys() - {one.id for one in posts}:
            box = self._boxes.pop(gone)
            self._group.removeButton(box)
            box.deleteLater()
        for post in posts:
            if post.id not in self._boxes:
                self._boxes[post.id] = self._box(post)
            self._boxes[post.id].tell(post, notes.get(post.id, ""))
        self._ground.posts = tuple(posts)
        self._place()

    def choose(self, post: str) -> None:
        """Mark a post as chosen, or none."""
        self._group.setExclusive(False)
        for key, box in self._boxes.items():
            box.setChecked(key == post)
        self._group.setExclusive(True)
        self._ground.chosen = post
        self._ground.update()

    def set_tight(self, tight: bool) -> None:
        """Draw the rows nearer to each other where there is little height."""
        rungs = RUNGS_TIGHT if tight else RUNGS
        if rungs != self._ground.rungs:
            self._ground.rungs = rungs
            self._place()

    def _box(self, post: Post) -> PostBox:
        box = PostBox(self._desk, post)
        box.setParent(self._ground)
        box.clicked.connect(lambda: self._clicked(box.post.id))
        self._group.addButton(box)
        box.show()
        return box

    def _clicked(self, post: str) -> None:
        chosen = "" if self._ground.chosen == post else post
        self.choose(chosen)
        self.picked.emit(chosen)

    def _place(self) -> None:
        posts = self._ground.posts
        placed = spots(posts, self.viewport().width() - 2)
        lines = max((self._boxes[key].lines_at(spot.width) for key, spot in placed.items()), default=1)
        ground = self._ground
        ground.spots, ground.box = (
            placed,
            max((box.height_at(lines) for box in self._boxes.values()), default=0),
        )
        for key, spot in placed.items():
            self._boxes[key].stand(int(spot.left), ground.top_of(spot), int(spot.width), lines)
        right = max((spot.left + spot.width for spot in placed.values()), default=0.0)
        scrolls = right + 2 > self.viewport().width()
        ground.resize(max(self.viewport().width(), int(right) + 2), ground.height_wanted)
        ground.update()
        self.setFixedHeight(
            ground.height_wanted + (self.horizontalScrollBar().sizeHint().height() if scrolls else 0)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._boxes:
            self._place()
