"""The life of an open programme in the window, with real threads: nothing lost, nothing mixed up, told once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from curriplan.app.picture import Picture
from curriplan.app.programmes import usual_author
from curriplan.app.session import SaveState
from curriplan.domain.edits.courses import change_course, remove_courses
from curriplan.domain.history import Stamp, label
from curriplan.domain.program import Program
from curriplan.domain.progress import Cancelled
from curriplan.gui.application import keep_settings
from curriplan.gui.desk import FileWish, Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.picture import take_picture
from curriplan.gui.views.plan.auto import AutoPlan, Stage
from curriplan.storage.store import Store, StoreError
from tests.app.files import break_answers
from tests.gui.opening.conftest import Told, is_known, is_open, until

FULL = StoreError("store.disk_full", file="a.curriplan")

COURSES = "code,name,credits\nQX1,New course,3\n"


def credit(window: MainWindow, value: float) -> None:
    """Make an edit that can be recognised."""
    course = next(iter(window.desk.program.courses))
    window.desk.edit(label("course.cells", n=1), lambda now: change_course(now, course, credits=value))


def credit_in(program: Program) -> float | None:
    return next(iter(program.courses.values())).credits


def stored_credit(path: Path) -> float | None:
    with Store.open(path, read_only=True) as store:
        return credit_in(store.load())


def failing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let nothing more be stored in one file."""
    whole = Store.append

    def append(self: Store, *args: object) -> Stamp:
        if self.path == path:
            raise FULL
        return whole(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "append", append)


