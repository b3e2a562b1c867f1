"""Answers and statements about one cell become one requirement.

Who is named as the source of a level: the answers where their level holds, else the statement with the
highest level. A statement that ``prevails`` replaces what it states; a statement without a level only says
that the competency is needed, so the level is left to the answers, or stays unknown where they say 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.demand.statistics import Answer, Evidence, evidence
from curriplan.domain.post import Statement
from curriplan.domain.profile import Profile

Contexts = frozenset[str]


def requirement(
    cell: tuple[str, str],
    answers: Mapping[Contexts, Sequence[Answer]],
    statements: Mapping[Contexts, Sequence[Statement]],
    contexts: Contexts,
    profile: Profile,
) -> Requirement | None:
    """Return what a post requires of a competency, or None where it requires nothing.

    ``answers`` and ``statements`` are grouped by the contexts that they were made for. A group applies
    where its contexts are contained in the post's; the largest wins; at a tie the higher level, marked.
    """
    applying = [one for one in {**answers, **statements} if one <= contexts]
    size = max((len(one) for one in applying), default=0)
    largest = sorted((one for one in applying if len(one) == size), key=sorted)
    tie = len(largest) > 1
    found = [
        _candidate(cell, answers.get(one, ()), statements.get(one, ()), one, tie, profile) for one in largest
    ]
    needed = [one for one in found if one is not None]
    return max(needed, key=lambda one: one.level or 0, default=None)


def _candidate(
    cell: tuple[str, str],
    answers: Sequence[Answer],
    statements: Sequence[Statement],
    contexts: Contexts,
    tie: bool,
    profile: Profile,
) -> Requirement | None:
    highest = profile.scale.highest
    said = evidence(answers, highest, profile.policy, cell)
    if said.level is None and said.importance is None and not statements:
        return None
    lead, others = _leading(statements, highest)
    level, by_answers = _level(said, lead, highest)
    if level == 0:
        return None
    return Requirement(
        *cell,
        importance=_importance(said, lead, others),
        level=level,
        interval=said.interval if by_answers else None,
        n=said.n,
        enterprises=said.enterprises,
        agreement=said.agreement,
        counts=said.counts,
        source="answers" if by_answers or lead is None else lead.source.value,
        statement=None if by_answers or lead is None else lead.id,
        contexts=contexts,
        tie=tie,
    )


def _on_scale(level: int | None, highest: int) -> int | None:
    """Return a level of the scale; one outside it is ignored here and reported by a rule."""
    return level if level is not None and 0 <= level <= highest else None


def _leading(statements: Sequence[Statement], highest: int) -> tuple[Statement | None, Sequence[Statement]]:
    """Return the statement that speaks, and those that it was chosen from: prevailing ones, or all."""
    chosen = [one for one in statements if one.prevails] or list(statements)

    def rank(one: Statement) -> tuple[int, float, str]:
        level = _on_scale(one.level, highest)
        return (-1 if level is None else level, -1.0 if one.importance is None else one.importance, one.id)

    return max(chosen, key=rank, default=None), chosen


def _level(said: Evidence, lead: Statement | None, highest: int) -> tuple[int | None, bool]:
    """Return the level that holds, and whether the answers gave it."""
    if lead is None:
        return said.level, True
    stated = _on_scale(lead.level, highest)
    if stated is None:
        return (said.level, True) if said.level else (None, False)
    if said.level is None or lead.prevails or stated > said.level:
        return stated, False
    return said.level, True


def _importance(said: Evidence, lead: Statement | None, others: Sequence[Statement]) -> float | None:
    stated = None if lead is None else lead.importance
    if stated is None:
        stated = max((one.importance for one in others if one.importance is not None), default=None)
    if said.importance is None or (stated is not None and lead is not None and lead.prevails):
        return stated
    return said.importance
