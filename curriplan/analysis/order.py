"""The order in which rows are shown everywhere: position, then code, then id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeVar

from curriplan.domain.course import Course
from curriplan.domain.plan import Term
from curriplan.domain.program import Program


class Placed(Protocol):
    """A row with a position, a code and an id."""

    @property
    def id(self) -> str: ...  # noqa: D102

    @property
    def code(self) -> str: ...  # noqa: D102

    @property
    def position(self) -> float: ...  # noqa: D102


PlacedT = TypeVar("PlacedT", bound=Placed)


def in_order(rows: Mapping[str, PlacedT]) -> list[PlacedT]:
    """Return the rows of a flat table in the order in which they are shown."""
    return sorted(rows.values(), key=lambda row: (row.position, row.code, row.id))


def terms_in_order(program: Program) -> list[Term]:
    """Return the terms by number."""
    return sorted(program.terms.values(), key=lambda term: (term.number, term.id))


def courses_in_order(program: Program) -> list[Course]:
    """Return the courses by type, then position, code and id."""
    types = {row.id: n for n, row in enumerate(in_order(program.course_types))}
    return sorted(
        program.courses.values(),
        key=lambda row: (types.get(row.type or "", len(types)), row.position, row.code, row.id),
    )
