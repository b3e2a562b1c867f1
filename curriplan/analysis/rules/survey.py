"""Surveys and statements: figures that cannot be, and answers outside their scale, which are not counted."""

from __future__ import annotations

import math
from collections.abc import Iterator

from curriplan.analysis.demand.distributions import published_check
from curriplan.analysis.order import in_order
from curriplan.analysis.rules.case import Case, at, label
from curriplan.domain.finding import Finding, error, warning
from curriplan.domain.survey import Rating, Respondent, Survey
from curriplan.domain.text import Text


def share_impossible(case: Case) -> Iterator[Finding]:
    """A share that a source printed can come from the number of answers that it states."""
    for question in in_order(case.program.questions):
        found = published_check(question)
        if found is not None and found.impossible:
            yield warning(
                "share_impossible",
                at("questions", question.id, field="published"),
                question=question.text.or_code(question.code),
                shares=found.impossible,
                n=found.n,
                smallest=found.smallest,
            )


def answers_outside_scale(case: Case) -> Iterator[Finding]:
    """Answers lie on the scale of levels, and of importance; one finding a respondent."""
    highest = case.program.about.scale.highest
    for _, respondent in sorted(case.program.respondents.items()):
        survey = case.program.surveys[respondent.survey]
        n = sum(_outside(one, survey, highest) for one in respondent.ratings)
        if n:
            yield warning(
                "answers_outside_scale",
                at("respondents", respondent.id, field="ratings"),
                respondent=_name(case, respondent),
                n=n,
                highest=highest,
                importance=(survey.importance_min, survey.importance_max),
            )


def _outside(one: Rating, survey: Survey, highest: int) -> bool:
    if one.level is not None and not 0 <= one.level <= highest:
        return True
    low, high = survey.importance_min, survey.importance_max
    return one.importance is not None and not low <= one.importance <= high


def _name(case: Case, respondent: Respondent) -> Text:
    code = respondent.code
    return Text(code, code) if code else label(case.program.enterprises[respondent.enterprise])


def survey_scale(case: Case) -> Iterator[Finding]:
    """The importance scale of a survey has at least two points."""
    for survey in in_order(case.program.surveys):
        if survey.importance_max <= survey.importance_min:
            yield error(
                "survey_scale",
                at("surveys", survey.id, field="importance_max"),
                survey=label(survey),
                low=survey.importance_min,
                high=survey.importance_max,
            )


def enterprise_weight(case: Case) -> Iterator[Finding]:
    """An enterprise that is to have a say has a weight above 0."""
    for enterprise in in_order(case.program.enterprises):
        if not 0 < enterprise.weight < math.inf:
            where = at("enterprises", enterprise.id, field="weight")
            yield warning("enterprise_weight", where, enterprise=label(enterprise), weight=enterprise.weight)


def statement_outside_scale(case: Case) -> Iterator[Finding]:
    """A demand lies on the scale of levels, and its importance between 0 and 1."""
    highest = case.program.about.scale.highest
    for post in in_order(case.program.posts):
        for key, one in sorted(case.program.statements.get(post.id, {}).items()):
            level_off = one.level is not None and not 0 <= one.level <= highest
            importance_off = one.importance is not None and not 0 <= one.importance <= 1
            if level_off or importance_off:
                yield error(
                    "statement_outside_scale",
                    at("statements", post.id, key, field="level" if level_off else "importance"),
                    post=label(post),
                    competency=label(case.program.competencies[one.competency]),
                    figure=one.level if level_off else one.importance,
                    highest=highest if level_off else 1,
                )
