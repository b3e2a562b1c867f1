"""The frame: search, undo across pages, language, theme, strip, toasts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from curriplan.app.programmes import create
from curriplan.domain.edits.courses import change_course
from curriplan.domain.history import label
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.desk import Toast
from curriplan.gui.main_window import MainWindow
from curriplan.gui.models.rows import follow, kept
from curriplan.gui.stepping import keep_focus
from curriplan.gui.theme import DARK, LIGHT, Theme
from curriplan.gui.widgets.search import Hit, best, rank


def test_search_finds_a_course_by_some_of_its_letters_and_goes_there(window: MainWindow) -> None:
    course = next(iter(window.desk.program.courses.values()))
    window.search.open()
    line = window.search.findChildren(type(window.search._line))[0]
    QTest.keyClicks(line, course.code)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.desk.selection.course == course.id
    assert not window.search.isVisible()


def test_search_ranks_beginnings_before_middles() -> None:
    hits = [
        Hit("Business English", "", lambda: None),
        Hit("English I", "", lambda: None),
        Hit("Maths", "", lambda: None),
    ]
    assert [hit.text for hit in best("engl", hits)] == ["English I", "Business English"]
    assert rank("xyz", "English") is None


def test_undo_reaches_across_pages(window: MainWindow) -> None:
    course = next(iter(window.desk.program.courses))
    before = window.desk.program.courses[course].name
    window.show_page("map")
    window.desk.edit(
        label("contribution.levels", n=1), lambda now: change_course(now, course, name=Text("新", "New"))
    )
    window.show_page("plan")
    window.undo()
    assert window.desk.program.courses[course].name == before
    window.redo()
    assert window.desk.program.courses[course].name == Text("新", "New")


def test_undo_and_redo_say_which_edit_it_was_and_leave_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    desk, told = window.desk, list[str]()
    desk.toasts.listen(lambda toast: told.append(toast.text))
    course = next(iter(desk.program.courses))
    words = desk.say("edit.contribution.levels", n=1)
    desk.edit(label("contribution.levels", n=1), lambda now: change_course(now, course, credits=9.5))
    window.show_page("compare")
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    window.undo()
    assert told == [f"Undone: {words}"]
    window.redo()
    assert told[1:] == [f"Redone: {words}"]
    qtbot.wait(50)
    held = QApplication.focusWidget()
    assert held is not None
    assert not window.in_rail(held)


def test_what_has_the_focus_and_goes_gives_it_to_the_page_not_to_the_rail(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("courses")
    extra = QPushButton(window)
    extra.show()
    window.activateWindow()
    extra.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is extra)

    def goes() -> None:
        next(one for one in window._rail.findChildren(QAbstractButton) if one.isVisible()).setFocus()
        extra.hide()

    keep_focus(window, goes)
    held = QApplication.focusWidget()
    assert held is not None
    assert window.page.isAncestorOf(held)


@pytest.mark.parametrize("name", ["demand", "map", "gaps", "courses", "lists", "history"])
def test_another_programme_is_shown_from_its_top(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    window.show_page(name)
    views = [one for one in window.page.findChildren(QTableView) if one.isVisible()]
    assert views
    for view in views:
        view.setCurrentIndex(view.model().index(view.model().rowCount() - 1, view.model().columnCount() - 1))
        view.scrollToBottom()
    path = tmp_path / "other.curriplan"
    create(path, sample_program("international_trade"), "tester").close()
    assert window.files.open(path)
    qtbot.waitUntil(lambda: window.desk.results.demand_is_known)
    assert window.desk.program.about.name.en.startswith("International trade")
    for view in views:
        assert view.verticalScrollBar().value() == view.horizontalScrollBar().value() == 0
        assert not view.currentIndex().isValid() or view.currentIndex().row() == 0


def test_the_menu_offers_only_the_steps_that_there_are(window: MainWindow) -> None:
    undo, redo = window._actions["undo"], window._actions["redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    course = next(iter(window.desk.program.courses))
    window.desk.edit(label("contribution.levels", n=1), lambda now: change_course(now, course, credits=9.5))
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
    window.undo()
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)


def test_the_title_names_the_programme(window: MainWindow) -> None:
    name = window.desk.program.about.name
    assert window.windowTitle() == f"{name.en} – Curriplan"
    window.switch_language()
    assert window.windowTitle() == f"{name.zh} – Curriplan"
    window.files.close_programme()
    assert window.windowTitle() == "Curriplan"


def test_language_switches_at_once(window: MainWindow) -> None:
    window.show_page("gaps")
    english = window.windowTitle(), window.page.headline()[0]
    window.switch_language()
    assert window.page.headline()[0] != english[1]
    assert window.desk.settings.lang == "zh"


def test_an_edit_is_shown_as_saved_once_it_is_stored(window: MainWindow) -> None:
    session = window.desk.session
    assert session is not None
    course = next(iter(window.desk.program.courses))
    window.desk.edit(label("contribution.levels", n=1), lambda now: change_course(now, course, credits=9.5))
    assert session.state.value == "saved"
    assert session.store.load().courses[course].credits == 9.5


def test_a_toast_offers_undo(window: MainWindow) -> None:
    course = next(iter(window.desk.program.courses))
    before = window.desk.program.courses[course]
    window.desk.edit(label("contribution.levels", n=1), lambda now: change_course(now, course, credits=9.5))
    window.desk.toasts.tell(Toast("Done.", undo=True))
    window._toaster._undo.click()
    assert window.desk.program.courses[course] == before


def test_narrow_windows_fold_rail_and_inspector(window: MainWindow) -> None:
    window.resize(1000, 700)
    assert not window._inspector.isVisible()
    window.run("inspector")
    assert window._inspector.isVisible()
    window.resize(1440, 900)
    assert window._inspector.isVisible()


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs(theme: Theme) -> list[tuple[str, str]]:
    tones = (theme.met, theme.gap, theme.firm, theme.no_coverage, theme.over, theme.unrated)
    pairs = [(tone.ink, tone.fill) for tone in tones] + list(zip(theme.level_inks, theme.levels, strict=True))
    plain = [(ink, ground) for ink in (theme.ink, theme.dim) for ground in (theme.background, theme.panel)]
    return [*pairs, *plain, (theme.on_accent, theme.accent), (theme.accent, theme.accent_fill)]


def test_text_contrast_is_at_least_4_5_in_both_themes() -> None:
    weak = [
        (theme.dark, pair, _contrast(*pair))
        for theme in (LIGHT, DARK)
        for pair in _pairs(theme)
        if _contrast(*pair) < 4.5
    ]
    assert not weak


@given(st.lists(st.integers(0, 12), unique=True), st.lists(st.integers(0, 12), unique=True))
def test_a_list_follows_another_by_taking_out_and_putting_in(old: list[int], new: list[int]) -> None:
    shown = list(old)
    gone: list[int] = []

    def removing(first: int, last: int):  # type: ignore[no-untyped-def]
        gone.extend(shown[first : last + 1])
        return lambda: None

    follow(shown, new, removing, lambda _first, _last: lambda: None)
    assert shown == new
    assert set(gone).isdisjoint(kept(old, new))


def test_the_strip_shows_readiness_on_both_bases(window: MainWindow) -> None:
    results = window.desk.results
    shares = [results.gaps(basis).totals.readiness for basis in ("all", "assessed")]
    whole, assessed = (f"{share * 100:.0f} %" for share in shares if share is not None)
    assert window._strip._vitals["readiness"].text() == f"Readiness {whole} · assessed {assessed}"


def test_settings_keep_the_window_of_another_day(window: MainWindow) -> None:
    settings = replace(window.desk.settings, lang="zh")
    assert settings.lang == "zh"
    window.restore(settings.geometry)
    assert window.isVisible()
