"""The overview: what the programme is, its key figures, readiness on both bases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from curriplan.analysis.calendar import tracks_of
from curriplan.analysis.gap.result import GapReport
from curriplan.analysis.order import in_order
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.regulation import SOURCE, KeyFigure, is_three_year, key_figures
from curriplan.analysis.report.tree import (
    Align,
    Block,
    Column,
    Head,
    Mark,
    Number,
    Row,
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
from curriplan.analysis.report.words import listed, names, share, status, tone_of, word
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program

LABEL = Column(46, least=40, wrap=True)
FIGURE = Column(13, least=13, align=Align.RIGHT)
WORD = Column(13, least=13, align=Align.CENTRE, wrap=True)
WIDTH = 11
"""All tables of the sheet stand on one grid: a label and ten figures."""

COUNTED = (
    status(Tone.MET),
    Mark(say("overview.late"), Tone.LATE),
    status(Tone.GAP),
    status(Tone.FIRM),
    status(Tone.NO_COVERAGE),
    status(Tone.OVER),
    status(Tone.UNRATED),
    status(Tone.NO_DEMAND),
)


def overview_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the overview."""
    program = inputs.program
    blocks: list[Block] = [_summary(inputs.gaps), *_checked(inputs)]
    if inputs.gaps.posts or inputs.gaps.no_demand:
        blocks.append(_statuses(inputs))
    blocks += [_facts(inputs), *(_figures(program, track) for track in tracks_of(program))]
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
        if inputs.accepted:
            yield say("overview.accepted", n=len(inputs.accepted))


def _facts(inputs: ReportInputs) -> Table:
    program, about = inputs.program, inputs.program.about
    facts: tuple[tuple[str, Value], ...] = (
        ("major", about.major_code or None),
        ("host_major", about.host_major or None),
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


def _statuses(inputs: ReportInputs) -> Table:
    headers = plain_headers(
        say("overview.basis"), *COUNTED, say("by_post.readiness"), say("by_post.readiness_due")
    )
    bases = (("all", inputs.gaps), ("assessed", inputs.gaps_assessed))
    rows = tuple(Row((say(f"basis.{basis}"), *_counts(gaps))) for basis, gaps in bases)
    return Table((LABEL, *[FIGURE] * (WIDTH - 1)), headers, rows, title=say("overview.statuses"))


def _counts(gaps: GapReport) -> tuple[Value, ...]:
    totals = gaps.totals
    rows = [row for post in gaps.posts for row in post.rows]
    # A firm gap is not counted with the uncertain ones: its tone in the window is another.
    tones = Counter(tone_of(row) for row in rows)
    counted = (
        totals.met,
        totals.late,
        tones[Tone.GAP],
        tones[Tone.FIRM],
        totals.no_coverage,
        totals.over,
        totals.unrated,
        totals.no_demand,
    )
    counts = tuple(Number(n, Unit.COUNT) for n in counted)
    return (*counts, share(totals.readiness), share(totals.readiness_due))
