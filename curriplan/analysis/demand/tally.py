"""Who answered a survey, and how its ratings fell: counts, nothing weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriplan.domain.program import Program
from curriplan.domain.survey import Rating, Respondent, Survey


@dataclass(frozen=True, slots=True)
class SurveyTally:
    """Who answered a survey, and its ratings of competencies.

    ``levels[level]`` counts answers from 0 ("not needed") up, ``importance[k]`` those of the k-th point of
    the survey's scale; ``blanks`` are ratings without a level. Figures outside their scale are left out.
    """

    survey: str
    respondents: int
    enterprises: int
    ratings: int
    levels: tuple[int, ...]
    importance: tuple[int, ...]
    blanks: int
    roles: tuple[tuple[str, int], ...]


def tallies(program: Program) -> Mapping[str, SurveyTally]:
    """Return who answered every survey, by its id; one that nobody answered has no respondents."""
    held: dict[str, list[Respondent]] = {key: [] for key in program.surveys}
    for _, one in sorted(program.respondents.items()):
        held[one.survey].append(one)
    highest = program.about.scale.highest
    return {key: _survey(program.surveys[key], rows, highest) for key, rows in held.items()}


def _survey(survey: Survey, rows: Sequence[Respondent], highest: int) -> SurveyTally:
    ratings: list[Rating] = [rating for row in rows for rating in row.ratings]
    levels = Counter(one.level for one in ratings)
    points = Counter(one.importance for one in ratings)
    roles = Counter(row.role for row in rows if row.role)
    return SurveyTally(
        survey.id,
        len(rows),
        len({row.enterprise for row in rows}),
        len(ratings),
        tuple(levels[level] for level in range(highest + 1)),
        tuple(points[point] for point in range(survey.importance_min, survey.importance_max + 1)),
        levels[None],
        tuple(sorted(roles.items(), key=lambda role: (-role[1], role[0]))),
    )
