"""The map of courses and competencies: what is taught for nothing, by nobody, or past its date."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.analysis.order import courses_in_order, in_order
from curriplan.analysis.rules.case import TOLERANCE, Case, at, label
from curriplan.analysis.supply import is_guaranteed
from curriplan.domain.finding import Finding, error, note, warning
from curriplan.domain.post import PostLevel


def course_without_contribution(case: Case) -> Iterator[Finding]:
    """Every course contributes to some competency."""
    for course in courses_in_order(case.program):
        if not case.program.contributions.get(course.id):
            yield note("course_without_contribution", at("courses", course.id), course=label(course))


def competency_untaught(case: Case) -> Iterator[Finding]:
    """Some course contributes to every competency; one that others specialise may leave it to them."""
    taught = {name for held in case.program.contributions.values() for name in held}
    parents = {parent for one in case.program.competencies.values() for parent in one.parents}
    for competency in in_order(case.program.competencies):
        if competency.id not in taught and competency.id not in parents:
            where = at("competencies", competency.id)
            yield warning("competency_untaught", where, competency=label(competency))


def elective_not_guaranteed(case: Case) -> Iterator[Finding]:
    """What a free elective teaches counts for no post, because not every student takes it."""
    for course in courses_in_order(case.program):
        held = case.program.contributions.get(course.id)
        if held and not is_guaranteed(course):
            where = at("courses", course.id, field="status")
            yield note("elective_not_guaranteed", where, course=label(course), n=len(held))


def contribution_outside_scale(case: Case) -> Iterator[Finding]:
    """No course delivers a level that the scale does not have."""
    highest = case.program.about.scale.highest
    for course in courses_in_order(case.program):
        for name, one in case.program.contributions.get(course.id, {}).items():
            if one.level > highest:
                yield error(
                    "contribution_outside_scale",
                    at("contributions", course.id, name, field="level"),
                    course=label(course),
                    competency=label(case.program.competencies[name]),
                    level=one.level,
                    highest=highest,
                )


def review_passed(case: Case) -> Iterator[Finding]:
    """The content of a competency is looked at again by its date."""
    if case.today is None:
        return
    for competency in in_order(case.program.competencies):
        if competency.review_by is not None and competency.review_by < case.today:
            where = at("competencies", competency.id, field="review_by")
            yield warning(
                "review_passed", where, competency=label(competency), due=competency.review_by.isoformat()
            )


def post_shares(case: Case) -> Iterator[Finding]:
    """The shares of graduates of all jobs add up to 1, where every job has one."""
    jobs = [one for one in case.program.posts.values() if one.level is not PostLevel.GRADUATE]
    shares = [one.share for one in jobs if one.share is not None]
    if shares and len(shares) == len(jobs) and abs(sum(shares) - 1) > TOLERANCE:
        first = min(jobs, key=lambda one: (one.position, one.code, one.id))
        yield warning("post_shares", at("posts", first.id, field="share"), sum=round(sum(shares), 4), whole=1)
