"""Small programmes for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Pool, Requisite, RequisiteKind
from curriplan.domain.defaults import blank_program
from curriplan.domain.plan import Placement, Term
from curriplan.domain.post import Post, Statement
from curriplan.domain.program import Program
from curriplan.domain.survey import Enterprise, Rating, Respondent, Survey
from curriplan.domain.text import Text

RowT = TypeVar("RowT")


def rows(*held: Any) -> dict[str, Any]:
    """Return a flat table of rows by their ids."""
    return {one.id: one for one in held}


def program(number_of_terms: int = 6, **tables: Any) -> Program:
    """Return a programme with some tables set; its posts are only those given."""
    return replace(blank_program(Text("", "Test"), number_of_terms), **{"posts": {}, **tables})


def places(begins: Mapping[str, int]) -> dict[str, Placement]:
    """Return placements by course and number of the first term."""
    return {course: Placement(course, f"term-{number}") for course, number in begins.items()}


def contributes(*held: Contribution) -> dict[str, dict[str, Contribution]]:
    """Return the nested table of contributions."""
    found: dict[str, dict[str, Contribution]] = {}
    for one in held:
        found.setdefault(one.course, {})[one.competency] = one
    return found


def requires(*held: Requisite) -> dict[str, dict[str, Requisite]]:
    """Return the nested table of requisites."""
    found: dict[str, dict[str, Requisite]] = {}
    for one in held:
        found.setdefault(one.course, {})[one.id] = one
    return found


def states(*held: Statement) -> dict[str, dict[str, Statement]]:
    """Return the nested table of statements."""
    found: dict[str, dict[str, Statement]] = {}
    for one in held:
        found.setdefault(one.post, {})[one.id] = one
    return found


def graph_program(courses: Iterable[str], edges: Iterable[tuple[str, ...]], **tables: Any) -> Program:
    """Return a programme of courses with edges (before, after[, kind])."""
    held = [
        Requisite(
            f"r{n}", edge[1], RequisiteKind(edge[2] if len(edge) > 2 else "all_of"), frozenset({edge[0]})
        )
        for n, edge in enumerate(edges)
    ]
    return program(
        courses=rows(*(Course(name, name) for name in courses)), requisites=requires(*held), **tables
    )


def surveyed(
    answers: Iterable[tuple[str, int | None, int | None]],
    weights: Mapping[str, float] | None = None,
    **tables: Any,
) -> Program:
    """Return a programme with one post ``p``, one competency ``c`` and answers (firm, level, importance)."""
    given = list(answers)
    firms = {firm: Enterprise(firm, weight=(weights or {}).get(firm, 1.0)) for firm, _, _ in given}
    people = {
        f"r{n}": Respondent(f"r{n}", "s", firm, ratings=(Rating("p", "c", importance, level),))
        for n, (firm, level, importance) in enumerate(given)
    }
    start = program(
        posts=rows(Post("p")),
        competencies=rows(Competency("c")),
        surveys=rows(Survey("s")),
        enterprises=firms,
        respondents=people,
    )
    return replace(start, **tables)


def term(number: int, **fields: Any) -> Term:
    """Return a term of a number."""
    return Term(f"term-{number}", number, (number + 1) // 2, **fields)


def pool(name: str, choose: int, **fields: Any) -> dict[str, Pool]:
    """Return a table of one pool."""
    return rows(Pool(name, name, choose=choose, **fields))
