"""The programme's graph in columns: posts, tasks, competencies, courses, terms, or some of these.

What stands between two columns that are shown is led through: with tasks hidden a post is joined to what it
requires, with competencies hidden to the courses that bring it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curriplan.analysis.gap.result import GapReport, Status
from curriplan.analysis.graph import EdgeKind, Node, NodeKind
from curriplan.analysis.order import courses_in_order, in_order, terms_in_order
from curriplan.domain.post import Task
from curriplan.domain.program import Program

if TYPE_CHECKING:
    from curriplan.analysis.graph import Graph

COLUMNS = (NodeKind.POST, NodeKind.TASK, NodeKind.COMPETENCY, NodeKind.COURSE, NodeKind.TERM)
"""All columns from left to right."""
UNMET = (Status.GAP, Status.NO_COVERAGE)


@dataclass(frozen=True, slots=True)
class Shown:
    """What part of the graph is wanted: columns, one post or all (""), one module or all, only what is unmet."""

    kinds: tuple[NodeKind, ...] = (NodeKind.POST, NodeKind.COMPETENCY, NodeKind.COURSE)
    post: str = ""
    module: str = ""
    only_gaps: bool = False

    @property
    def is_part(self) -> bool:
        """Tell whether anything but columns is left out."""
        return bool(self.post or self.module or self.only_gaps)


@dataclass(frozen=True, slots=True)
class Strata:
    """Nodes by column in display order, and lines from left to right between columns that are shown."""

    columns: tuple[tuple[Node, ...], ...]
    lines: tuple[tuple[Node, Node], ...]


def strata(program: Program, graph: Graph, report: GapReport, shown: Shown) -> Strata:
    """Return the part of a programme's graph that is wanted, in columns.

    A part holds what some wanted requirement leads to; the whole holds everything, joined or not.
    """
    steps = _Steps(program, graph, shown, _wanted(graph, report, shown))
    lines = tuple(steps.lines())
    seen = {one for line in lines for one in line} | steps.starts
    columns = tuple(
        tuple(node for node in _ordered(program, kind) if not shown.is_part or node in seen)
        for kind in COLUMNS
        if kind in shown.kinds
    )
    return Strata(columns, lines)


def _ordered(program: Program, kind: NodeKind) -> list[Node]:
    if kind is NodeKind.POST:
        return [(kind, one.id) for one in in_order(program.posts)]
    if kind is NodeKind.TASK:
        posts = {one.id: n for n, one in enumerate(in_order(program.posts))}
        return [(kind, one.id) for one in sorted(in_order(program.tasks), key=lambda t: posts[t.post])]
    if kind is NodeKind.COMPETENCY:
        return [(kind, one.id) for one in in_order(program.competencies)]
    if kind is NodeKind.COURSE:
        return [(kind, one.id) for one in courses_in_order(program)]
    return [(kind, one.id) for one in terms_in_order(program)]


def _wanted(graph: Graph, report: GapReport, shown: Shown) -> dict[str, list[str]]:
    """Return the competencies that each wanted post requires, as far as they are wanted."""
    return {
        held.post: [
            row.competency
            for row in held.rows
            if (not shown.only_gaps or row.status in UNMET)
            and (
                not shown.module
                or graph.nodes[NodeKind.COMPETENCY, row.competency]["row"].module == shown.module
            )
        ]
        for held in report.posts
        if shown.post in {"", held.post}
    }


class _Steps:
    """What leads from each node one column further, over columns that are shown or not."""

    def __init__(self, program: Program, graph: Graph, shown: Shown, wanted: dict[str, list[str]]) -> None:
        self._program, self._graph, self._shown, self._wanted = program, graph, shown, wanted
        self._ends: dict[Node, tuple[Node, ...]] = {}
        self._tasks: dict[str, list[Task]] = {}
        for task in in_order(program.tasks):
            self._tasks.setdefault(task.post, []).append(task)
        competencies = {one for held in wanted.values() for one in held}
        self._competencies: Collection[str] = competencies if shown.is_part else program.competencies
        self.starts: set[Node] = {
            (NodeKind.POST, post) for post, held in wanted.items() if held or post == shown.post
        }

    def lines(self) -> Iterator[tuple[Node, Node]]:
        """Yield each line once, from left to right."""
        for node in self._present():
            for end in dict.fromkeys(self._seen(self._after(node))):
                yield node, end

    def _present(self) -> Iterator[Node]:
        """Yield what is shown and may have something to its right."""
        for kind in COLUMNS:
            if kind not in self._shown.kinds:
                continue
            for node in _ordered(self._program, kind):
                if not self._shown.is_part or self._is_part(node):
                    yield node

    def _is_part(self, node: Node) -> bool:
        kind, key = node
        if kind is NodeKind.POST:
            return node in self.starts
        if kind is NodeKind.TASK:
            return bool(self._needed(key))
        if kind is NodeKind.COMPETENCY:
            return key in self._competencies
        if kind is NodeKind.COURSE:
            return not self._program.contributions.get(key, {}).keys().isdisjoint(self._competencies)
        return True

    def _seen(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """Yield nodes that are shown, or else what they lead to."""
        for node in nodes:
            if node[0] in self._shown.kinds:
                yield node
            else:
                if node not in self._ends:
                    self._ends[node] = tuple(dict.fromkeys(self._seen(self._after(node))))
                yield from self._ends[node]

    def _after(self, node: Node) -> list[Node]:
        kind, key = node
        if kind is NodeKind.POST:
            return self._of_post(key)
        if kind is NodeKind.TASK:
            return [(NodeKind.COMPETENCY, one) for one in self._needed(key)]
        if kind is NodeKind.COMPETENCY:
            arriving = self._graph.in_edges(node, keys=True)
            return [one for one, _, edge in arriving if edge == EdgeKind.DELIVERS]
        leaving = self._graph.out_edges(node, keys=True)
        return [one for _, one, edge in leaving if edge == EdgeKind.PLACED_IN]

    def _of_post(self, post: str) -> list[Node]:
        """Return the tasks of a post, and what it requires that none of them needs."""
        required = self._wanted.get(post, [])
        if NodeKind.TASK not in self._shown.kinds:
            return [(NodeKind.COMPETENCY, one) for one in required]
        tasks = [one for one in self._tasks.get(post, ()) if not self._shown.is_part or self._needed(one.id)]
        covered = {one for task in tasks for one in task.competencies}
        direct = [(NodeKind.COMPETENCY, one) for one in required if one not in covered]
        return [*((NodeKind.TASK, one.id) for one in tasks), *direct]

    def _needed(self, task: str) -> list[str]:
        """Return what a task needs, as far as it is wanted of its post."""
        row = self._program.tasks[task]
        wanted: Collection[str] = self._wanted.get(row.post, ()) if self._shown.is_part else row.competencies
        return sorted(row.competencies.intersection(wanted))
