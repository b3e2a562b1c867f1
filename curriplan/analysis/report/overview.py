"""The overview: what the programme is, its key figures, readiness on both bases, hours by type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from curriplan.analysis.calendar import Factor, course_credits, course_hours, tracks_of
from curriplan.analysis.gap.result import GapReport, GapTotals
from curriplan.analysis.order import in_order
from curriplan.analysis.report.formula import Ratio, Sum, at, down
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.regulation import SOURCE, KeyFigure, is_three_year, key_figures
from curriplan.analysis.report.schedule_groups import Group, groups, weights
from curriplan.analysis.report.settle import settled
from curriplan.analysis.report.tree import (
    Align,
    Block,
    Column,
    Formula,
    Head,
    Mark,
    Number,
    Row,
    RowKind,
    Say,
    Section,
    Spanned,
    Table,
    Tone,
    Unit,
    Value,
    plain_headers,
    say,
)
from curriplan.analysis.report.words import figure, listed, name_of, names, share, status, word
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program

LABEL = Column(34, least=26, wrap=True)
FIGURE = Column(12, least=10, align=Align.RIGHT)
WORD = Column(12, least=10, align=Align.CENTRE, wrap=True)
WIDTH = 11
"""All tables of the sheet stand on one grid: a label and ten figures."""

COUNTED = (
    status(Tone.MET),
    status(Tone.GAP),
    Mark(say("overview.firm"), Tone.FIRM),
    status(Tone.NO_COVERAGE),
    status(Tone.OVER),
    status(Tone.UNRATED),
    Mark(say("overview.late"), Tone.LATE),
    status(Tone.NO_DEMAND),
)


def overview_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the overview."""
    program = inputs.program
    blocks: list[Block] = [_summary(inputs.gaps), *_checked(inputs), _facts(inputs)]
    for track in tracks_of(program):
        blocks.append(_figures(program, track))
        if program.courses:
            blocks.append(_by_type(program, track))
    if inputs.gaps.posts or inputs.gaps.no_demand:
        blocks += [_statuses(inputs), _by_post(inputs)]
    return (Section("overview", say("sheet.overview"), say("title.overview"), tuple(blocks)),)


def _summary(gaps: GapReport) -> Say:
    totals = gaps.totals
    rows = sum(len(post.rows) for post in gaps.posts)
    if not rows:
        return say("overview.no_requirements")
    return say(
        "overview.summary", open=totals.gap + totals.no_coverage, all=rows, firm=totals.firm, late=totals.late
    )


def _checked(inputs: ReportInputs) -> Iterator[Say]:
    if inputs.findings is not None:
        counts = {one: sum(found.severity is one for found in inputs.findings) for one in Severity}
        yield say("overview.checked", **{one.value: n for one, n in counts.items()})


def _facts(inputs: ReportInputs) -> Table:
    program, about = inputs.program, inputs.program.about
    facts: tuple[tuple[str, Value], ...] = (
        ("name", about.name or None),
        ("code", about.code or None),
        ("major", about.major_code or None),
        ("host_major", about.host_major or None),
        ("intake", None if about.intake is None else Number(about.intake, Unit.COUNT)),
        ("students", None if about.students is None else Number(about.students, Unit.COUNT)),
        ("groups", None if about.groups is None else Number(about.groups, Unit.COUNT)),
        ("years", Number(len({term.year for term in program.terms.values()}), Unit.COUNT)),
        ("tracks", names(in_order(program.tracks))),
        ("phases", listed(word(phase) for phase in about.phases)),
        ("source", about.source or None),
        ("note", about.note or None),
    )
    rows = tuple(
        Row((say(f"fact.{key}"), Spanned(value, columns=WIDTH - 1), *[None] * (WIDTH - 2)))
        for key, value in facts
        if value is not None
    )
    columns = (LABEL, *[Column(12, least=10)] * (WIDTH - 1))
    return Table(columns, (), rows, title=say("overview.programme"))


def _figures(program: Program, track: str | None) -> Table:
    regulated = is_three_year(program)
    headers: list[Head | None] = [Head(say("overview.figure")), Head(say("overview.here"))]
    if regulated:
        headers += [Head(say("overview.least")), Head(say("overview.kept")), Head(say("overview.weight"))]
    rows = tuple(Row(_figure_cells(one, regulated=regulated)) for one in key_figures(program, track))
    columns = (LABEL, FIGURE, FIGURE, WORD, WORD)[: len(headers)]
    key = "overview.figures_beside" if regulated else "overview.figures"
    return Table(columns, (tuple(headers),), rows, title=_of_track(program, track, key, source=SOURCE))


def _of_track(program: Program, track: str | None, key: str, **args: str) -> Say:
    if track is None:
        return say(key, **args)
    return say(f"{key}_track", track=program.tracks[track].name, **args)


