"""The import preview of a course list: what it would change, what is wrong with it, and taking it over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from curriplan.domain.edits.courses import change_course
from curriplan.domain.history import label
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import Pairs
from curriplan.gui.main_window import MainWindow
from curriplan.gui.models.table import TableModel
from curriplan.gui.views.imports.page import ImportPage
from tests.gui.pages.files import course_list


def cells(model: TableModel[Any]) -> list[list[str]]:
    """Return the rows of a table as they are shown."""
    across = range(model.columnCount())
    return [[str(model.index(row, n).data()) for n in across] for row in range(model.rowCount())]


class TestCourses:
    """A list of courses, sound and faulty."""

    def preview(self, window: MainWindow, path: Path) -> ImportPage:
        window.show_import([path])
        page = window.page
        assert isinstance(page, ImportPage)
        return page

    def test_what_would_change_stands_there_before_it_does(self, window: MainWindow, tmp_path: Path) -> None:
        before = window.desk.program
        page = self.preview(window, course_list(tmp_path))
        assert page.headline() == (
            "courses.csv would add 2, change 0 and remove 0 rows.",
            "Nothing has been changed yet.",
        )
        assert cells(page._changes) == [["added", "course", "C1  Statistics"], ["added", "course", "C2  Law"]]
        assert not page._problems_box.isVisible()
        assert page._take.text() == "Take over 2 changes"
        assert window.desk.program is before

    def test_taking_over_is_one_edit_and_one_undo(self, window: MainWindow, tmp_path: Path) -> None:
        before = window.desk.program
        toasts: list[Toast] = []
        window.desk.toasts.listen(toasts.append)
        page = self.preview(window, course_list(tmp_path))
        page._take.click()
        assert window.page.name == "courses"
        assert {"C1", "C2"} <= {one.code for one in window.desk.program.courses.values()}
        assert (toasts[-1].text, toasts[-1].undo) == ("2 rows taken over.", True)
        session = window.desk.session
        assert session is not None
        assert session.undo_label is not None
        assert dict(session.undo_label.args) == {"files": "courses.csv", "n": 2}
        window.undo()
        assert window.desk.program == before

    def test_one_row_is_told_in_the_singular(self, window: MainWindow, tmp_path: Path) -> None:
        path = tmp_path / "one.csv"
        path.write_text("code,name,credits\nC1,Statistics,4\n", encoding="utf-8")
        assert self.preview(window, path)._take.text() == "Take over 1 change"

    def test_a_faulty_row_stops_all_until_it_is_left_out(self, window: MainWindow, tmp_path: Path) -> None:
        page = self.preview(window, course_list(tmp_path, ",,3,"))
        assert page.headline()[0] == "courses.csv: 1 error was found."
        (problem,) = cells(page._problems)
        assert problem[0] == "▼ error"
        assert "row 4" in problem[1]
        assert problem[2].startswith("The row has neither code nor name of a course.")
        assert not page._take.isEnabled()
        page._skip.click()
        assert page._take.isEnabled()
        page._take.click()
        assert {"C1", "C2"} <= {one.code for one in window.desk.program.courses.values()}

    def test_a_file_that_holds_nothing_new_offers_nothing(self, window: MainWindow, tmp_path: Path) -> None:
        path = course_list(tmp_path)
        self.preview(window, path)._take.click()
        page = self.preview(window, path)
        assert (
            page.headline()[0] == "Everything in courses.csv is already here: there is nothing to take over."
        )
        assert not page._take.isEnabled()

    def test_leaving_drops_it(self, window: MainWindow, tmp_path: Path) -> None:
        before = window.desk.program
        page = self.preview(window, course_list(tmp_path))
        page._leave.click()
        assert window.page.name == "home"
        assert window.desk.program is before
        window.show_page("import")
        assert not page._take.isVisible()
        assert page._empty_text.isVisible()

    def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
        self, window: MainWindow, tmp_path: Path
    ) -> None:
        path = tmp_path / "old.xls"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        page = self.preview(window, path)
        assert page.headline()[0].startswith("old.xls: This is a workbook of Excel 97–2003 (.xls).")
        assert not page._take.isEnabled()

    def test_a_row_changed_meanwhile_is_no_reason_to_lose_either(
        self, window: MainWindow, tmp_path: Path
    ) -> None:
        course = next(one for one in window.desk.program.courses.values() if one.credits)
        path = tmp_path / "courses.csv"
        path.write_text(f"code,credits\n{course.code},9\n", encoding="utf-8")
        page = self.preview(window, path)
        assert page._take.text() == "Take over 1 change"
        window.desk.edit(
            label("row.change", name=course.name), lambda now: change_course(now, course.id, credits=7)
        )
        toasts: list[Toast] = []
        window.desk.toasts.listen(toasts.append)
        page._take.click()
        assert toasts[-1].text.startswith("A row was changed on this page and in the file")
        assert window.desk.program.courses[course.id].credits == 7
        assert page._preview is not None

    def test_the_inspector_says_how_the_file_was_understood(self, window: MainWindow, tmp_path: Path) -> None:
        page = self.preview(window, course_list(tmp_path))
        pairs = [
            pair
            for section in page.inspect(Selection()).sections
            for block in section.blocks
            if isinstance(block, Pairs)
            for pair in block.rows
        ]
        assert ("Rows read", "2") in pairs
