"""Stated sums: silent where they are the derived ones, told with both sides where they are not; nothing else follows them."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis.calendar import term_loads, totals, tracks_of
from curriplan.analysis.rules.check import check
from curriplan.analysis.sums import all_hours, hours_by_type, weeks_of, weeks_together
from curriplan.domain.course import Course, CourseType, Delivery, Hours, Track
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.stated import StatedHours, StatedWeeks
from tests.analysis.make import places, program, rows, term
from tests.strategies import programs

SUMS = ("term_sum", "stated_", "weeks_sum_", "type_sum_", "total_sum_")


def of_sums(held: Program) -> list[str]:
    return [one.code for one in check(held) if one.code.startswith(SUMS)]


def silent(held: Program) -> Program:
    """Return a programme that states no sums, for whose students there is but one direction."""
    kinds = [replace(one, stated=StatedHours()) for one in held.course_types.values()]
    bare = [
        replace(one, class_weeks=None, block_weeks=None, internship_weeks=None) for one in held.terms.values()
    ]
    about = replace(held.about, stated=StatedHours(), stated_weeks=StatedWeeks())
    alone = [replace(one, tracks=frozenset()) for one in held.courses.values()]
    held = put(put(put(held, "course_types", *kinds), "terms", *bare), "profile", about)
    return replace(put(held, "courses", *alone), tracks={}, posts={}, statements={}, tasks={}, respondents={})


def stating(held: Program) -> Program:
    """Return a programme that states each sum that it has."""
    (track,) = tracks_of(held)
    by_type = hours_by_type(held, track)
    kinds = [replace(one, stated=by_type.get(one.id, StatedHours())) for one in held.course_types.values()]
    loads = term_loads(held, track)
    weeks = [
        replace(
            load.term,
            class_weeks=load.class_weeks,
            block_weeks=None if load.class_weeks is None else load.whole_weeks,
            internship_weeks=None if load.class_weeks is None else load.internship_weeks,
        )
        for load in loads
    ]
    each = {one.name: [getattr(weeks_of(load), one.name) for load in loads] for one in fields(StatedWeeks)}
    sums = {name: None if None in held or not held else sum(held) for name, held in each.items()}
    about = replace(held.about, stated=all_hours(held, track), stated_weeks=StatedWeeks(**sums))
    return put(put(put(held, "course_types", *kinds), "terms", *weeks), "profile", about)


@settings(max_examples=40)
@given(programs())
def test_sums_that_are_stated_as_they_are_tell_nothing(drawn: Program) -> None:
    held = silent(drawn)
    assert of_sums(held) == []
    numbers = [one.number for one in held.terms.values()]
    if len(set(numbers)) == len(numbers):
        assert of_sums(stating(held)) == []


@settings(max_examples=40)
@given(programs(), st.floats(0, 400))
def test_what_a_form_states_changes_no_load_and_no_total(drawn: Program, figure: float) -> None:
    held = silent(drawn)
    weeks = [replace(one, class_weeks=figure, block_weeks=figure) for one in held.terms.values()]
    about = replace(held.about, stated=StatedHours(figure, figure, figure, figure))
    stated = put(put(held, "terms", *weeks), "profile", about)
    (track,) = tracks_of(held)
    assert totals(stated, track) == totals(held, track)
    for one, other in zip(term_loads(stated, track), term_loads(held, track), strict=True):
        assert replace(one, term=other.term) == other


def test_a_sum_to_which_a_figure_is_missing_is_not_known() -> None:
    held = program(
        courses=rows(Course("a", type="t", hours=Hours(theory=10)), Course("b", type="t")),
        course_types=rows(CourseType("t", stated=StatedHours(hours=10, theory=10))),
    )
    assert hours_by_type(held, None)["t"] == StatedHours()
    assert of_sums(held) == []


def test_weeks_that_no_term_states_are_compared_with_nothing() -> None:
    blank = [term(one, exam_weeks=None, holiday_weeks=None) for one in (1, 2)]
    held = program(terms=rows(*blank))
    held = put(
        held, "profile", replace(held.about, stated_weeks=StatedWeeks(exam_weeks=5.0, holiday_weeks=29.0))
    )
    assert of_sums(held) == []
    assert of_sums(put(held, "terms", replace(blank[0], exam_weeks=1.0))) == ["weeks_sum_exam_weeks"]


def test_a_type_without_courses_adds_up_to_nothing() -> None:
    held = program(course_types=rows(CourseType("t", "T", stated=StatedHours(credits=4))))
    assert of_sums(held) == ["type_sum_credits"]


def test_the_direction_that_differs_is_told() -> None:
    def own(name: str, hours: float) -> Course:
        return Course(name, name, type="t", hours=Hours(theory=hours), tracks=frozenset({name}))

    held = program(
        tracks=rows(Track("x"), Track("y")),
        courses=rows(own("x", 32), own("y", 48)),
        course_types=rows(CourseType("t", "T", stated=StatedHours(hours=32))),
    )
    (found,) = [one for one in check(held) if one.code == "type_sum_hours"]
    assert (found.arguments()["stated"], found.arguments()["courses"]) == (32, 48)


def test_lectures_take_neither_hours_a_week_nor_weeks() -> None:
    lectures = Course("l", delivery=Delivery.LECTURES, hours=Hours(theory=16))
    held = program(terms=rows(term(1, weeks=20)), courses=rows(lectures))
    held = put(held, "placements", *places({"l": 1}).values())
    (load,) = term_loads(held)
    assert (load.weekly_hours, load.whole_weeks, load.class_weeks) == (0, 0, 20)
    assert (load.hours, load.credits, load.unknown) == (16, 1, ())


def test_the_parts_of_a_term_are_added_up_as_stated_else_as_they_follow() -> None:
    held = program(
        terms=rows(term(1, weeks=23, holiday_weeks=5, exam_weeks=1, class_weeks=14, block_weeks=3.5))
    )
    (load,) = term_loads(held)
    assert load.class_weeks == 17
    assert weeks_together(weeks_of(load)) == 23.5