def _figure_cells(one: KeyFigure, *, regulated: bool) -> tuple[Value, ...]:
    cells: tuple[Value, ...] = (
        say(f"figure.{one.key}"),
        None if one.value is None else Number(one.value, one.unit),
    )
    if not regulated:
        return cells
    kept = {
        None: None,
        True: Mark(say("overview.holds"), Tone.MET),
        False: Mark(say("overview.below"), Tone.FIRM),
    }[one.holds]
    least = None if one.least is None else Number(one.least, one.unit)
    return (*cells, least, kept, None if one.weight is None else say(f"weight.{one.weight}"))


def _by_type(program: Program, track: str | None) -> Table:
    keys = ("type", "courses", "hours", "theory", "practice", "credits", "hours_share", "practice_share")
    held, by = groups(program, track), weights(program, track)
    last = len(held) - 1
    rows = [_type_row(program, group, by, n, last + 1) for n, group in enumerate(held)]
    sums = (
        Formula(Sum((down(column, 0, last),))) if any(row.cells[column] is not None for row in rows) else None
        for column in range(1, 6)
    )
    rows.append(Row((say("plan.total"), *sums, *_shares(last + 1, last + 1)), RowKind.TOTAL))
    columns = (LABEL, *[FIGURE] * (len(keys) - 1))
    headers = plain_headers(*(say(f"by_type.{key}") for key in keys))
    return settled(Table(columns, headers, tuple(rows), title=_of_track(program, track, "overview.by_type")))


def _type_row(program: Program, group: Group, by: Mapping[str, Factor], row: int, total: int) -> Row:
    rule = program.about.credit_rule
    members = [*group.courses, *(course for block in group.pools for course in block.courses)]
    hours = _known_sum((course_hours(one, rule), by[one.id].hours) for one in members)
    theory = _known_sum((one.hours.theory, by[one.id].hours) for one in members)
    practice = _known_sum((one.hours.practice, by[one.id].hours) for one in members)
    credits_ = _known_sum((course_credits(one, rule), by[one.id].credits) for one in members)
    label = say("plan.no_type") if group.type is None else name_of(group.type)
    figures = (
        Number(len(members), Unit.COUNT),
        *(figure(one) for one in (hours, theory, practice, credits_)),
    )
    return Row((label, *figures, *_shares(row, total)))


def _known_sum(pairs: Iterable[tuple[float | None, float]]) -> float | None:
    known = [value * factor for value, factor in pairs if value is not None]
    return sum(known) if known else None


def _shares(row: int, total: int) -> tuple[Formula, Formula]:
    hours, practice = Sum((at(row, 2),)), Sum((at(row, 4),))
    return (
        Formula(Ratio(hours, Sum((at(total, 2),))), unit=Unit.SHARE),
        Formula(Ratio(practice, hours), unit=Unit.SHARE),
    )


def _statuses(inputs: ReportInputs) -> Table:
    headers = plain_headers(
        say("overview.basis"), *COUNTED, say("by_post.readiness"), say("by_post.readiness_due")
    )
    bases = (("all", inputs.gaps.totals), ("assessed", inputs.gaps_assessed.totals))
    rows = tuple(Row((say(f"basis.{basis}"), *_counts(totals))) for basis, totals in bases)
    return Table((LABEL, *[FIGURE] * (WIDTH - 1)), headers, rows, title=say("overview.statuses"))


def _counts(totals: GapTotals) -> tuple[Value, ...]:
    counted = (
        totals.met,
        totals.gap,
        totals.firm,
        totals.no_coverage,
        totals.over,
        totals.unrated,
        totals.late,
        totals.no_demand,
    )
    counts = tuple(Number(n, Unit.COUNT) for n in counted)
    return (*counts, share(totals.readiness), share(totals.readiness_due))


def _by_post(inputs: ReportInputs) -> Table:
    keys = (
        "post",
        "level",
        "rows",
        "due_term",
        "readiness",
        "readiness_due",
        "assessed",
        "assessed_due",
        "left_out",
    )
    assessed = {post.post: post for post in inputs.gaps_assessed.posts}
    rows = []
    for held in inputs.gaps.posts:
        post, other = inputs.program.posts[held.post], assessed[held.post]
        rows.append(
            Row(
                (
                    name_of(post),
                    word(post.level),
                    Number(len(held.rows), Unit.COUNT),
                    None if held.due_term is None else Number(held.due_term, Unit.COUNT),
                    share(held.readiness),
                    share(held.readiness_due),
                    share(other.readiness),
                    share(other.readiness_due),
                    Number(held.left_out, Unit.COUNT),
                )
            )
        )
    headers = plain_headers(*(say(f"by_post.{key}") for key in keys))
    columns = (LABEL, WORD, *[FIGURE] * (len(keys) - 2))
    return Table(columns, headers, tuple(rows), title=say("overview.by_post"))
