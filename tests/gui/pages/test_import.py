"""The import preview: answers that bring posts and competencies along."""

from __future__ import annotations

from pathlib import Path

import pytest

from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.resources import folder
from curriplan.domain.text import Text
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.imports.page import ImportPage

ANSWERS = folder("samples") / "cross_border_ecommerce" / "answers_example.xlsx"


def shown(window: MainWindow) -> ImportPage:
    """Have the window show what the answers would change."""
    window.show_import([ANSWERS])
    page = window.page
    assert isinstance(page, ImportPage)
    return page


class TestFromNothing:
    @pytest.fixture
    def programme(self) -> Program:
        return blank_program(Text("空白", "Blank"))

    def test_what_answers_name_is_made_and_can_be_declined(self, window: MainWindow) -> None:
        page = shown(window)
        assert page._add.isVisible()
        assert page._add.isChecked()
        assert page._take.isEnabled()
        page._add.click()
        assert not page._take.isEnabled()
        assert "Add competencies first" in page.headline()[0]
        page._add.click()
        page.take()
        assert len(window.desk.program.competencies) >= 30
        assert len(window.desk.program.respondents) >= 40


class TestARefusal:
    def test_a_refused_file_leaves_nothing_to_take_over(self, window: MainWindow, tmp_path: Path) -> None:
        path = tmp_path / "bin.xlsx"
        path.write_bytes(bytes(range(256)) * 40)
        window.show_import([path])
        page = window.page
        assert isinstance(page, ImportPage)
        assert "not an Excel workbook" in page.headline()[0]
        assert not page._take.isVisible()
        assert not page._changes_box.isVisible()
        window.show_import([ANSWERS])
        assert page._take.isVisible()
        assert page._changes_box.isVisible()


class TestWhereThereAreCompetencies:
    def test_nothing_is_made_without_asking(self, window: MainWindow) -> None:
        page = shown(window)
        assert not page._add.isChecked()
        assert "nothing" in page.headline()[0]
