"""What the gap page shows, worked out from a gap report."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.analysis.gap.result import GapReport, GapRow, NoDemand, Status
from curriplan.app.figures import share
from curriplan.gui.desk import Desk
from curriplan.gui.levels import level_key
from curriplan.gui.models.matrix import Line, Look
from curriplan.gui.models.table import Column
from curriplan.gui.theme import SIGNS, Tone, sign
from curriplan.gui.views.groups import grouped_competencies

READY, READY_ASSESSED = "ready:all", "ready:assessed"
UNMET = frozenset({Status.GAP, Status.NO_COVERAGE})


@dataclass(frozen=True, slots=True)
class Both:
    """The two gap reports, one of which the page mainly shows."""

    shown: GapReport
    all: GapReport
    assessed: GapReport


def post_lines(desk: Desk, report: GapReport) -> list[Line]:
    """Return the posts that require anything, with their level."""
    lines = []
    for held in report.posts:
        if held.rows:
            post = desk.program.posts[held.post]
            name = desk.name(post.name, post.code)
            lines.append(
                Line(
                    post.id,
                    name,
                    note=desk.say(f"post_level.{post.level.value}"),
                    full=f"{post.code}  {name}",
                )
            )
    return lines


def competency_lines(desk: Desk, report: GapReport, by: str) -> list[Line]:
    """Return the required competencies in their groups, and two columns of readiness."""
    wanted = {row.competency for held in report.posts for row in held.rows}
    lines = [
        Line(one.id, desk.name(one.name, one.code), group=group, full=f"{one.code}  {desk.name(one.name)}")
        for one, group in grouped_competencies(desk, by)
        if one.id in wanted
    ]
    ready = [
        Line(READY, desk.say("gaps.ready"), stripe="flat", full=desk.say("gaps.ready_full")),
        Line(
            READY_ASSESSED,
            desk.say("gaps.ready_assessed"),
            stripe="flat",
            full=desk.say("gaps.ready_assessed_full"),
        ),
    ]
    return lines + ready


def gap_look(desk: Desk, both: Both, post: str, competency: str) -> Look:
    """Return how a cell looks: the required level with the sign of its status."""
    if competency in {READY, READY_ASSESSED}:
        report = both.all if competency == READY else both.assessed
        held = next((one for one in report.posts if one.post == post), None)
        ready = None if held is None else held.readiness
        return Look(share(ready), spoken=share(ready))
    row = both.shown.row(post, competency)
    if row is None:
        return Look()
    need = row.requirement
    text = "" if need.level is None else level_key(desk, need.level)
    mark = sign(row.status, row.firm, row.late)
    return Look(text, desk.theme.status(row.status, row.firm), mark, spoken=spoken(desk, row))


def spoken(desk: Desk, row: GapRow) -> str:
    """Return a cell in words."""
    return desk.say(
        "gaps.spoken",
        required=level_key(desk, row.requirement.level),
        delivered=level_key(desk, row.delivered),
        status=status_word(desk, row),
    )


def status_word(desk: Desk, row: GapRow) -> str:
    """Return the word for a row's status."""
    if row.late and row.status in {Status.MET, Status.OVER}:
        return desk.say("status.late")
    return desk.say("status.firm" if row.status is Status.GAP and row.firm else f"status.{row.status.value}")


def status_mark(desk: Desk, row: GapRow) -> str:
    """Return sign and word of a row's status."""
    return f"{sign(row.status, row.firm, row.late)} {status_word(desk, row)}".strip()


def status_tone(desk: Desk, row: GapRow) -> Tone:
    """Return the tone of a row's status."""
    return desk.theme.status(row.status, row.firm)


def worst_first(report: GapReport) -> dict[str, GapRow]:
    """Return the rows that need attention, by weighted gap; then late ones, then those not rated."""
    rows = [row for held in report.posts for row in held.rows]
    chosen = [row for row in rows if row.status in UNMET or row.late or row.status is Status.UNRATED]
    chosen.sort(
        key=lambda row: (not row.missing, -row.weighted, not row.firm, not row.late, row.post, row.competency)
    )
    return {f"{row.post}\x1f{row.competency}": row for row in chosen}


def gap_columns(desk: Desk) -> list[Column[GapRow]]:
    """Return the columns of the list."""
    return [*_subject(desk), *_levels(desk), *_proof(desk)]


def _subject(desk: Desk) -> list[Column[GapRow]]:
    def competency(row: GapRow) -> str:
        node = desk.program.competencies[row.competency]
        return desk.name(node.name, node.code)

    def post(row: GapRow) -> str:
        held = desk.program.posts[row.post]
        return desk.name(held.name, held.code)

    return [
        Column("gaps.competency", competency, width=200),
        Column("gaps.post", post, width=190),
    ]


def _levels(desk: Desk) -> list[Column[GapRow]]:
    return [
        Column(
            "gaps.required",
            lambda r: level_key(desk, r.requirement.level),
            lambda r: r.requirement.level or 0,
            right=True,
            width=100,
        ),
        Column(
            "gaps.delivered",
            lambda r: level_key(desk, r.delivered),
            lambda r: r.delivered,
            right=True,
            width=100,
        ),
        Column(
            "gaps.status",
            lambda r: status_mark(desk, r),
            lambda r: (r.status.value, not r.firm),
            tone=lambda r: status_tone(desk, r),
            width=140,
        ),
    ]


def _proof(desk: Desk) -> list[Column[GapRow]]:
    def evidence(row: GapRow) -> str:
        need = row.requirement
        if need.interval is None:
            return desk.say("gaps.n", n=need.n) if need.n else desk.say(f"source.{need.source}")
        low, high = (level_key(desk, level) for level in need.interval)
        return desk.say("gaps.n_interval", n=need.n, low=low, high=high)

    def closes(row: GapRow) -> str:
        return (
            desk.say("gaps.never") if row.closes_in is None else desk.say("gaps.in_term", term=row.closes_in)
        )

    return [
        Column("gaps.evidence", evidence, lambda r: r.requirement.n, width=150),
        Column(
            "gaps.importance",
            lambda r: "" if r.requirement.importance is None else f"{r.requirement.importance:.2f}",
            lambda r: r.requirement.importance or -1.0,
            right=True,
            width=110,
        ),
        Column("gaps.closes", closes, lambda r: r.closes_in or 99, width=90),
    ]


def unasked_columns(desk: Desk) -> list[Column[NoDemand]]:
    """Return the columns of the list of what is delivered and required by nobody."""

    def competency(one: NoDemand) -> str:
        node = desk.program.competencies[one.competency]
        return desk.name(node.name, node.code)

    def courses(one: NoDemand) -> str:
        rows = [desk.program.courses[held.course] for held in one.courses]
        return ", ".join(desk.name(row.name, row.code) for row in rows)

    return [
        Column("gaps.competency", competency, width=300),
        Column(
            "gaps.delivered",
            lambda one: level_key(desk, one.delivered),
            lambda one: one.delivered,
            right=True,
            width=100,
        ),
        Column("gaps.status", lambda _: no_demand_mark(desk), tone=lambda _: desk.theme.unrated, width=140),
        Column("gaps.delivered_by", courses, width=400),
    ]


def no_demand_mark(desk: Desk) -> str:
    """Return sign and word of a competency that nobody requires."""
    return f"{SIGNS['no_demand']} {desk.say('status.no_demand')}"
