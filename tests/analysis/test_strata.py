"""The graph in columns, its parts, and everything on the ways through a node."""

from __future__ import annotations

import doctest
import time
from dataclasses import replace

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis import reach
from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.graph import NodeKind, build
from curriplan.analysis.reach import Ways
from curriplan.analysis.strata import COLUMNS, Shown, Strata, strata
from curriplan.domain.post import Task
from curriplan.domain.program import Program
from tests import worked_example
from tests.analysis.make import rows
from tests.worked_example import PLANNER, SERVICE

POST, TASK, COMPETENCY, COURSE, TERM = COLUMNS


def shown(program: Program, **wishes: object) -> Strata:
    demand = requirements(program)
    return strata(program, build(program, demand), gap_report(program, demand), Shown(**wishes))  # type: ignore[arg-type]


def with_tasks() -> Program:
    """Return the worked example, where one task of the service post needs what it says."""
    held = rows(Task("t", SERVICE, competencies=frozenset({"spoken"})), Task("u", PLANNER, position=1))
    return replace(worked_example.program(), tasks=held)


def keys(found: Strata, kind: NodeKind) -> set[str]:
    return {key for column in found.columns for held, key in column if held is kind}


def test_every_column_holds_all_rows_and_lines_lead_one_column_on() -> None:
    program = with_tasks()
    found = shown(program, kinds=COLUMNS)
    assert [len(column) for column in found.columns] == [2, 2, 5, 6, 6]
    kinds = {(one[0], other[0]) for one, other in found.lines}
    assert kinds == {
        (POST, TASK),
        (POST, COMPETENCY),
        (TASK, COMPETENCY),
        (COMPETENCY, COURSE),
        (COURSE, TERM),
    }
    direct = {other[1] for one, other in found.lines if one == (POST, SERVICE) and other[0] is COMPETENCY}
    demand = requirements(program)
    assert direct == demand[SERVICE].keys() - {"spoken"}


def test_what_is_hidden_is_led_through() -> None:
    program = with_tasks()
    whole = shown(program, kinds=(POST, COMPETENCY, COURSE))
    graph = nx.DiGraph(whole.lines)
    reached = {
        (one, other)
        for one in whole.columns[0]
        for other in whole.columns[2]
        if nx.has_path(graph, one, other)
    }
    assert set(shown(program, kinds=(POST, COURSE)).lines) == reached
    assert {one[0] for one, _ in shown(program, kinds=(POST, TASK, COURSE)).lines} == {POST, TASK}


def test_one_post_brings_only_what_it_leads_to() -> None:
    program = with_tasks()
    found = shown(program, kinds=COLUMNS, post=SERVICE)
    demand = requirements(program)
    assert keys(found, POST) == {SERVICE}
    assert keys(found, TASK) == {"t"}
    assert keys(found, COMPETENCY) == demand[SERVICE].keys()
    assert keys(found, COURSE) == {
        course for course, held in program.contributions.items() if held.keys() & demand[SERVICE].keys()
    }


def test_only_gaps_are_the_unmet_rows_of_the_report() -> None:
    program = with_tasks()
    demand = requirements(program)
    unmet = {
        (held.post, row.competency)
        for held in gap_report(program, demand).posts
        for row in held.rows
        if row.status.value in {"gap", "no_coverage"}
    }
    found = shown(program, only_gaps=True)
    assert {(one[1], other[1]) for one, other in found.lines if one[0] is POST} == unmet
    assert keys(found, COMPETENCY) == {competency for _, competency in unmet}


def test_a_post_without_demand_still_stands_alone() -> None:
    program = replace(with_tasks(), statements={})
    found = shown(program, post=SERVICE)
    assert found.columns[0] == ((POST, SERVICE),)
    assert found.lines == ()


LINES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 5)).filter(lambda one: one[0] < one[1]), max_size=12
)


@settings(deadline=None)
@given(LINES, st.integers(0, 5))
def test_lit_is_what_lies_on_a_way(lines: list[tuple[int, int]], node: int) -> None:
    graph = nx.DiGraph(lines)
    graph.add_node(node)
    lit = Ways.of(set(lines)).through(node)
    above, below = nx.ancestors(graph, node) | {node}, nx.descendants(graph, node) | {node}
    assert lit.nodes == above | below
    assert lit.lines == {
        (one, other)
        for one, other in lines
        if (one in above and other in above) or (one in below and other in below)
    }


def test_the_worked_example_is_true() -> None:
    assert doctest.testmod(reach).failed == 0


def test_a_graph_with_ten_to_the_21_ways_lights_up_at_once() -> None:
    layers, wide = 31, 5  # 5^30 > 9 * 10^20 ways from one node of the first column
    lines = [((n, a), (n + 1, b)) for n in range(layers) for a in range(wide) for b in range(wide)]
    began = time.monotonic()
    lit = Ways.of(lines).through((15, 2))
    assert len(lit.nodes) == layers * wide + 1
    assert wide**layers > 10**21
    assert time.monotonic() - began < 1.0
