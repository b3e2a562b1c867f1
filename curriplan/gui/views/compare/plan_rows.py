"""Plans side by side: hours and credits of every term, phase of every year, courses that do not stand alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curriplan.analysis.calendar import first_term, last_term
from curriplan.analysis.order import courses_in_order
from curriplan.app.figures import share, spread
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.views.compare.rows import Row
from curriplan.gui.views.compare.sides import Seen

NOWHERE = "–"


def plan_rows(desk: Desk, seen: Sequence[Seen]) -> dict[str, Row]:
    """Return the rows of two to four plans."""
    return {**dict(_of_terms(desk, seen)), **dict(_of_years(desk, seen)), **dict(_of_courses(desk, seen))}


def _of_terms(desk: Desk, seen: Sequence[Seen]) -> Iterator[tuple[str, Row]]:
    say = desk.say
    loads = [{load.term.number: load for load in one.results.loads()} for one in seen]
    for number in sorted({number for held in loads for number in held}):
        each = [held.get(number) for held in loads]
        leads = next(one.term.id for one in each if one is not None)
        for name, figures in (
            ("hours", [None if one is None else one.weekly_hours for one in each]),
            ("credits", [None if one is None else one.credits for one in each]),
        ):
            heads = (say("plan.term", number=number), say(f"compare.of_term.{name}"))
            words = tuple(desk.figure(one) for one in figures)
            yield f"{name}/{number}", Row(heads, words, leads=Selection(term=leads))


def _of_years(desk: Desk, seen: Sequence[Seen]) -> Iterator[tuple[str, Row]]:
    """Yield for each year how much of it is of its phase; the more the better."""
    shares = [_phases(one) for one in seen]
    for year in sorted({year for held in shares for year in held}):
        heads = (desk.say("plan.year_only", year=year), desk.say("compare.of_term.phase"))
        each = [held.get(year, [None]) for held in shares]
        words = tuple(spread(one, share) for one in each)
        least = [None if None in one else min(part or 0.0 for part in one) for one in each]
        known = {one for one in least if one is not None}
        best = frozenset(n for n, one in enumerate(least) if len(known) > 1 and one == max(known))
        yield f"phase/{year}", Row(heads, words, best)


def _phases(side: Seen) -> dict[int, list[float | None]]:
    """Return for each year which part of it is of its phase, for every track."""
    held: dict[int, list[float | None]] = {}
    for phase in side.results.phases():
        for year, own, total in phase.by_year:
            held.setdefault(year, []).append(own / total if total else None)
    return held


def _of_courses(desk: Desk, seen: Sequence[Seen]) -> Iterator[tuple[str, Row]]:
    """Yield every course that does not stand in the same terms on all sides."""
    told: set[str] = set()
    for side in seen:
        for course in courses_in_order(side.program):
            if course.id in told:
                continue
            told.add(course.id)
            words = tuple(_place(one.program, course.id) for one in seen)
            if len(set(words)) > 1:
                heads = (desk.name(course.name, course.code), desk.say("compare.of_term.course"))
                yield f"course/{course.id}", Row(heads, words, leads=Selection(course=course.id))


def _place(program: Program, course: str) -> str:
    """Return the terms in which a course stands."""
    begins = first_term(program, course) if course in program.courses else None
    if begins is None:
        return NOWHERE
    ends = last_term(program, course)
    return str(begins) if begins == ends else f"{begins}–{ends}"
