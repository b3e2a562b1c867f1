"""Which column is which: what the reader took for what, and choosing otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    assert chosen(held["Read as"]) == "found by the content"
    fields = {name: chosen(one) for name, one in held.items() if name != "Read as"}
    found = {name: header for name, header in fields.items() if header != "– not read –"}
    assert sorted(found.values()) == ["code", "credits", "name"]
    assert "notation" in held[next(iter(found))].options


def test_another_header_is_read_at_once_and_taken_over_so(window: MainWindow, tmp_path: Path) -> None:
    path = table(tmp_path, "code,name,credits,title of old", "C1,Statistics,4,Old one", "C2,Law,2,Old two")
    page = preview(window, path)
    assert rows(page) == ["C1  Statistics", "C2  Law"]
    name = next(one for one, held in choices(page).items() if chosen(held) == "name")
    pick(page, name, "title of old")
    assert rows(page) == ["C1  Old one", "C2  Old two"]
    assert chosen(choices(page)[name]) == "title of old"
    page._take.click()
    assert {"Old one", "Old two"} <= {one.name.en for one in window.desk.program.courses.values()}


def test_a_field_can_be_left_unread(window: MainWindow, tmp_path: Path) -> None:
    page = preview(window, course_list(tmp_path))
    name = next(one for one, held in choices(page).items() if chosen(held) == "credits")
    pick(page, name, "– not read –")
    page._take.click()
    added = [one for one in window.desk.program.courses.values() if one.code in {"C1", "C2"}]
    assert [one.credits for one in added] == [None, None]


def test_a_header_goes_over_to_the_field_that_wants_it(window: MainWindow, tmp_path: Path) -> None:
    page = preview(window, course_list(tmp_path))
    by_header = {chosen(held): name for name, held in choices(page).items()}
    pick(page, by_header["code"], "name")
    after = choices(page)
    assert chosen(after[by_header["code"]]) == "name"
    assert chosen(after[by_header["name"]]) == "– not read –"


def test_names_come_back_on_request(window: MainWindow, tmp_path: Path) -> None:
    page = preview(window, course_list(tmp_path))
    before = {name: chosen(one) for name, one in choices(page).items()}
    name = next(one for one, header in before.items() if header == "credits")
    pick(page, name, "– not read –")
    blocks = [one for section in page.inspect(Selection()).sections for one in section.blocks]
    (again,) = (one for one in blocks if isinstance(one, Action))
    assert again.text == "Find the columns by their names again"
    again.act()
    after = {name: chosen(one) for name, one in choices(page).items()}
    assert after == before | {"Read as": "Course list"}


def test_a_table_that_nothing_knows_is_read_by_saying_what_it_is(window: MainWindow, tmp_path: Path) -> None:
    path = table(tmp_path, "Kürzel,Bezeichnung,Punkte", "C1,Statistik,4", "C2,Recht,2")
    page = preview(window, path)
    assert "The columns tell neither answers nor any list" in page.headline()[0]
    assert set(choices(page)) == {"Read as"}
    pick(page, "Read as", "Course list")
    assert page._refusal
    names = {name: held for name, held in choices(page).items() if name != "Read as"}
    assert all(held.options[1:] == ("Kürzel", "Bezeichnung", "Punkte") for held in names.values())
    code, name, *_ = names
    pick(page, code, "Kürzel")
    pick(page, name, "Bezeichnung")
    assert rows(page) == ["C1  Statistik", "C2  Recht"]


def test_a_mapping_goes_with_its_file(window: MainWindow, tmp_path: Path) -> None:
    page = preview(window, course_list(tmp_path))
    name = next(one for one, held in choices(page).items() if chosen(held) == "credits")
    pick(page, name, "– not read –")
    page.take_files([course_list(tmp_path)])
    assert chosen(choices(page)[name]) == "credits"


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
