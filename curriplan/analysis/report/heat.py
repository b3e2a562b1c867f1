"""The gap map: posts x competencies, the required level with the sign and colour of its status."""

from __future__ import annotations

from collections.abc import Sequence

from curriplan.analysis.gap.result import PostGap
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.matrix_cells import CELL, module_heads, name_heads, parts
from curriplan.analysis.report.tree import (
    Align,
    Column,
    Head,
    Legend,
    Mark,
    Number,
    Row,
    Section,
    Table,
    Tone,
    Unit,
    Value,
    say,
)
from curriplan.analysis.report.words import SIGNS, level_of, name_of, share, tone_of, word
from curriplan.domain.competency import Competency
from curriplan.domain.program import Program

NUMBER = Column(9, least=8, align=Align.CENTRE)
LEAD = (Column(30, least=20, wrap=True), Column(11, least=8, wrap=True), *[NUMBER] * 5)
KEYS = ("post", "level", "readiness", "readiness_due", "assessed", "assessed_due", "left_out")
SHOWN = (Tone.MET, Tone.LATE, Tone.GAP, Tone.FIRM, Tone.NO_COVERAGE, Tone.OVER, Tone.UNRATED)


def heat_sections(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the gap map, on several sheets where it is too wide for one."""
    return tuple(
        Section("heat", say("sheet.heat"), say("title.heat"), (_table(inputs, part), _legend()), frozen=True)
        for part in parts(inputs.program)
    )


def _table(inputs: ReportInputs, part: Sequence[Competency]) -> Table:
    headers = (
        (*(Head(say(f"by_post.{key}"), rows=2) for key in KEYS), *module_heads(inputs.program, part)),
        (*[None] * len(LEAD), *name_heads(part)),
    )
    assessed = {post.post: post for post in inputs.gaps_assessed.posts}
    held = [post for post in inputs.gaps.posts if post.rows]
    rows = tuple(_row(inputs.program, post, assessed[post.post], part) for post in held)
    columns = (*LEAD, *[CELL] * len(part))
    return Table(columns, headers, rows, empty=say("gaps.empty"), anchor=len(LEAD))


def _row(program: Program, held: PostGap, assessed: PostGap, part: Sequence[Competency]) -> Row:
    post = program.posts[held.post]
    tones = {row.competency: (row.requirement.level, tone_of(row)) for row in held.rows}

    def cell(competency: str) -> Value:
        if competency not in tones:
            return None
        level, tone = tones[competency]
        return Mark(SIGNS[tone], tone) if level is None else level_of(program, level, tone)

    lead = (
        name_of(post),
        word(post.level),
        share(held.readiness),
        share(held.readiness_due),
        share(assessed.readiness),
        share(assessed.readiness_due),
        Number(held.left_out, Unit.COUNT),
    )
    return Row((*lead, *(cell(one.id) for one in part)))


def _legend() -> Legend:
    return Legend(tuple((Mark(SIGNS[tone], tone), say(f"status_long.{tone.value}")) for tone in SHOWN))
