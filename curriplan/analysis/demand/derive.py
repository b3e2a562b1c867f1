"""Answers, policy and statements become requirements. They are derived and never stored, so never stale.

The contexts of an answer are those of its respondent; an enterprise's contexts only describe the firm.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from curriplan.analysis.demand.changed import Cell, Changed, changed_cells
from curriplan.analysis.demand.combine import Contexts, requirement
from curriplan.analysis.demand.requirement import Requirement, Requirements
from curriplan.analysis.demand.statistics import Answer
from curriplan.domain.post import Statement
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress, quiet
from curriplan.domain.survey import Respondent, Survey

_CELLS_A_STEP = 50


@dataclass(slots=True)
class _Voices:
    """What was said about one cell, by the contexts that it was said for."""

    answers: dict[Contexts, list[Answer]] = field(default_factory=dict)
    statements: dict[Contexts, list[Statement]] = field(default_factory=dict)


def requirements(
    program: Program,
    progress: Progress = quiet,
    previous: tuple[Program, Requirements] | None = None,
) -> Requirements:
    """Return what each post requires, by post id and competency id; every post of the programme is a key.

    With ``previous``, a programme and its requirements, only cells whose answers, statements or contexts
    differ are computed; the result is the same as without it.

    Raises:
        Cancelled: ``progress`` raised it.

    """
    changed = None if previous is None else changed_cells(previous[0], program)
    known: Requirements = {} if previous is None or changed is None else previous[1]
    voices = _voices(program, changed)
    found: dict[str, dict[str, Requirement]] = {}
    for done, ((post, competency), said) in enumerate(voices.items()):
        if done % _CELLS_A_STEP == 0:
            progress(done / len(voices), "demand")
        one = requirement(
            (post, competency), said.answers, said.statements, program.posts[post].contexts, program.about
        )
        if one is not None:
            found.setdefault(post, {})[competency] = one
    return {post: _merged(post, known.get(post, {}), found.get(post, {}), changed) for post in program.posts}


def _merged(
    post: str, known: Mapping[str, Requirement], found: Mapping[str, Requirement], changed: Changed | None
) -> Mapping[str, Requirement]:
    if changed is None or not known:
        return found
    kept = {key: one for key, one in known.items() if (post, key) not in changed}
    return known if len(kept) == len(known) and not found else {**kept, **found}


def _voices(program: Program, changed: Changed | None) -> dict[Cell, _Voices]:
    voices: dict[Cell, _Voices] = {}
    if changed is not None and not changed.cells and not changed.posts:
        return voices
    for cell, contexts, answer in _answers(program, changed):
        voices.setdefault(cell, _Voices()).answers.setdefault(contexts, []).append(answer)
    for held in program.statements.values():
        for one in held.values():
            cell = one.post, one.competency
            if changed is None or cell in changed:
                voices.setdefault(cell, _Voices()).statements.setdefault(one.contexts, []).append(one)
    return voices


def _answers(program: Program, changed: Changed | None) -> Iterator[tuple[Cell, Contexts, Answer]]:
    highest = program.about.scale.highest
    for respondent in _in_order(program):
        weight = program.enterprises[respondent.enterprise].weight
        if not 0 < weight < math.inf:
            continue  # a firm without weight has no say; a rule reports the weight
        survey = program.surveys[respondent.survey]
        for rating in respondent.ratings:
            cell = rating.post, rating.competency
            if changed is not None and cell not in changed:
                continue
            level = rating.level if rating.level is not None and 0 <= rating.level <= highest else None
            importance = normalised(rating.importance, survey)
            if level is not None or importance is not None:
                yield cell, respondent.contexts, Answer(respondent.enterprise, weight, level, importance)


def _in_order(program: Program) -> list[Respondent]:
    """Return the respondents by id, so that sums do not depend on the order of import."""
    return [row for _, row in sorted(program.respondents.items())]


def normalised(importance: int | None, survey: Survey) -> float | None:
    """Return an importance answer as 0..1 of its survey's scale; None if blank or outside the scale."""
    low, high = survey.importance_min, survey.importance_max
    if importance is None or high <= low or not low <= importance <= high:
        return None
    return (importance - low) / (high - low)
