"""The Demand page on the full sample: what it says, what it lets one state, what it never does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import drop
from curriplan.domain.history import label
from curriplan.domain.post import PostLevel, StatementSource
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.charts.scatter import Scatter
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import Bars, Content, Pairs, Paragraph
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.demand.facts import survey_facts
from curriplan.gui.views.demand.page import CHART, SURVEYS, DemandPage
from curriplan.gui.views.demand.rows import key_of
from tests.gui.demand.stage import Stage

# What is offered while typing is a window of its own, and a platform without a screen cannot raise one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Key = Qt.Key


def texts(content: Content) -> str:
    """Return all paragraphs and pairs of a content as one text."""
    found = []
    for section in content.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append(block.text)
            elif isinstance(block, Pairs):
                found.extend(f"{name}: {value}" for name, value in block.rows)
    return "\n".join(found)


def test_every_requirement_is_a_row_with_its_evidence(stage: Stage) -> None:
    desk = stage.window.desk
    known = desk.results.requirements()
    assert stage.page._model.rowCount() == sum(len(held) for held in known.values())
    post, competency = stage.posts["BO"], stage.competencies["X11k"]
    need = known[post][competency]
    assert need.interval is not None
    assert need.agreement is not None
    low, high = need.interval
    assert stage.cells(key_of(post, competency)) == [
        "Business operations",
        "Product knowledge",
        str(need.level),
        f"{need.importance:.2f}",
        str(low) if low == high else f"{low}–{high}",
        str(need.n),
        str(need.enterprises),
        f"{need.agreement:.2f}",
        "answers",
    ]


def test_a_requirement_says_why_and_who_said_so(stage: Stage) -> None:
    stage.choose("BO", "X11k")
    desk = stage.window.desk
    need = desk.results.requirements()[stage.posts["BO"]][stage.competencies["X11k"]]
    said = texts(stage.said)
    assert f"{need.n} answers in {need.enterprises} enterprises" in said
    firms = {desk.program.enterprises[one.enterprise].name.en for one in desk.program.respondents.values()}
    assert sum(firm in said for firm in firms) == need.enterprises
    bars = [block for section in stage.said.sections for block in section.blocks if isinstance(block, Bars)]
    assert sum(count for _, count in bars[0].bars) == need.n
    assert bars[0].marked is not None
    assert bars[0].bars[bars[0].marked][0] == str(need.level)
    assert "1: names it" in said


def test_a_post_on_the_ladder_narrows_the_table_and_is_explained(stage: Stage, resets: list[str]) -> None:
    box = stage.page._ladder.boxes[stage.posts["CC"]]
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    known = stage.window.desk.results.requirements()[stage.posts["CC"]]
    assert stage.page._model.rowCount() == len(known)
    assert stage.window.desk.selection == Selection(post=stage.posts["CC"])
    assert stage.said.title == "Client consultant"
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert stage.page._model.rowCount() > len(known)
    assert not resets


def test_the_ladder_is_walked_by_keys(stage: Stage) -> None:
    first = stage.page._ladder.boxes[stage.posts["BO"]]
    first.setFocus()
    QTest.keyClick(first, Key.Key_Space)
    assert stage.window.desk.selection == Selection(post=stage.posts["BO"])


def test_the_filter_narrows_while_it_is_typed(stage: Stage, resets: list[str]) -> None:
    QTest.keyClicks(stage.page._words, "english consultant")
    shown = {stage.page._model.row(n).post for n in range(stage.page._model.rowCount())}
    assert shown == {stage.posts["CC"]}
    stage.page._words.clear()
    assert not resets


def test_a_demand_is_stated_by_name_raised_and_taken_back(stage: Stage, resets: list[str]) -> None:
    desk = stage.window.desk
    post = stage.posts["CD"]
    free = next(key for key in desk.program.competencies if key not in desk.results.requirements()[post])
    before = desk.program
    QTest.mouseClick(stage.page._ladder.boxes[post], Qt.MouseButton.LeftButton)
    QTest.keyClicks(stage.page._state, desk.program.competencies[free].code)
    QTest.keyClick(stage.page._state, Key.Key_Return)
    key = key_of(post, free)
    assert stage.cells(key)[2] == "?"
    assert desk.selection == Selection(post=post, competency=free)

    stage.in_inspector(QPushButton, "Level 3").click()
    assert stage.cells(key)[2] == "3"
    reason = stage.in_inspector(QLineEdit, "Reason")
    reason.setText("The advisory board says so")
    reason.editingFinished.emit()
    stated = next(one for one in desk.program.statements[post].values() if one.competency == free)
    assert stated.reason == Text("", "The advisory board says so")
    sources = list(StatementSource)
    stage.in_inspector(QComboBox, "Stated by").activated.emit(sources.index(StatementSource.PANEL))
    stated = next(one for one in desk.program.statements[post].values() if one.competency == free)
    assert stated.source is StatementSource.PANEL
    assert stage.cells(key)[8] == "panel"
    for _ in range(4):
        stage.window.undo()
    assert desk.program == before
    assert stage.page._model.row_of(key) is None
    assert not resets


def test_a_post_is_added_named_led_on_and_deleted(stage: Stage, resets: list[str]) -> None:
    desk = stage.window.desk
    before = desk.program
    QTest.mouseClick(stage.page._ladder.boxes[stage.posts["OM"]], Qt.MouseButton.LeftButton)
    stage.in_inspector(QLineEdit, "Code")
    QTest.keyClick(stage.page._table, Key.Key_Insert)
    fresh = desk.selection.post
    assert desk.program.posts[fresh].level is PostLevel.INITIAL
    for name, text in (
        ("Name (English)", "Returns clerk"),
        ("Leads to", "event pl, CC"),
        ("Share, %", "20"),
    ):
        stage.fill(name, text)
    row = desk.program.posts[fresh]
    assert (row.name.en, row.share) == ("Returns clerk", 0.2)
    assert row.promotes_to == {stage.posts["EP"], stage.posts["CC"]}
    assert stage.page._ladder.boxes[fresh].accessibleName().startswith("Returns clerk, initial")
    stage.in_inspector(QPushButton, "Delete this post").click()
    assert desk.program == before
    assert fresh not in stage.page._ladder.boxes
    assert not resets


def test_an_unknown_competency_is_told_and_nothing_is_stated(stage: Stage) -> None:
    told: list[Toast] = []
    stage.window.desk.toasts.listen(told.append)
    before = stage.window.desk.program
    QTest.mouseClick(stage.page._ladder.boxes[stage.posts["CD"]], Qt.MouseButton.LeftButton)
    QTest.keyClicks(stage.page._state, "no such thing")
    QTest.keyClick(stage.page._state, Key.Key_Return)
    assert "no such thing" in told[0].text
    assert stage.window.desk.program is before
    assert stage.page._state.text() == "no such thing"


def test_a_statement_can_be_removed(stage: Stage) -> None:
    stage.choose("IE", "X11k")
    held = stage.window.desk.program.statements[stage.posts["IE"]]
    stage.in_inspector(QPushButton, "Remove this demand").click()
    after = stage.window.desk.program.statements.get(stage.posts["IE"], {})
    assert len(after) == len(held) - 1


def test_the_page_stays_while_demand_follows_an_edit(stage: Stage) -> None:
    """Statements change what is required; nothing may fall back to "being read"."""
    desk = stage.window.desk
    post, one = next((post, key) for post, held in desk.program.statements.items() for key in held)
    desk.edit(label("course.cells", n=1), lambda now: drop(now, "statements", [(post, one)]))
    assert desk.results.demand_is_known
    assert stage.page._table.isVisible()


def test_answers_that_come_later_are_worked_out(stage: Stage) -> None:
    desk = stage.window.desk
    rows = stage.page._model.rowCount()
    everybody = desk.program.respondents
    half = list(everybody)[: len(everybody) // 2]
    desk.edit(label("course.cells", n=1), lambda now: drop(now, "respondents", [(key,) for key in half]))
    assert desk.results.demand_is_known
    fewer = desk.results.requirements()
    assert fewer == desk.results.requirements()
    assert "24 respondents" in stage.page.headline()[0]
    stage.window.undo()
    assert stage.page._model.rowCount() == rows
    assert "48 respondents" in stage.page.headline()[0]


def test_a_requirement_chosen_elsewhere_is_shown_past_the_filters(stage: Stage) -> None:
    QTest.keyClicks(stage.page._words, "teamwork")
    stage.window.desk.goto("demand", Selection(post=stage.posts["IE"], competency=stage.competencies["X11k"]))
    row = stage.page._table.currentIndex().row()
    assert stage.page._model.key(row) == key_of(stage.posts["IE"], stage.competencies["X11k"])
    assert stage.page._words.text() == ""


def test_printed_shares_that_cannot_be_are_marked_beside_them(stage: Stage) -> None:
    stage.page._show_view(SURVEYS)
    doubts = [card.doubt for facts in survey_facts(stage.window.desk) for card in facts.cards if card.doubt]
    assert [text.rsplit(" ", 1)[-1] for text in doubts] == ["259.", "43.", "11."]
    assert all("n = 15" in text for text in doubts)
    cards = [card for facts in survey_facts(stage.window.desk) for card in facts.cards]
    assert all("n" in card.asked or "respondents" in card.asked for card in cards)


def test_the_example_is_called_an_example(stage: Stage) -> None:
    facts = survey_facts(stage.window.desk)
    assert [one.example for one in facts] == ["example data", ""]


def test_points_are_walked_by_keys_and_taken_along_as_a_table(stage: Stage, tmp_path: Path) -> None:
    stage.page._show_view(CHART)
    chart = stage.page._chart
    assert isinstance(chart, Scatter)
    points = chart._points
    assert len(points) == len(stage.window.desk.results.priorities())
    QTest.keyClick(chart, Key.Key_Right)
    QTest.keyClick(chart, Key.Key_Right)
    assert stage.window.desk.selection == Selection(competency=points[1].key)
    QTest.keyClick(chart, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + len(points)
    for name in ("chart.png", "chart.svg"):
        assert chart.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    stage.window.desk.select(Selection(post=stage.posts["IE"]))
    assert {point.key.split("\x1f")[0] for point in chart._points} == {stage.posts["IE"]}


def test_language_and_theme_switch_at_once(stage: Stage, resets: list[str]) -> None:
    key = stage.choose("BO", "X11k")
    stage.window.switch_language()
    assert stage.cells(key)[1] == "产品知识"
    stage.page._show_view(SURVEYS)
    stage.window.switch_theme()
    stage.window.switch_language()
    stage.page._show_view(CHART)
    stage.window.switch_theme()
    assert not resets


class TestEmpty:
    """A programme in which nobody has demanded anything."""

    @pytest.fixture
    def programme(self) -> Program:
        return blank_program(Text("", "Blank"))

    def test_an_empty_page_offers_to_import_answers_or_to_begin_with_a_post(self, window: MainWindow) -> None:
        window.show_page("demand")
        wanted: list[str] = []
        window.desk.commands._listeners = [wanted.append]
        shown = [one for one in window.page.findChildren(QPushButton) if one.isVisible()]
        assert [one.text() for one in shown] == ["Import answers or courses…", "Add a post"]
        shown[0].click()
        assert wanted == ["import"]
        shown[1].click()
        assert window.desk.program.posts[window.desk.selection.post].code == "P1"

    def test_insert_makes_the_first_post_and_a_demand_is_stated_for_it(self, window: MainWindow) -> None:
        window.show_page("demand")
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Key.Key_Insert)
        desk, page = window.desk, window.page
        assert isinstance(page, DemandPage)
        fresh = desk.program.posts[desk.selection.post]
        assert (fresh.code, fresh.level) == ("P1", PostLevel.INITIAL)
        assert page._ladder.boxes[fresh.id].isVisible()
        window.undo()
        assert list(desk.program.posts) == ["every-graduate"]
        assert not page._table.isVisible()


class TestWithoutAnswers:
    """Posts and statements, but nobody was asked."""

    @pytest.fixture
    def programme(self, sample: Program) -> Program:
        return replace(sample, respondents={})

    def test_posts_and_statements_are_shown_without_answers(self, window: MainWindow) -> None:
        window.show_page("demand")
        page = window.page
        assert isinstance(page, DemandPage)
        assert "stated without answers" in page.headline()[0]
        assert page._model.rowCount() == sum(map(len, window.desk.results.requirements().values()))
        page._show_view(SURVEYS)
        page._show_view(CHART)
