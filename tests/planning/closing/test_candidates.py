"""What a course could do for a gap, and what that costs by the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curriplan.domain.course import Course, Evidence, Hours, Status, TermPart, Track
from curriplan.domain.edits.costs import set_cost
from curriplan.domain.edits.rows import put
from curriplan.domain.post import PostLevel
from curriplan.domain.profile import CostTable
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from curriplan.planning.closing.options import options
from curriplan.planning.closing.result import Step, StepKind
from tests.planning.closing.programs import ask, internship, program, requires, teaches, weekly

Said = tuple[str, int, str, float, float]


def steps(built: Program, **options_: object) -> list[Step]:
    """Return the steps of all candidates."""
    return [one.step for one in ask(built, **options_).candidates]  # type: ignore[arg-type]


def said(built: Program, **options_: object) -> set[Said]:
    """Return kind, level, mode, hours and hours on top of all candidates."""
    return {
        (one.kind.value, one.puts[0].level, one.puts[0].mode.value, one.hours, one.added)
        for one in steps(built, **options_)
    }


def knowledge(need: int, *contributions: object, course: Course | None = None) -> Program:
    """Return a programme with one course and one post that requires a level of knowledge."""
    row = course or weekly("k")
    built = program({"c": Kind.KNOWLEDGE}, [row], contributions, {row.id: 1})  # type: ignore[arg-type]
    return requires(built, "p", {"c": need})


def capability(need: int, *contributions: object, course: Course | None = None) -> Program:
    """Return the same for a capability."""
    built = knowledge(need, *contributions, course=course)
    row = replace(built.competencies["c"], kind=Kind.CAPABILITY)
    return put(built, "competencies", row)


def test_raising_costs_the_levels_that_are_new() -> None:
    assert said(knowledge(3, teaches("k", "c", 1, hours=30))) >= {("raise", 3, "theory", 12.0, 12.0)}


def test_a_claim_that_is_raised_is_assessed_as_well() -> None:
    built = knowledge(3, teaches("k", "c", 1, hours=30, evidence=Evidence.CLAIMED))
    assert said(built) >= {("raise", 3, "theory", 14.0, 14.0)}
    assert all(one.puts[0].evidence is Evidence.ASSESSED for one in steps(built))


def test_a_claim_without_hours_is_paid_for_from_the_first_level() -> None:
    built = knowledge(3, teaches("k", "c", 2, evidence=Evidence.CLAIMED))
    assert said(built) >= {("raise", 3, "theory", 20.0, 20.0)}


def test_assessed_evidence_costs_only_the_assessment() -> None:
    built = knowledge(2, teaches("k", "c", 2, hours=30, evidence=Evidence.SYLLABUS))
    assert said(built) == set()
    assert said(built, basis="assessed") == {
        ("assess", 2, "theory", 2.0, 2.0),
        ("assess", 2, "theory", 2.0, 0.0),  # within the 2 h that no competency has
    }


def test_adding_costs_every_level() -> None:
    both = weekly("k", theory=16, on_campus=16)
    built = capability(2, course=both)
    added = {("add", 2, "theory", 14.0, 14.0), ("add", 2, "on_campus", 14.0, 14.0)}
    within = {("split", 2, "theory", 14.0, 0.0), ("split", 2, "on_campus", 14.0, 0.0)}
    assert said(built) == added | within


def test_caps_of_the_mode_are_kept() -> None:
    built = capability(3, course=weekly("k", theory=40))
    assert {one.puts[0].mode for one in steps(built)} == {Mode.ON_CAMPUS}


def test_theory_becomes_training_with_its_hours() -> None:
    built = capability(3, teaches("k", "c", 3, hours=12), course=weekly("k", theory=32))
    moved = [one for one in steps(built) if one.kind is StepKind.MOVE]
    assert {(one.hours, one.moved, one.added) for one in moved} == {(6.0, 12.0, 6.0), (6.0, 18.0, 0.0)}
    assert all(one.puts[0].hours == 18.0 and one.puts[0].mode is Mode.ON_CAMPUS for one in moved)


def test_training_never_becomes_theory() -> None:
    both = weekly("k", theory=32, on_campus=16)
    built = knowledge(3, teaches("k", "c", 1, Mode.ON_CAMPUS, 6), course=both)
    assert {one.puts[0].mode for one in steps(built)} == {Mode.ON_CAMPUS}


def test_splitting_needs_hours_that_nobody_has() -> None:
    full = capability(1, teaches("k", "other", 1, hours=30), course=weekly("k", theory=32))
    built = put(full, "competencies", replace(full.competencies["c"], id="other", code="other"))
    assert {one.kind for one in steps(built)} == {StepKind.ADD, StepKind.INVITE}
    unknown = put(built, "contributions", teaches("k", "other", 1, hours=None))
    assert {one.kind for one in steps(unknown)} == {StepKind.ADD, StepKind.INVITE}
    free = put(built, "contributions", teaches("k", "other", 1, hours=24))
    assert {one.kind for one in steps(free)} == {StepKind.ADD, StepKind.INVITE, StepKind.SPLIT}


def test_an_enterprise_lecturer_is_invited_only_where_there_is_no_training() -> None:
    assert StepKind.INVITE in {one.kind for one in steps(capability(3))}
    trained = capability(3, course=weekly("k", theory=16, on_campus=16))
    assert StepKind.INVITE not in {one.kind for one in steps(trained)}


def test_the_internship_gives_only_what_it_has() -> None:
    row = internship(hours=30)
    built = capability(4, teaches("internship", "c", 3, Mode.OFF_CAMPUS, 18), course=row)
    assert said(built) == {("split", 4, "off_campus", 10.0, 0.0)}
    full = capability(4, teaches("internship", "c", 3, Mode.OFF_CAMPUS, 28), course=row)
    assert said(full) == set()


def test_what_the_state_mandates_is_not_lengthened() -> None:
    row = replace(weekly("k", theory=32), status=Status.MANDATED)
    assert all(one.added == 0 for one in steps(knowledge(2, course=row)))


@pytest.mark.parametrize(
    "row", [replace(weekly("k"), status=Status.ELECTIVE), replace(weekly("k"), pool="pool")]
)
def test_what_not_every_student_takes_is_no_candidate(row: Course) -> None:
    assert steps(knowledge(2, course=replace(row, pool=None))) == [] or row.pool is not None
    built = knowledge(2)
    from curriplan.domain.course import Pool

    built = put(put(built, "pools", Pool("pool")), "courses", row)
    assert steps(built) == []


def test_a_course_of_another_track_serves_nobody() -> None:
    row = replace(weekly("k"), tracks=frozenset({"b"}))
    built = put(knowledge(2, course=row), "tracks", Track("a", "A"), Track("b", "B"))
    built = put(built, "posts", replace(built.posts["p"], tracks=frozenset({"a"})))
    assert options(ask(built)) == ()
    assert options(ask(put(built, "posts", replace(built.posts["p"], tracks=frozenset({"b"}))))) != ()


def test_an_initial_post_needs_courses_that_end_in_time() -> None:
    row = internship(weeks=16)
    early, late = weekly("early"), weekly("late")
    at = {"early": 2, "late": 4, "internship": 3}
    built = requires(
        program({"c": Kind.KNOWLEDGE}, [early, late, row], (), at), "p", {"c": 2}, PostLevel.INITIAL
    )
    assert {one.step.course for one in options(ask(built)) if one.whole} == {"early"}
    promotion = requires(built, "p", {"c": 2})
    assert {one.step.course for one in options(ask(promotion)) if one.whole} == {
        "early",
        "late",
        "internship",
    }


def test_a_figure_that_the_table_lacks_makes_no_candidate() -> None:
    built = knowledge(2)
    assert steps(put(built, "profile", replace(built.about, costs=CostTable("none", ())))) == []
    free = set_cost(built, Kind.KNOWLEDGE, Mode.THEORY, per_level=0.0)
    assert all(one.puts[0].mode is not Mode.THEORY for one in steps(free))


def test_a_course_whose_load_is_not_known_grows_only_where_no_limit_asks() -> None:
    bare = Course("k", "k", hours=Hours(), parts=(TermPart(),))
    built = knowledge(2, course=bare)
    assert {one.added for one in steps(built)} == {14.0}
    limited = put(built, "profile", replace(built.about, max_weekly_hours=20.0))
    assert steps(limited) == []


def test_every_candidate_has_hours_and_an_assessment() -> None:
    built = capability(4, teaches("k", "c", 1, hours=6), course=weekly("k", theory=40, on_campus=40))
    for one in steps(built, basis="assessed"):
        assert one.hours > 0
        assert one.puts[0].hours
        assert one.puts[0].evidence is Evidence.ASSESSED


def test_the_gain_for_an_hour_counts_every_post() -> None:
    built = knowledge(3, teaches("k", "c", 1, hours=30))
    built = requires(built, "q", {"c": 2}, importance=0.5)
    best = next(one for one in options(ask(built, [("p", "c")])) if one.step.kind is StepKind.RAISE)
    assert best.gain == pytest.approx(1.0 * 2 + 0.5 * 1)
    assert best.ratio == pytest.approx(2.5 / 12)


def test_options_come_cheapest_first() -> None:
    built = capability(3, teaches("k", "c", 2, hours=12), course=weekly("k", theory=40, on_campus=40))
    found = [one.step.hours for one in options(ask(built)) if one.whole]
    assert found == sorted(found)
    assert found


def test_an_option_that_a_term_has_no_room_for_is_none() -> None:
    built = knowledge(3, teaches("k", "c", 1, hours=30), course=weekly("k", theory=32))
    tight = put(built, "profile", replace(built.about, max_weekly_hours=2.0))
    assert any(one.step.added for one in options(ask(built)))
    assert not any(one.step.added for one in options(ask(tight)))
