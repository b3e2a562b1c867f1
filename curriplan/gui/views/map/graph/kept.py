"""What was drawn before an edit, with what it was made from: what would be made from the same is not made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from curriplan.analysis.graph import Node, NodeKind
from curriplan.analysis.reach import Ways
from curriplan.gui.views.map.graph.drawing import Box, Lines, differing
from curriplan.gui.views.map.graph.paint import fitting_width

T = TypeVar("T")


class _Made(Generic[T]):
    """Things by node, each with what it was made from."""

    def __init__(self) -> None:
        self._held: dict[Node, tuple[object, T]] = {}

    def get(self, node: Node, source: object, make: Callable[[], T]) -> T:
        held = self._held.get(node)
        # Rows and maps that no edit touched are the same objects, so comparing sources costs next to nothing.
        if held is not None and held[0] == source:
            return held[1]
        made = make()
        self._held[node] = source, made
        return made


class Kept:
    """The boxes, lines and ways of a drawing, kept from one edit to the next."""

    def __init__(self) -> None:
        self._frame: object = None
        self._columns: object = None
        self._boxes: _Made[Box] = _Made()
        self._lines: _Made[Lines] = _Made()
        self._widths: _Made[float] = _Made()
        self._ways: tuple[Lines, Ways[Node]] = (), Ways({}, {})

    def begin(self, frame: object) -> None:
        """Forget everything where language, theme or wishes (the frame) are others."""
        if frame != self._frame:
            self._frame, self._columns = frame, None
            self._boxes, self._widths = _Made(), _Made()

    def stand(self, columns: object) -> None:
        """Forget all lines where other nodes stand in the columns."""
        if columns != self._columns:
            self._columns, self._lines = columns, _Made()

    def box(self, node: Node, source: object, make: Callable[[], Box]) -> Box:
        """Return the box of a node as it was made from the same, or a new one."""
        return self._boxes.get(node, source, make)

    def lines(self, node: Node, source: object, make: Callable[[], Lines]) -> Lines:
        """Return the lines that begin at a node as they were made from the same, or new ones."""
        return self._lines.get(node, source, make)

    def width(self, kind: NodeKind, boxes: tuple[Box, ...]) -> float:
        """Return how wide a column of boxes must be."""
        return self._widths.get((kind, ""), boxes, lambda: fitting_width(boxes))

    def ways(self, lines: Lines) -> tuple[Lines, Ways[Node]]:
        """Return the lines with the ways along them; the same lines are the same object."""
        before, ways = self._ways
        gone, come = differing(before, lines)
        if gone or come:
            self._ways = lines, ways.changed(_ends(gone), _ends(come))
        return self._ways


def _ends(lines: Lines) -> Iterator[tuple[Node, Node]]:
    return ((one.start, one.end) for one in lines)
