"""Content past its review-by date (P0 4.4: policies and rates change, add new cases)."""

from __future__ import annotations

from datetime import date

from curriplan.analysis.insight.columns import COMPETENCY, COURSES, count
from curriplan.analysis.insight.insight import Column, Found, Ground, Insight, Line, Spot, counted
from curriplan.analysis.order import courses_in_order
from curriplan.analysis.report.words import name_of, names


def days_past(review_by: date | None, today: date) -> int | None:
    """Return how many days ago content had to be looked at again; None while that is not due, or never is.

    >>> days_past(date(2026, 3, 1), date(2026, 3, 11)), days_past(date(2026, 3, 1), date(2026, 3, 1))
    (10, None)
    >>> days_past(None, date(2026, 3, 1)) is None
    True
    """
    return (today - review_by).days if review_by is not None and review_by < today else None


def _ask(ground: Ground) -> Found:
    program = ground.program
    past = [
        (days, one)
        for one in program.competencies.values()
        if (days := days_past(one.review_by, ground.today)) is not None
    ]
    past.sort(key=lambda pair: (-pair[0], pair[1].position, pair[1].code, pair[1].id))
    courses = courses_in_order(program)
    lines = [
        Line(
            (
                name_of(one),
                one.review_by,
                count(days),
                names(course for course in courses if one.id in program.contributions.get(course.id, {})),
            ),
            Spot(competency=one.id),
        )
        for days, one in past
    ]
    return counted(lines)


REVIEW = Insight(
    "review",
    "competencies",
    "review-by date before today",
    "P0 4.4 (content with a short shelf life)",
    (COMPETENCY, Column("review_by", 12), Column("days_past", 9, figures=True), COURSES),
    _ask,
)
