"""What the inspector says of a node of the graph: what it is joined to, each name a way on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from curriplan.analysis.graph import EdgeKind, Node, NodeKind
from curriplan.app.figures import share
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import EMPTY, Action, Content, Links, Pairs, Section
from curriplan.gui.levels import level_key
from curriplan.gui.lists.kinds import TASKS
from curriplan.gui.terms import terms_of
from curriplan.gui.views.map.graph.spots import selection_of

Way = tuple[Node, str]


def node_content(desk: Desk, selection: Selection) -> Content:
    """Explain a post, a task, a course or a term by what it is joined to."""
    program = desk.program
    if not desk.results.demand_is_known:
        return EMPTY
    if selection.table == TASKS.name and selection.row in program.tasks:
        return _task(desk, selection.row)
    if selection.course in program.courses:
        return _course(desk, selection.course)
    if selection.post in program.posts:
        return _post(desk, selection.post)
    if selection.term in program.terms:
        return _term(desk, selection.term)
    return EMPTY


def _post(desk: Desk, key: str) -> Content:
    say, row, node = desk.say, desk.program.posts[key], (NodeKind.POST, key)
    ready = next((one.readiness for one in desk.results.gaps().posts if one.post == key), None)
    subtitle = say("graph.post_ready", level=say(f"post_level.{row.level.value}"), ready=share(ready))
    return Content(
        desk.name(row.name, row.code),
        subtitle,
        (
            _levels(desk, "graph.requires", _out(desk, node, EdgeKind.REQUIRES)),
            _names(desk, "graph.tasks", _out(desk, node, EdgeKind.HAS_TASK)),
            _go(desk, "graph.open_gaps", lambda: desk.goto("gaps", Selection(post=key))),
        ),
    )


def _task(desk: Desk, key: str) -> Content:
    row, node = desk.program.tasks[key], (NodeKind.TASK, key)
    return Content(
        desk.name(row.name, row.code),
        desk.say("graph.task"),
        (
            _names(desk, "graph.task_of", _in(desk, node, EdgeKind.HAS_TASK)),
            _names(desk, "graph.needs", _out(desk, node, EdgeKind.NEEDS)),
        ),
    )


def _course(desk: Desk, key: str) -> Content:
    say, row, node = desk.say, desk.program.courses[key], (NodeKind.COURSE, key)
    where = terms_of(desk, key)
    return Content(
        desk.name(row.name, row.code),
        where if row.hours.total is None else f"{where} · {say('courses.h', hours=row.hours.total)}",
        (
            _levels(desk, "graph.delivers", _out(desk, node, EdgeKind.DELIVERS)),
            _go(desk, "graph.open_course", lambda: desk.goto("courses", Selection(course=key))),
        ),
    )


def _term(desk: Desk, key: str) -> Content:
    row, node = desk.program.terms[key], (NodeKind.TERM, key)
    return Content(
        desk.say("plan.term", number=row.number),
        desk.name(row.name),
        (
            _names(desk, "graph.runs", _in(desk, node, EdgeKind.PLACED_IN)),
            _go(desk, "graph.open_plan", lambda: desk.goto("plan", Selection(term=key))),
        ),
    )


def _out(desk: Desk, node: Node, kind: EdgeKind) -> Iterator[tuple[Node, Any]]:
    edges: Any = desk.results.graph().out_edges(node, keys=True, data=True)
    yield from ((end, facts) for _, end, found, facts in edges if found == kind)


def _in(desk: Desk, node: Node, kind: EdgeKind) -> Iterator[tuple[Node, Any]]:
    edges: Any = desk.results.graph().in_edges(node, keys=True, data=True)
    yield from ((start, facts) for start, _, found, facts in edges if found == kind)


def _name(desk: Desk, node: Node) -> str:
    row: Any = desk.results.graph().nodes[node]["row"]
    return desk.name(row.name, row.code)


def _to(desk: Desk, node: Node) -> Callable[[], object]:
    return partial(desk.select, selection_of(desk.program, node))


def _names(desk: Desk, heading: str, joined: Iterator[tuple[Node, Any]]) -> Section:
    links = tuple((_name(desk, node), _to(desk, node)) for node, _ in joined)
    return Section(desk.say(heading), (Links(links),) if links else ())


def _levels(desk: Desk, heading: str, joined: Iterator[tuple[Node, Any]]) -> Section:
    held = tuple(joined)
    rows = tuple((_name(desk, node), level_key(desk, _level(facts))) for node, facts in held)
    clicks = tuple(_to(desk, node) for node, _ in held)
    return Section(desk.say(heading), (Pairs(rows, clicks),) if rows else ())


def _level(facts: Any) -> int | None:
    """Return the level that is required, or the one that counts of what is delivered."""
    level: int | None = facts["requirement"].level if "requirement" in facts else facts["level"].counted
    return level


def _go(desk: Desk, key: str, act: Callable[[], object]) -> Section:
    return Section("", (Action(desk.say(key), act),))
