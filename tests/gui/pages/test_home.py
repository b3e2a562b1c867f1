"""The start page: what one begins with, what was open lately, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curriplan.app.programmes import create
from curriplan.app.settings import Recent
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.inspector.content import Action
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.home.page import HomePage
from tests.gui.pages.files import course_list


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where programmes of one's own are made."""
    monkeypatch.setattr("curriplan.gui.files.programmes_folder", lambda: tmp_path / "documents")
    return tmp_path / "documents"


def home(window: MainWindow) -> HomePage:
    window.show_page("home")
    page = window.page
    assert isinstance(page, HomePage)
    return page


def drop(page: HomePage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(40, 40),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)


def opened(window: MainWindow) -> Path:
    assert window.desk.session is not None
    return window.desk.session.store.path


class TestSamples:
    def test_each_card_says_what_is_in_it(self, window: MainWindow, qtbot: QtBot, sample: Program) -> None:
        page = home(window)
        card = page._cards["cross_border_ecommerce"]
        facts = (
            f"{len(sample.courses)} courses · {len(sample.posts)} posts · {len(sample.respondents)} answers"
        )
        qtbot.waitUntil(lambda: card._facts.text() == facts)
        assert card._title.text() == "Cross-border e-commerce, intake 2026"
        assert card.accessibleName().startswith("Cross-border e-commerce, intake 2026: ")
        assert card.picture.levels == tuple(
            max((one.level for one in sample.contributions.get(course, {}).values()), default=0)
            for course in sample.courses
        )
        assert page._cards["blank_three_year"].picture.levels is None

    def test_enter_on_a_card_begins_a_copy_of_ones_own(self, window: MainWindow, documents: Path) -> None:
        page = home(window)
        QTest.keyClick(page._cards["cross_border_ecommerce"], Qt.Key.Key_Return)
        assert opened(window).parent == documents
        assert len(window.desk.program.courses) > 20

    def test_a_click_on_the_blank_one_begins_without_courses(
        self, window: MainWindow, documents: Path
    ) -> None:
        page = home(window)
        QTest.mouseClick(page._cards["blank_three_year"], Qt.MouseButton.LeftButton)
        assert opened(window).parent == documents
        assert not window.desk.program.courses
        assert len(window.desk.program.terms) == 6

    def test_what_begins_from_a_table_bears_its_name(
        self, window: MainWindow, documents: Path, tmp_path: Path
    ) -> None:
        window.files.new_from_tables([course_list(tmp_path)])
        assert opened(window) == documents / "courses.curriplan"
        assert window.desk.program.about.name == Text(en="courses")
        assert window.page.name == "import"

    def test_a_newcomer_is_offered_the_first_sample(self, window: MainWindow, documents: Path) -> None:
        window.files.close_programme()
        content = home(window).inspect(window.desk.selection)
        assert content.title == "New here?"
        (action,) = (one for section in content.sections for one in section.blocks if isinstance(one, Action))
        assert action.text == "Open the sample"
        action.act()
        assert opened(window).parent == documents
        assert len(window.desk.program.courses) > 20


class TestRecent:
    def test_the_open_programme_stands_first_with_its_readiness(self, window: MainWindow) -> None:
        model = home(window)._recent_model
        shares = [window.desk.results.gaps(basis).totals.readiness for basis in ("all", "assessed")]
        every, assessed = (f"{one * 100:.0f} %" for one in shares if one is not None)
        told = [model.index(0, n).data() for n in (0, 1, 3, 4)]
        courses = f"{len(window.desk.program.courses)} courses"
        assert told == ["Cross-border e-commerce, intake 2026", courses, every, assessed]
        heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in (3, 4)]
        assert heads == ["Readiness", "Assessed"]

    def test_unknown_readiness_is_a_dash_and_not_zero(self, window: MainWindow) -> None:
        window.desk.settings = window.desk.settings.opened(Recent("other.curriplan", "Other", "2026-03-01"))
        page = home(window)
        page.update_now(None)
        told = [page._recent_model.index(0, n).data() for n in range(5)]
        assert told == ["Other", "", "2026-03-01", "–", "–"]

    def test_enter_opens_another_programme(
        self, window: MainWindow, tmp_path: Path, sample: Program, qtbot: QtBot
    ) -> None:
        other = tmp_path / "other.curriplan"
        create(
            other, replace(sample, courses={}, contributions={}, placements={}, requisites={}), "x"
        ).close()
        window.desk.settings = window.desk.settings.opened(Recent(str(other), "Other"))
        page = home(window)
        page.update_now(None)
        page._recent.setCurrentIndex(page._recent_model.index(0, 0))
        page._recent.setFocus()
        QTest.keyClick(page._recent, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: opened(window) == other)
        assert not window.desk.program.courses

    def test_without_recent_files_there_is_no_empty_box(self, window: MainWindow) -> None:
        window.desk.settings = replace(window.desk.settings, recent=())
        page = home(window)
        page.update_now(None)
        assert not page._recent_box.isVisible()
        assert not page._recent_heading.isVisible()

    def test_it_is_called_in_the_language_of_the_window(self, window: MainWindow) -> None:
        page, name = home(window), window.desk.program.about.name
        window.switch_language()
        assert page._recent_model.index(0, 0).data() == name.zh
        assert name.zh != name.en


class TestSteps:
    def test_what_is_done_is_ticked_and_the_next_leads_on(self, window: MainWindow) -> None:
        page = home(window)
        assert page._steps_heading.text() == "Next in Cross-border e-commerce, intake 2026"
        marks = [line._mark.text() for line in page._lines]
        assert marks[:4] == ["✓"] * 4
        assert page._lines[0]._facts.text().startswith(f"{len(window.desk.program.respondents)} answers from")
        (coming,) = (line for line in page._lines if line._go.isVisible())
        assert coming is page._lines[marks.index("5")]
        assert coming._go.text() == "Open Gaps"
        coming._go.click()
        assert window.page.name == "gaps"

    def test_without_a_programme_there_are_no_steps_and_the_cards_have_the_room(
        self, window: MainWindow, qtbot: QtBot
    ) -> None:
        page = home(window)
        cards = page._cards["blank_three_year"], page._cards["excel"]
        before = sum(one.width() for one in cards)
        window.files.close_programme()
        assert not home(window)._steps_box.isVisible()
        qtbot.waitUntil(lambda: sum(one.width() for one in cards) > before * 1.5)

    def test_they_follow_edits_and_undo(self, window: MainWindow) -> None:
        from curriplan.domain.edits.courses import remove_courses
        from curriplan.domain.history import label

        page = home(window)
        everything = list(window.desk.program.courses)
        window.desk.edit(label("course.remove", course="all"), lambda now: remove_courses(now, everything))
        assert page._lines[2]._facts.text() == "no courses yet"
        assert page._lines[2]._mark.text() == "3"
        window.undo()
        assert page._lines[2]._mark.text() == "✓"


class TestDropping:
    def test_a_programme_is_opened(self, window: MainWindow, tmp_path: Path, sample: Program) -> None:
        other = tmp_path / "other.curriplan"
        create(other, sample, "x").close()
        drop(home(window), other)
        assert opened(window) == other

    def test_a_table_is_previewed_and_changes_nothing(self, window: MainWindow, tmp_path: Path) -> None:
        before = window.desk.program
        drop(home(window), course_list(tmp_path))
        assert window.page.name == "import"
        assert window.page.headline()[0].startswith("courses.csv would add ")
        assert window.desk.program is before