class TestWhatIsNotStored:
    """A window that cannot store."""

    @pytest.fixture(autouse=True)
    def full(self, window: MainWindow, qtbot: QtBot, a: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.patch = monkeypatch
        self.before = stored_credit(a)
        failing(monkeypatch, a)
        credit(window, 9.5)
        until(qtbot, lambda: window.desk.session.state is SaveState.FAILED)  # type: ignore[union-attr]

    def test_it_says_so_and_why(self, window: MainWindow) -> None:
        bar = window._unsaved
        assert bar.isVisible()
        assert "1 change is not saved yet" in bar._title.text()
        assert "disk" in bar._why.text()
        assert not bar._discard.isVisible()

    def test_it_does_not_close(self, window: MainWindow) -> None:
        assert not window.close()
        assert window.isVisible()
        assert credit_in(window.desk.program) == 9.5
        assert window._unsaved._discard.isVisible()

    def test_it_lets_nothing_else_in(self, window: MainWindow, a: Path, b: Path) -> None:
        window.files.open(b)
        window.files.close_programme()
        assert is_open(window, a)
        assert window._unsaved._discard.isVisible()

    def test_trying_again_stores_it(self, window: MainWindow, qtbot: QtBot, a: Path) -> None:
        self.patch.undo()
        window._unsaved._again.click()
        until(qtbot, lambda: window.desk.session.state is SaveState.SAVED)  # type: ignore[union-attr]
        assert not window._unsaved.isVisible()
        assert stored_credit(a) == 9.5

    def test_discarding_goes_where_one_wanted_to_go(
        self, window: MainWindow, qtbot: QtBot, a: Path, b: Path
    ) -> None:
        window.files.open(b)
        window._unsaved._discard.click()
        until(qtbot, lambda: is_open(window, b))
        assert stored_credit(a) == self.before
        assert not window._unsaved.isVisible()

    def test_discarding_closes_the_window_that_was_to_be_closed(self, window: MainWindow) -> None:
        assert not window.close()
        window._unsaved._discard.click()
        assert not window.isVisible()
        assert window.desk.session is None

    def test_a_copy_holds_all_of_it_and_work_goes_on_in_it(
        self, window: MainWindow, qtbot: QtBot, tmp_path: Path, told: Told
    ) -> None:
        credit(window, 8.5)
        target = tmp_path / "copy.curriplan"
        window.files.copy_to(target)
        until(qtbot, lambda: is_open(window, target))
        assert stored_credit(target) == 8.5
        assert told.has("copy.curriplan")
        assert window.desk.session is not None
        assert window.desk.session.state is SaveState.SAVED

    def test_a_copy_before_closing_lets_the_window_close(
        self, window: MainWindow, qtbot: QtBot, tmp_path: Path
    ) -> None:
        assert not window.close()
        window.files.copy_to(tmp_path / "copy.curriplan")
        until(qtbot, lambda: not window.isVisible())
        assert stored_credit(tmp_path / "copy.curriplan") == 9.5

    def test_a_copy_that_fails_keeps_all_as_it_is(
        self, window: MainWindow, qtbot: QtBot, tmp_path: Path, a: Path, told: Told
    ) -> None:
        window.files.copy_to(tmp_path / "nowhere" / "copy.curriplan")
        until(qtbot, lambda: told.has("no such folder"))
        assert is_open(window, a)
        assert window._unsaved.isVisible()


class TestOneAfterTheOther:
    """Opening, and opening something else."""

    def test_the_programme_that_is_open_is_not_opened_again(
        self, window: MainWindow, qtbot: QtBot, a: Path
    ) -> None:
        session = window.desk.session
        window.show_page("gaps")
        credit(window, 9.5)
        window.files.open(a.parent / "." / a.name)
        assert window.desk.session is session
        assert session is not None
        assert not session.read_only
        assert window.page.name == "home"
        until(qtbot, lambda: session.state is SaveState.SAVED)

    def test_a_double_click_on_a_recent_file_opens_it_once(
        self, window: MainWindow, qtbot: QtBot, a: Path, b: Path
    ) -> None:
        window.files.open(b)
        until(qtbot, lambda: is_known(window, b))
        window.show_page("home")
        opened: list[object] = []
        window.desk.opened.listen(opened.append)
        table = window.page._recent  # type: ignore[attr-defined]
        row = table.facts.row_of(str(a))
        place = table.visualRect(table.model().index(row, 0)).center()
        port = table.viewport()
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place)
        until(qtbot, lambda: is_known(window, a))
        assert len(opened) == 1
        assert window.desk.session is not None
        assert not window.desk.session.read_only

    def test_what_comes_late_of_the_one_before_is_dropped(
        self, empty: MainWindow, qtbot: QtBot, a: Path, b: Path
    ) -> None:
        empty.files.open(b)
        until(qtbot, lambda: is_open(empty, b))
        empty.files.open(a)
        until(qtbot, lambda: is_open(empty, a))
        first = empty.desk.session
        assert first is not None
        first.load_answers()
        empty.files.open(b)
        until(qtbot, lambda: is_known(empty, b))
        assert first.closed
        assert not empty.desk.program.respondents
        empty.files.open(a)
        until(qtbot, lambda: is_known(empty, a))
        assert empty.desk.results.gaps().totals.readiness is not None

    def test_opening_and_closing_at_once_leaves_nothing(
        self, empty: MainWindow, qtbot: QtBot, a: Path
    ) -> None:
        empty.files.open(a)
        until(qtbot, lambda: is_open(empty, a))
        empty.files.close_programme()
        until(qtbot, lambda: not empty.desk.jobs.running)
        assert empty.desk.session is None
        with Store.open(a) as store:
            assert not store.read_only

    def test_the_last_wish_counts_and_the_others_give_their_files_back(
        self, empty: MainWindow, qtbot: QtBot, a: Path, b: Path
    ) -> None:
        empty.files.open(a)
        empty.files.open(b)
        until(qtbot, lambda: is_known(empty, b))
        with Store.open(a) as store:
            assert not store.read_only

    def test_a_file_that_cannot_be_opened_changes_nothing(
        self, window: MainWindow, qtbot: QtBot, a: Path, tmp_path: Path, told: Told
    ) -> None:
        (tmp_path / "other.curriplan").write_text("no programme at all")
        window.files.open(tmp_path / "other.curriplan")
        until(qtbot, lambda: told.has("other.curriplan"))
        assert is_open(window, a)
        credit(window, 9.5)
        until(qtbot, lambda: window.desk.session.state is SaveState.SAVED)  # type: ignore[union-attr]

    def test_a_window_that_closes_while_a_file_is_opened_gives_it_back(
        self, empty: MainWindow, qtbot: QtBot, a: Path
    ) -> None:
        empty.files.open(a)
        assert empty.close()
        until(qtbot, lambda: not empty.desk.jobs.running)
        assert empty.desk.session is None
        with Store.open(a) as store:
            assert not store.read_only

    def test_what_is_typed_is_stored_when_another_programme_is_opened(
        self, window: MainWindow, qtbot: QtBot, a: Path, b: Path
    ) -> None:
        window.show_page("courses")
        view: QAbstractItemView = window.page._view  # type: ignore[attr-defined]
        name = next(n for n, field in enumerate(view.model().fields) if "name" in field.name)  # type: ignore[attr-defined]
        key = view.model().key(0)  # type: ignore[attr-defined]
        view.setCurrentIndex(view.model().index(0, name))
        view.edit(view.currentIndex())
        editor = QApplication.focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, "typed last")
        window.files.open(b)
        until(qtbot, lambda: is_known(window, b))
        with Store.open(a, read_only=True) as store:
            course = store.load().courses[key]
        assert "typed last" in f"{course.name.zh} {course.name.en}"

    def test_what_cannot_stand_in_a_cell_does_not_keep_the_window(
        self, window: MainWindow, qtbot: QtBot, b: Path
    ) -> None:
        window.show_page("courses")
        view: QAbstractItemView = window.page._view  # type: ignore[attr-defined]
        credits_ = next(n for n, field in enumerate(view.model().fields) if field.name == "credits")  # type: ignore[attr-defined]
        view.setCurrentIndex(view.model().index(0, credits_))
        view.edit(view.currentIndex())
        editor = QApplication.focusWidget()
        assert editor is not None
        QTest.keyClicks(editor, "many")
        window.files.open(b)
        until(qtbot, lambda: is_known(window, b))
        window.show_page("map")
        window.show_page("courses")
        assert window.page.isVisible()


