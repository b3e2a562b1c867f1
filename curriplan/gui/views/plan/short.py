"""What is wrong in a few words, for a card, a column or a list that names the course already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from curriplan.analysis.calendar import part_in
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk

RANKS = {Severity.ERROR: 0, Severity.WARNING: 1}
OF_CARDS = frozenset({"placements", "requisites", "courses"})


def short(desk: Desk, finding: Finding) -> str:
    """Return a finding without the name of its course or term and without advice; its sentence where there is none."""
    key = f"short.{finding.code}"
    if desk.texts.has(key):
        return desk.say(key, **finding.arguments())
    return desk.texts.finding(finding)


def courses_of(program: Program, finding: Finding) -> Iterator[str]:
    """Yield the courses on whose cards a finding is shown: errors and warnings about their place."""
    about = finding.where
    if finding.severity not in RANKS or not about.key:
        return
    if about.table == "resources" and finding.code == "resource_places":
        number = finding.arguments()["term"]
        for course in program.courses.values():
            if about.key[0] in course.resources and part_in(program, course, int(str(number))) is not None:
                yield course.id
    elif about.table in OF_CARDS and (about.table != "courses" or finding.severity is Severity.ERROR):
        yield about.key[0]


def worst_of_courses(program: Program, findings: Iterable[Finding]) -> Mapping[str, Finding]:
    """Return the worst finding about the place of each course that has any."""
    worst: dict[str, Finding] = {}
    for finding in findings:
        for course in courses_of(program, finding):
            held = worst.get(course)
            if held is None or RANKS[finding.severity] < RANKS[held.severity]:
                worst[course] = finding
    return worst


def of_term(findings: Iterable[Finding], term: str) -> list[Finding]:
    """Return the errors and warnings about a term itself, the worst first."""
    held = [one for one in findings if one.severity in RANKS and one.where.table == "terms"]
    return sorted((one for one in held if one.where.key == (term,)), key=lambda one: RANKS[one.severity])
