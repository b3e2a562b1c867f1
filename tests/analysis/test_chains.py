"""Extraneous requisites and longest chains, with networkx as an independent check."""

from __future__ import annotations

import doctest
import time
from functools import reduce
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis.metrics import longest as longest_module
from curriplan.analysis.metrics.blocking import blocking
from curriplan.analysis.metrics.delay import delay
from curriplan.analysis.metrics.extraneous import Extraneous, extraneous
from curriplan.analysis.metrics.longest import Longest, longest
from curriplan.analysis.metrics.order import CyclicRequisites, Order, requisite_order
from curriplan.domain.course import Course, Requisite, RequisiteKind
from curriplan.domain.edits.requisites import forget_course, forget_requisite
from curriplan.domain.program import Program
from tests.analysis.make import graph_program, program, requires, rows

COURSES = "ABCDEFG"
KINDS = tuple(kind.value for kind in RequisiteKind)
EDGES = st.lists(
    st.tuples(st.sampled_from(COURSES), st.sampled_from(COURSES), st.sampled_from(KINDS)).filter(
        lambda one: one[0] < one[1]
    ),
    max_size=14,
    unique=True,
)


def found(courses: str, edges: str, kind: str = "all_of") -> list[tuple[str, str]]:
    """Return (named, course) of what is extraneous among edges "A>B A=C" (= is a corequisite)."""
    pairs = [(one[0], one[2], kind if one[1] == ">" else "corequisite") for one in edges.split()]
    return sorted((one.named, one.course) for one in extraneous(graph_program(courses, pairs)))


def removed(held: Program, items: tuple[Extraneous, ...]) -> Program:
    return reduce(lambda now, one: forget_course(now, one.course, one.requisite, one.named), items, held)


def test_published_cases() -> None:
    # CurricularAnalytics.jl, test/CurricularAnalytics.jl: "Course A is an extraneous prerequisite for course C".
    assert found("ABCD", "A>C A>B B>C C>D") == [("A", "C")]


def test_a_way_that_begins_beside_the_course_implies_nothing() -> None:
    assert found("ABC", "A>C A=B B>C") == []
    assert found("ABC", "A>C A>B B=C") == [("A", "C")]


def test_the_longer_way_is_told() -> None:
    (one,) = extraneous(graph_program("ABCD", [("A", "B"), ("B", "C"), ("C", "D"), ("A", "D")]))
    assert one.way == ("A", "B", "C", "D")


def test_what_a_training_tests_is_never_extraneous_but_binds() -> None:
    assert found("ABC", "A>C A>B B>C", "tests") == []
    held = graph_program("ABC", [("A", "C"), ("A", "B", "tests"), ("B", "C")])
    assert [one.named for one in extraneous(held)] == ["A"]


def test_alternatives_are_extraneous_together_and_bind_nobody() -> None:
    held = program(
        courses=rows(*(Course(one, one) for one in "ABCX")),
        requisites=requires(
            Requisite("b", "B", RequisiteKind.ALL_OF, frozenset("A")),
            Requisite("c", "C", RequisiteKind.ALL_OF, frozenset("B")),
            Requisite("or", "C", RequisiteKind.ANY_OF, frozenset("AX")),
        ),
    )
    (one,) = extraneous(held)
    assert (one.requisite, one.named, one.way) == ("or", "A", ("A", "B", "C"))
    assert extraneous(forget_requisite(held, "C", "or")) == ()
    choice = requires(
        Requisite("b", "B", RequisiteKind.ANY_OF, frozenset("AX")),
        Requisite("c1", "C", RequisiteKind.ALL_OF, frozenset("B")),
        Requisite("c2", "C", RequisiteKind.ALL_OF, frozenset("A")),
    )
    assert extraneous(program(courses=held.courses, requisites=choice)) == ()


@settings(deadline=None)
@given(EDGES)
def test_of_one_kind_it_is_the_transitive_reduction(edges: list[tuple[str, str, str]]) -> None:
    plain = {(one, other) for one, other, _ in edges}
    graph = nx.DiGraph(plain)
    kept = set(nx.transitive_reduction(graph).edges) if plain else set()
    held = graph_program(COURSES, sorted(plain))
    assert {(one.named, one.course) for one in extraneous(held)} == plain - kept


@settings(deadline=None)
@given(EDGES)
def test_without_them_nothing_is_extraneous_and_the_order_is_the_same(
    edges: list[tuple[str, str, str]],
) -> None:
    held = graph_program(COURSES, edges)
    items = extraneous(held)
    after = removed(held, items)
    assert extraneous(after) == ()
    order, less = requisite_order(held), requisite_order(after)
    assert blocking(order) == blocking(less)
    assert delay(order) == delay(less)
    assert all(len(one.way) > 2 and one.way[0] == one.named and one.way[-1] == one.course for one in items)


def test_a_circle_has_no_order() -> None:
    with pytest.raises(CyclicRequisites):
        extraneous(graph_program("AB", [("A", "B"), ("B", "A")]))


def test_the_worked_example_is_true() -> None:
    assert doctest.testmod(longest_module).failed == 0


def test_nothing_is_long_without_requisites() -> None:
    assert longest(Order.of({"a": frozenset(), "b": frozenset()})) == Longest()


@settings(deadline=None)
@given(EDGES)
def test_longest_chains_are_those_of_networkx(edges: list[tuple[str, str, str]]) -> None:
    order = requisite_order(graph_program(COURSES, edges))
    graph = nx.DiGraph((one, other) for one, other, _ in edges)
    seen = longest(order)
    if not edges:
        assert seen == Longest()
        return
    most = nx.dag_longest_path_length(graph)
    ways = [
        way
        for one in graph
        for way in nx.all_simple_paths(graph, one, [other for other in graph if other != one])
        if len(way) == most + 1
    ]
    assert seen.courses == {one for way in ways for one in way}
    assert seen.steps == {step for way in ways for step in pairwise(way)}
    assert list(seen.chain) in ways


def test_ten_to_the_21_chains_take_no_time() -> None:
    layers, wide = 31, 5
    before = {
        f"{n}-{a}": frozenset(f"{n - 1}-{b}" for b in range(wide) if n)
        for n in range(layers)
        for a in range(wide)
    }
    edges = [(one, name) for name, held in before.items() for one in sorted(held)]
    edges.append(("0-0", "30-0"))
    began = time.monotonic()
    held = graph_program(before, edges)
    assert len(longest(requisite_order(held)).chain) == layers
    assert [(one.named, one.course) for one in extraneous(held)] == [("0-0", "30-0")]
    assert time.monotonic() - began < 1.0
