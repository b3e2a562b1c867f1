"""Integrity: references and keys; what an edit can break is found from its changes alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import diff
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Requisite, RequisiteKind
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.integrity import Problem, problems, problems_after
from curriplan.domain.plan import Placement
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.survey import Enterprise, Rating, Respondent, Survey
from curriplan.domain.tables import all_rows
from curriplan.domain.text import Text
from tests.strategies import SEEDS, edits, programs

BLANK = blank_program(Text("", "Blank"))
BLANK_COMPETENCY = Competency("k")
ONE = put(BLANK, "courses", Course("c"))


@settings(max_examples=40, deadline=None)
@given(program=programs(), data=st.data())
def test_any_sequence_of_edits_keeps_integrity(program: Program, data: st.DataObject) -> None:
    for _ in range(5):
        program = data.draw(edits(program))
        assert not list(problems(program))


def torn(program: Program, random: Random) -> Program:
    """Return a programme with some rows torn out, whatever refers to them."""
    rows = [(name, key) for name, key, _ in all_rows(program)]
    for name, key in random.sample(rows, min(len(rows), random.randint(1, 3))):
        program = drop(program, name, [key])
    return program


@settings(max_examples=120, deadline=None)
@given(program=programs(), other=programs(), seed=SEEDS)
def test_breaks_found_from_the_changes_are_those_found_in_the_whole(
    program: Program, other: Program, seed: int
) -> None:
    for after in (torn(program, Random(seed)), other, torn(other, Random(seed))):
        assert set(problems_after(diff(program, after), after)) == set(problems(after))


BROKEN: dict[str, tuple[Callable[[], Program], Problem]] = {
    "course of no type": (
        lambda: put(BLANK, "courses", Course("c", type="nothing")),
        Problem("missing", "courses", ("c",), ("course_types", "nothing")),
    ),
    "one of several references": (
        lambda: put(ONE, "courses", Course("d", allowed_terms=frozenset({"term-1", "term-9"}))),
        Problem("missing", "courses", ("d",), ("terms", "term-9")),
    ),
    "contribution to nothing": (
        lambda: put(ONE, "contributions", Contribution("c", "k", 2)),
        Problem("missing", "contributions", ("c", "k"), ("competencies", "k")),
    ),
    "placement of nothing": (
        lambda: put(BLANK, "placements", Placement("c", "term-1")),
        Problem("missing", "placements", ("c",), ("courses", "c")),
    ),
    "requisite on nothing": (
        lambda: put(ONE, "requisites", Requisite("r", "c", RequisiteKind.ALL_OF, frozenset({"x"}))),
        Problem("missing", "requisites", ("c", "r"), ("courses", "x")),
    ),
    "answer about nothing": (
        lambda: put(
            put(put(BLANK, "surveys", Survey("s")), "enterprises", Enterprise("e")),
            "respondents",
            Respondent("r", "s", "e", ratings=(Rating("every-graduate", "k", 5, 3),)),
        ),
        Problem("missing", "respondents", ("r",), ("competencies", "k")),
    ),
    "level 0": (
        lambda: put(
            replace(ONE, competencies={"k": BLANK_COMPETENCY}), "contributions", Contribution("c", "k", 0)
        ),
        Problem("level", "contributions", ("c", "k")),
    ),
    "key of another row": (
        lambda: replace(BLANK, courses={"c": Course("d")}),
        Problem("key", "courses", ("c",)),
    ),
    "no profile": (lambda: replace(BLANK, profile={}), Problem("profile", "profile", ())),
    "two profiles": (
        lambda: replace(BLANK, profile={**BLANK.profile, "x": replace(BLANK.about, id="x")}),
        Problem("profile", "profile", ()),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_break_is_found(name: str) -> None:
    make, expected = BROKEN[name]
    program = make()
    assert expected in set(problems(program))
    assert expected in set(problems_after(diff(BLANK, program), program))


def test_a_row_torn_from_under_others_is_found_from_its_change() -> None:
    whole = put(ONE, "placements", Placement("c", "term-1"))
    after = drop(whole, "courses", [("c",)])
    assert list(problems_after(diff(whole, after), after)) == [
        Problem("missing", "placements", ("c",), ("courses", "c"))
    ]


def test_a_whole_programme_has_no_problem() -> None:
    assert not list(problems(BLANK))
    assert tuple(BLANK.profile) == (PROFILE_ID,)
