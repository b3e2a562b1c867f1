"""The overview: what the programme is, its key figures, readiness on both bases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from curriplan.analysis.calendar import tracks_of
from curriplan.analysis.gap.result import GapReport
from curriplan.analysis.order import in_order
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.rule_figures import KeyFigure, key_figures
from curriplan.analysis.report.tree import (
    Align,
    Block,
    Cell,
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
CLAUSE = WIDTH - 6
"""How many columns of the grid a clause takes."""

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
    found = key_figures(program, track)
    ruled = any(one.rule is not None for one in found)
    headers: list[Head | None] = [Head(say("overview.figure")), Head(say("overview.here"))]
    if ruled:
        told = ("least", "most", "kept", "weight", "clause")
        headers += [Head(say(f"overview.{one}")) for one in told[:-1]]
        headers += [Head(say(f"overview.{told[-1]}"), columns=CLAUSE), *[None] * (CLAUSE - 1)]
    rows = tuple(Row(_figure_cells(one, ruled=ruled)) for one in found)
    columns = (LABEL, FIGURE, FIGURE, FIGURE, WORD, WORD, *[Column(12, least=10)] * CLAUSE)[: len(headers)]
    key = "overview.figures" if track is None else "overview.figures_track"
    named = {} if track is None else {"track": program.tracks[track].name}
    return Table(columns, (tuple(headers),), rows, title=say(key, **named))


def _figure_cells(one: KeyFigure, *, ruled: bool) -> tuple[Cell, ...]:
    cells: tuple[Cell, ...] = (one.name, None if one.value is None else Number(one.value, one.unit))
    if not ruled:
        return cells
    if one.rule is None:
        return (*cells, *[None] * 4, Spanned(None, columns=CLAUSE), *[None] * (CLAUSE - 1))
    kept = {
        None: None,
        True: Mark(say("overview.holds"), Tone.MET),
        False: Mark(say("overview.outside"), Tone.FIRM),
    }[one.kept]
    limits = (
        None if one_limit is None else Number(one_limit, one.unit)
        for one_limit in (one.rule.least, one.rule.most)
    )
    clause = Spanned(one.rule.clause or None, columns=CLAUSE)
    return (*cells, *limits, kept, say(f"weight.{one.rule.severity.value}"), clause, *[None] * (CLAUSE - 1))


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
