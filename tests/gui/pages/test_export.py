"""The export page: the sheets as they will be, and the workbook that is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QPushButton

from curriplan.domain.edits.courses import change_course
from curriplan.domain.history import label
from curriplan.domain.text import Text
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import Action, Pairs
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.export.page import ExportPage


@pytest.fixture
def page(window: MainWindow) -> ExportPage:
    window.show_page("export")
    made = window.page
    assert isinstance(made, ExportPage)
    return made


def sheets(page: ExportPage) -> list[str]:
    return [page._sheets.item(n).text() for n in range(page._sheets.count())]


def cells(page: ExportPage) -> set[str]:
    """Return what the preview shows on the chosen sheet."""
    model = page._model
    return {
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    }


def write(page: ExportPage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the button and choose a path."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Write the workbook…")
    button.click()


def test_the_headline_counts_the_sheets(page: ExportPage) -> None:
    assert len(sheets(page)) > 8
    assert page.headline()[0] == f"The workbook holds {len(sheets(page))} sheets."


def test_every_sheet_has_a_preview_of_its_own(page: ExportPage) -> None:
    seen = []
    for n in range(len(sheets(page))):
        page._sheets.setCurrentRow(n)
        seen.append(frozenset(cells(page)))
        assert len(seen[-1]) > 2, sheets(page)[n]
    assert len(set(seen)) == len(seen)


def test_the_preview_speaks_the_chosen_language(page: ExportPage) -> None:
    title = page._model.index(0, 0)
    assert (title.data(), sheets(page)[0]) == ("Overview of the programme", "Overview")
    page._languages.setCurrentIndex(page._languages.findData("zh"))
    page._languages.activated.emit(page._languages.currentIndex())
    assert all(re.search("[一-鿿]", one) for one in (title.data(), *sheets(page)))
    page._languages.setCurrentIndex(page._languages.findData("both"))
    page._languages.activated.emit(page._languages.currentIndex())
    assert re.search("[一-鿿].*Overview", title.data(), re.DOTALL)


def test_the_workbook_speaks_as_the_window_until_its_language_is_chosen_by_hand(
    window: MainWindow, page: ExportPage
) -> None:
    window.switch_language()
    assert (page._languages.currentData(), page._language()) == ("zh", "zh")
    assert re.search("[一-鿿]", sheets(page)[0])
    page._languages.setCurrentIndex(page._languages.findData("both"))
    page._languages.activated.emit(page._languages.currentIndex())
    window.switch_language()
    assert page._languages.currentData() == "both"


def test_the_preview_follows_an_edit_and_its_undo(window: MainWindow, page: ExportPage) -> None:
    course = next(iter(window.desk.program.courses.values()))
    name = Text("新名", "Quite another name")
    at = next(n for n in range(len(sheets(page))) if _shows(page, n, course.name.en))
    window.desk.edit(
        label("row.change", name=course.name), lambda now: change_course(now, course.id, name=name)
    )
    assert page._sheets.currentRow() == at
    assert any(name.en in one for one in cells(page))
    window.undo()
    assert not any(name.en in one for one in cells(page))


def _shows(page: ExportPage, n: int, words: str) -> bool:
    page._sheets.setCurrentRow(n)
    return any(words in one for one in cells(page))


def test_the_button_writes_what_the_preview_shows(
    window: MainWindow, page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Toast] = []
    window.desk.toasts.listen(told.append)
    write(page, tmp_path / "plan", monkeypatch)
    made = tmp_path / "plan.xlsx"
    assert load_workbook(made).sheetnames == sheets(page)
    assert told[-1].text == f"The workbook lies in {made}."
    assert page._place.text() == "Written: plan.xlsx"
    blocks = [one for section in page.inspect(Selection()).sections for one in section.blocks]
    facts = next(one for one in blocks if isinstance(one, Pairs))
    assert facts.rows == (("File", "plan.xlsx"), ("Folder", str(tmp_path)))
    assert "Open it" in [one.text for one in blocks if isinstance(one, Action)]


def test_the_start_page_ticks_the_export_until_the_next_edit(
    window: MainWindow, page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(page, tmp_path / "plan.xlsx", monkeypatch)
    window.show_page("home")
    last = window.page._lines[-1]  # type: ignore[attr-defined]
    assert last._facts.text() == "exported after the last change"
    course = next(iter(window.desk.program.courses.values()))
    window.desk.edit(
        label("row.change", name=course.name), lambda now: change_course(now, course.id, code="ZZ9")
    )
    assert last._facts.text() == "not exported since the last change"


def test_a_place_that_cannot_be_written_is_told_and_keeps_the_old_file(
    window: MainWindow, page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Toast] = []
    window.desk.toasts.listen(told.append)
    blocked = tmp_path / "plan.xlsx"
    blocked.mkdir()
    write(page, blocked, monkeypatch)
    assert "plan.xlsx" in told[-1].text
    assert "lies in" not in told[-1].text
    assert blocked.is_dir()
    assert not page._place.text()


def test_who_chooses_no_place_writes_nothing(
    page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.ask_and_write()
    assert not list(tmp_path.glob("*.xlsx"))
    assert not page._place.text()
