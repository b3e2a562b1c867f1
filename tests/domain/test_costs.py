"""The cost table: other figures are another table, and undo gives the old name back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curriplan.domain.changes import apply, diff, invert
from curriplan.domain.codec import from_plain, to_plain
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.costs import name_costs, set_cost, set_weekly_step, usual_costs
from curriplan.domain.edits.rows import put
from curriplan.domain.profile import USUAL_COSTS, CostTable, Profile
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import Text


@pytest.fixture
def program() -> Program:
    return blank_program(Text(en="Test"))


def dearer(program: Program, hours: float = 9.0) -> Program:
    return set_cost(program, Kind.CAPABILITY, Mode.ON_CAMPUS, per_level=hours)


def test_a_new_programme_has_the_default_table(program: Program) -> None:
    assert program.about.costs == USUAL_COSTS
    assert all(USUAL_COSTS.of(kind, mode) for kind in Kind for mode in Mode)


def test_other_figures_have_another_name_each_time(program: Program) -> None:
    names = [program.about.costs.version]
    for hours in (9.0, 10.0, 11.0):
        program = dearer(program, hours)
        names.append(program.about.costs.version)
    assert names == ["default-1", "own-1", "own-2", "own-3"]
    cost = program.about.costs.of(Kind.CAPABILITY, Mode.ON_CAMPUS)
    assert cost is not None
    assert (cost.per_level, cost.assessment) == (11.0, 2.0)


def test_a_figure_that_stays_keeps_the_name(program: Program) -> None:
    assert dearer(program, 6.0) == program
    assert set_weekly_step(program, 0.5) == program


def test_the_step_of_weekly_hours_is_a_figure_of_the_table(program: Program) -> None:
    finer = set_weekly_step(program, 0.25).about.costs
    assert (finer.weekly_step, finer.version) == (0.25, "own-1")


def test_a_name_without_a_number_counts_on(program: Program) -> None:
    named = name_costs(dearer(program), "Trade 2026")
    assert named.about.costs.entries == dearer(program).about.costs.entries
    assert dearer(named, 12.0).about.costs.version == "Trade 2027"
    assert dearer(name_costs(named, "ours"), 12.0).about.costs.version == "ours1"


def test_the_default_comes_back(program: Program) -> None:
    assert usual_costs(dearer(program)) == program


def test_a_pair_without_figures_can_get_some(program: Program) -> None:
    bare = put(program, "profile", replace(program.about, costs=CostTable("ours 1", ())))
    assert set_cost(bare, Kind.QUALITY, Mode.THEORY, assessment=1.0) == bare
    stated = set_cost(bare, Kind.QUALITY, Mode.THEORY, per_level=3.0).about.costs
    assert [(one.per_level, one.assessment) for one in stated.entries] == [(3.0, 2.0)]


def test_an_edit_of_the_table_is_undone_like_any_other(program: Program) -> None:
    after = dearer(program)
    assert apply(invert(diff(program, after)), after) == program
    assert from_plain(Profile, to_plain(after.about)) == after.about
