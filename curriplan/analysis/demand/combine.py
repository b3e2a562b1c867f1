"""Answers and statements about one cell become one requirement.

Who is named as the source of a level: the answers where their level holds, else the statement with the
highest level. A statement that ``prevails`` replaces what it states; a statement without a level only says
that the competency is needed, so the level is left to the answers, or stays unknown where they say 0. A
statement of level 0 ("not needed") takes back what it prevails over, and nothing else. Figures outside
their scale are not counted; a rule reports them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
    lead, others = _leading([_countable(one, highest) for one in statements])
    level, by_answers = _level(said, lead)
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


def _countable(one: Statement, highest: int) -> Statement:
    """Return a statement without figures that its scales do not have."""
    level = one.level if one.level is not None and 0 <= one.level <= highest else None
    importance = one.importance if one.importance is not None and 0 <= one.importance <= 1 else None
    same = level == one.level and importance == one.importance
    return one if same else replace(one, level=level, importance=importance)


def _leading(statements: Sequence[Statement]) -> tuple[Statement | None, Sequence[Statement]]:
    """Return the statement that speaks, and those that it was chosen from: prevailing ones, or all."""
    chosen = [one for one in statements if one.prevails] or list(statements)
    return max(chosen, key=_rank, default=None), chosen


def _rank(one: Statement) -> tuple[float, float, str]:
    """Return what the statement that speaks has most of; "needed" lies between "not needed" and level 1."""
    level = 0.5 if one.level is None else one.level
    return level, -1.0 if one.importance is None else one.importance, one.id


def _level(said: Evidence, lead: Statement | None) -> tuple[int | None, bool]:
    """Return the level that holds, and whether the answers gave it."""
    if lead is None:
        return said.level, True
    if lead.level is None:
        return (said.level, True) if said.level else (None, False)
    if said.level is None or lead.prevails or lead.level > said.level:
        return lead.level, False
    return said.level, True


def _importance(said: Evidence, lead: Statement | None, others: Sequence[Statement]) -> float | None:
    stated = None if lead is None else lead.importance
    if stated is None:
        stated = max((one.importance for one in others if one.importance is not None), default=None)
    if said.importance is None or (stated is not None and lead is not None and lead.prevails):
        return stated
    return said.importance
