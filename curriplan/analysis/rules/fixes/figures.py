"""Fixes that set a figure: to what the rule of the programme says, or to what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from curriplan.analysis.calendar import hours_by_rule
from curriplan.analysis.rules.case import label
from curriplan.analysis.rules.fixes.mend import Mend, change_to, mend
from curriplan.domain.course import Course, Delivery, Hours
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program

PLACES = ("theory", "on_campus", "off_campus")
_STEP = 0.5
"""Weekly hours are printed in halves."""


def credits_by_the_rule(program: Program, finding: Finding) -> Iterator[Mend]:
    """Give a course the credits of the programme's rule."""
    course, credits_ = finding.where.key[0], finding.arguments()["rule"]
    yield mend(
        lambda now: change_course(now, course, credits=credits_),
        course=label(program.courses[course]),
        credits=credits_,
    )


def hours_from_parts(program: Program, finding: Finding) -> Iterator[Mend]:
    """Give a course the hours that its terms add up to; where it is taught most takes the difference."""
    row = program.courses[finding.where.key[0]]
    parts, own = hours_by_rule(row, program.about.credit_rule), row.hours.timetabled
    if parts is None or own is None:
        return
    most = max(PLACES, key=lambda name: getattr(row.hours, name) or 0.0)
    after = (getattr(row.hours, most) or 0.0) + parts - own
    if after >= 0:
        hours = replace(row.hours, **{most: round(after, 6)})
        yield mend(lambda now: change_course(now, row.id, hours=hours), course=label(row), hours=parts)


def weekly_from_hours(program: Program, finding: Finding) -> Iterator[Mend]:
    """Give a course of one term the weekly hours that its own hours make."""
    row = program.courses[finding.where.key[0]]
    own, weeks = row.hours.timetabled, row.parts[0].weeks if len(row.parts) == 1 else None
    if row.delivery is not Delivery.WEEKLY or not own or not weeks or own / weeks % _STEP:
        return
    parts = (replace(row.parts[0], weekly_hours=own / weeks),)
    yield mend(
        lambda now: change_course(now, row.id, parts=parts),
        course=label(row),
        weekly=own / weeks,
        weeks=weeks,
    )


def fewer_weeks(program: Program, finding: Finding) -> Iterator[Mend]:
    """Have a weekly course run for as many weeks as its term has; its hours follow."""
    row, args = program.courses[finding.where.key[0]], finding.arguments()
    weeks, term = float(args["class_weeks"]), program.terms[program.placements[row.id].term]
    index = int(args["term"]) - term.number
    if weeks <= 0 or not 0 <= index < len(row.parts):
        return
    parts = tuple(replace(one, weeks=weeks) if n == index else one for n, one in enumerate(row.parts))
    shorter = replace(row, parts=parts)
    shorter = replace(shorter, hours=_hours_after(program, row, shorter))
    yield mend(
        lambda now: put(now, "courses", shorter), course=label(row), weeks=weeks, hours=shorter.hours.total
    )


def _hours_after(program: Program, before: Course, after: Course) -> Hours:
    """Return the hours of a course whose parts were changed: what is less is less where most is taught."""
    rule = program.about.credit_rule
    old, new = hours_by_rule(before, rule), hours_by_rule(after, rule)
    if old is None or new is None or before.hours.timetabled is None:
        return before.hours
    most = max(PLACES, key=lambda name: getattr(before.hours, name) or 0.0)
    left = max(0.0, (getattr(before.hours, most) or 0.0) + new - old)
    return replace(before.hours, **{most: round(left, 6)})


def contribution_hours(program: Program, finding: Finding) -> Iterator[Mend]:
    """Reduce the hours of all contributions of a course in proportion, so that they are its own."""
    course, args = finding.where.key[0], finding.arguments()
    share = args["own"] / args["given"]
    held = [one for one in program.contributions[course].values() if one.hours is not None]
    rows = [replace(one, hours=int((one.hours or 0.0) * share * 10) / 10) for one in held]
    yield mend(
        lambda now: put(now, "contributions", *rows), course=label(program.courses[course]), n=len(rows)
    )


def more_weeks(program: Program, finding: Finding) -> Iterator[Mend]:
    """Give a term as many more weeks as it lacks."""
    args, ident = finding.arguments(), finding.where.key[0]
    term = program.terms[ident]
    lacking = args["needed"] - args["weeks"] if "needed" in args else args["sum"] - args["weeks"]
    if term.weeks is not None and lacking > 0:
        weeks = round(term.weeks + lacking, 6)
        yield mend(change_to("terms", (ident,), {"weeks": weeks}), term=term.number, weeks=weeks)


def call_it_reserve(program: Program, finding: Finding) -> Iterator[Mend]:
    """Call the weeks of a term that nothing takes its reserve."""
    args, ident = finding.arguments(), finding.where.key[0]
    term, left = program.terms[ident], args["weeks"] - args["sum"]
    if left > 0:
        weeks = round((term.reserve_weeks or 0.0) + left, 6)
        yield mend(
            change_to("terms", (ident,), {"reserve_weeks": weeks}),
            term=term.number,
            weeks=weeks,
        )


def usual_limit(program: Program, finding: Finding) -> Iterator[Mend]:
    """Have the programme's limit hold for a term that has a lower one of its own."""
    ident = finding.where.key[0]
    field = "max_credits" if finding.code == "credits_limit" else "max_weekly_hours"
    term, usual = program.terms[ident], getattr(program.about, field)
    if getattr(term, field) is not None and usual is not None:
        yield mend(change_to("terms", (ident,), {field: None}), term=term.number, limit=usual)


def whole_weeks(program: Program, finding: Finding) -> Iterator[Mend]:
    """Round the weeks of a course to whole ones, and at least one."""
    row = program.courses[finding.where.key[0]]
    parts = tuple(
        one if one.weeks is None else replace(one, weeks=float(max(1, round(one.weeks)))) for one in row.parts
    )
    weeks = tuple(one.weeks for one in parts if one.weeks is not None)
    yield mend(lambda now: change_course(now, row.id, parts=parts), course=label(row), weeks=weeks)
