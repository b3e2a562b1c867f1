"""The gap report as a list: one row a post and competency, with what delivers it."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.analysis.gap.result import CourseLevel, GapRow, NoDemand
from curriplan.analysis.order import in_order
from curriplan.analysis.report.competencies import competencies_in_order
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.listing import NUMBER, SUBJECT, listing
from curriplan.analysis.report.matrix_cells import EVIDENCE_SIGNS
from curriplan.analysis.report.tree import (
    Block,
    Column,
    Number,
    Row,
    Say,
    Section,
    Table,
    Tone,
    Unit,
    Value,
    plain_headers,
    say,
)
from curriplan.analysis.report.words import (
    interval,
    level_of,
    listed,
    name_of,
    names,
    ratio,
    status,
    tone_of,
)
from curriplan.domain.program import Program

KEYS = (
    "post",
    "code",
    "competency",
    "importance",
    "required",
    "interval",
    "delivered",
    "status",
    "assessed",
    "assessed_status",
    "due_term",
    "delivered_due",
    "closes",
    "courses",
)


def gaps_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the gaps and the competencies that nobody requires."""
    headers = (say(f"gaps.{key}") for key in KEYS)
    table = listing(headers, say("gaps.empty"), _columns(), _rows(inputs))
    blocks: tuple[Block, ...] = (say("gaps.signs"), table, *_nobody(inputs))
    return (Section("gaps", say("sheet.gaps"), say("title.gaps"), blocks, frozen=True),)


def _columns() -> tuple[Column, ...]:
    state = Column(18, least=14, wrap=True)
    return (
        *SUBJECT,
        *[NUMBER] * 4,
        state,
        NUMBER,
        state,
        *[NUMBER] * 3,
        Column(34, least=20, wrap=True),
    )


def _rows(inputs: ReportInputs) -> Iterator[tuple[Value, ...]]:
    assessed = {(row.post, row.competency): row for post in inputs.gaps_assessed.posts for row in post.rows}
    order = {one.id: n for n, one in enumerate(competencies_in_order(inputs.program))}
    for post in inputs.gaps.posts:
        for row in sorted(post.rows, key=lambda one: order[one.competency]):
            yield _cells(inputs.program, row, assessed[row.post, row.competency], post.due_term)


def _cells(program: Program, row: GapRow, assessed: GapRow, due: int | None) -> tuple[Value, ...]:
    post, competency = program.posts[row.post], program.competencies[row.competency]
    return (
        name_of(post),
        competency.code,
        name_of(competency),
        ratio(row.requirement.importance),
        level_of(program, row.requirement.level),
        interval(program, row.requirement),
        _delivered(program, row.delivered),
        status(tone_of(row)),
        _delivered(program, assessed.delivered),
        status(tone_of(assessed)),
        None if due is None else Number(due, Unit.COUNT),
        None if row.delivered_due is None else _delivered(program, row.delivered_due),
        None if row.closes_in is None else Number(row.closes_in, Unit.COUNT),
        listed(_course(program, one) for one in row.courses),
    )


def _delivered(program: Program, level: int) -> Value:
    """Return a delivered level; 0 is no level of the scale and shows as a dash."""
    return level_of(program, level) if level else "–"


def _course(program: Program, one: CourseLevel) -> Say:
    course, key = program.courses[one.course], program.about.scale.key(one.counted)
    level = f"{key}{EVIDENCE_SIGNS[one.evidence]}"
    name = course.code or course.name
    if one.term is None:
        return say("gaps.course", name=name, level=level)
    return say("gaps.course_term", name=name, level=level, term=one.term)


def _nobody(inputs: ReportInputs) -> Iterator[Table]:
    held = {one.competency: one for one in inputs.gaps.no_demand}
    if not held:
        return
    columns = (*[Column(22, least=14, wrap=True)] * 2, Column(28, least=18, wrap=True), Column(9, least=7))
    headers = plain_headers(*(say(f"gaps.{key}") for key in ("code", "competency", "courses", "delivered")))
    found = [one for one in in_order(inputs.program.competencies) if one.id in held]
    rows = tuple(Row(_nobody_cells(inputs.program, held[one.id])) for one in found)
    yield Table(columns, headers, rows, title=say("gaps.no_demand"))


def _nobody_cells(program: Program, one: NoDemand) -> tuple[Value, ...]:
    competency = program.competencies[one.competency]
    courses = names(program.courses[course.course] for course in one.courses)
    level = level_of(program, one.delivered, Tone.NO_DEMAND)
    return (competency.code, name_of(competency), courses, level)
