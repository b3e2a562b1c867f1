"""The six-term schedule (教学进程表), one section a track."""

from __future__ import annotations

from collections.abc import Mapping

from curriplan.analysis.calendar import Factor, first_term, term_loads, tracks_of
from curriplan.analysis.notation import STAR
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.report.formula import Ratio, Sum, SumProduct, across, at, down
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.schedule_groups import Group, groups, taken, weights
from curriplan.analysis.report.schedule_layout import (
    EXTRA,
    FIRST_TERM,
    HOURS,
    NAME,
    ON_CAMPUS,
    TYPE,
    Layout,
)
from curriplan.analysis.report.schedule_rows import (
    Cells,
    as_row,
    course_cells,
    plain_weights,
    pool_rows,
    weighted_sums,
)
from curriplan.analysis.report.settle import settled
from curriplan.analysis.report.tree import (
    Block,
    Days,
    Formula,
    Legend,
    Number,
    RowKind,
    Section,
    Spanned,
    Table,
    Unit,
    Weekly,
    WholeWeeks,
    say,
)
from curriplan.analysis.report.words import figure, name_of
from curriplan.analysis.sums import weeks_of
from curriplan.domain.program import Program


def schedule_sections(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the schedule of each track."""
    return tuple(_section(inputs.program, track) for track in tracks_of(inputs.program))


def _section(program: Program, track: str | None) -> Section:
    name = None if track is None else program.tracks[track].name
    blocks: list[Block] = [schedule_table(program, track), *_notes(program, track), _legend()]
    return Section("plan", say("sheet.plan"), say("title.plan"), tuple(blocks), of=name or None, frozen=True)


def schedule_table(program: Program, track: str | None) -> Table:
    """Return the schedule for the students of a track."""
    layout = Layout(tuple(terms_in_order(program)))
    by = weights(program, track)
    cells: list[Cells] = []
    kinds: list[RowKind] = []
    for group in groups(program, track):
        more, group_kinds = _group_rows(program, layout, group, by, len(cells))
        cells += more
        kinds += group_kinds
    closing = _closing_rows(program, layout, track, cells) if cells else []
    kinds += [RowKind.TOTAL] * len(closing)
    rows = tuple(as_row(one, layout, kind) for one, kind in zip([*cells, *closing], kinds, strict=True))
    return settled(Table(layout.columns(), layout.headers(), rows, empty=say("plan.empty"), anchor=NAME + 1))


def _group_rows(
    program: Program, layout: Layout, group: Group, by: Mapping[str, Factor], start: int
) -> tuple[list[Cells], list[RowKind]]:
    kinds: list[RowKind] = []
    cells: list[Cells] = []
    for course in group.courses:
        own = plain_weights(by[course.id])
        row = start + len(cells)
        cells.append(course_cells(program, layout, course, row, own, bracketed=not course.counted))
        kinds.append(RowKind.BODY)
    for block in group.pools:
        cells += pool_rows(program, layout, block, by, start + len(cells))
        kinds += [RowKind.GROUP, *[RowKind.BODY] * len(block.courses)]
    cells.append({NAME: say("plan.subtotal"), **weighted_sums(layout, cells, start)})
    kinds.append(RowKind.SUBTOTAL)
    label = say("plan.no_type") if group.type is None else name_of(group.type)
    cells[0][TYPE] = Spanned(label, rows=len(cells))
    return cells, kinds


def _closing_rows(program: Program, layout: Layout, track: str | None, cells: list[Cells]) -> list[Cells]:
    """Return the rows below the last group: totals, practice share, weeks and load of each term."""
    end = len(cells)
    sums = weighted_sums(layout, cells, 0)
    loads = term_loads(program, track)
    terms = range(FIRST_TERM, layout.last_term + 1)
    weekly = {column: sums.pop(column) for column in terms if column in sums}
    closing: list[tuple[str, Cells]] = [
        ("total", sums),
        ("practice_share", {HOURS: _practice_share(end)} if HOURS in sums else {}),
        (
            "class_weeks",
            {column: figure(weeks_of(load).class_weeks) for column, load in zip(terms, loads, strict=True)},
        ),
        ("weekly_load", weekly),
        (
            "term_hours",
            {
                column: _term_hours(layout, column, end - 1)
                for column in terms
                if _timed(cells, layout, column)
            },
        ),
    ]
    if any(load.unknown for load in loads):
        credit: Cells = {column: figure(load.credits) for column, load in zip(terms, loads, strict=True)}
        closing.append(("term_credits", credit))
    return [{TYPE: Spanned(say(f"plan.{key}"), columns=HOURS), **row} for key, row in closing]


def _practice_share(row: int) -> Formula:
    practice = Sum((across(row, ON_CAMPUS, EXTRA),))
    return Formula(Ratio(practice, Sum((at(row, HOURS),))), unit=Unit.SHARE)


def _timed(cells: list[Cells], layout: Layout, column: int) -> bool:
    """Tell whether hours of any course are known in the term of a column."""
    return any(_hours_known(row, layout, column) for row in cells)


def _hours_known(row: Cells, layout: Layout, column: int) -> bool:
    multiplier = column + len(layout.terms)
    return isinstance(row.get(column), Weekly | WholeWeeks | Days) and row.get(multiplier) is not None


def _term_hours(layout: Layout, column: int, last: int) -> Formula:
    columns = (column, column + len(layout.terms), layout.hour_weight)
    return Formula(SumProduct(tuple(down(one, 0, last) for one in columns)))


def _notes(program: Program, track: str | None) -> list[Block]:
    held = taken(program, track)
    notes: list[Block] = []
    unplaced = sum(first_term(program, one.id) is None for one in held)
    if unplaced:
        notes.append(say("plan.unplaced", n=unplaced))
    if held:
        rule = program.about.credit_rule
        notes.append(
            say(
                "plan.rule",
                week=rule.week_hours,
                internship=rule.internship_week_hours,
                credit=rule.hours_per_credit,
            )
        )
    return notes


def _legend() -> Legend:
    return Legend(
        (
            (Weekly(4, 14), say("plan.legend.weekly")),
            (WholeWeeks(2), say("plan.legend.weeks")),
            (Days(4), say("plan.legend.days")),
            (STAR, say("plan.legend.lectures")),
            ("(4/14W)", say("plan.legend.alternative")),
            (Number(16, Unit.OFF_TIMETABLE), say("plan.legend.extra")),
            (Number(108, bracketed=True), say("plan.legend.bracketed")),
            (Number(64, Unit.MARKED), say("plan.legend.marked")),
            ("★", say("plan.legend.core")),
            ("•", say("plan.legend.runs")),
        )
    )
