"""Why a course moved: put it back, leave the rest of the new plan as it is, and see what breaks or worsens."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from curriplan.domain.finding import Finding
from curriplan.planning.own_rules import Cause, has
from curriplan.planning.request import PlanRequest
from curriplan.planning.result import Args, LoadIn, Move, PlannerDefect
from curriplan.planning.score import Scored, scores
from curriplan.planning.verify import PlanCheck

Terms = Mapping[str, int]
EVEN_LOAD: Mapping[tuple[str, LoadIn], str] = {
    ("even_load.max", "hours"): "even_load.max.hours",
    ("even_load.max", "credits"): "even_load.max.credits",
    ("even_load.deviation", "hours"): "even_load.deviation.hours",
    ("even_load.deviation", "credits"): "even_load.deviation.credits",
}


def rules_broken(
    request: PlanRequest, check: PlanCheck, terms: Terms, around: str | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with a plan of a request; of a lawful one in which a course moved, ``around`` it.

    Courses that were left out have no term, and their pools are not asked about.
    """
    pools = {one.pool for one in request.unfilled}
    return tuple(
        one
        for one in check.findings(terms, around)
        if not (one.code == "planning.unplaced" and one.where.key[0] in request.left_out)
        and not (one.where.table == "pools" and one.where.key[0] not in pools)
    )


def confirm(request: PlanRequest, terms: Terms) -> None:
    """Check a plan by the programme itself.

    Raises:
        PlannerDefect: it breaks a rule.

    """
    broken = rules_broken(request, PlanCheck(request.program, request.limits), terms)
    if broken:
        raise PlannerDefect("; ".join(f"{one.code} {one.arguments()}" for one in broken))


def settle(request: PlanRequest, terms: Terms, forbidden: Collection[Cause] = ()) -> dict[str, int]:
    """Put back every course whose move serves nothing, one at a time, until each move that is left does.

    No plan on the way holds what is ``forbidden``.
    """
    check, plan = PlanCheck(request.program, request.limits), dict(terms)
    moved, worth, settled = list(_moved(request, plan)), _costs(request, plan), False
    while not settled:
        settled = True
        for course, today in tuple(moved):
            back = {**plan, course: today}
            cost = _costs(request, back)
            unlawful = any(has(back, cause) for cause in forbidden)
            if cost <= worth and not unlawful and not rules_broken(request, check, back, course):
                plan, worth = back, cost
                moved.remove((course, today))
                settled = False
    return plan


def _costs(request: PlanRequest, terms: Terms) -> list[Fraction]:
    return [one.cost for one in scores(request, terms)]


def moves_of(request: PlanRequest, terms: Terms, forbidden: Collection[Cause] = ()) -> tuple[Move, ...]:
    """Return where a plan differs from today's, each move with the rule or objective that it serves.

    In a plan that was not settled a move may serve nothing; its reason is ``tie``. Putting back what then
    is ``forbidden`` would break a rule of the programme's own.
    """
    check, worth = PlanCheck(request.program, request.limits), scores(request, terms)
    found = [
        Move(course.id, None, terms[course.id], "unplaced")
        for course in request.courses
        if course.today is None
    ]
    for course, today in _moved(request, terms):
        back = {**terms, course: today}
        if any(has(back, cause) for cause in forbidden):
            found.append(Move(course, today, terms[course], "own_rule"))
            continue
        reason, args = _reason(request, check, back, course, worth)
        found.append(Move(course, today, terms[course], reason, args))
    order = {course.id: n for n, course in enumerate(request.courses)}
    return tuple(sorted(found, key=lambda move: order[move.course]))


def _moved(request: PlanRequest, terms: Terms) -> Iterator[tuple[str, int]]:
    for course in request.courses:
        if course.today is not None and course.today != terms[course.id]:
            yield course.id, course.today


def _reason(
    request: PlanRequest, check: PlanCheck, back: Terms, course: str, worth: Sequence[Scored]
) -> tuple[str, Args]:
    """Return why a plan with one course put back is not as good as one of that worth."""
    broken = rules_broken(request, check, back, course)
    if broken:
        return broken[0].code, broken[0].args
    for held, here in zip(scores(request, back), worth, strict=True):
        if held.cost > here.cost:
            return EVEN_LOAD.get((here.name, request.load_in), here.name), (
                ("before", _shown(held)),
                ("after", _shown(here)),
            )
        if held.cost < here.cost:
            break
    return "tie", ()


def _shown(scored: Scored) -> float:
    return round(float(scored.value or 0), 3)
