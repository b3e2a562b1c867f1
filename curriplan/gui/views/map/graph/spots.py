"""What a node is in the words of a selection, and the other way round."""

from __future__ import annotations

from curriplan.analysis.graph import Node, NodeKind
from curriplan.domain.program import Program
from curriplan.gui.desk import NOTHING, Selection
from curriplan.gui.lists.kinds import TASKS


def selection_of(program: Program, node: Node | None) -> Selection:
    """Return the selection of a node, or of nothing."""
    if node is None:
        return NOTHING
    kind, key = node
    match kind:
        case NodeKind.POST:
            return Selection(post=key)
        case NodeKind.TASK:
            return Selection(post=program.tasks[key].post, table=TASKS.name, row=key)
        case NodeKind.COMPETENCY:
            return Selection(competency=key)
        case NodeKind.COURSE:
            return Selection(course=key)
        case NodeKind.TERM:
            return Selection(term=key)


def nodes_of(selection: Selection) -> tuple[Node, ...]:
    """Return the nodes that a selection speaks of."""
    if selection.table == TASKS.name and selection.row:
        return ((NodeKind.TASK, selection.row),)
    held = (
        (NodeKind.COMPETENCY, selection.competency),
        (NodeKind.COURSE, selection.course),
        (NodeKind.POST, selection.post),
        (NodeKind.TERM, selection.term),
    )
    return tuple((kind, key) for kind, key in held if key)
