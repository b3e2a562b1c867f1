"""The inspector offers single steps: cheapest first, previewed in place, taken as one edit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curriplan.domain.edits.rows import put
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.gui.inspector.content import Action, Block, Pairs, Paragraph
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.gaps.closing.close_it import CloseIt
from curriplan.planning.closing.result import Cell
from tests.gui.gaps_closing.test_panel import two_gaps
from tests.planning.closing.programs import requires

RISES = "1\u00a0→\u00a03"


@pytest.fixture
def programme() -> Program:
    return requires(two_gaps(), "q", {"c": 2})


@pytest.fixture
def close_it(window: MainWindow) -> CloseIt:
    return CloseIt(window.desk, lambda _: None)


def blocks(close_it: CloseIt, cell: Cell = ("p", "c")) -> tuple[Block, ...]:
    """Return what the section says of a requirement."""
    row = close_it.desk.results.gaps().row(*cell)
    assert row is not None
    return close_it.blocks(row, "all")


def action(held: tuple[Block, ...], text: str) -> Action:
    return next(one for one in held if isinstance(one, Action) and one.text == text)


def test_the_cheapest_step_comes_first_with_its_hours_and_gain(close_it: CloseIt) -> None:
    first = action(blocks(close_it), "Preview")
    assert first.primary
    assert "12 h more" in first.about
    assert "0.25" in first.about  # two levels at p and one at q, importance 1, for 12 h


def test_the_preview_shows_rows_of_every_post_before_and_after(close_it: CloseIt) -> None:
    action(blocks(close_it), "Preview").act()
    held = blocks(close_it)
    (pairs,) = (one for one in held if isinstance(one, Pairs))
    assert [(name, value.split("  ")[0]) for name, value in pairs.rows] == [("p", RISES), ("q", RISES)]
    assert any("Readiness" in one.text for one in held if isinstance(one, Paragraph))
    action(held, "Leave it").act()
    assert not any(isinstance(one, Pairs) for one in blocks(close_it))


def test_a_step_is_taken_as_one_edit(close_it: CloseIt, window: MainWindow) -> None:
    before = window.desk.program
    action(blocks(close_it), "Preview").act()
    action(blocks(close_it), "Do this").act()
    assert window.desk.program.contributions["k"]["c"].level == 3
    assert blocks(close_it) == ()
    window.run("undo")
    assert window.desk.program == before
    assert any(isinstance(one, Action) for one in blocks(close_it))


def test_a_gap_that_no_single_step_closes_says_why(close_it: CloseIt, window: MainWindow) -> None:
    about = replace(window.desk.program.about, max_weekly_hours=2.0)
    tight = put(window.desk.program, "profile", about)
    window.desk.edit(label("costs.change"), lambda _: tight)
    (why,) = blocks(close_it)
    assert isinstance(why, Paragraph)
    assert "no room" in why.text


def test_what_is_met_offers_nothing(close_it: CloseIt) -> None:
    action(blocks(close_it, ("q", "c")), "Preview").act()
    action(blocks(close_it, ("q", "c")), "Do this").act()
    assert blocks(close_it, ("q", "c")) == ()
    assert blocks(close_it, ("p", "c")) != ()
