"""The programme as one typed graph: posts, tasks, competencies, courses, terms; and the ways through it.

A node is ``(kind, id)`` with ``kind`` in ``NodeKind``; its attribute ``row`` is the programme's row. The key
of an edge is its type: ``EdgeKind`` or a ``RequisiteKind``. Arrows of what is owed go from the post down to
the competency, arrows of what is given from the course up to it: a competency's predecessors by ``delivers``
are the courses that contribute. Requisites point from the course that comes first to the one that waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from curriplan.analysis.calendar import first_term, last_term
from curriplan.analysis.demand.requirement import Requirement, Requirements, Source
from curriplan.analysis.gap.result import CourseLevel
from curriplan.analysis.supply import counting
from curriplan.domain.program import Program

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[Any]


class NodeKind(StrEnum):
    """What a node stands for."""

    POST = "post"
    TASK = "task"
    COMPETENCY = "competency"
    COURSE = "course"
    TERM = "term"


class EdgeKind(StrEnum):
    """What an edge says, beside the kinds of requisites."""

    REQUIRES = "requires"
    HAS_TASK = "has_task"
    NEEDS = "needs"
    DELIVERS = "delivers"
    PLACED_IN = "placed_in"
    PROMOTES_TO = "promotes_to"
    COMPLEMENTS = "complements"


Node = tuple[NodeKind, str]
Edge = tuple[Node, Node, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class WhyPath:
    """One way from a post's demand to the term that meets it, with who said so.

    ``task`` is None where no task of the post names the competency, ``course`` (with ``level``) where no
    course contributes, ``term`` (a number) where the course has no term. ``source`` and ``statement`` say
    who demands it, ``n`` answers in ``enterprises`` firms stand beside it.
    """

    post: str
    task: str | None
    competency: str
    required: int | None
    source: Source
    statement: str | None
    n: int
    enterprises: int
    course: str | None
    level: CourseLevel | None
    term: int | None


def build(program: Program, requirements: Requirements) -> Graph:
    """Return the graph of a programme and of what its posts require.

    Edge attributes: ``requirement`` on requires, ``level`` (a ``CourseLevel``) on delivers, ``index`` (of the
    term part) and ``ends`` on placed_in, ``requisite`` on requisites.
    """
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes(program))
    for edges in (
        demand_edges(program, requirements, program.posts),
        task_edges(program, program.tasks),
        career_edges(program, program.posts),
        delivery_edges(program, program.contributions),
        placement_edges(program, program.courses),
        requisite_edges(program, program.requisites),
    ):
        add(graph, edges)
    return graph


def add(graph: Graph, edges: Iterable[Edge]) -> None:
    """Add edges with their facts."""
    for source, target, kind, facts in edges:
        graph.add_edge(source, target, key=kind, **facts)


def nodes(program: Program) -> Iterator[tuple[Node, dict[str, Any]]]:
    """Yield every node with its attributes."""
    tables = (
        (NodeKind.POST, program.posts),
        (NodeKind.TASK, program.tasks),
        (NodeKind.COMPETENCY, program.competencies),
        (NodeKind.COURSE, program.courses),
        (NodeKind.TERM, program.terms),
    )
    for kind, rows in tables:
        for key, row in rows.items():
            yield (kind, key), {"kind": kind, "row": row}


def demand_edges(program: Program, requirements: Requirements, posts: Iterable[str]) -> Iterator[Edge]:
    """Yield what some posts require."""
    for post in posts:
        for name, one in requirements.get(post, {}).items():
            if name in program.competencies:
                ends = (NodeKind.POST, post), (NodeKind.COMPETENCY, name)
                yield *ends, EdgeKind.REQUIRES, {"requirement": one}


def task_edges(program: Program, tasks: Iterable[str]) -> Iterator[Edge]:
    """Yield whose task each of some tasks is, and what it needs."""
    for task in (program.tasks[one] for one in tasks):
        yield (NodeKind.POST, task.post), (NodeKind.TASK, task.id), EdgeKind.HAS_TASK, {}
        for name in task.competencies:
            yield (NodeKind.TASK, task.id), (NodeKind.COMPETENCY, name), EdgeKind.NEEDS, {}


def career_edges(program: Program, posts: Iterable[str]) -> Iterator[Edge]:
    """Yield where some posts lead, and what completes them."""
    for post in (program.posts[one] for one in posts):
        for kind, others in (
            (EdgeKind.PROMOTES_TO, post.promotes_to),
            (EdgeKind.COMPLEMENTS, post.complements),
        ):
            for other in others:
                yield (NodeKind.POST, post.id), (NodeKind.POST, other), kind, {}


def delivery_edges(program: Program, courses: Iterable[str]) -> Iterator[Edge]:
    """Yield what some courses bring."""
    counted = counting(program)
    for course in courses:
        term = last_term(program, course)
        for name, one in program.contributions.get(course, {}).items():
            level = counted(one, term)
            yield (NodeKind.COURSE, course), (NodeKind.COMPETENCY, name), EdgeKind.DELIVERS, {"level": level}


def placement_edges(program: Program, courses: Iterable[str]) -> Iterator[Edge]:
    """Yield in which terms some courses run."""
    by_number = {term.number: term.id for term in program.terms.values()}
    for course in (program.courses[one] for one in courses):
        begins = first_term(program, course.id)
        for index in range(0 if begins is None else course.span):
            term = by_number.get((begins or 0) + index)
            if term is not None:
                facts = {"index": index, "ends": index == course.span - 1}
                yield (NodeKind.COURSE, course.id), (NodeKind.TERM, term), EdgeKind.PLACED_IN, facts


def requisite_edges(program: Program, courses: Iterable[str]) -> Iterator[Edge]:
    """Yield what some courses need of others."""
    for course in courses:
        for one in program.requisites.get(course, {}).values():
            for named in one.courses:
                ends = (NodeKind.COURSE, named), (NodeKind.COURSE, one.course)
                yield *ends, one.kind, {"requisite": one}


def why_paths(graph: Graph, post: str, competency: str) -> tuple[WhyPath, ...]:
    """Return the ways from a post over its tasks to a competency, its courses and their terms.

    By term, those without one last; nothing where the post does not require the competency.
    """
    ends = (NodeKind.POST, post), (NodeKind.COMPETENCY, competency)
    if not graph.has_edge(*ends, EdgeKind.REQUIRES):
        return ()
    need: Requirement = graph.edges[(*ends, EdgeKind.REQUIRES)]["requirement"]
    rows = sorted(_tasks(graph, *ends), key=lambda row: (row.position, row.code, row.id))
    tasks: list[str | None] = [row.id for row in rows]
    levels: list[CourseLevel | None] = [*sorted(delivering(graph, competency), key=_by_term)]
    return tuple(_path(need, task, level) for task in tasks or [None] for level in levels or [None])


def _by_term(level: CourseLevel) -> tuple[bool, int, str]:
    return level.term is None, level.term or 0, level.course


def _path(need: Requirement, task: str | None, level: CourseLevel | None) -> WhyPath:
    return WhyPath(
        post=need.post,
        task=task,
        competency=need.competency,
        required=need.level,
        source=need.source,
        statement=need.statement,
        n=need.n,
        enterprises=need.enterprises,
        course=None if level is None else level.course,
        level=level,
        term=None if level is None else level.term,
    )


def delivering(graph: Graph, competency: str) -> tuple[CourseLevel, ...]:
    """Return what each contributing course does for a competency, free electives too."""
    node = (NodeKind.COMPETENCY, competency)
    edges: Any = graph.in_edges(node, keys=True, data="level")
    return tuple(level for _, _, kind, level in edges if kind == EdgeKind.DELIVERS)


def _tasks(graph: Graph, post: Node, competency: Node) -> Iterator[Any]:
    for _, node, kind in graph.out_edges(post, keys=True):
        if kind == EdgeKind.HAS_TASK and graph.has_edge(node, competency, EdgeKind.NEEDS):
            yield graph.nodes[node]["row"]
