"""Check steps against the programme as it would be: the gap report, the plan's rules, hours given away once.

Shares nothing with the model; figures are those that the user sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curriplan.analysis.calendar import first_term, term_loads, tracks_of
from curriplan.analysis.gap.report import gap_report
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program
from curriplan.planning.closing.apply import Growth, on_timetable, with_steps
from curriplan.planning.closing.hours import credit_limit, free_hours, weekly_limit
from curriplan.planning.closing.needs import cells_of, is_open
from curriplan.planning.closing.request import ClosingRequest
from curriplan.planning.closing.result import Cell, Step
from curriplan.planning.result import PlannerDefect
from curriplan.planning.verify import PlanCheck

TOLERANCE = 0.01
NOT_ASKED = frozenset({"planning.credits", "planning.unplaced"})
"""What is looked at otherwise: credits by ``heavier_terms``; and what may be planned afterwards."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What steps really do: the gaps that close, and the hours of timetable that come on top."""

    closes: tuple[Cell, ...]
    added: float


def confirm(request: ClosingRequest, steps: Sequence[Step], growth: Growth) -> Confirmed:
    """Return what steps do by the definitions.

    Raises:
        PlannerDefect: they break a limit, give hours away twice, or teach without hours or assessment.

    """
    program = request.program
    after = with_steps(program, steps, growth)
    broken = frozenset(_plan_findings(after)) - frozenset(_plan_findings(program))
    if broken:
        raise PlannerDefect("; ".join(f"{one.code} {one.arguments()}" for one in broken))
    heavier = "; ".join(heavier_terms(program, after))
    if heavier:
        raise PlannerDefect(heavier)
    for course in {one.course for one in steps if one.taken is not None}:
        if sum(one.hours for one in steps if one.course == course and one.taken is not None) > (
            sum(free_hours(program, program.courses[course]).values()) + TOLERANCE
        ):
            raise PlannerDefect(f"{course}: free hours given away twice")
    before = (program, request.requirements, request.report)
    report = gap_report(after, request.requirements, request.report.basis, before)
    still = frozenset(cells_of(report, is_open))
    closes = tuple(one for one in cells_of(request.report, is_open) if one not in still)
    return Confirmed(closes, on_timetable(program, steps, growth))


def heavier_terms(program: Program, after: Program) -> Iterator[str]:
    """Yield the terms with more hours a week, or more credits, than the limit for any track and than before."""
    for track in tracks_of(program):
        for was, now in zip(term_loads(program, track), term_loads(after, track), strict=True):
            number = now.term.number
            for limit, before, held in (
                (weekly_limit(program, number), was.weekly_hours, now.weekly_hours),
                (credit_limit(program, number), was.credits, now.credits),
            ):
                if limit is not None and (held or 0.0) > max(limit, before or 0.0) + TOLERANCE:
                    yield f"term {number}, track {track}: {held} instead of {before}, at most {limit}"


def _plan_findings(program: Program) -> tuple[Finding, ...]:
    terms = {key: term for key in program.courses if (term := first_term(program, key)) is not None}
    return tuple(one for one in PlanCheck(program).findings(terms) if one.code not in NOT_ASKED)
