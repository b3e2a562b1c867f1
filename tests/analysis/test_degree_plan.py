"""Requisite distance and credits by term: the published example."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from curriplan.analysis.degree_plan import degree_plan, requisite_distance
from curriplan.domain.course import Course
from curriplan.domain.program import Program
from tests.analysis.make import graph_program, places, program, rows
from tests.shared_data import shared

KINDS = {"pre": "all_of", "co": "corequisite", "strict_co": "together"}


def published() -> tuple[Program, dict[str, Any]]:
    graphs = json.loads(shared("curricular-analytics/expected_small_graphs.json").read_text("utf-8"))
    one = next(graph for graph in graphs if "requisites" in graph)
    start = graph_program(one["courses"], [(a, b, KINDS[kind]) for a, b, kind in one["requisites"]])
    credits_ = dict(zip(one["courses"], one["credits"], strict=True))
    return (
        replace(
            start,
            courses={
                name: replace(row, credits=float(credits_[name])) for name, row in start.courses.items()
            },
            placements=places({name: n for n, names in enumerate(one["terms"], 1) for name in names}),
            terms={f"term-{n}": start.terms[f"term-{n}"] for n in (1, 2, 3)},
        ),
        one,
    )


def test_published_degree_plan() -> None:
    held, one = published()
    found = degree_plan(held)
    assert found.total_distance == one["requisite_distance"]["total"] == 8
    assert found.distance == {name: one["requisite_distance"][name] for name in "ABCDEF"}
    assert (found.total_credits, found.mean) == (one["total_credits"], one["avg"])
    assert (found.least, found.least_term, found.most, found.most_term) == (3, 2, 5, 3)
    assert found.deviation == pytest.approx(one["std_population"], abs=5e-7)


def test_credits_that_are_not_known_give_no_figures() -> None:
    held = program(2, courses=rows(Course("A", credits=3), Course("B")), placements=places({"A": 1, "B": 2}))
    found = degree_plan(held)
    assert list(found.credits) == [3, None]
    assert (found.total_credits, found.mean, found.deviation, found.most_term) == (None, None, None, None)


def test_an_empty_term_has_no_credits() -> None:
    found = degree_plan(program(2, courses=rows(Course("A", credits=3)), placements=places({"A": 2})))
    assert (found.credits, found.least, found.least_term) == ((0, 3), 0, 1)


def test_courses_without_a_term_have_no_distance() -> None:
    held = replace(graph_program("ABC", [("A", "C"), ("B", "C")]), placements=places({"A": 1, "C": 4}))
    assert requisite_distance(held) == {"A": 0, "B": 0, "C": 3}


def test_no_terms_at_all() -> None:
    assert degree_plan(program(0)).total_credits is None
