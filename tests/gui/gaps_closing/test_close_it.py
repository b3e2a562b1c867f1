"""The inspector offers single steps: cheapest first, previewed in place, taken as one edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from curriplan.domain.edits.rows import put
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.gui.desk import Toast
from curriplan.gui.inspector.content import Action, Block, Pairs, Paragraph
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.gaps.closing.close_it import CloseIt
from curriplan.planning.closing.result import Cell
from tests.cli.running import stored
from tests.gui.gaps_closing.test_panel import two_gaps
from tests.planning.closing.programs import requires
from tests.planning.closing.test_set_cover import catalogue, lacking

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
    why, offer = blocks(close_it)
    assert isinstance(why, Paragraph)
    assert "no room" in why.text
    assert isinstance(offer, Action)
    assert offer.text == "Courses from elsewhere…"


def test_a_gain_is_not_known_where_nobody_stated_the_importance(
    close_it: CloseIt, window: MainWindow
) -> None:
    held = window.desk.program.statements.values()
    unknown = [replace(one, importance=None) for rows in held for one in rows.values()]
    window.desk.edit(label("costs.change"), lambda now: put(now, "statements", *unknown))
    first = action(blocks(close_it), "Preview")
    assert "Gain not known" in first.about
    assert "0.00" not in first.about


class TestFromElsewhere:
    """Another programme whose courses may be taken over, as the panel offers it."""

    @pytest.fixture
    def programme(self) -> Program:
        return lacking()

    def test_its_courses_are_among_the_steps_and_are_taken_over(
        self, close_it: CloseIt, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = stored(tmp_path / "other.curriplan", catalogue())
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
        row = next(one for held in window.desk.results.gaps().posts for one in held.rows)
        cell = row.post, row.competency
        action(blocks(close_it, cell), "Courses from elsewhere…").act()
        offers = blocks(close_it, cell)
        first = action(offers, "Preview")
        assert "taken over" in first.about
        assert any(isinstance(one, Paragraph) and "among the steps" in one.text for one in offers)
        first.act()
        action(blocks(close_it, cell), "Do this").act()
        assert len(window.desk.program.courses) == 1
        window.run("undo")
        assert window.files.open(stored(tmp_path / "second.curriplan", two_gaps()))
        assert close_it.other is None

    def test_a_file_that_is_none_is_refused_with_a_sentence(
        self, close_it: CloseIt, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad = tmp_path / "bad.curriplan"
        bad.write_bytes(b"nothing")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bad), ""))
        told: list[str] = []

        def hear(toast: Toast) -> None:
            told.append(toast.text)

        window.desk.toasts.listen(hear)
        row = next(one for held in window.desk.results.gaps().posts for one in held.rows)
        action(blocks(close_it, (row.post, row.competency)), "Courses from elsewhere…").act()
        assert "bad.curriplan" in told[-1]
        assert close_it.other is None


def test_what_is_met_offers_nothing(close_it: CloseIt) -> None:
    action(blocks(close_it, ("q", "c")), "Preview").act()
    action(blocks(close_it, ("q", "c")), "Do this").act()
    assert blocks(close_it, ("q", "c")) == ()
    assert blocks(close_it, ("p", "c")) != ()
