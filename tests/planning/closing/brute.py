"""The best proposal of a small request by trying every set of candidates, judged by the definitions alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import ceil, prod

from curriplan.analysis.calendar import first_term, term_loads, tracks_of
from curriplan.analysis.gap.report import gap_report
from curriplan.domain.plan import Term
from curriplan.domain.program import Program
from curriplan.planning.closing.apply import fitting, with_steps
from curriplan.planning.closing.needs import cells_of, is_open
from curriplan.planning.closing.request import ClosingRequest
from curriplan.planning.closing.result import Step
from curriplan.planning.exact import exact
from curriplan.planning.verify import PlanCheck

Worth = tuple[int, Fraction]


def choices(request: ClosingRequest) -> list[list[Step | None]]:
    """Return for each cell of the map, and each course from elsewhere, what can be done there."""
    cells: dict[tuple[str, str], list[Step | None]] = {}
    for one in request.candidates:
        cells.setdefault((one.step.course, one.step.puts[0].competency), [None]).append(one.step)
    arriving: list[list[Step | None]] = [
        [None, *(replace(step, arrival=replace(step.arrival, term=term)) for term in terms)]
        for step, terms in request.arriving
        if step.arrival is not None
    ]
    return [*cells.values(), *arriving]


def ways(request: ClosingRequest) -> int:
    """Return how many sets there are."""
    return prod(len(one) for one in choices(request))


def best(request: ClosingRequest) -> Worth:
    """Return the number of gaps left open and the cost of the best lawful set."""
    asked = {one.cell for one in request.targets}
    worths: list[Worth] = []
    for chosen in product(*choices(request)):
        steps = [one for one in chosen if one is not None]
        cost = sum((exact(request.cost(one)) for one in steps), Fraction(0))
        if len(fitting(request.program, steps)) < len(steps):
            continue
        if request.most is not None and sum(one.hours for one in steps) > request.most:
            continue
        after = with_steps(request.program, steps, _plenty(request, steps))
        report = gap_report(after, request.requirements, request.report.basis)
        worth = len(asked & set(cells_of(report, is_open))), cost
        if (not worths or worth < min(worths)) and _lawful(request, steps):
            worths.append(worth)
    return min(worths)


def _plenty(request: ClosingRequest, steps: Sequence[Step]) -> dict[str, tuple[float, ...]]:
    spans = {one.course: request.program.courses[one.course].span for one in steps if one.arrival is None}
    return {key: (100.0,) * span for key, span in spans.items()}


def _lawful(request: ClosingRequest, steps: Sequence[Step]) -> bool:
    """Tell whether some rise of weekly hours keeps every rule that held before, and hours are given away once."""
    if not _hours_once(request, steps):
        return False
    before = _broken(request.program)
    for growth in _growths(request, steps):
        after = with_steps(request.program, steps, growth)
        if _broken(after) <= before and not _heavier(request.program, after):
            return True
    return False


def _heavier(program: Program, after: Program) -> bool:
    """Tell whether a term has more hours a week, or credits, than the limit for some track, and more than before."""
    about, hours, figures = program.about, 0.0, 0.002  # what a load is rounded by, credits in thirds as well
    return any(
        limit is not None and (held or 0.0) > max(limit, before or 0.0) + slack
        for track in tracks_of(program)
        for was, now in zip(term_loads(program, track), term_loads(after, track), strict=True)
        for limit, before, held, slack in (
            (about.max_weekly_hours, was.weekly_hours, now.weekly_hours, hours),
            (_most_credits(program, now.term), was.credits, now.credits, figures),
        )
    )


def _most_credits(program: Program, term: Term) -> float | None:
    return program.about.max_credits if term.max_credits is None else term.max_credits


def _hours_once(request: ClosingRequest, steps: Sequence[Step]) -> bool:
    given: dict[tuple[str, object], float] = {}
    for one in steps:
        if one.taken is not None:
            key = one.course, one.taken
            given[key] = given.get(key, 0.0) + one.hours
    return all(
        hours <= request.rooms[course].free[mode]  # type: ignore[index]
        for (course, mode), hours in given.items()
    )


def _growths(request: ClosingRequest, steps: Sequence[Step]) -> Iterator[dict[str, tuple[float, ...]]]:
    """Yield every way in which the courses could grow, each just enough in the parts that grow."""
    each = request.program.about.costs.weekly_step
    needed: dict[str, float] = {}
    for one in steps:
        if one.added and one.arrival is None:
            needed[one.course] = needed.get(one.course, 0.0) + one.added
    per_course = []
    for course, hours in needed.items():
        parts = request.program.courses[course].parts
        most = [ceil(hours / (each * (part.weeks or 1))) for part in parts]
        per_course.append(
            [
                (course, tuple(n * each for n in counts))
                for counts in product(*(range(one + 1) for one in most))
                if sum(n * each * (part.weeks or 0) for n, part in zip(counts, parts, strict=True)) >= hours
            ]
        )
    for chosen in product(*per_course):
        yield dict(chosen)


def _broken(program: Program) -> frozenset[object]:
    terms = {key: term for key in program.courses if (term := first_term(program, key)) is not None}
    ignored = {"planning.credits", "planning.unplaced"}
    return frozenset(one for one in PlanCheck(program).findings(terms) if one.code not in ignored)
