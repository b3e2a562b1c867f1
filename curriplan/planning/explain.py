"""Why a course moved: put it back, leave the rest of the new plan as it is, and see what breaks or worsens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curriplan.domain.finding import Finding
from curriplan.planning.request import PlanRequest
from curriplan.planning.result import Move
from curriplan.planning.score import Scored, scores
from curriplan.planning.verify import PlanCheck

Terms = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Back:
    """A plan with one course put back: what it breaks, and what it is worth."""

    broken: tuple[Finding, ...]
    scored: tuple[Scored, ...]

    def no_worse_than(self, plan: tuple[Scored, ...]) -> bool:
        return not self.broken and [one.cost for one in self.scored] <= [one.cost for one in plan]


def rules_broken(request: PlanRequest, check: PlanCheck, terms: Terms) -> tuple[Finding, ...]:
    """Return what is wrong with a plan of a request; courses that were left out have no term."""
    return tuple(
        one
        for one in check.findings(terms)
        if not (one.code == "planning.unplaced" and one.where.key[0] in request.left_out)
    )


def settle(request: PlanRequest, terms: Terms) -> dict[str, int]:
    """Put back every course whose move serves nothing, one at a time, until each move that is left does."""
    check, plan = PlanCheck(request.program, request.limits), dict(terms)
    moved = list(_moved(request, plan))
    settled = True
    while settled:
        settled = False
        for course, today in list(moved):
            if _back(request, check, plan, course, today).no_worse_than(scores(request, plan)):
                plan[course] = today
                moved.remove((course, today))
                settled = True
    return plan


def moves_of(request: PlanRequest, terms: Terms) -> tuple[Move, ...]:
    """Return where a plan differs from today's, each move with the rule or objective that it serves.

    Raises:
        ValueError: a move serves nothing; ``settle`` the plan first.

    """
    check, worth = PlanCheck(request.program, request.limits), scores(request, terms)
    found = [
        Move(course.id, None, terms[course.id], "planning.reason.unplaced")
        for course in request.courses
        if course.today is None
    ]
    for course, today in _moved(request, terms):
        back = _back(request, check, terms, course, today)
        found.append(_move(request, course, today, terms[course], back, worth))
    order = {course.id: n for n, course in enumerate(request.courses)}
    return tuple(sorted(found, key=lambda move: order[move.course]))


def _moved(request: PlanRequest, terms: Terms) -> Iterator[tuple[str, int]]:
    for course in request.courses:
        if course.today is not None and course.today != terms[course.id]:
            yield course.id, course.today


def _back(request: PlanRequest, check: PlanCheck, terms: Terms, course: str, today: int) -> _Back:
    plan = {**terms, course: today}
    return _Back(rules_broken(request, check, plan), scores(request, plan))


def _move(
    request: PlanRequest, course: str, today: int, term: int, back: _Back, worth: tuple[Scored, ...]
) -> Move:
    if back.broken:
        rule = back.broken[0]
        return Move(course, today, term, rule.code.replace("planning.", "planning.reason."), rule.args)
    for held, here in zip(back.scored, worth, strict=True):
        if held.cost > here.cost:
            args = (("before", _shown(held)), ("after", _shown(here)))
            return Move(course, today, term, f"planning.reason.{_key(request, here)}", args)
        if held.cost < here.cost:
            break
    raise ValueError(f"{course}: its move serves nothing")


def _key(request: PlanRequest, scored: Scored) -> str:
    """Return the key of an objective; the even load has one text for hours and one for credits."""
    return f"{scored.name}.{request.load_in}" if scored.name.startswith("even_load.") else scored.name


def _shown(scored: Scored) -> float:
    return round(float(scored.value or 0), 3)
