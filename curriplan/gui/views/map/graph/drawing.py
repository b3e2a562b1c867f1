"""What is drawn: boxes in columns and lines between them, as plain values in the user's language and theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from curriplan.analysis.graph import Node
from curriplan.analysis.layout.arrange import Layered, Layout
from curriplan.analysis.reach import Lit, Ways
from curriplan.gui.theme import Tone

ROW = 26.0
"""Pixels of a row at 100 %."""
GAP_BETWEEN = 5.0
"""Pixels left free between two boxes."""


class Dash(Enum):
    """How a line is drawn; the same kind of line is always drawn the same way."""

    SOLID = ()
    LONG = (6.0, 4.0)
    DOTS = (1.5, 3.0)
    MIXED = (7.0, 3.0, 1.5, 3.0)
    DOUBLE = (3.0, 3.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A node: its name, figures at its right, a second line below, a sign behind the name.

    ``tone`` fills it, ``stripe`` is the colour of its left edge. ``spoken`` says all of it in words. ``round``
    boxes have their name in the middle, others may wrap it to two lines. ``size`` is its height in rows.
    """

    name: str
    note: str = ""
    under: str = ""
    sign: str = ""
    tone: Tone | None = None
    stripe: str = ""
    spoken: str = ""
    round: bool = False
    wraps: bool = False
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line from ``start`` to ``end``; ``ink`` is its colour while lit, ``sign`` stands on it.

    ``arrow``: it ends in a point. ``loud``: it is always in its ink, because something is wrong with it.
    """

    start: Node
    end: Node
    ink: str
    dash: Dash = Dash.SOLID
    sign: str = ""
    arrow: bool = False
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a column."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn. ``widths`` are those of the columns in pixels.

    ``ways`` lead along the lines. ``quiet`` is what is lit while nothing is pointed at, if anything is.
    ``even``: columns are spread over the whole height. ``least_gap`` is what lies between columns at
    the least. The columns ``in_order`` keep their order, whatever crosses. The layout is worked out apart, and empty until then.
    """

    heads: tuple[Head, ...]
    widths: tuple[float, ...]
    columns: tuple[tuple[Node, ...], ...]
    boxes: Mapping[Node, Box]
    lines: tuple[Line, ...]
    ways: Ways[Node]
    layout: Layout[Node] = field(default_factory=lambda: Layout({}, {}, 0.0))
    quiet: Lit[Node] = field(default_factory=lambda: Lit(frozenset(), frozenset()))
    even: bool = False
    least_gap: float = 96.0
    in_order: frozenset[int] = frozenset()

    def stands_like(self, other: Drawing) -> bool:
        """Tell whether the same boxes of the same sizes stand in the same columns."""
        if (self.columns, self.even) != (other.columns, other.even):
            return False
        return all(box.size == other.boxes[node].size for node, box in self.boxes.items())

    def layered(self) -> Layered[Node]:
        """Return what is to be laid out."""
        lines = tuple((line.start, line.end) for line in self.lines)
        sizes = {node: box.size for node, box in self.boxes.items()}
        return Layered(self.columns, lines, sizes, self.even)


Lines = tuple[Line, ...]


def differing(before: Lines, now: Lines) -> tuple[Lines, Lines]:
    """Return the lines that are gone and those that have come; what stayed is the same object in the same order."""
    first = next((n for n, (one, two) in enumerate(zip(before, now, strict=False)) if one is not two), None)
    if first is None:
        first = min(len(before), len(now))
    old, new = before[first:], now[first:]
    same = next(
        (n for n, (one, two) in enumerate(zip(old[::-1], new[::-1], strict=False)) if one is not two), None
    )
    last = min(len(old), len(new)) if same is None else same
    return old[: len(old) - last], new[: len(new) - last]


def placed(drawing: Drawing, layout: Layout[Node]) -> Drawing:
    """Return the drawing with its layout; boxes of columns that keep their order are of one size."""
    places = dict(layout.places)
    for n in drawing.in_order:
        column = drawing.columns[n]
        ordered = sorted((layout.places[node] for node in column), key=lambda place: place.height)
        places.update(zip(column, ordered, strict=True))
    return replace(drawing, layout=replace(layout, places=places))


def nothing() -> Drawing:
    """Return an empty drawing."""
    return Drawing((), (), (), {}, (), Ways({}, {}))
