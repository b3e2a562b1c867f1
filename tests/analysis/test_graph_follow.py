"""A graph that followed edits is the graph that would be built anew."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.graph import EdgeKind, NodeKind, build
from curriplan.analysis.graph_follow import follow
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import remove_courses
from tests import worked_example
from tests.random_programs import random_edit, random_program
from tests.strategies import SEEDS


def content(graph: Any) -> tuple[Any, Any]:
    nodes = dict(graph.nodes(data=True))
    edges = {(one, other, kind): facts for one, other, kind, facts in graph.edges(keys=True, data=True)}
    return nodes, edges


@settings(deadline=None, max_examples=150)
@given(SEEDS, st.integers(1, 4), st.integers(1, 6))
def test_following_equals_building(seed: int, size: int, steps: int) -> None:
    rng = Random(seed)
    present = random_program(rng, size)
    demand = requirements(present)
    graph = build(present, demand)
    for _ in range(steps):
        after = random_edit(rng, present)
        wanted = requirements(after, previous=(present, demand))
        graph = follow(graph, (present, demand), (after, wanted))
        assert content(graph) == content(build(after, wanted))
        present, demand = after, wanted


def test_only_what_an_edit_touches_is_put_in_again() -> None:
    start, demand = worked_example.program(), worked_example.requirements()
    graph = build(start, demand)
    before = content(graph)[1]
    after = set_levels(start, [("english", "spoken", 1)])
    assert follow(graph, (start, demand), (after, demand)) is graph
    edges = content(graph)[1]
    edited = ((NodeKind.COURSE, "english"), (NodeKind.COMPETENCY, "spoken"), EdgeKind.DELIVERS)
    assert edges[edited]["level"].level == 1
    assert {key for key in edges if edges[key] != before[key]} == {edited}


def test_a_removed_course_leaves_no_edge() -> None:
    start, demand = worked_example.program(), worked_example.requirements()
    graph = build(start, demand)
    after = remove_courses(start, ["english"])
    follow(graph, (start, demand), (after, demand))
    assert (NodeKind.COURSE, "english") not in graph
    back = follow(graph, (after, demand), (start, demand))
    assert content(back) == content(build(start, demand))
