"""Which cells of the demand two programmes may differ in; parts that are one object cost nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curriplan.domain.post import Statement
from curriplan.domain.program import Program
from curriplan.domain.survey import Respondent

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """Single cells, and posts of which every cell is to be computed anew."""

    cells: frozenset[Cell]
    posts: frozenset[str]

    def __contains__(self, cell: object) -> bool:
        return isinstance(cell, tuple) and (cell in self.cells or cell[0] in self.posts)


def changed_cells(old: Program, new: Program) -> Changed | None:
    """Return the cells whose answers, statements or contexts differ; None means all of them."""
    before, after = old.about, new.about
    if before is not after and (before.scale, before.policy) != (after.scale, after.policy):
        return None
    cells = {*_answered(old, new), *_stated(old, new)}
    return Changed(frozenset(cells), frozenset(_posts(old, new)))


def _posts(old: Program, new: Program) -> Iterator[str]:
    if old.posts is new.posts:
        return
    for key, row in new.posts.items():
        known = old.posts.get(key)
        if known is None or known.contexts != row.contexts:
            yield key


def _stated(old: Program, new: Program) -> Iterator[Cell]:
    if old.statements is new.statements:
        return
    nothing: Mapping[str, Statement] = {}
    for post in {**old.statements, **new.statements}:
        before, after = old.statements.get(post, nothing), new.statements.get(post, nothing)
        if before is after:
            continue
        for key in {**before, **after}:
            for row in (before.get(key), after.get(key)):
                if row is not None and before.get(key) is not after.get(key):
                    yield post, row.competency


def _answered(old: Program, new: Program) -> Iterator[Cell]:
    scales = _differ(
        {k: (r.importance_min, r.importance_max) for k, r in old.surveys.items()},
        {k: (r.importance_min, r.importance_max) for k, r in new.surveys.items()},
    )
    firms = _differ(
        {k: r.weight for k, r in old.enterprises.items()}, {k: r.weight for k, r in new.enterprises.items()}
    )
    if old.respondents is new.respondents and not scales and not firms:
        return
    for key in {**old.respondents, **new.respondents}:
        before, after = old.respondents.get(key), new.respondents.get(key)
        moved = any(r is not None and (r.survey in scales or r.enterprise in firms) for r in (before, after))
        if moved or before is not after:
            yield from _rated(before, after, moved)


def _differ(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {key for key in {**before, **after} if before.get(key) != after.get(key)}


def _rated(before: Respondent | None, after: Respondent | None, moved: bool) -> Iterator[Cell]:
    """Yield the cells that a respondent's change touches: only changed ratings where the rest is equal."""
    if before is not None and after is not None and not moved and _voice(before) == _voice(after):
        # Counted, not only collected: a rating that stands twice in a row counts twice.
        was, now = Counter(before.ratings), Counter(after.ratings)
        yield from ((one.post, one.competency) for one in (was - now) + (now - was))
        return
    for row in (before, after):
        if row is not None:
            yield from ((one.post, one.competency) for one in row.ratings)


def _voice(row: Respondent) -> tuple[str, str, frozenset[str]]:
    return row.survey, row.enterprise, row.contexts
