"""The widget that shows a drawing: pan, zoom, point, select, walk with the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Collection
from math import ceil

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from curriplan.analysis.graph import Node
from curriplan.analysis.reach import Lit
from curriplan.gui.desk import Desk
from curriplan.gui.tips import set_tip
from curriplan.gui.views.map.graph.drawing import Drawing, nothing
from curriplan.gui.views.map.graph.fit import BAR, LEAST, everything, hides_much, readable
from curriplan.gui.views.map.graph.layer import Layer, Look
from curriplan.gui.views.map.graph.light import Asked, lit
from curriplan.gui.views.map.graph.minimap import STRIP, Minimap
from curriplan.gui.views.map.graph.paint import (
    HEAD,
    MANY,
    Brush,
    paint_boxes,
    paint_heads,
    paint_lines,
    paint_lit,
)
from curriplan.gui.views.map.graph.shapes import Shapes, around
from curriplan.gui.views.map.graph.walk import beside

MOST = 4.0
STEP = 1.2
FADED, FADED_QUIET = 0.35, 0.7
DRAG = 4


class GraphView(QAbstractScrollArea):
    """A drawing in a window that can be moved and zoomed.

    ``picked`` tells which node was clicked or walked to, None for the empty ground; ``zoomed`` tells that
    the zoom is another one.
    """

    picked = Signal(object)
    opened = Signal(object)
    zoomed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._drawing = nothing()
        self._shapes = Shapes(self._drawing, 0.0)
        self._zoom = 1.0
        self._settled, self._strip = True, False
        self._held: tuple[Node, ...] = ()
        self._found: frozenset[Node] = frozenset()
        self._hovered: Node | None = None
        self._lit: tuple[Asked, Lit[Node]] | None = None
        self._pressed: QPoint | None = None
        self._dragged: QPoint | None = None
        self._layer = Layer(self._paint_quiet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportMargins(0, int(HEAD), 0, 0)
        self.viewport().setMouseTracking(True)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
        self._minimap = Minimap(self)
        self._minimap.wanted.connect(self.look_at)

    # -- what is shown --------------------------------------------------------------------------------

    @property
    def drawing(self) -> Drawing:
        """Return what is drawn."""
        return self._drawing

    @property
    def shapes(self) -> Shapes:
        """Return where everything is."""
        return self._shapes

    @property
    def zoom(self) -> float:
        """Return the zoom, 1 for 100 %."""
        return self._zoom

    @property
    def held(self) -> tuple[Node, ...]:
        """Return what is selected."""
        return self._held

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing; zoom and place stay."""
        self._drawing, self._lit = drawing, None
        if self._hovered not in drawing.boxes:
            self._hovered = None
        if self._settled:
            self.settle()
        else:
            self._keep_strip(self._zoom)
            self._shapes = Shapes(drawing, *self._spread(self._zoom), self._shapes)
            self._measure()
        self.restyle()

    def hold(self, nodes: Collection[Node], seen: bool = True) -> None:
        """Light the ways through some nodes, and bring them into view."""
        self._held = tuple(one for one in nodes if one in self._drawing.boxes)
        spoken = (self._drawing.boxes[one].spoken for one in self._held)
        self.setAccessibleDescription("; ".join(spoken))
        if seen and self._held:
            self.bring_into_view(self._held)
        self.viewport().update()

    def mark(self, nodes: Collection[Node]) -> None:
        """Mark what a search has found; empty: nothing is searched for."""
        self._found = frozenset(nodes)
        self.viewport().update()

    def lit(self) -> Lit[Node]:
        """Return what is lit."""
        asked = Asked(self._hovered, self._found, self._held)
        if self._lit is None or self._lit[0] != asked:
            self._lit = asked, lit(self._drawing, asked)
        return self._lit[1]

    # -- zoom and place -------------------------------------------------------------------------------

    def settle(self) -> None:
        """Show all of it if it can be read then, else its whole width, and keep to that in a new window size."""
        self._settled = True
        self._see(readable)

    def fit(self) -> None:
        """Show all of it, however small."""
        self._settled = False
        self._see(everything)

    def _see(self, fitting: Callable[[Drawing, QSize], float]) -> None:
        """Zoom to what fits into the room, without what the minimap takes of it."""
        zoom = fitting(self._drawing, self._full_room())
        if hides_much(self._drawing, self._full_room(), zoom) != self._strip:
            self._set_zoom(zoom)  # before the room changes: Qt keeps scroll bars that it had in another one
            self._keep_strip(zoom)
        self._set_zoom(fitting(self._drawing, self.maximumViewportSize()))

    def _full_room(self) -> QSize:
        """Return the room that there is where none is kept for the minimap."""
        return QSize(self.width(), self.height() - int(HEAD))

    def _keep_strip(self, zoom: float) -> None:
        """Keep room for the minimap where much is not seen at a zoom; that room itself does not count."""
        wanted = hides_much(self._drawing, self._full_room(), zoom)
        self._minimap.setVisible(wanted)
        if wanted != self._strip:
            self._strip = wanted
            self.setViewportMargins(0, int(HEAD), STRIP if wanted else 0, 0)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom so that what is at a place of the viewport, or in its middle, stays there."""
        self._settled = False
        at = QRectF(self.viewport().rect()).center() if at is None else at
        before = self._to_scene(at)
        zoom = min(MOST, max(LEAST, zoom))
        self._keep_strip(zoom)
        self._set_zoom(zoom, spread=False)
        after = before * self._zoom - at
        self.horizontalScrollBar().setValue(round(after.x()))
        self.verticalScrollBar().setValue(round(after.y()))

    def zoom_in(self) -> None:
        """Zoom in by a step."""
        self.zoom_to(self._zoom * STEP)

    def zoom_out(self) -> None:
        """Zoom out by a step."""
        self.zoom_to(self._zoom / STEP)

    def _set_zoom(self, zoom: float, spread: bool = True) -> None:
        self._zoom = zoom
        if spread:
            self._shapes = Shapes(self._drawing, *self._spread(zoom), self._shapes)
        self._measure()
        self.restyle()
        self.zoomed.emit()

    def _spread(self, zoom: float) -> tuple[float, float]:
        room = self.maximumViewportSize()
        return (room.width() - BAR) / zoom, (room.height() - BAR) / zoom

    def _measure(self) -> None:
        size, room = self._shapes.size, self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        ):
            bar.setRange(0, max(0, ceil(whole * self._zoom - 0.5) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(24)

    def bring_into_view(self, nodes: Collection[Node]) -> None:
        """Move as little as is needed to show some nodes, the first of them for certain."""
        rects = [self._shapes.rects[one] for one in nodes]
        seen = self.seen_part()
        wanted = around(rects)
        if not (seen.width() >= wanted.width() and seen.height() >= wanted.height()):
            wanted = rects[0]
        wanted = wanted.adjusted(-12, -12, 12, 12)
        for bar, low, high, first, last in (
            (self.horizontalScrollBar(), seen.left(), seen.right(), wanted.left(), wanted.right()),
            (self.verticalScrollBar(), seen.top(), seen.bottom(), wanted.top(), wanted.bottom()),
        ):
            if first < low:
                bar.setValue(round(first * self._zoom))
            elif last > high:
                bar.setValue(bar.value() + round((last - high) * self._zoom))

    def centre_on(self, node: Node) -> None:
        """Bring a node into the middle."""
        middle = self._shapes.rects[node].center() * self._zoom
        self.look_at(middle / self._zoom)

    def look_at(self, point: QPointF) -> None:
        """Bring a point of the drawing into the middle."""
        at = point * self._zoom
        self.horizontalScrollBar().setValue(round(at.x() - self.viewport().width() / 2))
        self.verticalScrollBar().setValue(round(at.y() - self.viewport().height() / 2))

    def seen_part(self) -> QRectF:
        """Return the part of the drawing that is seen."""
        rect = QRectF(self.viewport().rect())
        return QRectF(self._to_scene(rect.topLeft()), self._to_scene(rect.bottomRight()))

    def _origin(self) -> QPoint:
        """Return where the viewport begins in pixels of the drawing; a small drawing stands in the middle."""
        spare = round((self.viewport().width() - self._shapes.size.width() * self._zoom) / 2)
        left = self.horizontalScrollBar().value() - max(0, spare)
        return QPoint(left, self.verticalScrollBar().value())

    def _to_scene(self, point: QPointF) -> QPointF:
        return (point + QPointF(self._origin())) / self._zoom

    def _scrolled(self) -> None:
        self.viewport().update()
        self.update()
        self._minimap.show_seen(self.seen_part())

    def restyle(self) -> None:
        """Paint everything anew, as after an edit, in another theme or font."""
        self._layer.forget()
        self._minimap.tell(self._shapes, self._desk.theme)
        self._scrolled()
        self._minimap.stand(self.viewport().geometry())

    # -- painting -------------------------------------------------------------------------------------

    def brush(self) -> Brush:
        """Return what is painted with."""
        return Brush(self._desk.theme, self.font(), self._zoom)

    def _to_place(self, painter: QPainter) -> None:
        origin = self._origin()
        painter.translate(-origin.x(), -origin.y())
        painter.scale(self._zoom, self._zoom)

    def _paint_quiet(self, painter: QPainter, part: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=len(self._drawing.lines) <= MANY)
        self._to_place(painter)
        scene = QRectF(self._to_scene(QPointF(part.topLeft())), self._to_scene(QPointF(part.bottomRight())))
        scene.adjust(-2, -2, 2, 2)
        paint_lines(painter, self._shapes, self.brush(), scene)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_boxes(painter, self._shapes, self.brush(), self._shapes.seen(scene))
        painter.restore()

    def _paint_viewport(self, painter: QPainter) -> None:
        viewport = self.viewport()
        look = Look(viewport.size(), self._zoom, viewport.devicePixelRatioF())
        panel = QColor(self._desk.theme.panel)
        picture = self._layer.picture(look, self._origin(), self._desk.theme.panel)
        bright = self.lit()
        if bright.nodes:
            painter.fillRect(viewport.rect(), panel)
            painter.setOpacity(FADED_QUIET if bright is self._drawing.quiet else FADED)
        painter.drawPixmap(0, 0, picture)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._to_place(painter)
        scene = self.seen_part()
        if bright.nodes:
            marked = {*self._held} if self._hovered is None else {*self._held, self._hovered}
            paint_lit(painter, self._shapes, self.brush(), bright, scene, marked)
        if self.hasFocus() and self._held:
            painter.setPen(QPen(QColor(self._desk.theme.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._shapes.rects[self._held[0]].adjusted(-2.5, -2.5, 2.5, 2.5), 7, 7)

    # -- Qt -------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self.viewport())
        self._paint_viewport(painter)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            painter = QPainter(self)
            paint_heads(painter, self._shapes, self.brush(), -self._origin().x(), self.width())
            painter.end()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._settled:
            self.settle()
        else:
            self._measure()
        self._minimap.stand(self.viewport().geometry())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().wheelEvent(event)
            return
        turned = event.angleDelta().y()
        if turned:
            self.zoom_to(self._zoom * STEP ** (turned / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in {Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton}:
            self._pressed = self._dragged = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None or self._dragged is None:
            self._point_at(self._shapes.at(self._to_scene(event.position())))
            return
        if self._dragged != self._pressed or (at - self._pressed).manhattanLength() > DRAG:
            step, self._dragged = at - self._dragged, at
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - step.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - step.y())
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._pressed is not None and self._pressed == self._dragged
        self._pressed = self._dragged = None
        self.viewport().unsetCursor()
        if clicked and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(self._shapes.at(self._to_scene(event.position())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        node = self._shapes.at(self._to_scene(event.position()))
        if node is not None:
            self.opened.emit(node)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def _point_at(self, node: Node | None) -> None:
        if node != self._hovered:
            self._hovered = node
            set_tip(self.viewport(), "" if node is None else self._drawing.boxes[node].spoken)
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            node = beside(self._drawing, self._held[0] if self._held else None, Qt.Key(key))
            if node is not None:
                self.picked.emit(node)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._held:
            self.opened.emit(self._held[0])
        elif key == Qt.Key.Key_Escape:
            self.picked.emit(None)
        else:
            super().keyPressEvent(event)