class TestTrouble:
    """What cannot be read or computed is said, and the window goes on."""

    def test_damaged_answers_are_told_on_every_page_that_waits_for_them(
        self, empty: MainWindow, qtbot: QtBot, a: Path, told: Told
    ) -> None:
        break_answers(a)
        empty.files.open(a)
        until(qtbot, lambda: empty.desk.trouble is not None)
        empty.show_page("gaps")
        assert "damaged" in empty.page._empty_text.text()
        assert not empty.page._empty_button.isVisible()
        assert empty._strip._saved.text() == empty.desk.say("strip.read_only")
        credit(empty, 9.5)
        assert sum("damaged" in text for text in told.texts) == 2
        assert empty.close()

    def test_an_edit_that_comes_before_the_answers_meets_the_same(
        self, empty: MainWindow, qtbot: QtBot, a: Path, told: Told
    ) -> None:
        break_answers(a)
        empty.files.open(a)
        until(qtbot, lambda: is_open(empty, a))
        credit(empty, 9.5)
        assert told.has("damaged")
        assert not empty._actions["undo"].isEnabled()

    def test_a_file_that_another_has_is_opened_for_reading_and_that_is_said(
        self, empty: MainWindow, qtbot: QtBot, a: Path, told: Told
    ) -> None:
        with Store.open(a):
            empty.files.open(a)
            until(qtbot, lambda: is_known(empty, a))
            assert told.has("open for writing on")
            assert not empty._actions["undo"].isEnabled()
            empty.files.close_programme()

    @pytest.mark.usefixtures("qtbot")
    def test_a_picture_of_a_damaged_programme_is_refused(self, a: Path, tmp_path: Path) -> None:
        break_answers(a)
        with pytest.raises(StoreError, match="damaged"):
            take_picture(Picture(a, "gaps", tmp_path / "gaps.png"))
        assert not (tmp_path / "gaps.png").exists()

    def test_a_demand_that_fails_is_told_and_can_be_tried_again(
        self, empty: MainWindow, qtbot: QtBot, a: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise StoreError("store.io", file="a.curriplan")

        with monkeypatch.context() as patch:
            patch.setattr("curriplan.app.derived.requirements", fail)
            empty.files.open(a)
            until(qtbot, lambda: empty.desk.trouble is not None)
        empty.show_page("gaps")
        assert empty.page._empty_button.text() == "Try once more"
        empty.page._empty_button.click()
        until(qtbot, lambda: is_known(empty, a))
        assert empty.desk.trouble is None

    def test_what_the_window_needs_cannot_be_cancelled(
        self, empty: MainWindow, qtbot: QtBot, a: Path
    ) -> None:
        seen: dict[str, bool] = {}
        empty.desk.jobs.started.listen(lambda job: seen.update({job.name: job.stoppable}))
        empty.files.open(a)
        until(qtbot, lambda: is_known(empty, a))
        assert not any(seen[name] for name in ("load", "open", "demand"))

    def test_a_folder_for_settings_that_cannot_be_written_stops_nothing(
        self, empty: MainWindow, qtbot: QtBot, a: Path, tmp_path: Path, told: Told
    ) -> None:
        (tmp_path / "taken").write_text("a file where a folder should be")
        keep_settings(empty.desk, tmp_path / "taken" / "settings.json")
        empty.files.open(a)
        until(qtbot, lambda: is_known(empty, a))
        assert empty.close()
        assert empty.desk.session is None
        assert sum("settings" in text for text in told.texts) == 1


class TestPagesInTheirOwnProgramme:
    """What a page began belongs to the programme that it began with."""

    def test_a_preview_is_dropped_with_its_programme(
        self, window: MainWindow, qtbot: QtBot, tmp_path: Path, b: Path
    ) -> None:
        table = tmp_path / "courses.csv"
        table.write_text(COURSES, "utf-8")
        window.show_import([table])
        page = window.page
        until(qtbot, lambda: page._preview is not None)  # type: ignore[attr-defined]
        window.files.open(b)
        until(qtbot, lambda: is_known(window, b))
        page.take()  # type: ignore[attr-defined]
        assert page._preview is None  # type: ignore[attr-defined]
        assert not window.desk.program.courses

    def test_leaving_cancels_the_reading(self, window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
        table = tmp_path / "courses.csv"
        table.write_text(COURSES, "utf-8")
        window.show_import([table])
        page = window.page
        page.leave()  # type: ignore[attr-defined]
        until(qtbot, lambda: not window.desk.jobs.running)
        assert page._preview is None  # type: ignore[attr-defined]
        assert not page._reading  # type: ignore[attr-defined]

    def test_tables_dropped_without_a_programme_begin_one(
        self, empty: MainWindow, qtbot: QtBot, tmp_path: Path
    ) -> None:
        table = tmp_path / "courses.csv"
        table.write_text(COURSES, "utf-8")
        empty.desk.files_wanted.tell(FileWish(tables=(table,)))
        until(qtbot, lambda: empty.page.name == "import")
        until(qtbot, lambda: empty.page._preview is not None)  # type: ignore[attr-defined]
        empty.page.take()  # type: ignore[attr-defined]
        assert [one.code for one in empty.desk.program.courses.values()] == ["QX1"]

    def test_a_search_ends_with_its_programme(self, window: MainWindow, qtbot: QtBot, b: Path) -> None:
        window.show_page("plan")
        auto = window.page.findChildren(AutoPlan)[0]
        window.page.plan_all()  # type: ignore[attr-defined]
        stages = [auto.stage]
        window.files.open(b)
        until(qtbot, lambda: is_known(window, b))
        assert [*stages, auto.stage] == [Stage.RUNNING, Stage.HIDDEN]

    def test_a_course_that_went_during_the_search_is_not_proposed(
        self, window: MainWindow, qtbot: QtBot
    ) -> None:
        window.show_page("plan")
        auto = window.page.findChildren(AutoPlan)[0]
        courses = list(window.desk.program.courses)
        window.page.plan_all()  # type: ignore[attr-defined]
        window.desk.edit(label("course.remove_some", n=2), lambda now: remove_courses(now, courses[2:]))
        auto._take_now()
        until(qtbot, lambda: auto.stage is not Stage.RUNNING)
        assert set(auto._chosen()) <= set(courses[:2])

    def test_a_workbook_counts_for_the_programme_that_it_was_made_of(
        self, window: MainWindow, qtbot: QtBot, a: Path, b: Path, tmp_path: Path
    ) -> None:
        window.show_page("export")
        until(qtbot, lambda: not window.desk.jobs.running)
        assert window.desk.session is not None
        revision = window.desk.session.revision
        window.page.write(tmp_path / "plan.xlsx")  # type: ignore[attr-defined]
        window.files.open(b)
        until(qtbot, lambda: is_known(window, b))
        exported = {one.path: one.exported for one in window.desk.settings.recent}
        assert exported == {str(a): revision, str(b): 0}

    def test_an_old_edit_is_read_beside_the_window_before_it_is_shown(
        self, window: MainWindow, qtbot: QtBot, a: Path, b: Path
    ) -> None:
        credit(window, 9.5)
        window.files.open(b)
        until(qtbot, lambda: is_known(window, b))
        window.files.open(a)
        until(qtbot, lambda: is_known(window, a))
        session = window.desk.session
        assert session is not None
        window.show_page("history")
        window.desk.select(Selection(revision=session.revision))
        until(qtbot, lambda: session.at_hand(session.revision))
        content = window.page.inspect(window.desk.selection)
        assert any("9.5" in str(section) for section in content.sections)
        window.undo()
        until(qtbot, lambda: credit_in(window.desk.program) != 9.5)


def test_edits_are_signed_with_the_name_that_the_system_knows(window: MainWindow) -> None:
    assert window.desk.settings.author == ""
    assert window.desk.session is not None
    assert window.desk.session.author == usual_author() != ""


class TestSearches:
    """The solver works for whoever still wants its result, and for nobody else."""

    @pytest.fixture
    def solver(self, monkeypatch: pytest.MonkeyPatch) -> Solver:
        made = Solver()
        monkeypatch.setattr("curriplan.planning.planner.solve", made.solve)
        return made

    @pytest.mark.parametrize("way", ["panel", "strip", "programme", "window"])
    def test_a_search_that_nobody_wants_ends_at_once(
        self, window: MainWindow, qtbot: QtBot, b: Path, solver: Solver, way: str
    ) -> None:
        window.show_page("plan")
        auto = window.page.findChildren(AutoPlan)[0]
        window.page.plan_all()  # type: ignore[attr-defined]
        until(qtbot, solver.began.is_set)
        (job,) = (one for one in window.desk.jobs.running if one.name == "plan")
        ways: dict[str, Callable[[], object]] = {
            "panel": auto.stop,
            "strip": job.cancel,
            "programme": lambda: window.files.open(b),
            "window": window.desk.jobs.close,
        }
        ways[way]()
        until(qtbot, solver.ended.is_set)
        until(qtbot, lambda: auto.stage is Stage.HIDDEN)
        if way == "window":  # its lane has ended, too
            assert window.door.opening is not None
            window.door.opening.session.store.close()
            window.door.opening = window.desk.session = None


class Solver:
    """A solver that searches until it is told that it is enough."""

    def __init__(self) -> None:
        self.began, self.ended = threading.Event(), threading.Event()

    def solve(self, _: object, *, cancel: Callable[[], bool], **__: object) -> None:
        """Search."""
        self.began.set()
        while not cancel():
            time.sleep(0.01)
        self.ended.set()
        raise Cancelled
