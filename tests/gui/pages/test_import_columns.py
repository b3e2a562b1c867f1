"""Which column is which: what the reader took for what, and choosing otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from curriplan.exchange.readers.registry import READERS
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Action, Choice, Content
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.imports.page import ImportPage
from tests.gui.pages.files import course_list


def preview(window: MainWindow, *paths: Path) -> ImportPage:
    window.show_import(list(paths))
    page = window.page
    assert isinstance(page, ImportPage)
    return page


def choices(page: ImportPage) -> dict[str, Choice]:
    content: Content = page.inspect(Selection())
    return {
        block.name: block
        for section in content.sections
        for block in section.blocks
        if isinstance(block, Choice)
    }


def headers(page: ImportPage) -> dict[str, str]:
    """Return from which header each field is read that is read."""
    held = {name: chosen(one) for name, one in choices(page).items() if one.chosen}
    held.pop("Read as", "")
    return held


def chosen(choice: Choice) -> str:
    assert choice.chosen is not None
    return choice.options[choice.chosen]


def pick(page: ImportPage, name: str, option: str) -> None:
    choice = choices(page)[name]
    choice.pick(choice.options.index(option))


def rows(page: ImportPage) -> list[str]:
    return [str(page._changes.index(n, 2).data()) for n in range(page._changes.rowCount())]


def table(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    return path


def test_each_field_says_from_which_header_it_is_read(window: MainWindow, tmp_path: Path) -> None:
    held = choices(preview(window, course_list(tmp_path)))
    assert chosen(held["Read as"]) == "Found: Course list"
    more = held.pop("Read one more field")
    del held["Read as"]
    assert {name: chosen(one) for name, one in held.items()} == {
        "Code": "code",
        "Name": "name",
        "Credits": "credits",
    }
    assert "notation" in held["Code"].options
    assert "Department" in more.options
    assert not set(held) & set(more.options)


def test_a_field_more_is_read_from_a_header_that_nothing_knows(window: MainWindow, tmp_path: Path) -> None:
    path = table(tmp_path, "code,name,credits,who", "C1,Statistics,4,Trade", "C2,Law,2,Law")
    page = preview(window, path)
    pick(page, "Read one more field", "Department")
    assert chosen(choices(page)["Department"]) == "– not read –"
    pick(page, "Department", "who")
    page._take.click()
    added = [one for one in window.desk.program.courses.values() if one.code in {"C1", "C2"}]
    assert [one.department.en for one in added] == ["Trade", "Law"]


def test_the_button_leads_to_the_choices_also_where_the_panel_is_folded(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.toggle_inspector()
    page = preview(window, course_list(tmp_path))
    assert not window._inspector.isVisible()
    page._columns.click()
    assert window._inspector.isVisible()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QComboBox))
    focus = QApplication.focusWidget()
    assert isinstance(focus, QComboBox)
    assert focus.currentText() == "Found: Course list"


def test_another_header_is_read_at_once_and_taken_over_so(window: MainWindow, tmp_path: Path) -> None:
    path = table(tmp_path, "code,name,credits,title of old", "C1,Statistics,4,Old one", "C2,Law,2,Old two")
    page = preview(window, path)
    assert rows(page) == ["C1  Statistics", "C2  Law"]
    pick(page, "Name", "title of old")
    assert rows(page) == ["C1  Old one", "C2  Old two"]
    assert headers(page)["Name"] == "title of old"
    page._take.click()
    assert {"Old one", "Old two"} <= {one.name.en for one in window.desk.program.courses.values()}


def test_a_field_can_be_left_unread(window: MainWindow, tmp_path: Path) -> None:
    page = preview(window, course_list(tmp_path))
    pick(page, "Credits", "– not read –")
    page._take.click()
    added = [one for one in window.desk.program.courses.values() if one.code in {"C1", "C2"}]
    assert [one.credits for one in added] == [None, None]


def test_a_header_goes_over_to_the_field_that_wants_it(window: MainWindow, tmp_path: Path) -> None:
    page = preview(window, course_list(tmp_path))
    pick(page, "Code", "name")
    assert headers(page) == {"Code": "name", "Credits": "credits"}


def test_names_come_back_on_request(window: MainWindow, tmp_path: Path) -> None:
    page = preview(window, course_list(tmp_path))
    before = headers(page)
    pick(page, "Credits", "– not read –")
    assert headers(page) != before
    blocks = [one for section in page.inspect(Selection()).sections for one in section.blocks]
    (again,) = (one for one in blocks if isinstance(one, Action))
    assert again.text == "Find the columns by their names again"
    again.act()
    assert headers(page) == before


def test_a_table_that_nothing_knows_is_read_by_saying_what_it_is(window: MainWindow, tmp_path: Path) -> None:
    path = table(tmp_path, "Kürzel,Bezeichnung,Punkte", "C1,Statistik,4", "C2,Recht,2")
    page = preview(window, path)
    assert "The columns tell neither answers nor any list" in page.headline()[0]
    assert set(choices(page)) == {"Read as"}
    pick(page, "Read as", "Course list")
    assert page._refusal
    assert choices(page)["Code"].options[1:] == ("Kürzel", "Bezeichnung", "Punkte")
    pick(page, "Code", "Kürzel")
    assert rows(page) == ["C1  C1", "C2  C2"] or rows(page) == ["C1", "C2"]
    pick(page, "Read one more field", "Name")
    pick(page, "Name", "Bezeichnung")
    assert rows(page) == ["C1  Statistik", "C2  Recht"]


def test_a_mapping_goes_with_its_file(window: MainWindow, tmp_path: Path) -> None:
    page = preview(window, course_list(tmp_path))
    pick(page, "Credits", "– not read –")
    page.take_files([course_list(tmp_path)])
    assert headers(page)["Credits"] == "credits"


def test_two_files_are_mapped_each_for_itself(window: MainWindow, tmp_path: Path) -> None:
    other = table(tmp_path, "post,level", "Pilot,initial")
    page = preview(window, course_list(tmp_path), other)
    headings = [section.heading for section in page.inspect(Selection()).sections]
    assert [one for one in headings if one.startswith("How ")] == [
        "How courses.csv is read",
        "How list.csv is read",
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_field_of_every_format_has_a_name_of_its_own(lang: str) -> None:
    from curriplan.gui.views.imports.columns import field_name

    for reader in READERS:
        for layout in reader.layouts:
            names = [field_name(one.names, "zh" if lang == "zh" else "en") for one in layout.columns]
            assert len(set(names)) == len(names), (reader.name, names)
