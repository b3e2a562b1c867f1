"""The calendar identity, and the limits of a term.

Class + whole-week courses + internship + exam + reserve weeks = teaching weeks; teaching weeks + holidays =
weeks of the term (official forms, regulations C2). Class weeks follow from the other figures; the timetable
says them as well, by the weeks that most of its weekly courses run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from curriplan.analysis.calendar import TermLoad, part_in, takes
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.rules.case import TOLERANCE, Case, at, by_term, differ, label
from curriplan.domain.course import Course, Delivery
from curriplan.domain.finding import Finding, error, note

Track = str | None


def class_weeks_negative(case: Case) -> Iterator[Finding]:
    """Whole weeks, internship, exam and reserve fit into the teaching weeks."""
    for term, loads in by_term(case):
        least = min((one.class_weeks for one in loads.values() if one.class_weeks is not None), default=0.0)
        teaching = term.teaching_weeks
        if least < -TOLERANCE and teaching is not None:
            where = at("terms", term.id, field="weeks")
            yield error(
                "class_weeks_negative", where, term=term.number, needed=teaching - least, weeks=teaching
            )


def term_weeks(case: Case) -> Iterator[Finding]:
    """The weeks of a term add up: what its timetable, blocks, exam, reserve and holidays take, it has."""
    for term, loads in by_term(case):
        for track, load in loads.items():
            timetable = _timetable_weeks(case, track, load)
            if timetable is None or load.class_weeks is None or term.weeks is None:
                continue
            if term.class_weeks is not None:
                continue  # the form states them itself: see sums.term_sum
            if load.class_weeks < 0 or not differ(timetable, load.class_weeks):
                continue
            args = {
                "term": term.number,
                "sum": term.weeks + timetable - load.class_weeks,
                "weeks": term.weeks,
                "timetable": timetable,
                "left": load.class_weeks,
            }
            over = timetable > load.class_weeks
            where = at("terms", term.id, field="weeks")
            yield error("term_weeks_over", where, **args) if over else note("term_weeks_under", where, **args)
            break


def weekly_weeks(case: Case) -> Iterator[Finding]:
    """A weekly course runs for no more weeks than its term has class weeks: no ``2/18W`` in 14."""
    for term, loads in by_term(case):
        told: set[str] = set()
        for track, load in loads.items():
            room = _room(case, track, load)
            if room is None:
                continue
            for course, weeks in _weekly(case, track, load):
                if weeks > room + TOLERANCE and course.id not in told:
                    told.add(course.id)
                    where = at("courses", course.id, field="parts")
                    yield error(
                        "weekly_weeks",
                        where,
                        course=label(course),
                        weeks=weeks,
                        term=term.number,
                        class_weeks=_class_weeks(load),
                    )


def no_class_weeks(case: Case) -> Iterator[Finding]:
    """A weekly course whose weeks are not stated stands in a term that has class weeks at all."""
    for term, loads in by_term(case):
        full = [
            track for track, load in loads.items() if load.class_weeks is not None and load.class_weeks <= 0
        ]
        for name in next(iter(loads.values())).courses:
            course = case.program.courses[name]
            part = part_in(case.program, course, term.number)
            if course.delivery is not Delivery.WEEKLY or part is None or part.weeks is not None:
                continue
            if any(takes(course, track) for track in full):
                where = at("placements", course.id)
                yield error("no_class_weeks", where, course=label(course), term=term.number)


def weekly_hours_limit(case: Case) -> Iterator[Finding]:
    """No term has more weekly hours than its limit, or than the programme's."""
    for term, loads in by_term(case):
        limit = _limit(term.max_weekly_hours, case.program.about.max_weekly_hours)
        most = _most(loads.values(), lambda load: load.weekly_hours)
        if limit is not None and most > limit + TOLERANCE:
            yield error("weekly_hours_limit", at("terms", term.id), term=term.number, hours=most, limit=limit)


def credits_limit(case: Case) -> Iterator[Finding]:
    """No term has more credits than its limit, or than the programme's."""
    for term, loads in by_term(case):
        limit = _limit(term.max_credits, case.program.about.max_credits)
        most = _most(loads.values(), lambda load: load.credits)
        if limit is not None and most > limit + TOLERANCE:
            yield error("credits_limit", at("terms", term.id), term=term.number, credits=most, limit=limit)


def term_twice(case: Case) -> Iterator[Finding]:
    """Each term number stands once."""
    counts = Counter(term.number for term in case.program.terms.values())
    for term in terms_in_order(case.program):
        if counts[term.number] > 1:
            yield error("term_twice", at("terms", term.id, field="number"), term=term.number)


def _limit(own: float | None, general: float | None) -> float | None:
    return general if own is None else own


def _most(loads: Iterable[TermLoad], figure: Callable[[TermLoad], float | None]) -> float:
    return max((figure(one) or 0.0 for one in loads), default=0.0)


def _weekly(case: Case, track: Track, load: TermLoad) -> Iterator[tuple[Course, float]]:
    """Yield the weekly courses of a term with the weeks that they run in it, where these are known."""
    for name in load.courses:
        course = case.program.courses[name]
        part = part_in(case.program, course, load.term.number)
        weeks = None if part is None else part.weeks
        if course.delivery is Delivery.WEEKLY and takes(course, track) and weeks is not None:
            yield course, weeks


def _class_weeks(load: TermLoad) -> float:
    """Return the class weeks of a term: those that are left, or that the form states if these are more.

    Where the form states more or fewer, that is the term's own mistake, told by ``sums.term_sum``.
    """
    return max(0.0, load.class_weeks or 0.0, load.term.class_weeks or 0.0)


def _room(case: Case, track: Track, load: TermLoad) -> float | None:
    """Return how many weeks a weekly course may run, or None where nobody can say.

    Weeks that most courses have are the term's own mistake too, told once by ``term_weeks``.
    """
    if load.term.class_weeks is not None:
        return _class_weeks(load)
    usual = _timetable_weeks(case, track, load)
    return None if load.class_weeks is None or usual is None else max(load.class_weeks, usual)


def _timetable_weeks(case: Case, track: Track, load: TermLoad) -> float | None:
    """Return the weeks that most weekly courses of a term run; at equal numbers the longer."""
    counts = Counter(weeks for _, weeks in _weekly(case, track, load))
    return max(counts, key=lambda weeks: (counts[weeks], weeks), default=None)
