"""What the printed gap sheet says, worked out from the two gap reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curriplan.analysis.gap.result import GapReport, GapRow, Status
from curriplan.app.figures import share
from curriplan.domain.competency import Competency
from curriplan.gui.charts.gap_sheet import GapSheet, Missing, fitting, rows_fitting
from curriplan.gui.charts.heat import HeatCell, HeatGrid, HeatLine
from curriplan.gui.desk import Desk
from curriplan.gui.levels import level_key
from curriplan.gui.scenarios import shown_name
from curriplan.gui.theme import LIGHT, SIGNS, Tone, sign
from curriplan.gui.views.gaps.lines import UNMET, Both, status_mark, worst_first
from curriplan.gui.views.groups import BY_MODULE, grouped_competencies

READY_LINES = 2


def gap_sheet(desk: Desk, both: Both, headline: str) -> GapSheet:
    """Return the sheet of the open programme on the basis that is shown."""
    say, about = desk.say, desk.program.about
    missing = [row for row in worst_first(both.shown).values() if row.missing]
    posts, left_posts = _posts(both.shown)
    rows, left_rows = _competencies(desk, both.shown, len(missing))
    left_out = ""
    if left_posts or left_rows:
        left_out = say("insight.sheet.left_out", posts=left_posts, rows=left_rows)
    totals = both.shown.totals
    return GapSheet(
        title=say("insight.sheet.title"),
        programme=shown_name(desk),
        about=say("insight.sheet.about", code=about.code or "–", intake=about.intake or "–", day=desk.today),
        headline=headline,
        figures=(
            (say("insight.sheet.ready", basis=_basis(desk, both)), share(totals.readiness)),
            (say("insight.sheet.due"), share(totals.readiness_due)),
            (say("insight.sheet.other", basis=_basis(desk, both, other=True)), share(_other(both))),
        ),
        legend=_legend(desk, both.shown),
        grid=_grid(desk, both, posts, rows),
        list_title=say("insight.sheet.list"),
        list_heads=(
            say("gaps.status"),
            say("gaps.competency"),
            say("gaps.post"),
            say("insight.sheet.levels"),
            say("gaps.closes"),
        ),
        missing=tuple(_missing(desk, row) for row in missing),
        foot=say("insight.sheet.foot"),
        left_out=left_out,
    )


def _basis(desk: Desk, both: Both, *, other: bool = False) -> str:
    is_all = (both.shown is both.all) is not other
    return desk.say("insight.view.all" if is_all else "insight.view.assessed")


def _other(both: Both) -> float | None:
    return (both.assessed if both.shown is both.all else both.all).totals.readiness


def _posts(report: GapReport) -> tuple[list[str], int]:
    """Return the posts that fit across in their order, those of least readiness, and how many are left out."""
    held = [one for one in report.posts if one.rows]
    most = fitting(len(held))
    worst = sorted(held, key=lambda one: (one.readiness is None, one.readiness or 0.0))[:most]
    kept = {one.post for one in worst}
    return [one.post for one in held if one.post in kept], len(held) - len(kept)


def _competencies(desk: Desk, report: GapReport, missing: int) -> tuple[list[tuple[Competency, str]], int]:
    """Return the required competencies in their modules; where all do not fit, those with the largest gaps."""
    rows = [row for post in report.posts for row in post.rows]
    gaps = _sums(rows)
    held = [(one, group) for one, group in grouped_competencies(desk, BY_MODULE) if one.id in gaps]
    room = rows_fitting(missing) - READY_LINES
    if len(held) + len({group for _, group in held}) <= room:
        return held, 0
    worst = sorted(held, key=lambda pair: -gaps[pair[0].id])[: max(1, room)]
    return [(one, "") for one, _ in worst], len(held) - len(worst)


def _sums(rows: Iterable[GapRow]) -> dict[str, float]:
    gaps: dict[str, float] = {}
    for row in rows:
        gaps[row.competency] = gaps.get(row.competency, 0.0) + row.weighted
    return gaps


def _grid(
    desk: Desk, both: Both, posts: Sequence[str], competencies: Sequence[tuple[Competency, str]]
) -> HeatGrid:
    program, say = desk.program, desk.say
    cells: dict[tuple[int, int], HeatCell] = {}
    for k, report in enumerate((both.all, both.assessed)):
        ready = {one.post: one.readiness for one in report.posts}
        cells |= {(k, n): HeatCell(_per_cent(ready.get(post))) for n, post in enumerate(posts)}
    for n, post in enumerate(posts):
        for k, (one, _) in enumerate(competencies, READY_LINES):
            row = both.shown.row(post, one.id)
            if row is not None:
                cells[k, n] = _cell(desk, row)
    rows = (
        HeatLine(say("insight.sheet.per_cent", name=say("gaps.ready_full"))),
        HeatLine(say("insight.sheet.per_cent", name=say("gaps.ready_assessed_full"))),
        *(HeatLine(desk.name(one.name, one.code), group) for one, group in competencies),
    )
    named = (program.posts[post] for post in posts)
    return HeatGrid(rows, tuple(HeatLine(desk.name(post.name, post.code)) for post in named), cells)


def _per_cent(value: float | None) -> str:
    """Return a share without its unit, which stands beside: a cell may be as narrow as three figures."""
    return "–" if value is None else f"{value * 100:.0f}"


def _cell(desk: Desk, row: GapRow) -> HeatCell:
    level = row.requirement.level
    text = "" if level is None else level_key(desk, level)
    return HeatCell(f"{text}{sign(row.status, row.firm, row.late)}", LIGHT.status(row.status, row.firm))


def _legend(desk: Desk, report: GapReport) -> tuple[tuple[str, str, Tone], ...]:
    """Return a sample, the meaning with its count, and the tone of every status."""
    totals = report.totals
    uncertain = sum(row.status is Status.GAP and not row.firm for post in report.posts for row in post.rows)
    kinds = (
        ("met", "3", LIGHT.met, totals.met),
        ("gap", f"3{SIGNS['gap']}", LIGHT.gap, uncertain),
        ("firm", f"3{SIGNS['firm']}", LIGHT.firm, totals.gap - uncertain),
        ("no_coverage", f"3{SIGNS['no_coverage']}", LIGHT.no_coverage, totals.no_coverage),
        ("over", f"3{SIGNS['over']}", LIGHT.over, totals.over),
        ("unrated", SIGNS["unrated"], LIGHT.unrated, totals.unrated),
        ("late", f"3{SIGNS['late']}", LIGHT.met, totals.late),
    )
    return tuple(
        (sample, f"{desk.say(f'status.{word}')} {count}", tone)
        for word, sample, tone, count in kinds
        if count
    )


def _missing(desk: Desk, row: GapRow) -> Missing:
    program, say = desk.program, desk.say
    node, post = program.competencies[row.competency], program.posts[row.post]
    never = row.closes_in is None or row.status in UNMET
    return Missing(
        status_mark(desk, row),
        LIGHT.status(row.status, row.firm),
        desk.name(node.name, node.code),
        desk.name(post.name, post.code),
        f"{level_key(desk, row.requirement.level)} / {level_key(desk, row.delivered) if row.delivered else '–'}",
        say("gaps.never") if never else say("gaps.in_term", term=row.closes_in),
    )
