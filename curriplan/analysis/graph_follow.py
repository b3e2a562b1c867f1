"""The graph follows an edit: only what an edited row stands for is taken out and put in again.

Building 60,000 edges anew would take longer than an edit may. Tables and rows that are the same object cost
nothing to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.graph import (
    Edge,
    EdgeKind,
    NodeKind,
    add,
    build,
    career_edges,
    delivery_edges,
    demand_edges,
    nodes,
    placement_edges,
    requisite_edges,
    task_edges,
)
from curriplan.domain.course import RequisiteKind
from curriplan.domain.program import Program

if TYPE_CHECKING:
    from curriplan.analysis.graph import Graph

Ground = tuple[Program, Requirements]

CAREERS = (EdgeKind.PROMOTES_TO, EdgeKind.COMPLEMENTS)


def follow(graph: Graph, before: Ground, after: Ground) -> Graph:
    """Return the graph of a programme, made from the graph of the one before it.

    ``graph`` itself is changed, unless something differs that every course is measured with.
    """
    old, new = before[0], after[0]
    if _measured_otherwise(old, new):
        return build(*after)
    _follow_nodes(graph, old, new)
    posts = _differing(old.posts, new.posts)
    named_otherwise = old.competencies.keys() != new.competencies.keys()
    owing = set(new.posts) if named_otherwise else posts | _differing(before[1], after[1])
    _anew(graph, NodeKind.POST, owing, (EdgeKind.REQUIRES,), lambda some: demand_edges(*after, some))
    _anew(graph, NodeKind.POST, posts, CAREERS, lambda some: career_edges(new, some))
    _follow_tasks(graph, old, new)
    courses = _differing(old.courses, new.courses) | _differing(old.placements, new.placements)
    taught = courses | _differing(old.contributions, new.contributions)
    _anew(graph, NodeKind.COURSE, taught, (EdgeKind.DELIVERS,), lambda some: delivery_edges(new, some))
    _anew(graph, NodeKind.COURSE, courses, (EdgeKind.PLACED_IN,), lambda some: placement_edges(new, some))
    _follow_requisites(graph, old, new)
    return graph


def _measured_otherwise(old: Program, new: Program) -> bool:
    if old.terms is not new.terms:
        return True
    about = old.profile is not new.profile and old.about.caps != new.about.caps
    kinds = old.competencies is not new.competencies and any(
        old.competencies[one].kind is not new.competencies[one].kind
        for one in _differing(old.competencies, new.competencies)
        if one in old.competencies and one in new.competencies
    )
    return about or kinds


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    """Return the keys whose rows are not the same object, or are in one table only."""
    if old is new:
        return set()
    return {key for key in {**old, **new} if old.get(key) is not new.get(key)}


def _follow_nodes(graph: Graph, old: Program, new: Program) -> None:
    for kind, name in (
        (NodeKind.POST, "posts"),
        (NodeKind.TASK, "tasks"),
        (NodeKind.COMPETENCY, "competencies"),
        (NodeKind.COURSE, "courses"),
    ):
        if getattr(old, name) is not getattr(new, name):
            present = getattr(new, name)
            graph.remove_nodes_from([(kind, key) for key in getattr(old, name) if key not in present])
    graph.add_nodes_from(nodes(new))


def _anew(
    graph: Graph,
    kind: NodeKind,
    owners: Iterable[str],
    kinds: tuple[str, ...],
    edges: Callable[[list[str]], Iterable[Edge]],
) -> None:
    """Take out some kinds of edges that leave some nodes, and put in what leaves them now."""
    present = [one for one in owners if (kind, one) in graph]
    for one in present:
        leaving: Any = graph.out_edges((kind, one), keys=True)
        graph.remove_edges_from([edge for edge in leaving if edge[2] in kinds])
    add(graph, edges(present))


def _follow_tasks(graph: Graph, old: Program, new: Program) -> None:
    changed = [(NodeKind.TASK, one) for one in _differing(old.tasks, new.tasks) if one in new.tasks]
    for node in changed:
        around: Any = [*graph.in_edges(node, keys=True), *graph.out_edges(node, keys=True)]
        graph.remove_edges_from(around)
    add(graph, task_edges(new, [one for _, one in changed]))


def _follow_requisites(graph: Graph, old: Program, new: Program) -> None:
    """Requisites arrive at the course that has them, so they are taken out from that end."""
    changed = [one for one in _differing(old.requisites, new.requisites) if (NodeKind.COURSE, one) in graph]
    kinds = set(RequisiteKind)
    for one in changed:
        arriving: Any = graph.in_edges((NodeKind.COURSE, one), keys=True)
        graph.remove_edges_from([edge for edge in arriving if edge[2] in kinds])
    add(graph, requisite_edges(new, changed))
