"""What the stripe of a card tells: type, phase, post or department. A sign stands beside each colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from curriplan.analysis.order import courses_in_order, in_order
from curriplan.domain.course import Course, TypeRole
from curriplan.domain.scale import Mode
from curriplan.gui.desk import Desk

LONGEST_SIGN = 3
NO_SIGN = "–"


class ColourBy(StrEnum):
    """What cards are coloured by; the order is that of the menu."""

    TYPE = "type"
    PHASE = "phase"
    POST = "post"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Hue:
    """A colour (``#rrggbb``) with the short sign and the name of what it stands for."""

    colour: str
    sign: str
    name: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """The hues of a legend in their order, and which course has which."""

    legend: tuple[Hue, ...]
    of: Mapping[str, Hue]


def scheme(desk: Desk, by: ColourBy) -> Scheme:
    """Return the hues of all courses."""
    makers = {
        ColourBy.TYPE: _by_type,
        ColourBy.PHASE: _by_phase,
        ColourBy.POST: _by_post,
        ColourBy.DEPARTMENT: _by_department,
    }
    hues, keys = makers[by](desk)
    nothing = Hue(desk.theme.dim, NO_SIGN, desk.say(f"board.colour.none.{by.value}"))
    of = {course: hues.get(key, nothing) for course, key in keys.items()}
    used = set(keys.values())
    legend = [hue for key, hue in hues.items() if key in used]
    if any(one is nothing for one in of.values()):
        legend.append(nothing)
    return Scheme(tuple(legend), of)


Made = tuple[dict[str, Hue], dict[str, str]]
"""Hues by key in their order, and the key of every course."""


def _by_type(desk: Desk) -> Made:
    kinds = in_order(desk.program.course_types)
    short = all(0 < len(one.code) <= LONGEST_SIGN for one in kinds)
    hues = {
        one.id: Hue(
            desk.theme.role(one.role), one.code if short else _letter(n), desk.name(one.name, one.code)
        )
        for n, one in enumerate(kinds)
    }
    return hues, {one.id: one.type or "" for one in desk.program.courses.values()}


PHASE_ROLES = {
    Mode.THEORY: TypeRole.PROFESSIONAL_BASIC,
    Mode.ON_CAMPUS: TypeRole.PRACTICAL,
    Mode.OFF_CAMPUS: TypeRole.INTERNSHIP,
}


def _by_phase(desk: Desk) -> Made:
    hues = {
        mode.value: Hue(
            desk.theme.role(role),
            desk.say(f"board.sign.{mode.value}"),
            desk.say(f"plan.phase.{mode.value}"),
        )
        for mode, role in PHASE_ROLES.items()
    }
    return hues, {one.id: _phase(one) for one in desk.program.courses.values()}


def _phase(course: Course) -> str:
    """Return where most hours of a course are taught; the earlier phase at a tie, nothing where none is known."""
    known = [(hours, mode) for mode in PHASE_ROLES if (hours := course.hours.of(mode))]
    return max(known, key=lambda one: one[0])[1].value if known else ""


def _by_department(desk: Desk) -> Made:
    names = {one.id: desk.name(one.department) for one in courses_in_order(desk.program)}
    ordered = dict.fromkeys(one for one in names.values() if one)
    return _hues(desk, ((name, name) for name in ordered)), names


def _by_post(desk: Desk) -> Made:
    posts = ((one.id, desk.name(one.name, one.code)) for one in in_order(desk.program.posts))
    served = posts_served(desk)
    keys = {course: next(iter(served.get(course, ())), "") for course in desk.program.courses}
    return _hues(desk, posts), keys


def _hues(desk: Desk, named: Iterable[tuple[str, str]]) -> dict[str, Hue]:
    colours = [colour for _, colour in desk.theme.roles]
    return {key: Hue(colours[n % len(colours)], _letter(n), name) for n, (key, name) in enumerate(named)}


def _letter(n: int) -> str:
    """Return A to Z, then A2 to Z2 and so on."""
    again, at = divmod(n, len(ascii_uppercase))
    return ascii_uppercase[at] + (str(again + 1) if again else "")


def posts_served(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return for each course the posts that require what it brings, the one that needs most of it first.

    Nothing is known of that before the required levels are.
    """
    if not desk.results.demand_is_known:
        return {}
    needed: dict[str, list[tuple[str, float]]] = {}
    for post in desk.results.gaps().posts:
        for row in post.rows:
            if row.requirement.level:
                importance = row.requirement.importance
                needed.setdefault(row.competency, []).append(
                    (post.post, 1.0 if importance is None else importance)
                )
    served = {}
    for course, held in desk.program.contributions.items():
        sums: dict[str, float] = {}
        for competency in held:
            for key, weight in needed.get(competency, ()):
                sums[key] = sums.get(key, 0.0) + weight
        served[course] = tuple(key for key, _ in sorted(sums.items(), key=lambda one: (-one[1], one[0])))
    return served
