"""What the map shows, worked out from the programme and its gap report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from curriplan.analysis.calendar import first_term
from curriplan.analysis.gap.result import GapReport, GapRow, Status
from curriplan.analysis.order import courses_in_order
from curriplan.domain.course import Contribution, Course, Evidence
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.gui.desk import Desk
from curriplan.gui.levels import level_key
from curriplan.gui.models.matrix import Line, Look, grouped
from curriplan.gui.theme import SIGNS, Tone, sign
from curriplan.gui.views.groups import grouped_competencies
from curriplan.gui.views.map.order import Order

WORST_FIRST = (Status.NO_COVERAGE, Status.GAP, Status.UNRATED, Status.MET, Status.OVER)
RANK = {status: n for n, status in enumerate(WORST_FIRST)}


@dataclass(frozen=True, slots=True)
class Filters:
    """What part of the map is wanted."""

    by: str = "module"
    post: str = ""
    only_gaps: bool = False
    only_unmapped: bool = False
    only_practice: bool = False
    module: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the matrix is wanted: signs of mode and evidence, totals, low rows, an order other than the usual."""

    signs: bool = False
    totals: bool = False
    compact: bool = False
    order: Order | None = None


USUAL = Wishes()
EVIDENCE_SIGNS = {Evidence.CLAIMED: "○", Evidence.SYLLABUS: "◐", Evidence.ASSESSED: "●"}


@dataclass(frozen=True, slots=True)
class Heat:
    """Required against delivered for one competency, over the posts that are looked at; no status: no demand."""

    required: int | None
    delivered: int
    status: Status | None
    firm: bool


def heats(report: GapReport, post: str = "") -> dict[str, Heat]:
    """Return the heat of every required competency; the worst status of its rows counts."""
    rows: dict[str, list[GapRow]] = {}
    for held in report.posts:
        if post in {"", held.post}:
            for row in held.rows:
                rows.setdefault(row.competency, []).append(row)
    unasked = () if post else report.no_demand
    loose = {one.competency: Heat(None, one.delivered, None, firm=False) for one in unasked}
    return {**loose, **{key: _heat(held) for key, held in rows.items()}}


def _heat(rows: list[GapRow]) -> Heat:
    levels = [row.requirement.level for row in rows if row.requirement.level is not None]
    worst = min((row.status for row in rows), key=RANK.__getitem__)
    firm = any(row.firm for row in rows if row.status is Status.GAP)
    return Heat(max(levels, default=None), max(row.delivered for row in rows), worst, firm)


def row_lines(desk: Desk, filters: Filters, wishes: Wishes = USUAL) -> list[Line]:
    """Return the courses, grouped by type, each with its term and its type's stripe; or in another order."""
    program = desk.program
    lines = []
    for course in courses_in_order(program):
        if not _wanted(program, course, filters):
            continue
        kind = program.course_types.get(course.type or "")
        term = first_term(program, course.id)
        lines.append(
            Line(
                course.id,
                desk.name(course.name, course.code),
                group=desk.say("map.no_type") if kind is None else desk.name(kind.name, kind.code),
                note="" if term is None else _terms(course, term),
                full=f"{course.code}  {desk.name(course.name)}",
                stripe=desk.theme.role(None if kind is None else kind.role),
                totals=_course_totals(program, course.id) if wishes.totals else (),
            )
        )
    return grouped(lines) if wishes.order is None else _placed(lines, wishes.order.courses)


def _wanted(program: Program, course: Course, filters: Filters) -> bool:
    held = program.contributions.get(course.id, {})
    if filters.only_unmapped and held:
        return False
    return not filters.only_practice or is_practice(course, held.values())


def is_practice(course: Course, contributions: Iterable[Contribution]) -> bool:
    """Tell whether a course has hours, or brings anything, in training on or off campus."""
    practice = (Mode.ON_CAMPUS, Mode.OFF_CAMPUS)
    return any(course.hours.of(mode) for mode in practice) or any(
        one.mode in practice for one in contributions
    )


