"""Before anybody was asked: where rows would stand, answers are imported or the survey is made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from curriplan.domain.program import Program
from curriplan.gui.views.demand.page import SURVEYS
from tests.gui.demand.stage import Stage


@pytest.fixture
def programme(sample: Program) -> Program:
    return replace(sample, respondents={}, questions={}, surveys={}, statements={})


def shown(stage: Stage) -> dict[str, QPushButton]:
    return {one.text(): one for one in stage.page._none.findChildren(QPushButton) if one.isVisible()}


def test_answers_are_imported_from_where_they_are_missed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(stage.window.files, "ask_import", lambda: asked.append(True))
    shown(stage)["Import answers…"].click()
    assert asked == [True]


def test_the_survey_that_is_to_be_answered_is_made(stage: Stage) -> None:
    shown(stage)["Add a survey"].click()
    assert len(stage.window.desk.program.surveys) == 1
    assert stage.page._view == SURVEYS
    stage.window.undo()
    assert not stage.window.desk.program.surveys


def test_a_filter_that_fits_nothing_offers_to_clear_it_alone(stage: Stage) -> None:
    stage.page._words.setText("nothing is called so")
    assert list(shown(stage)) == ["Clear the filter"]
