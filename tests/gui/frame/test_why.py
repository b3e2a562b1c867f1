"""Why? on the figures of the window: strip, command, inspector; by mouse and by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from curriplan.analysis.account.account import Figure
from curriplan.domain.edits.courses import change_course
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.gui.desk import Asked, Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.gaps.page import GapsPage
from curriplan.gui.views.gaps.tools import Shown
from curriplan.gui.why import ask_page, why_content
from curriplan.gui.widgets.basic import Link


def told(window: MainWindow) -> str:
    """Return all that the inspector says."""
    QApplication.processEvents()
    seen = [one for one in window._inspector.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.text() for one in seen)


def press(window: MainWindow, name: str) -> None:
    """Press what is called so in the inspector."""
    for one in window._inspector.findChildren(QPushButton):
        if one.isVisible() and one.text() == name:
            one.click()
            return
    raise LookupError(name)


def follow(window: MainWindow, name: str) -> None:
    """Follow a link of the inspector by Enter."""
    links = [one for one in window._inspector.findChildren(Link) if one.isVisible() and one.text() == name]
    links[0].setFocus()
    QTest.keyClick(links[0], Qt.Key.Key_Return)


def test_a_figure_of_the_strip_leads_to_its_page_and_says_why(window: MainWindow) -> None:
    window._strip._vitals["practice"].click()
    assert window.page.name == "plan"
    share = window.desk.results.totals()[0].practice_share
    assert share is not None
    assert f"Share of practice: {share * 100:.1f} %" in told(window)


def test_the_menu_key_on_a_figure_says_why_where_one_is(window: MainWindow) -> None:
    window.show_page("map")
    vital = window._strip._vitals["practice"]
    vital.customContextMenuRequested.emit(vital.rect().center())
    assert window.page.name == "map"
    assert "Share of practice: " in told(window)


def test_a_why_leads_deeper_and_back(window: MainWindow) -> None:
    window._strip._vitals["readiness"].click()
    follow(window, "Readiness – all evidence")
    post = next(one for one in window.desk.results.gaps().posts if one.rows and one.readiness is not None)
    name = window.desk.name(window.desk.program.posts[post.post].name)
    follow(window, name)
    assert f"Readiness – {name}, all evidence" in told(window)
    competency = window.desk.program.competencies[post.rows[0].competency].name.en
    follow(window, competency)
    assert f"{name} requires “{competency}”" in told(window)
    for _ in range(4):
        press(window, "Back")
    assert window.desk.asked is None


def test_a_why_follows_edits_and_undo(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("courses")
    window.desk.ask((Figure("credits"),))
    before = told(window)
    course = next(iter(window.desk.program.courses.values()))
    window.desk.edit(
        label("row.change", table="courses", name=course.name),
        lambda now: change_course(now, course.id, credits=99.0),
    )
    qtbot.waitUntil(lambda: told(window) != before)
    total = window.desk.results.totals()[0].credits
    assert f"Credits: {total:g}" in told(window)
    window.undo()
    qtbot.waitUntil(lambda: told(window) == before)


def test_the_command_says_why_of_what_is_selected(window: MainWindow) -> None:
    window.show_page("gaps")
    window.desk.select(Selection())
    window.run("why")
    assert "Readiness" in told(window)
    assert "By module" in told(window)
    row = next(row for one in window.desk.results.gaps().posts for row in one.rows)
    window.desk.select(Selection(post=row.post, competency=row.competency))
    assert window.desk.asked is None
    window.run("why")
    assert "requires “" in told(window)


def test_every_figure_of_every_page_has_a_why(window: MainWindow) -> None:
    for page in ("home", "demand", "courses", "map", "gaps", "plan", "compare"):
        window.show_page(page)
        ask_page(window.desk, page)
        asked = window.desk.asked
        assert asked is not None
        for figure in asked.figures:
            window.desk.asked = Asked((figure,), asked)
            content = why_content(window.desk, page)
            assert content is not None
            assert content.subtitle != window.desk.say("why.ask.gone"), figure


def test_a_why_is_copied_by_key(window: MainWindow) -> None:
    window.show_page("plan")
    term = next(iter(window.desk.program.terms))
    window.desk.select(Selection(term=term))
    window.desk.ask((Figure("weekly", term),))
    window.run("copy_why")
    copied = QGuiApplication.clipboard().text()
    load = next(one for one in window.desk.results.loads() if one.term.id == term)
    first, formula, *parts = copied.split("\n")
    assert first.startswith("Weekly hours – ")
    assert f"{load.weekly_hours:g} h a week" in formula
    hours = sum(float(one.rsplit(": ", 1)[1].split(" ")[0]) for one in parts)
    assert hours == load.weekly_hours


def test_what_is_selected_lists_its_figures(window: MainWindow) -> None:
    window.show_page("plan")
    window.desk.select(Selection(term=next(iter(window.desk.program.terms))))
    window.inspect()
    assert "Figures, and why" in told(window)
    assert "Weekly hours – " in told(window)


def test_another_page_or_selection_ends_a_why(window: MainWindow, sample: Program) -> None:
    window.show_page("courses")
    window.desk.ask((Figure("hours"),))
    window.show_page("map")
    assert window.desk.asked is None
    window.desk.ask((Figure("mapped"),))
    window.desk.select(Selection(course=list(sample.courses)[-1]))
    assert window.desk.asked is None


def test_where_the_inspector_is_hidden_a_why_brings_it(window: MainWindow) -> None:
    window.resize(1024, 700)
    QApplication.processEvents()
    assert not window._inspector.isVisible()
    window._strip._vitals["hours"].click()
    assert window._inspector.isVisible()
    window.show_page("map")
    assert not window._inspector.isVisible()


def test_a_headline_offers_its_figures(window: MainWindow) -> None:
    window.show_page("plan")
    why = window.page._why
    assert why.isVisible()
    why.click()
    assert "Phase score" in told(window)
    assert "Weekly hours – First term" in told(window)
    window.show_page("home")
    assert not window.page._why.isVisible()


def test_an_insight_says_its_formula(window: MainWindow) -> None:
    window.desk.ask((Figure("insight", "coverage"),))
    value = window.desk.results.account(Figure("insight", "coverage"), window.desk.today)
    assert value is not None
    assert value.value is not None
    assert f"Coverage and depth: {value.value * 100:.1f} %" in told(window)
    assert "sum w [D > 0] / sum w" in told(window)


def test_a_bar_says_why_its_group_is_so_ready(window: MainWindow) -> None:
    window.show_page("gaps")
    page = window.page
    assert isinstance(page, GapsPage)
    page.show_view(Shown.BARS)
    bars = page._bars.bars
    QTest.keyClick(bars, Qt.Key.Key_Down)
    asked = window.desk.asked
    assert asked is not None
    account = window.desk.results.account(asked.figures[0], window.desk.today)
    assert account is not None
    group = next(one for one in bars._bars if one.key == asked.figures[0].of)
    assert account.value == pytest.approx(group.share)
    assert f"{group.name}, all evidence" in told(window)


def test_a_why_of_what_is_deleted_says_so(window: MainWindow) -> None:
    window.show_page("gaps")
    row = next(row for one in window.desk.results.gaps().posts for row in one.rows)
    asked = Figure("cell", row.post, row.competency)
    window.desk.ask((asked,))
    gone = (
        Figure("cell", "gone", row.competency),
        Figure("cell", row.post, "gone"),
        Figure("weekly", "gone"),
    )
    for figure in gone:
        window.desk.ask((figure,))
        assert "no longer there" in told(window)
        window.run("copy_why")
    window.desk.ask((asked,))
    assert "no longer there" not in told(window)
