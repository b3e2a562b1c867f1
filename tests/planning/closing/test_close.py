"""A proposal: limits are kept, what cannot be closed is named with its reason, nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from curriplan.analysis.calendar import term_loads
from curriplan.domain.changes import diff
from curriplan.domain.course import Hours, Status
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.rows import put
from curriplan.domain.post import PostLevel
from curriplan.domain.profile import CostTable
from curriplan.domain.program import Program
from curriplan.domain.scale import Cap, Caps, Kind, Mode
from curriplan.planning.closing.apply import apply
from curriplan.planning.closing.confirm import confirm
from curriplan.planning.closing.effect import effect
from curriplan.planning.closing.lean import lean
from curriplan.planning.closing.options import alone, options
from curriplan.planning.closing.result import Proposal, StepKind
from curriplan.planning.closing.solve import ClosingProgress, close
from curriplan.planning.result import PlannerDefect
from tests.planning.closing.programs import ask, internship, program, requires, teaches, weekly


def lacking(
    levels: Mapping[str, int], *, limit: float | None = None, kind: Kind = Kind.KNOWLEDGE, held: float = 32
) -> Program:
    """Return one course that fills its 32 h with level 1 of some competencies, and a post that requires more."""
    rows = [teaches("k", one, 1, hours=held / len(levels)) for one in levels]
    built = program(dict.fromkeys(levels, kind), [weekly("k")], rows, {"k": 1}, limit=limit)
    return requires(built, "p", levels)


def reasons(proposal: Proposal) -> dict[str, str]:
    """Return the reason of each gap that stays open, by competency."""
    return {one.competency: one.reason for one in proposal.impossible}


def test_weekly_hours_rise_by_as_little_as_makes_the_hours() -> None:
    built = lacking({"c": 3})
    proposal = close(ask(built))
    assert [(one.kind, one.added) for one in proposal.steps] == [(StepKind.RAISE, 12.0)]
    after = apply(built, proposal).courses["k"]
    assert after.parts[0].weekly_hours == 3.0  # 2 h and 12 h in 16 weeks, in halves of an hour
    assert after.hours == Hours(theory=48.0)
    assert (proposal.hours, proposal.added) == (12.0, 16.0)


def test_one_raise_closes_the_gaps_of_several_posts() -> None:
    built = requires(lacking({"c": 3}), "q", {"c": 2})
    proposal = close(ask(built))
    assert len(proposal.steps) == 1
    assert set(proposal.closes) == {("p", "c"), ("q", "c")}


def test_gaps_that_nobody_asked_for_close_as_well_and_are_told() -> None:
    built = requires(lacking({"c": 3}), "q", {"c": 3})
    proposal = close(ask(built, [("p", "c")]))
    assert proposal.asked == (("p", "c"),)
    assert set(proposal.closes) == {("p", "c"), ("q", "c")}


def test_no_term_goes_beyond_its_hours_a_week() -> None:
    built = lacking({"c": 2, "d": 2}, limit=2.5)
    proposal = close(ask(built))
    assert proposal.proven
    assert len(proposal.steps) == 1  # 6 h of the 8 h that half an hour a week makes
    assert list(reasons(proposal).values()) == ["limits"]
    assert next(iter(term_loads(apply(built, proposal), None))).weekly_hours == 2.5


def test_no_term_goes_beyond_its_credits() -> None:
    built = lacking({"c": 2, "d": 2})
    tight = put(built, "profile", replace(built.about, max_credits=2.5))
    proposal = close(ask(tight))
    assert proposal.proven
    assert len(proposal.steps) == 1  # 8 h more are half a credit, 16 h a whole one
    assert list(reasons(proposal).values()) == ["limits"]
    (load, *_) = term_loads(apply(tight, proposal), None)
    assert load.credits == 2.5
    assert not [one for one in options(ask(tight)) if one.step.hours > 8]
    by_hand = put(tight, "terms", replace(tight.terms["t1"], max_credits=3.0))
    assert len(close(ask(by_hand)).steps) == 2


def test_credits_that_are_stated_otherwise_do_not_rise() -> None:
    built = lacking({"c": 2, "d": 2})
    stated = put(built, "courses", replace(built.courses["k"], credits=3.0))
    full = put(stated, "profile", replace(stated.about, max_credits=3.0))
    assert len(close(ask(full)).steps) == 2


def test_the_most_hours_of_all_are_kept() -> None:
    built = lacking({"c": 2, "d": 3})
    assert close(ask(built)).hours == 18.0
    tight = close(ask(built, most=17.5))
    assert (tight.hours, tight.closes, reasons(tight)) == (6.0, (("p", "c"),), {"d": "limits"})


def test_without_gaps_there_is_nothing_to_do() -> None:
    built = lacking({"c": 1})
    proposal = close(ask(built))
    assert (proposal.status, proposal.proven, proposal.steps, proposal.cost) == ("optimal", True, (), 0.0)
    assert apply(built, proposal) is built


def test_a_level_that_no_mode_reaches_is_named() -> None:
    on_the_job = internship(weeks=16)
    built = program({"c": Kind.CAPABILITY}, [on_the_job], (), {"internship": 3})
    low = Caps((Cap(Kind.CAPABILITY, Mode.OFF_CAMPUS, 3),))
    capped = put(built, "profile", replace(built.about, caps=low))
    proposal = close(ask(requires(capped, "p", {"c": 4})))
    assert (proposal.status, proposal.proven, proposal.steps) == ("infeasible", True, ())
    assert reasons(proposal) == {"c": "cap"}


def test_a_programme_without_courses_can_close_nothing() -> None:
    proposal = close(ask(requires(program({"c": Kind.KNOWLEDGE}, ()), "p", {"c": 2})))
    assert (proposal.status, reasons(proposal)) == ("infeasible", {"c": "no_course"})


def test_courses_that_end_too_late_are_named_so() -> None:
    rows = [weekly("k"), internship(weeks=16)]
    built = program({"c": Kind.KNOWLEDGE}, rows, (), {"k": 4, "internship": 3})
    proposal = close(ask(requires(built, "p", {"c": 2}, PostLevel.INITIAL)))
    assert reasons(proposal) == {"c": "too_late"}
    assert dict(proposal.impossible[0].args) == {"level": 2, "term": 2}


def test_a_table_without_figures_is_named_so() -> None:
    built = lacking({"c": 2})
    bare = put(built, "profile", replace(built.about, costs=CostTable("bare", ())))
    proposal = close(ask(bare))
    assert reasons(proposal) == {"c": "no_cost"}
    assert proposal.table_version == "bare"


def test_a_course_that_cannot_grow_and_has_no_hours_left_is_named_so() -> None:
    built = lacking({"c": 2})
    mandated = put(built, "courses", replace(built.courses["k"], status=Status.MANDATED))
    assert reasons(close(ask(mandated))) == {"c": "no_hours"}


def test_a_cancelled_search_ends_with_what_it_has() -> None:
    proposal = close(ask(lacking({"c": 2})), cancel=lambda: True)
    assert proposal.status == "cancelled"
    assert not proposal.proven


def test_what_no_gap_needs_is_left_out_of_a_search_cut_short() -> None:
    built = requires(lacking({"c": 2, "d": 2}), "q", {"c": 2})
    request = ask(built, [("p", "c"), ("q", "c")])
    every = [one.step for one in request.candidates]
    assert len(every) > 1
    kept = lean(request, every)
    assert [request.cost(one) for one in kept] == [min(request.cost(one) for one in every)]
    assert lean(request, ()) == ()
    assert set(confirm(request, kept, close(request).growth).closes) == {("p", "c"), ("q", "c")}


def test_progress_tells_cost_and_bound_in_hours() -> None:
    told: list[ClosingProgress] = []
    proposal = close(ask(lacking({"c": 2, "d": 3})), progress=told.append)
    assert told
    assert told[-1].cost == proposal.cost == proposal.bound == 18.0


def test_some_steps_can_be_taken_alone() -> None:
    built = lacking({"c": 2, "d": 3})
    proposal = close(ask(built))
    first = next(one for one in proposal.steps if one.puts[0].competency == "c")
    after = apply(built, proposal, [first])
    assert after.contributions["k"]["c"].level == 2
    assert after.contributions["k"]["d"] == built.contributions["k"]["d"]
    assert after.courses["k"].parts[0].weekly_hours == 2.5


def test_a_step_never_undoes_what_was_edited_since() -> None:
    built = lacking({"c": 2, "d": 3})
    proposal = close(ask(built))
    edited = set_levels(built, [("k", "c", 4)])
    after = apply(edited, proposal)
    assert after.contributions["k"]["c"] == edited.contributions["k"]["c"]
    assert after.contributions["k"]["d"].level == 3


def test_a_step_is_for_the_hours_that_the_course_had() -> None:
    """Theory that is gone cannot become training; to take it as none would make the course longer."""
    built = lacking({"c": 3})
    proposal = close(ask(built))
    course = built.courses["k"]
    shorter = put(built, "courses", replace(course, hours=replace(course.hours, theory=1.0)))
    part = replace(course.parts[0], weekly_hours=1.0)
    lighter = put(built, "courses", replace(course, parts=(part,)))
    assert proposal.steps
    assert apply(shorter, proposal) == shorter
    assert apply(lighter, proposal) == lighter


def test_only_courses_and_the_map_change() -> None:
    built = lacking({"c": 2, "d": 3})
    changes = diff(built, apply(built, close(ask(built))))
    assert {one.table for one in changes} == {"courses", "contributions"}


def test_theory_that_becomes_training_keeps_the_hours_of_the_course() -> None:
    built = lacking({"c": 3}, kind=Kind.CAPABILITY, held=16)
    proposal = close(ask(built))
    after = apply(built, proposal).courses["k"]
    assert after.hours.timetabled == 32.0
    assert after.hours.on_campus == proposal.steps[0].moved > 0
    assert not ask(apply(built, proposal)).targets


def test_an_invited_lecturer_raises_the_enterprise_share() -> None:
    built = lacking({"c": 4}, kind=Kind.CAPABILITY)
    other = put(built, "competencies", replace(built.competencies["c"], id="d", code="d"))
    other = requires(other, "p", {"d": 1})
    request = ask(other, [("p", "d")])
    invited = next(one for one in options(request) if one.step.kind is StepKind.INVITE)
    after = apply(other, alone(request, invited)).courses["k"]
    assert after.hours.on_campus
    assert after.enterprise_share == pytest.approx(invited.step.hours / (after.hours.total or 0))


def test_the_effect_shows_gaps_before_and_after_on_both_bases() -> None:
    built = requires(lacking({"c": 3}), "q", {"c": 2})
    request = ask(built)
    reports = request.report, ask(built, basis="assessed").report
    found = effect(built, apply(built, close(request)), request.requirements, reports)
    assert [one.totals.readiness for one in found.after] == [1.0, 1.0]
    assert found.before == reports
    assert {(one.before.post, one.before.delivered, one.after.delivered) for one in found.closed} == {
        ("p", 1, 3),
        ("q", 1, 3),
    }
    assert found.hours == ((32.0,), (48.0,))


def test_steps_that_break_a_limit_do_not_stand_the_check() -> None:
    built = lacking({"c": 3}, limit=2.0)
    free = close(ask(lacking({"c": 3})))
    with pytest.raises(PlannerDefect, match=r"hours a week|planning"):
        confirm(ask(built), free.steps, free.growth)


def test_hours_given_away_twice_do_not_stand_the_check() -> None:
    built = lacking({"c": 2, "d": 2}, held=24)
    request = ask(built)
    both = [
        next(
            one.step
            for one in request.candidates
            if one.step.taken is Mode.THEORY and one.step.puts[0].competency == key
        )
        for key in "cd"
    ]
    assert len(confirm(request, both[:1], {}).closes) == 1
    with pytest.raises(PlannerDefect, match="twice"):
        confirm(request, both, {})
