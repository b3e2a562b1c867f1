"""The history page: every edit with what it changed, in words, whatever table it changed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from curriplan.domain.acceptance import Acceptance
from curriplan.domain.course import Track
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.rules import hold_pack
from curriplan.domain.edits.scenarios import CHANGES
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.scenario import Scenario
from curriplan.domain.tables import TABLES
from curriplan.domain.text import Text
from curriplan.domain.version import NamedVersion
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Content, Pairs, Paragraph
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.history.page import HistoryPage
from tests.report.payloads import poisoned
from tests.report.programmes import full

RAW = re.compile(r"[0-9a-f]{16}|[a-z]+_[a-z_]+|<|\bNone\b|\{|\}")
"""What only the program itself calls so: ids, names of fields, codes of choices, values of Python."""


@pytest.fixture
def programme() -> Program:
    held = put(full(), "tracks", Track("cross", "T1", Text("方向", "Direction")))
    pack = RulePack("p", "P", Text("规则包", "Pack"))
    rule = Rule("r", "p", "hours", Text("学时", "Hours"), clause="1", least=1.0)
    held = hold_pack(held, pack, (rule,))
    return put(held, "acceptances", Acceptance("a", "甲", "乙", ("丙",), "丁", "戊", "agreed"))


def words_of(content: Content) -> list[str]:
    said = [content.title, content.subtitle]
    for section in content.sections:
        said.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Pairs):
                said.extend(text for pair in block.rows for text in pair)
            elif isinstance(block, Paragraph):
                said.append(block.text)
    return said


def shown(window: MainWindow) -> HistoryPage:
    window.show_page("history")
    page = window.page
    assert isinstance(page, HistoryPage)
    return page


def revision(window: MainWindow) -> int:
    assert window.desk.session is not None
    return window.desk.session.revision


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_edit_of_any_table_is_told_in_words(window: MainWindow, lang: str) -> None:
    if lang == "zh":
        window.switch_language()
    page = shown(window)
    held = put(window.desk.program, "scenarios", Scenario("s", Text("设想", "What if"), 1))
    held = put(held, "versions", NamedVersion("v", Text("定稿", "Final"), 1))
    other = poisoned(held, 0, ("甲 one", "乙 two"))
    for table in [one.name for one in TABLES if one.name != CHANGES]:  # told as the rows that it changes
        rows: Any = getattr(other, table)
        assert rows, table
        window.desk.edit(label("contribution.levels", n=1), partial(with_table, table, rows))
        content = page.inspect(Selection(revision=revision(window)))
        texts = words_of(content)
        assert len(texts) > 4, table
        assert not [text for text in texts if RAW.search(text)], table
        names = [name for section in content.sections for name in names_in(section.blocks)]
        assert lang == "en" or not [name for name in names if not re.search(r"[\u4e00-\u9fff]", name)], table


def names_in(blocks: tuple[object, ...]) -> list[str]:
    return [name for block in blocks if isinstance(block, Pairs) for name, _ in block.rows]


def with_table(table: str, held: Any, now: Program) -> Program:
    return replace(now, **{table: held})


def test_the_first_edit_that_made_everything_can_be_looked_at(window: MainWindow) -> None:
    content = shown(window).inspect(Selection(revision=1))
    assert content.title
    assert content.sections[0].blocks


def test_newest_first_and_undo_adds_its_opposite(window: MainWindow) -> None:
    course = next(iter(window.desk.program.courses))
    page = shown(window)
    for name in ("One", "Two"):
        window.desk.edit(
            label("row.change", name=Text(name, name)),
            lambda now, name=name: change_course(now, course, name=Text(name, name)),  # type: ignore[misc]
        )
    window.undo()
    model = page._model
    told = [model.index(n, 2).data() for n in range(3)]
    assert told == ["Taken back: Change Two (no. 3)", "Change Two", "Change One"]
    assert page.headline()[0].startswith("4 edits")
    page._filter.setFocus()
    QTest.keyClicks(page._filter, "one")
    assert [model.index(n, 2).data() for n in range(model.rowCount())] == ["Change One"]


def test_choosing_an_edit_shows_what_it_changed(window: MainWindow) -> None:
    course = next(iter(window.desk.program.courses.values()))
    page = shown(window)
    window.desk.edit(
        label("row.change", name=course.name),
        lambda now: change_course(now, course.id, name=Text("后", "After")),
    )
    page._table.setCurrentIndex(page._model.index(0, 0))
    assert window.desk.selection == Selection(revision=revision(window))
    texts = words_of(page.inspect(window.desk.selection))
    assert "Changed course: After" in texts
    assert f"{course.name.en} → After" in texts


def test_without_a_programme_it_leads_to_the_start(window: MainWindow) -> None:
    window.files.close_programme()
    page = shown(window)
    assert page._empty_text.text() == window.desk.say("page.no_program")
    step = next(one for one in page.findChildren(QPushButton) if one.isVisible())
    assert step.text() == window.desk.say("page.home.go")
    step.click()
    assert window.page.name == "home"
