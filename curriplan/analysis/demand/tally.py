"""How the questions of surveys were answered: counts and n, nothing weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curriplan.analysis.order import in_order
from curriplan.domain.program import Program
from curriplan.domain.survey import Question, Rating, Respondent, Survey


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers to one question: option keys with how often each was chosen, n respondents in enterprises.

    With several answers a person the counts add up to more than n. ``texts`` are open answers.
    """

    question: str
    counts: tuple[tuple[str, int], ...]
    n: int
    enterprises: int
    texts: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Tallies:
    """Tallies of surveys and of questions, by id."""

    surveys: Mapping[str, SurveyTally]
    questions: Mapping[str, Tally]


def tallies(program: Program) -> Tallies:
    """Return how every survey and every question was answered; those that nobody answered have n = 0."""
    held: dict[str, list[Respondent]] = {key: [] for key in program.surveys}
    for _, one in sorted(program.respondents.items()):
        held[one.survey].append(one)
    highest = program.about.scale.highest
    return Tallies(
        {key: _survey(program.surveys[key], rows, highest) for key, rows in held.items()},
        {one.id: _question(one, held[one.survey]) for one in in_order(program.questions)},
    )


def _survey(survey: Survey, respondents: Iterable[Respondent], highest: int) -> SurveyTally:
    rows = list(respondents)
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


def _question(question: Question, respondents: Iterable[Respondent]) -> Tally:
    chosen: Counter[str] = Counter()
    texts: list[str] = []
    firms: list[str] = []
    for row in respondents:
        given = [one for one in row.choices if one.question == question.id and (one.options or one.text)]
        if given:
            firms.append(row.enterprise)
        for one in given:
            chosen.update(set(one.options))
            if one.text:
                texts.append(one.text)
    return Tally(
        question.id,
        tuple((one.key, chosen[one.key]) for one in question.options),
        len(firms),
        len(set(firms)),
        tuple(texts),
    )
