"""Competencies with what is required and delivered, and the order in which they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curriplan.analysis.gap.result import GapReport, GapRow
from curriplan.analysis.order import in_order
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.tree import (
    Align,
    Column,
    Number,
    Row,
    Section,
    Table,
    Tone,
    Unit,
    Value,
    plain_headers,
    say,
    without_empty,
)
from curriplan.analysis.report.words import level_of, name_of, names, status, tone_of, word
from curriplan.domain.competency import Competency, Module
from curriplan.domain.program import Program

WORST_FIRST = (
    Tone.NO_COVERAGE,
    Tone.FIRM,
    Tone.GAP,
    Tone.UNRATED,
    Tone.LATE,
    Tone.MET,
    Tone.OVER,
    Tone.NO_DEMAND,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a competency stands over all posts.

    Highest required level, number of posts, level that every post can count on, worst status.
    """

    required: int | None
    posts: int
    delivered: int | None
    tone: Tone | None


UNTOUCHED = Standing(None, 0, None, None)


def standings(gaps: GapReport) -> dict[str, Standing]:
    """Return the standing of every competency that is required or delivered."""
    rows: dict[str, list[GapRow]] = {}
    for post in gaps.posts:
        for row in post.rows:
            rows.setdefault(row.competency, []).append(row)
    held = {one.competency: Standing(None, 0, one.delivered, Tone.NO_DEMAND) for one in gaps.no_demand}
    return held | {competency: _standing(found) for competency, found in rows.items()}


def _standing(rows: list[GapRow]) -> Standing:
    levels = [row.requirement.level for row in rows if row.requirement.level is not None]
    tones = {tone_of(row) for row in rows}
    worst = next(tone for tone in WORST_FIRST if tone in tones)
    return Standing(max(levels, default=None), len(rows), min(row.delivered for row in rows), worst)


def modules_in_order(program: Program) -> list[Module]:
    """Return the modules by framework, then in their own order."""
    frameworks = {one.id: n for n, one in enumerate(in_order(program.frameworks))}
    return sorted(in_order(program.modules), key=lambda module: frameworks[module.framework])


def competencies_in_order(program: Program) -> list[Competency]:
    """Return the competencies by module, then in their own order; those without a module last."""
    modules = {one.id: n for n, one in enumerate(modules_in_order(program))}
    return sorted(in_order(program.competencies), key=lambda one: modules.get(one.module or "", len(modules)))


def competencies_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the competencies."""
    keys = (
        "code",
        "name",
        "kind",
        "ability",
        "module",
        "posts",
        "required",
        "delivered",
        "assessed",
        "status",
    )
    more = ("frames", "parents", "review_by", "source", "description")
    number = Column(9, least=7, align=Align.CENTRE)
    text = Column(20, least=12, wrap=True)
    columns = (
        Column(9, least=6),
        Column(28, least=18, wrap=True),
        Column(11, least=8, wrap=True),
        Column(13, least=9, wrap=True),
        text,
        *[number] * 4,
        Column(18, least=14, wrap=True),
        Column(28, least=16, wrap=True),
        text,
        Column(12, least=11),
        Column(16, least=9, wrap=True),
        Column(32, least=12, wrap=True),
    )
    headers = plain_headers(*(say(f"competency.{key}") for key in (*keys, *more)))
    rows = tuple(Row(cells) for cells in _rows(inputs))
    table = without_empty(Table(columns, headers, rows, empty=say("competency.empty"), filter=True, anchor=2))
    title = say("title.competencies")
    return (Section("competencies", say("sheet.competencies"), title, (table,), frozen=True),)


def _rows(inputs: ReportInputs) -> Iterator[tuple[Value, ...]]:
    program = inputs.program
    every, assessed = standings(inputs.gaps), standings(inputs.gaps_assessed)
    for one in competencies_in_order(program):
        held, shown = every.get(one.id, UNTOUCHED), assessed.get(one.id, UNTOUCHED)
        module = program.modules.get(one.module or "")
        yield (
            one.code,
            name_of(one),
            word(one.kind),
            word(one.ability),
            None if module is None else name_of(module),
            Number(held.posts, Unit.COUNT),
            level_of(program, held.required),
            level_of(program, held.delivered),
            level_of(program, shown.delivered),
            None if held.tone is None else status(held.tone),
            names(node for node in modules_in_order(program) if node.id in one.frames),
            names(parent for parent in in_order(program.competencies) if parent.id in one.parents),
            one.review_by,
            one.source,
            one.description or None,
        )
