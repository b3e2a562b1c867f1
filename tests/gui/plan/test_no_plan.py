"""Where no plan exists the panel names the demands that clash, and what giving way in each takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from curriplan.app.proposals import clash_words, demand_words
from curriplan.app.texts import Texts
from curriplan.domain.edits.removal import remove
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.auto import AutoPlan, Stage
from curriplan.gui.views.plan.page import PlanPage
from curriplan.planning.result import Demand, PlanResult
from tests.planning.programs import needs, program, term, weekly


@pytest.fixture
def programme() -> Program:
    """Return two pairs of courses, each of which needs the other."""
    pairs = (needs("a", "b"), needs("b", "a"), needs("c", "d"), needs("d", "c"))
    return program(tuple(map(term, range(1, 5))), tuple(map(weekly, "abcd")), pairs)


def test_both_clashes_are_told_with_their_costs(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("plan")
    page = window.page
    assert isinstance(page, PlanPage)
    page.plan_all()
    panel = page.findChildren(AutoPlan)[0]
    qtbot.waitUntil(lambda: panel.stage is Stage.NO_PLAN, timeout=60_000)
    assert "not the only ones" in panel._about.text()
    rows = [panel._steps.item(n).text() for n in range(panel._steps.count())]
    assert len(rows) == 5
    assert rows[2].startswith("This clash is there as well")
    assert all("–  Take " in one and one.endswith("only this clash.") for n, one in enumerate(rows) if n != 2)


def test_an_explanation_that_no_longer_holds_is_not_called_a_plan(window: MainWindow, qtbot: QtBot) -> None:
    told: list[str] = []
    window.desk.toasts.listen(lambda toast: told.append(toast.text))
    window.show_page("plan")
    page = window.page
    assert isinstance(page, PlanPage)
    page.plan_all()
    panel = page.findChildren(AutoPlan)[0]
    qtbot.waitUntil(lambda: panel.stage is Stage.NO_PLAN, timeout=60_000)
    window.desk.edit(label("course.remove_some", n=1), lambda now: remove(now, "courses", ["a"]))
    assert not panel.isVisible()
    assert told[-1].startswith("The programme has changed")


def test_what_gives_a_whole_plan_is_told_first() -> None:
    texts = Texts("en")
    part = Demand("fixed", (("course", "A"), ("term", 1)), "fixed", enough=False)
    whole = replace(part, enough=True)
    result = PlanResult("infeasible", (), {}, (), (part, whole), 0.0, None, "hours")
    demands = clash_words(texts, result)[0].demands
    assert [told for _, told in demands] == [demand_words(texts, one)[1] for one in (whole, part)]
