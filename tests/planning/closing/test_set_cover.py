"""The worked example of a weighted set cover: greedy takes three courses, the cheapest set has two."""

from __future__ import annotations

from dataclasses import replace

from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from curriplan.planning.closing.apply import apply
from curriplan.planning.closing.result import StepKind
from curriplan.planning.closing.solve import close
from tests.planning.closing.programs import ask, program, requires, teaches, weekly

UNIVERSE = tuple("123456")
SETS = {"A": "123", "B": "456", "C": "1245"}


def lacking() -> Program:
    """Return a programme without courses whose post requires six competencies."""
    return requires(program(dict.fromkeys(UNIVERSE, Kind.KNOWLEDGE), ()), "post", dict.fromkeys(UNIVERSE, 2))


def catalogue() -> Program:
    """Return a programme with the three courses, all of them equally long."""
    return program(
        dict.fromkeys(UNIVERSE, Kind.KNOWLEDGE),
        [weekly(key) for key in SETS],
        [teaches(key, one, 2, Mode.THEORY, 5.0) for key, covered in SETS.items() for one in covered],
    )


def greedy() -> list[str]:
    """Return the courses that are taken if each time the one that covers most is taken."""
    left, taken = set(UNIVERSE), []
    while left:
        best = max(SETS, key=lambda key: len(left & set(SETS[key])))
        taken.append(best)
        left -= set(SETS[best])
    return taken


def test_the_cheapest_set_has_two_courses_and_greedy_three() -> None:
    proposal = close(ask(lacking(), other=catalogue()))
    assert greedy() == ["C", "A", "B"]
    assert {one.course for one in proposal.steps} == {"A", "B"}
    assert all(one.kind is StepKind.COURSE for one in proposal.steps)
    assert (proposal.status, proposal.proven) == ("optimal", True)
    assert (proposal.hours, proposal.cost, proposal.bound) == (64.0, 64.0, 64.0)
    assert proposal.table_version == "default-1"


def test_the_courses_come_with_what_they_teach_and_a_term() -> None:
    built = lacking()
    after = apply(built, close(ask(built, other=catalogue())))
    assert set(after.courses) == {"A", "B"}
    assert set(after.contributions["A"]) == set("123")
    assert {one.term for one in after.placements.values()} <= set(after.terms)
    assert not ask(after).targets


def test_a_dearer_course_is_worth_it_only_where_it_saves_another() -> None:
    cheap = catalogue()
    courses = {**cheap.courses, "C": replace(weekly("C", theory=16), id="C")}
    proposal = close(ask(lacking(), other=replace(cheap, courses=courses)))
    assert {one.course for one in proposal.steps} == {"A", "B"}  # C would still need both of the others
    assert proposal.hours == 64.0


def test_credits_are_another_measure() -> None:
    cheap = catalogue()
    courses = {key: replace(one, credits=9.0 if key == "A" else 1.0) for key, one in cheap.courses.items()}
    whole = weekly("D", theory=160)
    courses["D"] = replace(whole, credits=2.0)
    held = {**cheap.contributions, "D": {one: teaches("D", one, 2, Mode.THEORY, 5.0) for one in UNIVERSE}}
    other = replace(cheap, courses=courses, contributions=held)
    by_credits = close(ask(lacking(), other=other, measure="credits"))
    assert [one.course for one in by_credits.steps] == ["D"]
    assert (by_credits.cost, by_credits.bound, by_credits.hours) == (2.0, 2.0, 160.0)
    assert close(ask(lacking(), other=other)).hours == 64.0
