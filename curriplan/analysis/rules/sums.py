"""Sums that a printed form states, beside what follows from terms and courses: each that differs shows both sides.

A sum to which a figure is missing is compared with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from curriplan.analysis.calendar import TermLoad, tracks_of
from curriplan.analysis.order import in_order
from curriplan.analysis.rules.case import Case, at, by_term, differ, label
from curriplan.analysis.sums import all_hours, hours_by_type, states_weeks, weeks_of, weeks_together
from curriplan.domain.finding import Finding, error, warning
from curriplan.domain.stated import NO_HOURS, StatedHours, StatedWeeks


def term_sum(case: Case) -> Iterator[Finding]:
    """Class, whole, internship, exam, reserve weeks and holidays are the weeks of the term that the form states."""
    for term, loads in by_term(case):
        if term.weeks is None or term.class_weeks is None:
            continue
        for load in loads.values():
            row = weeks_of(load)
            total = weeks_together(row)
            if total is not None and differ(total, term.weeks):
                where = at("terms", term.id, field="weeks")
                parts = {one.name: getattr(row, one.name) for one in fields(row)}
                yield error("term_sum", where, term=term.number, sum=total, **parts)
                break


def stated_blocks(case: Case) -> Iterator[Finding]:
    """Whole weeks and internship that the form states for a term are those of its courses."""
    if not case.program.courses:
        return
    for term, loads in by_term(case):
        if not states_weeks(term):
            continue
        for code, field, derived in (
            ("stated_blocks", "block_weeks", [one.whole_weeks for one in _known(loads)]),
            ("stated_internship", "internship_weeks", [one.internship_weeks for one in _known(loads)]),
        ):
            stated = getattr(term, field)
            other = next((one for one in derived if stated is not None and differ(stated, one)), None)
            if other is not None:
                where = at("terms", term.id, field=field)
                yield warning(code, where, term=term.number, stated=stated, courses=other)


def _known(loads: Mapping[str | None, TermLoad]) -> list[TermLoad]:
    """Return the loads in which the weeks of all blocks are known; without weeks of the term nobody can say."""
    return [one for one in loads.values() if one.class_weeks is not None or one.term.weeks is None]


_OF_TERMS = frozenset({"exam_weeks", "reserve_weeks", "holiday_weeks"})
"""Weeks that follow from nothing but what is typed at the terms."""


def weeks_sums(case: Case) -> Iterator[Finding]:
    """Each sum of the table of weeks is that of its terms."""
    stated, terms = case.program.about.stated_weeks, case.program.terms.values()
    for one in fields(StatedWeeks):
        printed = getattr(stated, one.name)
        # A form leaves cells blank where there is none of it; a column that is blank in all terms says nothing.
        blank = one.name in _OF_TERMS and all(getattr(term, one.name) is None for term in terms)
        if printed is None or blank:
            continue
        for loads in case.loads.values():
            row = [getattr(weeks_of(load), one.name) for load in loads]
            if row and None not in row and differ(sum(row), printed):
                where = at("profile", case.program.about.id, field="stated_weeks")
                yield error(f"weeks_sum_{one.name}", where, stated=printed, terms=sum(row))
                break


def type_sums(case: Case) -> Iterator[Finding]:
    """The sub-totals of a course type are those of its courses."""
    types = [one for one in in_order(case.program.course_types) if one.stated != NO_HOURS]
    if not types:
        return
    by_track = [hours_by_type(case.program, track) for track in tracks_of(case.program)]
    for kind in types:
        for name, stated, courses in _differing(kind.stated, [held.get(kind.id) for held in by_track]):
            where = at("course_types", kind.id, field="stated")
            yield error(f"type_sum_{name}", where, type=label(kind), stated=stated, courses=courses)


def total_sums(case: Case) -> Iterator[Finding]:
    """The sums of the whole schedule are those of its courses."""
    about = case.program.about
    if about.stated == NO_HOURS:
        return
    derived = [all_hours(case.program, track) for track in tracks_of(case.program)]
    for name, stated, courses in _differing(about.stated, derived):
        where = at("profile", about.id, field="stated")
        yield error(f"total_sum_{name}", where, stated=stated, courses=courses)


def _differing(
    stated: StatedHours, derived: Sequence[StatedHours | None]
) -> Iterator[tuple[str, float, float]]:
    """Yield (figure, stated, of the courses) where these differ; of several tracks the first that does."""
    for one in fields(StatedHours):
        printed = getattr(stated, one.name)
        held = [0.0 if row is None else getattr(row, one.name) for row in derived]
        other = next(
            (row for row in held if printed is not None and row is not None and differ(row, printed)), None
        )
        if other is not None:
            yield one.name, printed, other
