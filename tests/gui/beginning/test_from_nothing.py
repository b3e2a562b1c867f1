"""From nothing by the window: the blank sample becomes a planned, exported programme; no edit is called by a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from curriplan.analysis.gap.result import Status
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.main_window import MainWindow
from tests.gui.beginning.walk import Beginner

# What is offered while typing is a window of its own, and a platform without a screen cannot raise one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORDS = {
    "en": ("Store operator", "Listing products", "Answering clients", "Store practice", "Business English"),
    "zh": ("店铺运营专员", "商品上架", "客户应答", "店铺实训", "商务英语"),
}


@pytest.fixture
def programme() -> Program:
    """Return the blank sample: a calendar, a scale, course types, and nothing else."""
    return sample_program("blank_three_year")


def statuses(window: MainWindow) -> list[Status]:
    return [row.status for post in window.desk.results.gaps().posts for row in post.rows]


def words_of(path: Path) -> set[str]:
    """Return every text of a workbook."""
    book = load_workbook(path, read_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return {text.strip() for text in cells if isinstance(text, str)}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_designer_gets_from_nothing_to_the_workbook(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    blank = window.desk.program
    if lang == "zh":
        window.switch_language()
    post, first, second, practice, english = WORDS[lang]
    hands = Beginner(window, qtbot)
    hands.look_at_nothing()
    hands.begin()
    hands.add_post(post)
    hands.demand(first, "3")
    hands.page("demand")
    hands.demand_another(second, "2")
    hands.type_courses(
        [
            (practice, {"courses.column.parts": "4/16W", "courses.column.on_campus": "64"}),
            (english, {"courses.column.parts": "4/16W", "courses.column.theory": "64"}),
        ]
    )
    rows = {row.name.pick(window.desk.texts.lang): row for row in window.desk.program.courses.values()}
    assert (rows[practice].hours.on_campus, rows[english].hours.theory) == (64, 64)
    assert [part.weekly_hours for row in rows.values() for part in row.parts] == [4, 4]
    hands.set_level(1, 1, "2")
    hands.set_level(0, 0, "2")
    assert sorted(statuses(window)) == [Status.GAP, Status.MET]
    hands.see_gap()
    hands.teach_it(0, 0, "3")
    assert statuses(window) == [Status.MET, Status.MET]
    hands.plan()
    made = window.desk.program
    assert made.placements.keys() == made.courses.keys()
    target = tmp_path / "plan.xlsx"
    hands.export(target, monkeypatch)
    assert {post, first, second, practice, english} <= words_of(target)

    session = window.desk.session
    assert session is not None
    while session.undo_label is not None:
        words = session.undo_label
        told = window.desk.say(f"edit.{words.code}", **dict(words.args))
        assert told.strip()
        window.undo()
    assert window.desk.program == blank
