"""What the prerequisite view shows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from curriplan.analysis.prerequisites import prerequisites
from curriplan.analysis.rules.check import check
from curriplan.domain.course import RequisiteKind
from curriplan.domain.program import Program
from tests.analysis.make import graph_program, places
from tests.strategies import programs

EDGES = [("A", "B"), ("B", "C"), ("A", "C"), ("D", "E", "corequisite")]


def example() -> Program:
    return graph_program("ABCDEF", EDGES, placements=places({"A": 1, "B": 3, "C": 2, "D": 2, "E": 2}))


def test_courses_stand_in_their_terms_and_the_others_first() -> None:
    found = prerequisites(example())
    assert [(one.term, one.courses) for one in found.columns[:4]] == [
        (None, ("F",)), (1, ("A",)), (2, ("C", "D", "E")), (3, ("B",)),
    ]  # fmt: skip
    assert len(found.columns) == 1 + 6
    placed = replace(example(), courses={k: v for k, v in example().courses.items() if k != "F"})
    assert prerequisites(placed).columns[0].term == 1


def test_steps_say_what_the_plan_breaks() -> None:
    found = prerequisites(example())
    assert {(one.named, one.course, one.kind, one.broken) for one in found.steps} == {
        ("A", "B", RequisiteKind.ALL_OF, False),
        ("B", "C", RequisiteKind.ALL_OF, True),
        ("A", "C", RequisiteKind.ALL_OF, False),
        ("D", "E", RequisiteKind.COREQUISITE, False),
    }
    assert [(one.named, one.course) for one in found.extraneous] == [("A", "C")]
    assert found.longest.chain == ("A", "B", "C")
    assert found.metrics is not None
    assert found.metrics.courses["A"]["blocking"] == 2


def test_circles_are_told_and_nothing_is_measured() -> None:
    held = graph_program("ABCDE", [("A", "B"), ("B", "A"), ("C", "D"), ("D", "C"), ("D", "E")])
    found = prerequisites(held)
    assert {frozenset(one) for one in found.circles} == {frozenset("AB"), frozenset("CD")}
    assert found.metrics is None
    assert found.extraneous == ()
    assert found.longest.chain == ()


def test_a_course_that_waits_for_itself_is_a_circle() -> None:
    assert prerequisites(graph_program("AB", [("A", "A"), ("A", "B")])).circles == (("A",),)


@settings(deadline=None, max_examples=60)
@given(programs())
def test_any_programme_can_be_shown(held: Program) -> None:
    found = prerequisites(held)
    assert sorted(one for column in found.columns for one in column.courses) == sorted(held.courses)
    told = {
        one.where.key[1]
        for one in check(held)
        if one.code.startswith("requisite_") and one.code not in {"requisite_circle", "requisite_loop"}
    }
    assert {one.requisite for one in found.steps if one.broken} == told
