"""Headline figures of a programme with tracks: what students of each track have, not only what all share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from curriplan.app.derived import Derived
from curriplan.app.figures import share, spread
from curriplan.domain.course import Course, Hours, TermPart, Track
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.cards import year_titles
from tests.analysis.make import places, program, rows

ALL = Course("k0", "K0", Text("", "All"), credits=2.0, hours=Hours(theory=32), parts=(TermPart(2, 16),))


@pytest.fixture
def programme() -> Program:
    """Return two tracks: both have 32 h of theory, one another 16 h of theory, one 64 h of practice."""
    a = replace(ALL, id="ka", code="KA", credits=1.0, hours=Hours(theory=16), tracks=frozenset({"A"}))
    b = replace(ALL, id="kb", code="KB", credits=4.0, hours=Hours(on_campus=64), tracks=frozenset({"B"}))
    return program(
        courses=rows(ALL, a, b),
        tracks=rows(Track("A"), Track("B")),
        placements=places({"k0": 1, "ka": 1, "kb": 1}),
    )


def test_each_track_has_its_own_sums(programme: Program) -> None:
    derived = Derived(lambda: programme)
    assert [(one.hours, one.credits, one.practice_share) for one in derived.totals()] == [
        (48, 3, None),
        (96, 6, pytest.approx(2 / 3)),
    ]
    assert [one.score for one in derived.phases()] == [1.0, pytest.approx(1 / 3)]


def test_the_strip_and_the_pages_show_the_range_over_tracks(window: MainWindow) -> None:
    strip = [one.text() for one in window.findChildren(QPushButton) if one.objectName() == "vital"]
    assert any("48–96 h" in one and "3–6 credits" in one for one in strip)
    window.show_page("courses")
    said = window.page.headline()[0]
    assert "48–96 h" in said
    assert "3–6 credits" in said
    window.show_page("plan")
    assert "33 %–100 %" in window.page.headline()[1]
    assert "33 %–100 %" in year_titles(window.desk)[0][2]


def test_what_is_not_known_of_one_track_is_not_hidden_by_the_other() -> None:
    assert spread([48.0, None]) == "–"
    assert spread([]) == "–"
    assert spread([0.5, 0.5], share) == "50 %"
    assert spread([1.0, 2.5]) == "1–2.5"
