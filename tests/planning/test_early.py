"""What early_gaps counts are the rows that the gap report calls late."""

from __future__ import annotations

from dataclasses import replace

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.domain.course import Course, Pool, Status
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from curriplan.planning.accept import accept
from curriplan.planning.early import due_requirements
from curriplan.planning.planner import solve
from curriplan.planning.request import Due, Way, plan_request
from curriplan.planning.result import Objective
from tests import worked_example


def late(program: Program) -> int:
    posts = gap_report(program, requirements(program)).posts
    return sum(row.late for one in posts for row in one.rows)


def test_the_worked_example() -> None:
    program = worked_example.program()
    due = due_requirements(program, requirements(program))
    assert set(due) == {
        Due("service", "platform", 5, ((Way(frozenset({"project"})),),)),
        Due("service", "spoken", 5, ((),)),  # only the internship reaches it, so it is late in any plan
    }


def test_a_pool_counts_where_all_of_it_is_taken() -> None:
    program = put(worked_example.program(), "pools", Pool("pool", choose=1))
    in_pool = change_course(program, "project", pool="pool", status=Status.ELECTIVE)
    assert due_of(in_pool, "platform") == [((Way(frozenset({"project"})),),)]
    other = put(in_pool, "courses", Course("other", pool="pool", status=Status.ELECTIVE))
    assert due_of(other, "platform") == []
    two = put(other, "pools", Pool("pool", choose=2))
    assert due_of(two, "platform") == [((Way(frozenset({"project"})),),)]


def test_a_pool_guarantees_its_level_by_as_many_courses_as_nobody_can_avoid() -> None:
    built = put(worked_example.program(), "pools", Pool("pool", choose=2))
    contribution = built.contributions["project"]["platform"]
    for key in ("project", "twin", "other"):
        row = replace(built.courses["project"], id=key, code=key, pool="pool", status=Status.ELECTIVE)
        built = put(built, "courses", row)
    built = put(built, "contributions", replace(contribution, course="twin"))
    # Whoever takes two of three takes one of the two that contribute, but it may be either.
    assert due_of(built, "platform") == [((Way(frozenset({"project", "twin"}), 2),),)]


def due_of(program: Program, competency: str) -> list[tuple[tuple[Way, ...], ...]]:
    due = due_requirements(program, requirements(program))
    return [one.tracks for one in due if one.competency == competency]


def test_a_plan_for_early_gaps_has_no_more_late_rows_than_it_says() -> None:
    program = sample_program("cross_border_ecommerce")
    far = replace(program, placements={})
    due = due_requirements(program, requirements(program))
    assert len(due) > 20
    result = solve(plan_request(far, (Objective.EARLY_GAPS, Objective.EVEN_LOAD), due=due))
    (first, *_) = result.objectives
    assert first.name == "early_gaps"
    assert first.proven
    assert first.value is not None
    assert late(accept(far, result)) == first.value
