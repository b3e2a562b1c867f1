"""The map as a drawing: posts, tasks, competencies, courses and terms side by side, joined as the graph says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from curriplan.analysis.calendar import first_term
from curriplan.analysis.gap.result import Status
from curriplan.analysis.graph import EdgeKind, Node, NodeKind
from curriplan.analysis.order import courses_in_order, in_order, terms_in_order
from curriplan.app.figures import share
from curriplan.gui.desk import Desk
from curriplan.gui.levels import level_key
from curriplan.gui.terms import terms_of
from curriplan.gui.theme import SIGNS, sign
from curriplan.gui.views.groups import BY_MODULE, grouped_competencies
from curriplan.gui.views.map.graph.drawing import Box, Dash, Drawing, Head, Line
from curriplan.gui.views.map.graph.kept import Kept
from curriplan.gui.views.map.graph.wishes import COLUMNS, Wishes
from curriplan.gui.views.map.lines import Heat, heats

if TYPE_CHECKING:
    from curriplan.analysis.graph import Graph

OPEN = {Status.GAP, Status.NO_COVERAGE}
POST_ROWS = 1.7

_JOINED = {
    (NodeKind.POST, NodeKind.TASK): EdgeKind.HAS_TASK,
    (NodeKind.TASK, NodeKind.COMPETENCY): EdgeKind.NEEDS,
    (NodeKind.POST, NodeKind.COMPETENCY): EdgeKind.REQUIRES,
    (NodeKind.COURSE, NodeKind.COMPETENCY): EdgeKind.DELIVERS,
    (NodeKind.COURSE, NodeKind.TERM): EdgeKind.PLACED_IN,
}


def map_drawing(desk: Desk, wishes: Wishes, kept: Kept | None = None) -> Drawing:
    """Return the map as it is wanted, without a layout; what of it no edit touched is taken from what was kept."""
    kept = Kept() if kept is None else kept
    kept.begin((desk.texts.lang, desk.theme, desk.program.about.scale, wishes))
    seen = _Seen(desk, wishes, kept)
    shown = [kind for kind in COLUMNS if kind in wishes.columns]
    columns = tuple(tuple(seen.of(kind)) for kind in shown)
    kept.stand(columns)
    boxes = {node: seen.box(node) for column in columns for node in column}
    lines, ways = kept.ways(tuple(line for node in boxes for line in seen.lines(node, boxes)))
    return Drawing(
        heads=tuple(
            Head(desk.say(f"graph.column.{kind.value}"), str(len(column)))
            for kind, column in zip(shown, columns, strict=True)
        ),
        widths=tuple(
            kept.width(kind, tuple(boxes[node] for node in column))
            for kind, column in zip(shown, columns, strict=True)
        ),
        columns=columns,
        boxes=boxes,
        lines=lines,
        ways=ways,
        even=True,
        in_order=frozenset(n for n, kind in enumerate(shown) if kind is NodeKind.TERM),
    )


class _Seen:
    """What is seen of the open programme, and how each of it looks."""

    def __init__(self, desk: Desk, wishes: Wishes, drawn: Kept) -> None:
        self._desk, self._wishes, self._drawn = desk, wishes, drawn
        self._graph: Graph = desk.results.graph()
        self._demand = desk.results.requirements()
        report = desk.results.gaps()
        self._heats: Mapping[str, Heat] = heats(report, wishes.post)
        self._ready = {one.post: one.readiness for one in report.posts}
        self._competencies = [
            one.id for one, _ in grouped_competencies(desk, BY_MODULE) if self._wanted(one.id, one.module)
        ]
        self._kept = set(self._competencies)

    def _wanted(self, competency: str, module: str | None) -> bool:
        wishes, heat = self._wishes, self._heats.get(competency)
        if wishes.module and module != wishes.module:
            return False
        if wishes.post and heat is None:
            return False
        return not wishes.only_gaps or (heat is not None and heat.status in OPEN)

    # -- which ----------------------------------------------------------------------------------------

    def of(self, kind: NodeKind) -> Iterator[Node]:
        """Yield the nodes of a column in the order of the programme."""
        program = self._desk.program
        if kind is NodeKind.COMPETENCY:
            yield from ((kind, key) for key in self._competencies)
            return
        rows: Mapping[NodeKind, list[Any]] = {
            NodeKind.POST: in_order(program.posts),
            NodeKind.TASK: in_order(program.tasks),
            NodeKind.COURSE: courses_in_order(program),
            NodeKind.TERM: terms_in_order(program),
        }
        wanted: Mapping[NodeKind, Callable[[Node], bool]] = {
            NodeKind.POST: self._wants_post,
            NodeKind.TASK: self._wants_task,
            NodeKind.COURSE: self._wants_course,
        }
        keep = wanted.get(kind)
        for row in rows[kind]:
            node = (kind, row.id)
            if self._wishes.whole or keep is None or keep(node):
                yield node

    def _wants_post(self, node: Node) -> bool:
        return self._wishes.post in {"", node[1]} and self._touches(node, EdgeKind.REQUIRES)

    def _wants_task(self, node: Node) -> bool:
        post = self._desk.program.tasks[node[1]].post
        return self._wishes.post in {"", post} and self._touches(node, EdgeKind.NEEDS)

    def _wants_course(self, node: Node) -> bool:
        return self._touches(node, EdgeKind.DELIVERS)

    def _touches(self, node: Node, kind: EdgeKind) -> bool:
        edges: Any = self._graph.out_edges(node, keys=True)
        return any(key == kind and target[1] in self._kept for _, target, key in edges)

    # -- lines ----------------------------------------------------------------------------------------

    def lines(self, start: Node, boxes: Mapping[Node, Box]) -> tuple[Line, ...]:
        """Return a line for every pair that is joined; each leads from the demand towards the term."""
        program, (kind, key) = self._desk.program, start
        source: Mapping[NodeKind, Callable[[], object]] = {
            NodeKind.POST: lambda: (self._demand.get(key), program.tasks),
            NodeKind.TASK: lambda: program.tasks,
            NodeKind.COURSE: lambda: (
                program.courses[key],
                program.contributions.get(key),
                program.placements.get(key),
                program.terms,
                program.profile,
            ),
        }
        made = source.get(kind)
        if made is None:
            return ()
        return self._drawn.lines(start, made(), lambda: tuple(self._lines(start, boxes)))

    def _lines(self, start: Node, boxes: Mapping[Node, Box]) -> Iterator[Line]:
        theme = self._desk.theme
        through = NodeKind.TASK in self._wishes.columns
        edges: Any = self._graph.out_edges(start, keys=True, data=True)
        for _, end, kind, facts in edges:
            if end not in boxes or _JOINED.get((start[0], end[0])) != kind:
                continue
            if kind == EdgeKind.DELIVERS:
                yield Line(end, start, theme.accent, self._dash(facts))
            elif kind == EdgeKind.PLACED_IN:
                yield Line(start, end, theme.accent)
            elif kind != EdgeKind.REQUIRES or not (through and self._has_task(start, end)):
                yield Line(start, end, theme.ink)

    @staticmethod
    def _dash(facts: Mapping[str, Any]) -> Dash:
        return Dash.LONG if facts["level"].evidence.value == "claimed" else Dash.SOLID

    def _has_task(self, post: Node, competency: Node) -> bool:
        edges: Any = self._graph.out_edges(post, keys=True)
        return any(
            kind == EdgeKind.HAS_TASK and self._graph.has_edge(task, competency, EdgeKind.NEEDS)
            for _, task, kind in edges
        )

    # -- boxes ----------------------------------------------------------------------------------------

    def box(self, node: Node) -> Box:
        """Return how a node looks."""
        program, (kind, key) = self._desk.program, node
        made: Mapping[NodeKind, Callable[[str], Box]] = {
            NodeKind.POST: self._post,
            NodeKind.TASK: self._task,
            NodeKind.COMPETENCY: self._competency,
            NodeKind.COURSE: self._course,
            NodeKind.TERM: self._term,
        }
        source: Mapping[NodeKind, Callable[[], object]] = {
            NodeKind.POST: lambda: (program.posts[key], self._ready.get(key)),
            NodeKind.TASK: lambda: program.tasks[key],
            NodeKind.COMPETENCY: lambda: (program.competencies[key], self._heats.get(key)),
            NodeKind.COURSE: lambda: (program.courses[key], first_term(program, key), program.course_types),
            NodeKind.TERM: lambda: program.terms[key],
        }
        return self._drawn.box(node, source[kind](), lambda: made[kind](key))

    def _post(self, key: str) -> Box:
        desk = self._desk
        row = desk.program.posts[key]
        name = desk.name(row.name, row.code)
        under = desk.say(
            "graph.post_ready",
            level=desk.say(f"post_level.{row.level.value}"),
            ready=share(self._ready.get(key)),
        )
        return Box(name, under=under, spoken=f"{name}, {under}", size=POST_ROWS)

    def _task(self, key: str) -> Box:
        row = self._desk.program.tasks[key]
        name = self._desk.name(row.name, row.code)
        return Box(name, spoken=name)

    def _competency(self, key: str) -> Box:
        desk = self._desk
        row, heat = desk.program.competencies[key], self._heats.get(key)
        name = desk.name(row.name, row.code)
        if heat is None or heat.status is None:
            mark = SIGNS["no_demand"]
            spoken = desk.say("graph.spoken_unasked", name=name)
            return Box(name, sign=mark, tone=desk.theme.unrated, spoken=spoken, round=True)
        status = "firm" if heat.status is Status.GAP and heat.firm else heat.status.value
        spoken = desk.say(
            "graph.spoken",
            name=name,
            status=desk.say(f"status.{status}"),
            required=level_key(desk, heat.required),
            delivered=level_key(desk, heat.delivered) if heat.delivered else "–",
        )
        tone = desk.theme.status(heat.status, heat.firm)
        return Box(name, sign=sign(heat.status, heat.firm), tone=tone, spoken=spoken, round=True)

    def _course(self, key: str) -> Box:
        desk = self._desk
        row = desk.program.courses[key]
        kind = desk.program.course_types.get(row.type or "")
        term = first_term(desk.program, key)
        name = desk.name(row.name, row.code)
        note, spoken = "", desk.say("graph.spoken_unplaced", name=name)
        if term is not None:
            terms = f"{term}" if row.span == 1 else f"{term}–{term + row.span - 1}"
            note = desk.say("graph.in_term", term=terms)
            spoken = desk.say("graph.spoken_course", name=name, when=terms_of(desk, key))
        stripe = desk.theme.role(None if kind is None else kind.role)
        return Box(name, note=note, stripe=stripe, spoken=spoken)

    def _term(self, key: str) -> Box:
        desk = self._desk
        number = desk.program.terms[key].number
        name = desk.say("plan.term", number=number)
        return Box(name, spoken=name)