def _placed(lines: list[Line], places: Mapping[str, int]) -> list[Line]:
    """Return lines by their places, without groups; lines of one place stay in their order."""
    lines.sort(key=lambda line: places.get(line.key, len(places)))
    return [replace(line, group="") for line in lines]


def _course_totals(program: Program, course: str) -> tuple[str, ...]:
    """Return how many competencies a course brings, and the sum of their levels."""
    held = program.contributions.get(course, {})
    return (str(len(held)), str(sum(one.level for one in held.values()))) if held else ("–", "–")


def _terms(course: Course, first: int) -> str:
    return str(first) if course.span == 1 else f"{first}–{first + course.span - 1}"


def column_lines(
    desk: Desk, filters: Filters, by_heat: dict[str, Heat], wishes: Wishes = USUAL
) -> list[Line]:
    """Return the competencies with required and delivered level at their foot; in groups or in another order."""
    lines = []
    totals = _competency_totals(desk) if wishes.totals else {}
    for one, group in grouped_competencies(desk, filters.by):
        heat = by_heat.get(one.id)
        if (filters.post and heat is None) or filters.module not in {"", one.module}:
            continue
        if filters.only_gaps and (heat is None or heat.status not in {Status.GAP, Status.NO_COVERAGE}):
            continue
        name = desk.name(one.name, one.code)
        lines.append(
            Line(
                one.id,
                name,
                group=group,
                head="" if heat is None else _foot(desk, heat),
                tone=None if heat is None else _tone(desk, heat),
                full=f"{one.code}  {name}",
                totals=totals.get(one.id, ("–", "–")) if wishes.totals else (),
            )
        )
    return lines if wishes.order is None else _placed(lines, wishes.order.competencies)


def _competency_totals(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return how many courses bring each competency, and the best level that any of them states."""
    levels: dict[str, list[int]] = {}
    for held in desk.program.contributions.values():
        for one in held.values():
            levels.setdefault(one.competency, []).append(one.level)
    return {key: (str(len(each)), level_key(desk, max(each))) for key, each in levels.items()}


def _tone(desk: Desk, heat: Heat) -> Tone:
    return desk.theme.unrated if heat.status is None else desk.theme.status(heat.status, heat.firm)


def _foot(desk: Desk, heat: Heat) -> str:
    delivered = level_key(desk, heat.delivered) if heat.delivered else "–"
    if heat.status is None:
        return f"{SIGNS['no_demand']}/{delivered}"
    required = level_key(desk, heat.required)
    mark = sign(heat.status, heat.firm)
    return f"{required}/{delivered}{mark}" if mark not in {"", "?"} else f"{required}/{delivered}"


def cell_look(desk: Desk, course: str, competency: str, *, signs: bool = False) -> Look:
    """Return how a cell looks: the scale's key on the level's ramp; a corner mark where it is only claimed.

    With ``signs`` the letter of its mode stands before the key and the sign of its evidence behind it.
    """
    program = desk.program
    held = program.contributions.get(course, {}).get(competency)
    if held is None:
        return Look()
    scale = program.about.scale
    tone: Tone = desk.theme.level(held.level, scale.highest)
    spoken = desk.say(
        "map.spoken",
        level=scale.key(held.level),
        mode=desk.say(f"mode.{held.mode.value}"),
        evidence=desk.say(f"evidence.{held.evidence.value}"),
    )
    if not signs:
        return Look(scale.key(held.level), tone, weak=held.evidence is Evidence.CLAIMED, spoken=spoken)
    mode = desk.say(f"map.sign.{held.mode.value}")
    return Look(scale.key(held.level), tone, spoken=spoken, before=mode, after=EVIDENCE_SIGNS[held.evidence])


def mapped(desk: Desk) -> tuple[int, int, int]:
    """Return how many contributions there are, and how many competencies they reach of how many."""
    program = desk.program
    reached: set[str] = set()
    count = 0
    for held in program.contributions.values():
        reached.update(held)
        count += len(held)
    return count, len(reached), len(program.competencies)
