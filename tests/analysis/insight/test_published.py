"""Published examples: the Biology map of the University of Hawai'i at Manoa, Porter's alignment, the map rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curriplan.analysis.insight.alignment import porter
from curriplan.analysis.insight.map_review import (
    MAP,
    Entry,
    Fault,
    Outcome,
    density,
    entries_of,
    in_sequence,
    outcome,
    outcomes,
)
from curriplan.analysis.insight.scaffolding import Scaffold, scaffold
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Evidence
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.scale import Scale, ScaleLevel
from curriplan.domain.text import EMPTY
from tests.analysis.insight.ground import cells, ground
from tests.analysis.make import contributes, places, program, rows

INTRODUCED, REINFORCED, MASTERED = 1, 2, 3
BIOL: dict[str, tuple[tuple[int, bool] | None, ...]] = {
    "BIOL 101": ((INTRODUCED, False), (INTRODUCED, False), None, (INTRODUCED, False)),
    "BIOL 202": ((REINFORCED, False), (REINFORCED, False), (INTRODUCED, False), None),
    "BIOL 303": ((REINFORCED, False), (MASTERED, True), (REINFORCED, False), None),
    "BIOL 404": ((MASTERED, True), None, (MASTERED, True), (REINFORCED, False)),
    "Exit interview": (None, None, None, (0, True)),
}
TERM = {"BIOL 101": 1, "BIOL 202": 2, "BIOL 303": 3, "BIOL 404": 4, "Exit interview": 4}


def biology(number: int) -> list[Entry]:
    """Return the filled cells of an outcome, numbered from 0."""
    return [Entry(held[0], TERM[course], held[1]) for course, row in BIOL.items() if (held := row[number])]


def test_counts_of_the_biology_map() -> None:
    found = [outcome(biology(number), 3, MASTERED) for number in range(4)]
    assert [(*one.counts, one.assessed) for one in found] == [
        (1, 2, 1, 1),
        (1, 1, 1, 1),
        (1, 1, 1, 1),
        (1, 1, 0, 1),
    ]


def test_the_fourth_outcome_of_the_biology_map_fails_to_reach_mastery() -> None:
    found = [outcome(biology(number), 3, MASTERED).faults for number in range(4)]
    assert found == [(), (), (), (Fault.TOO_LOW,)]


def test_density_of_the_biology_map() -> None:
    filled = sum(cell is not None for row in BIOL.values() for cell in row)
    assert filled == 13
    assert density(filled, len(BIOL), 4) == 0.65


def test_levels_of_the_biology_map_come_in_order() -> None:
    assert all(in_sequence(biology(number)) for number in range(4))


def biology_program() -> Program:
    """Return the map as a programme on levels I, R, M; the interview teaches nothing, so it is left out."""
    taught = {course: row for course, row in BIOL.items() if course != "Exit interview"}
    made = program(
        competencies=rows(*(Competency(f"o{n}", f"O{n}", position=float(n)) for n in range(1, 5))),
        courses=rows(*(Course(course, course) for course in taught)),
        placements=places({course: TERM[course] for course in taught}),
        contributions=contributes(
            *(
                Contribution(
                    course,
                    f"o{n}",
                    held[0],
                    evidence=Evidence.ASSESSED if held[1] else Evidence.SYLLABUS,
                )
                for course, row in taught.items()
                for n, held in enumerate(row, 1)
                if held
            )
        ),
    )
    scale = Scale(tuple(ScaleLevel(key, EMPTY, EMPTY, EMPTY) for key in "IRM"))
    return replace(made, profile={PROFILE_ID: replace(made.about, scale=scale)})


def test_the_biology_map_as_a_programme() -> None:
    found = outcomes(biology_program(), {f"o{n}": MASTERED for n in range(1, 5)})
    assert found["o1"] == Outcome((1, 2, 1), 1, ())
    assert found["o4"] == Outcome((1, 1, 0), 0, (Fault.TOO_LOW, Fault.NOT_ASSESSED))
    held = MAP.ask(ground(biology_program()))
    assert held.figure is not None
    assert held.figure.value == 12 / 16
    assert [one.n for one in held.columns if one.key == "at_level"] == ["I", "R", "M"]
    # Nobody requires anything here, so nothing is too low.
    assert cells(held) == [["O4", 1, 1, 0, 0, ["not_assessed"]]]


def test_the_scaffolding_of_the_biology_map() -> None:
    steps = [[(one.level, one.term) for one in biology(number) if one.level] for number in range(4)]
    assert [scaffold(one, MASTERED) for one in steps] == [
        Scaffold.WELL_SCAFFOLDED,
        Scaffold.WELL_SCAFFOLDED,
        Scaffold.WELL_SCAFFOLDED,
        Scaffold.WELL_SCAFFOLDED,  # what is reached stands well; that it is too low is a gap
    ]


def test_no_outcome_may_be_blank() -> None:
    held = replace(biology_program(), contributions={})
    assert {one.faults for one in outcomes(held, {}).values()} == {(Fault.BLANK,)}
    assert entries_of(held)["o1"] == []


@pytest.mark.parametrize(
    ("terms", "kept"),
    [((1, 2, 3), True), ((1, 1, 1), True), ((2, 1, 3), False), ((1, 3, 2), False), ((None, 1, 2), False)],
)
def test_introduced_before_reinforced_before_mastered(terms: tuple[int | None, ...], kept: bool) -> None:
    entries = [
        Entry(level, term, assessed=True)
        for level, term in zip((INTRODUCED, REINFORCED, MASTERED), terms, strict=True)
    ]
    assert in_sequence(entries) is kept
    assert (Fault.OUT_OF_ORDER in outcome(entries, 3, MASTERED).faults) is not kept


STANDARDS = [[0.2, 0.2, 0.1], [0.1, 0.1, 0.1], [0, 0.2, 0]]
ASSESSMENT = [[0.2, 0, 0.1], [0.1, 0.2, 0], [0.1, 0.2, 0.1]]


def test_the_published_alignment_is_seven_tenths() -> None:
    assert porter(STANDARDS, ASSESSMENT) == pytest.approx(0.70, abs=1e-12)
    assert porter(ASSESSMENT, STANDARDS) == pytest.approx(0.70, abs=1e-12)


def test_alignment_does_not_depend_on_the_size_of_the_numbers() -> None:
    assert porter([[17 * one for one in row] for row in STANDARDS], ASSESSMENT) == pytest.approx(0.70)


def test_alignment_at_its_ends() -> None:
    assert porter(STANDARDS, STANDARDS) == 1.0
    assert porter([[1.0, 0.0]], [[0.0, 3.0]]) == 0.0
    assert porter([[0.0, 0.0]], [[0.0, 3.0]]) is None
    assert porter([], []) is None


def test_matrices_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        porter([[1.0, 2.0]], [[1.0], [2.0]])
