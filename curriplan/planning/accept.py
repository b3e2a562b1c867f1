"""A plan as a programme: all of it or some courses of it, and what its phase score then is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from curriplan.analysis.calendar import phase_score, tracks_of
from curriplan.domain.edits.placements import place
from curriplan.domain.finding import Place
from curriplan.domain.program import Program
from curriplan.planning.result import PlanResult
from curriplan.planning.verify import verify

BASE = (
    "about",
    "terms",
    "courses",
    "course_types",
    "requisites",
    "tracks",
    "pools",
    "resources",
    "rule_packs",
    "rules",
)
"""What a plan is made for, beside where courses stand already."""


def same_base(one: Program, other: Program) -> bool:
    """Tell whether a plan for one programme is a plan for the other as well, wherever their courses stand."""
    return all(getattr(one, table) == getattr(other, table) for table in BASE)


def still_holds(program: Program, asked: Program, result: PlanResult, courses: Iterable[str]) -> bool:
    """Tell whether accepting some courses breaks nothing but what it broke in the programme it was made for.

    A course may have been fixed or moved by hand since then. Rules that are broken already do not count.
    """
    chosen = set(courses)
    if not same_base(program, asked):
        return False
    known = _broken(asked, result, chosen) | _broken(program, result, set())
    return _broken(program, result, chosen) <= known


def _broken(program: Program, result: PlanResult, courses: set[str]) -> frozenset[tuple[str, Place]]:
    """Return the rules that are broken, and where, once some courses stand as a result says."""
    numbers = {key: term.number for key, term in program.terms.items()}
    terms = {key: numbers[held.term] for key, held in program.placements.items()}
    terms |= {key: number for key, number in result.terms.items() if key in courses}
    return frozenset((one.code, one.where) for one in verify(program, terms))


def accept(program: Program, result: PlanResult, courses: Iterable[str] | None = None) -> Program:
    """Return the programme with the courses placed as a result says: all of them, or only some.

    Courses and terms that the programme no longer has are passed over.
    """
    chosen = result.terms.keys() if courses is None else set(courses)
    return placed(program, {one: term for one, term in result.terms.items() if one in chosen})


def placed(program: Program, terms: Mapping[str, int]) -> Program:
    """Return the programme with courses placed in the terms of some numbers."""
    ids = {term.number: term.id for term in program.terms.values()}
    return place(
        program,
        {one: ids[term] for one, term in terms.items() if one in program.courses and term in ids},
    )


def phase_of(program: Program, terms: Mapping[str, int]) -> float | None:
    """Return the phase score of a plan, over the students of all tracks; None where no hours are known."""
    then = placed(program, terms)
    years = [year for track in tracks_of(then) for year in phase_score(then, track).by_year]
    total = sum(hours for _, _, hours in years)
    return sum(in_phase for _, in_phase, _ in years) / total if total > 0 else None
