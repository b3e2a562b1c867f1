"""Courses and competencies by gap: worst first, as they stood when this was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curriplan.analysis.gap.result import GapReport
from curriplan.domain.program import Program

Weight = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Order:
    """Where each course and each competency stands, by id; who is new since then stands last.

    It is no live order: a cell whose level was just typed must not run away from the hand.
    """

    courses: Mapping[str, int]
    competencies: Mapping[str, int]


def by_gap(program: Program, report: GapReport, post: str = "") -> Order:
    """Return the order by gap over all posts or one.

    A competency weighs the sum of importance x missing levels over its posts, then the missing levels alone
    (where no importance is known); a course weighs what the competencies that it contributes to weigh together.
    """
    weights: dict[str, Weight] = {}
    for held in report.posts:
        if post in {"", held.post}:
            for row in held.rows:
                weights[row.competency] = _sum(
                    [weights.get(row.competency, (0.0, 0)), (row.weighted, row.missing)]
                )
    courses = {
        course: _sum(weights.get(one, (0.0, 0)) for one in program.contributions.get(course, {}))
        for course in program.courses
    }
    return Order(_places(courses), _places(weights))


def _sum(weights: Iterable[Weight]) -> Weight:
    held = list(weights)
    return sum(weighted for weighted, _ in held), sum(missing for _, missing in held)


def _places(weights: Mapping[str, Weight]) -> dict[str, int]:
    """Return the places of the heaviest first; those that weigh the same keep one place, so a sort keeps their order."""
    falling = sorted(set(weights.values()), reverse=True)
    places = {weight: n for n, weight in enumerate(falling)}
    return {key: places[weight] for key, weight in weights.items()}
