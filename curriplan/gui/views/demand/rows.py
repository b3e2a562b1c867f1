"""The table of requirements: which rows, which columns."""

from __future__ import annotations

from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.order import in_order
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Column
from curriplan.gui.theme import Tone

SEPARATOR = "\x1f"
Rows = dict[str, Requirement]


def key_of(post: str, competency: str) -> str:
    """Return the key of a row."""
    return f"{post}{SEPARATOR}{competency}"


def requirement_rows(desk: Desk, post: str, words: str) -> Rows:
    """Return the requirements of a post, or of all, that hold some words; the most important first."""
    known, wanted = desk.results.requirements(), words.casefold().split()
    place = {one.id: n for n, one in enumerate(in_order(desk.program.competencies))}

    def rank(need: Requirement) -> tuple[float, int]:
        return -1.0 if need.importance is None else need.importance, -place[need.competency]

    rows: Rows = {}
    for one in in_order(desk.program.posts):
        if post in {"", one.id}:
            held = sorted(known.get(one.id, {}).values(), key=rank, reverse=True)
            rows |= {
                key_of(one.id, need.competency): need
                for need in held
                if not wanted or _has(desk, need, wanted)
            }
    return rows


def _has(desk: Desk, need: Requirement, words: list[str]) -> bool:
    program = desk.program
    post, node = program.posts[need.post], program.competencies[need.competency]
    named = (post.code, post.name.zh, post.name.en, node.code, node.name.zh, node.name.en)
    held = " ".join((*named, desk.say(f"source.{need.source}"))).casefold()
    return all(word in held for word in words)


def requirement_columns(desk: Desk) -> list[Column[Requirement]]:
    """Return the columns of the table."""

    def post(need: Requirement) -> str:
        row = desk.program.posts[need.post]
        return desk.name(row.name, row.code)

    def competency(need: Requirement) -> str:
        row = desk.program.competencies[need.competency]
        return desk.name(row.name, row.code)

    def level(need: Requirement) -> str:
        return "?" if need.level is None else desk.program.about.scale.key(need.level)

    def tone(need: Requirement) -> Tone:
        theme, highest = desk.theme, desk.program.about.scale.highest
        return theme.unrated if need.level is None else theme.level(need.level, highest)

    return [
        Column("demand.column.post", post, width=160),
        Column("demand.column.competency", competency, width=256),
        Column("demand.column.level", level, lambda r: r.level or 0, tone=tone, width=56),
        *_figures(desk),
        Column("demand.column.source", lambda r: source(desk, r), width=90),
    ]


def _figures(desk: Desk) -> list[Column[Requirement]]:
    return [
        Column(
            "demand.column.importance",
            lambda r: decimals(r.importance),
            lambda r: -1.0 if r.importance is None else r.importance,
            right=True,
            width=104,
        ),
        Column(
            "demand.column.interval",
            lambda r: interval(desk, r),
            lambda r: (-1, -1) if r.interval is None else r.interval,
            right=True,
            width=74,
        ),
        Column("demand.column.n", lambda r: str(r.n) if r.n else "–", lambda r: r.n, right=True, width=40),
        Column(
            "demand.column.enterprises",
            lambda r: str(r.enterprises) if r.n else "–",
            lambda r: r.enterprises,
            right=True,
            width=60,
        ),
        Column(
            "demand.column.agreement",
            lambda r: decimals(r.agreement),
            lambda r: -1.0 if r.agreement is None else r.agreement,
            right=True,
            width=104,
        ),
    ]


def decimals(value: float | None) -> str:
    """Return a figure with two decimals, or a dash."""
    return "–" if value is None else f"{value:.2f}"


def interval(desk: Desk, need: Requirement) -> str:
    """Return the interval of levels, or a dash where the answers are too few."""
    if need.interval is None:
        return "–"
    low, high = (desk.program.about.scale.key(level) if level else "0" for level in need.interval)
    return low if low == high else f"{low}–{high}"


def source(desk: Desk, need: Requirement) -> str:
    """Return where the level comes from, with the context that applied and whether there was a tie."""
    parts = [desk.say(f"source.{need.source}"), *sorted(need.contexts)]
    if need.tie:
        parts.append(desk.say("demand.tie"))
    return " · ".join(parts)
