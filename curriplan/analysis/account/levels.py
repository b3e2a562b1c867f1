"""Readiness of the programme, a post, or a group, and the counts of the gap report, requirement by requirement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from curriplan.analysis.account.account import Account, Figure, Part, Results, counted, divided
from curriplan.analysis.gap.readiness import post_shares
from curriplan.analysis.gap.result import GapRow, Status
from curriplan.analysis.insight.groups import grouped, rows_readiness
from curriplan.analysis.report.tree import Say, Value
from curriplan.analysis.report.words import name_of
from curriplan.domain.program import Program

READINESS, READINESS_DUE = "readiness", "readiness_due"


def cell(program: Program, post: str, competency: str) -> Say:
    """Return what a requirement is called: its post and its competency."""
    names = (
        ("post", name_of(program.posts[post])),
        ("competency", name_of(program.competencies[competency])),
    )
    return Say("why.cell", names)


def readiness(results: Results, figure: Figure, _: date) -> Account:
    """Return the readiness of a post by its rows, of a group or the programme by its posts."""
    program, due = results.program, figure.id == READINESS_DUE
    report = results.gaps(figure.basis)
    basis = Say(f"why.basis.{figure.basis}")
    if figure.by:
        group = next((one for one in grouped(program, report, figure.by) if one.key == figure.of), None)
        rows = () if group is None else group.rows
        name: Value = None if group is None else group.name
        about = Say("why.on_basis_of", (("name", name), ("basis", basis)))
        return _of_posts(program, figure, rows).on(about)
    if not figure.of:
        return _of_posts(program, figure, (row for post in report.posts for row in post.rows)).on(basis)
    held = next(one for one in report.posts if one.post == figure.of)
    name = name_of(program.posts[figure.of])
    parts = [one for row in held.rows for one in _levels(program, row, due=due)]
    account = divided(figure, parts, lost=True)
    about = Say("why.on_basis_of", (("name", name), ("basis", basis)))
    return account.on(about, "of_post", left_out=held.left_out)


def _levels(program: Program, row: GapRow, *, due: bool) -> Iterator[Part]:
    """Yield the part of a row; rows without a level or an importance weigh nothing."""
    need = row.requirement
    if need.level is None or need.importance is None:
        return
    owed = (row.entry if due else need.level) or 0
    held = (row.delivered_due if due else row.delivered) or 0
    key = program.about.scale.key
    yield Part(
        name_of(program.competencies[row.competency]),
        need.importance * min(owed, held),
        need.importance * owed,
        words="level",
        facts=(("importance", need.importance), ("required", key(owed)), ("delivered", key(held))),
        why=Figure("cell", row.post, row.competency),
    )


def _of_posts(program: Program, figure: Figure, rows: Iterable[GapRow]) -> Account:
    """Return the mean over posts by their share of graduates."""
    shares, due = post_shares(program), figure.id == READINESS_DUE
    by_post: dict[str, list[GapRow]] = {}
    for row in rows:
        by_post.setdefault(row.post, []).append(row)
    parts = []
    for post, held in by_post.items():
        value = rows_readiness(program, held, due=due) if shares[post] else None
        if value is not None:
            behind = None if figure.by else Figure(figure.id, post, "", figure.basis)
            name = name_of(program.posts[post])
            parts.append(Part(name, shares[post] * value, shares[post], words="mean", why=behind))
    return divided(figure, parts, lost=True)


Test = Callable[[GapRow], bool]

COUNTS: Mapping[str, Test] = {
    "requirements": lambda _: True,
    "met": lambda row: row.status is Status.MET,
    "missing": lambda row: row.status in {Status.GAP, Status.NO_COVERAGE},
    "gap": lambda row: row.status is Status.GAP,
    "no_coverage": lambda row: row.status is Status.NO_COVERAGE,
    "over": lambda row: row.status is Status.OVER,
    "unrated": lambda row: row.status is Status.UNRATED,
    "firm": lambda row: row.firm is True,
    "late": lambda row: row.late,
}
"""Which rows of the gap report each count counts."""


def rows_counted(results: Results, figure: Figure, _: date) -> Account:
    """Return the requirements that a count of the gap report counts, of a post or of all, worst first."""
    program, test = results.program, COUNTS[figure.id]
    posts = [one for one in results.gaps(figure.basis).posts if figure.of in {"", one.post}]
    rows = sorted((row for one in posts for row in one.rows if test(row)), key=lambda row: -row.weighted)
    parts = [_row(program, figure, row) for row in rows]
    basis = Say(f"why.basis.{figure.basis}")
    if not figure.of:
        return counted(figure, parts).on(basis)
    name = name_of(program.posts[figure.of])
    return counted(figure, parts).on(Say("why.on_basis_of", (("name", name), ("basis", basis))))


def _row(program: Program, figure: Figure, row: GapRow) -> Part:
    """Return the part of one requirement that is counted; its post is named where all posts are counted."""
    key, level = program.about.scale.key, row.requirement.level
    named = name_of(program.competencies[row.competency])
    facts: dict[str, Value] = {"delivered": key(row.delivered)}
    words = "row_unrated" if level is None else "row"
    if level is not None:
        facts["required"] = key(level)
    if figure.id == "late" and row.entry is not None and row.delivered_due is not None:
        words = "row_late"
        facts |= {"required": key(row.entry), "delivered": key(row.delivered_due)}
    return Part(
        named if figure.of else cell(program, row.post, row.competency),
        words=words,
        facts=tuple(facts.items()),
        why=Figure("cell", row.post, row.competency),
    )


def no_demand(results: Results, figure: Figure, _: date) -> Account:
    """Return the competencies that courses deliver and nobody requires."""
    program = results.program
    held = results.gaps(figure.basis).no_demand
    parts = [
        Part(
            name_of(program.competencies[one.competency]),
            note=Say("why.delivered", (("level", program.about.scale.key(one.delivered)),)),
        )
        for one in held
    ]
    return counted(figure, parts).on(Say(f"why.basis.{figure.basis}"))
