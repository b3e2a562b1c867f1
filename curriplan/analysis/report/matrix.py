"""The course x competency matrix."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from curriplan.analysis.calendar import first_term, last_term
from curriplan.analysis.order import courses_in_order
from curriplan.analysis.report.competencies import UNTOUCHED, Standing, standings
from curriplan.analysis.report.formula import Area
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.matrix_cells import (
    CELL,
    EVIDENCE_SIGNS,
    HELD_DOWN,
    contribution,
    module_heads,
    name_heads,
    parts,
)
from curriplan.analysis.report.tree import (
    Align,
    Cell,
    Column,
    Head,
    Legend,
    Level,
    Mark,
    Ramp,
    Row,
    Section,
    Spanned,
    Table,
    Value,
    say,
)
from curriplan.analysis.report.words import SIGNS, level_of, name_of, word
from curriplan.domain.competency import Competency
from curriplan.domain.course import Course
from curriplan.domain.program import Program

LEAD = (
    Column(10, least=8, wrap=True, align=Align.CENTRE),
    Column(38, least=20, wrap=True),
    Column(11, least=6),
    Column(6, least=5, align=Align.CENTRE),
)


def matrix_sections(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the matrix, on several sheets where it is too wide for one."""
    held = standings(inputs.gaps)
    return tuple(
        Section(
            "matrix",
            say("sheet.matrix"),
            say("title.matrix"),
            (_table(inputs.program, part, held), _legend(inputs.program)),
            frozen=True,
        )
        for part in parts(inputs.program)
    )


def _table(program: Program, part: Sequence[Competency], held: dict[str, Standing]) -> Table:
    headers = (
        (
            *(Head(say(f"matrix.{key}"), rows=3) for key in ("type", "course", "code", "term")),
            *module_heads(program, part),
        ),
        (None, None, None, None, *name_heads(part)),
        (None, None, None, None, *(Head(one.code) for one in part)),
        _level_heads(program, "required", [held.get(one.id, UNTOUCHED).required for one in part]),
        (
            Head(say("matrix.delivered"), columns=len(LEAD)),
            *[None] * (len(LEAD) - 1),
            *(_delivered(program, held.get(one.id, UNTOUCHED)) for one in part),
        ),
    )
    rows = _rows(program, part)
    first = len(LEAD)
    area = Area(0, first, max(0, len(rows) - 1), first + max(0, len(part) - 1))
    ramps = (Ramp(area, program.about.scale.highest),) if rows and part else ()
    columns = (*LEAD, *[CELL] * len(part))
    return Table(columns, headers, rows, empty=say("matrix.empty"), anchor=len(LEAD), ramps=ramps)


def _level_heads(program: Program, key: str, levels: list[int | None]) -> tuple[Head | None, ...]:
    lead = (Head(say(f"matrix.{key}"), columns=len(LEAD)), *[None] * (len(LEAD) - 1))
    return (*lead, *(Head(level_of(program, level)) for level in levels))


def _delivered(program: Program, held: Standing) -> Head:
    if held.delivered == 0 and held.tone is not None:
        return Head(Mark(SIGNS[held.tone], held.tone))
    return Head(level_of(program, held.delivered, held.tone))


def _rows(program: Program, part: Sequence[Competency]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for kind, members in groupby(courses_in_order(program), key=lambda course: course.type):
        held = list(members)
        label = say("plan.no_type") if kind is None else name_of(program.course_types[kind])
        for n, course in enumerate(held):
            lead: Cell = Spanned(label, rows=len(held)) if n == 0 else None
            rows.append(
                Row(
                    (
                        lead,
                        name_of(course),
                        course.code,
                        _terms(program, course),
                        *_cells(program, course, part),
                    )
                )
            )
    return tuple(rows)


def _terms(program: Program, course: Course) -> Value:
    first, last = first_term(program, course.id), last_term(program, course.id)
    if first is None:
        return None
    return str(first) if first == last else f"{first}–{last}"


def _cells(program: Program, course: Course, part: Sequence[Competency]) -> tuple[Value, ...]:
    held = program.contributions.get(course.id, {})
    return tuple(contribution(program, held[one.id]) if one.id in held else None for one in part)


def _legend(program: Program) -> Legend:
    scale = program.about.scale
    levels = tuple(
        (Level(n, level.key), say("matrix.level", anchor=level.capability))
        for n, level in enumerate(scale.levels, 1)
    )
    signs = tuple((sign, word(evidence)) for evidence, sign in EVIDENCE_SIGNS.items())
    return Legend((*levels, *signs, (HELD_DOWN, say("matrix.held_down"))), scale.highest)
