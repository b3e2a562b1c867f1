"""What is lit of a drawing: by the pointer, by a search, by the selection, or always."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.analysis.graph import Node
from curriplan.analysis.reach import Lit
from curriplan.gui.views.map.graph.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Asked:
    """What lights: the node pointed at, what a search found, what is selected; the first there is counts."""

    hovered: Node | None = None
    found: frozenset[Node] = frozenset()
    held: tuple[Node, ...] = ()


def lit(drawing: Drawing, asked: Asked) -> Lit[Node]:
    """Return what is lit; of several selected nodes what lies on a way through all, if there is one."""
    ways = drawing.ways
    if asked.hovered is not None:
        return ways.through(asked.hovered)
    if asked.found:
        return Lit(asked.found, frozenset())
    if not asked.held:
        return drawing.quiet
    through = [ways.through(one) for one in asked.held]
    common = through[0]
    for other in through[1:]:
        common = Lit(common.nodes & other.nodes, common.lines & other.lines)
    return common if set(asked.held) <= common.nodes else ways.through(*asked.held)
