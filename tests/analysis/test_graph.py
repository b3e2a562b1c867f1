"""The graph agrees with the gap engine, and shows every way from a post to a term."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.graph import EdgeKind, NodeKind, build, why_paths
from curriplan.domain.competency import Competency
from curriplan.domain.course import (
    Contribution,
    Course,
    Pool,
    Requisite,
    RequisiteKind,
    Status,
    TermPart,
    Track,
)
from curriplan.domain.post import Post, Statement, Task
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from tests import worked_example
from tests.analysis.make import contributes, places, program, requires, rows, states
from tests.worked_example import PLANNER, SERVICE


def example_graph() -> Any:
    return build(worked_example.program(), worked_example.requirements())


def test_nodes_and_typed_edges() -> None:
    start = worked_example.program()
    held = replace(
        start,
        tasks=rows(Task("t", SERVICE, competencies=frozenset({"spoken"}))),
        posts={**start.posts, SERVICE: replace(start.posts[SERVICE], promotes_to=frozenset({PLANNER}))},
        requisites=requires(Requisite("r", "project", RequisiteKind.TESTS, frozenset({"store"}))),
    )
    graph = build(held, worked_example.requirements())
    assert graph.number_of_nodes() == 2 + 1 + 5 + 6 + 6
    kinds: dict[str, int] = {}
    for _, _, kind in graph.edges(keys=True):
        kinds[str(kind)] = kinds.get(str(kind), 0) + 1
    assert kinds == {
        "requires": 6, "has_task": 1, "needs": 1, "promotes_to": 1, "delivers": 6, "placed_in": 7, "tests": 1,
    }  # fmt: skip
    assert graph.has_edge((NodeKind.COURSE, "store"), (NodeKind.COURSE, "project"), RequisiteKind.TESTS)
    english = [data for _, _, kind, data in graph.out_edges((NodeKind.COURSE, "english"), keys=True, data=True)
               if kind == EdgeKind.PLACED_IN]  # fmt: skip
    assert [(one["index"], one["ends"]) for one in english] == [(0, False), (1, True)]


def test_why_paths_end_in_terms_and_say_who_asks() -> None:
    held = replace(
        worked_example.program(),
        tasks=rows(
            Task("t2", SERVICE, competencies=frozenset({"spoken"}), position=2),
            Task("t1", SERVICE, competencies=frozenset({"spoken"}), position=1),
            Task("t3", PLANNER, competencies=frozenset({"spoken"})),
        ),
    )
    paths = why_paths(build(held, requirements(held)), SERVICE, "spoken")
    assert [(one.task, one.course, one.term) for one in paths] == [
        ("t1", "english", 2), ("t1", "internship", 6), ("t2", "english", 2), ("t2", "internship", 6),
    ]  # fmt: skip
    assert paths[0].level is not None
    assert (paths[0].level.level, paths[0].level.counted) == (3, 2)
    assert (paths[0].required, paths[0].source, paths[0].statement) == (3, "designer", "service-spoken")


def test_why_paths_without_task_course_or_demand() -> None:
    graph = example_graph()
    (path,) = why_paths(graph, SERVICE, "settlement")
    assert (path.task, path.course, path.level, path.term) == (None, None, None, None)
    assert why_paths(graph, PLANNER, "settlement") == ()
    assert why_paths(graph, "nobody", "settlement") == ()


def test_a_course_without_a_term_is_shown_last() -> None:
    start = worked_example.program()
    held = replace(start, placements={k: v for k, v in start.placements.items() if k != "english"})
    paths = why_paths(build(held, worked_example.requirements()), SERVICE, "spoken")
    assert [(one.course, one.term) for one in paths] == [("internship", 6), ("english", None)]


COURSES = st.lists(
    st.tuples(
        st.sampled_from((None, "e")),
        st.frozensets(st.sampled_from("AB"), max_size=2),
        st.sampled_from((Status.COMPULSORY, Status.ELECTIVE)),
        st.integers(0, 4),
        st.sampled_from(tuple(Mode)),
        st.sampled_from((None, 1, 2, 3)),
        st.integers(1, 2),
    ),
    max_size=7,
)


def _program(cells: list[Any], choose: int) -> Program:
    courses, held, begins = [], [], {}
    for n, (pool, tracks, status, level, mode, term, span) in enumerate(cells):
        name = f"k{n}"
        courses.append(Course(name, pool=pool, tracks=tracks, status=status, parts=(TermPart(),) * span))
        if level:
            held.append(Contribution(name, "c", level, mode))
        if term is not None:
            begins[name] = term
    return program(
        4,
        tracks=rows(Track("A"), Track("B")),
        posts=rows(Post("a", tracks=frozenset({"A"})), Post("all", position=1)),
        competencies=rows(Competency("c")),
        courses=rows(*courses),
        pools=rows(Pool("e", choose=choose)),
        contributions=contributes(*held),
        placements=places(begins),
        statements=states(Statement("s", "a", "c", 2), Statement("s", "all", "c", 2)),
    )


@settings(deadline=None)
@given(COURSES, st.integers(0, 3))
def test_predecessors_give_the_delivered_level(cells: list[Any], choose: int) -> None:
    held = _program(cells, choose)
    demand = requirements(held)
    graph, report = build(held, demand), gap_report(held, demand)
    for post, tracks in (("a", "A"), ("all", "AB")):
        row = report.row(post, "c")
        assert row is not None
        assert row.delivered == min(_reached(graph, held, track, choose, None) for track in tracks)
        for term in range(1, 5):
            by_graph = min(_reached(graph, held, track, choose, term) for track in tracks)
            assert (row.closes_in is not None and row.closes_in <= term) == (by_graph >= 2)


def _reached(graph: Any, held: Program, track: str, choose: int, term: int | None) -> int:
    """Return what every student of a track reaches, from the graph's nodes and edges alone."""
    taken = [
        (row, node) for node, row in graph.nodes(data="row")
        if node[0] == NodeKind.COURSE and (not row.tracks or track in row.tracks)
    ]  # fmt: skip
    pooled = [_delivers(graph, held, node, term) for row, node in taken if row.pool]
    fixed = [
        _delivers(graph, held, node, term) for row, node in taken
        if not row.pool and row.status is not Status.ELECTIVE
    ]  # fmt: skip
    choices = combinations(pooled, min(choose, len(pooled)))
    return max([0, *fixed, min((max(one, default=0) for one in choices), default=0)])


def _delivers(graph: Any, held: Program, node: Any, term: int | None) -> int:
    target = (NodeKind.COMPETENCY, "c")
    if not graph.has_edge(node, target, EdgeKind.DELIVERS):
        return 0
    level: int = graph.edges[node, target, EdgeKind.DELIVERS]["level"].counted
    ends = [
        held.terms[to[1]].number for _, to, kind, data in graph.out_edges(node, keys=True, data=True)
        if kind == EdgeKind.PLACED_IN and data["ends"]
    ]  # fmt: skip
    return level if term is None or any(end <= term for end in ends) else 0
