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
from curriplan.planning.request import Due, plan_request
from curriplan.planning.result import Objective
from tests import worked_example


def late(program: Program) -> int:
    posts = gap_report(program, requirements(program)).posts
    return sum(row.late for one in posts for row in one.rows)


def test_the_worked_example() -> None:
    program = worked_example.program()
    due = due_requirements(program, requirements(program))
    assert due == (Due("service", "platform", 5, frozenset({"project"})),)


def test_a_pool_counts_where_all_of_it_is_taken() -> None:
    program = put(worked_example.program(), "pools", Pool("pool", choose=1))
    in_pool = change_course(program, "project", pool="pool", status=Status.ELECTIVE)
    assert len(due_requirements(in_pool, requirements(in_pool))) == 1
    other = put(in_pool, "courses", Course("other", pool="pool", status=Status.ELECTIVE))
    assert due_requirements(other, requirements(other)) == ()


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
    never_early = late(program) - sum(
        row.late
        for one in gap_report(program, requirements(program)).posts
        for row in one.rows
        if any((d.post, d.competency) == (row.post, row.competency) for d in due)
    )
    assert late(accept(far, result)) <= first.value + never_early
