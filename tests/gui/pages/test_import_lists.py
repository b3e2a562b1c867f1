"""Imported lists: each leads to the page that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.imports.page import ImportPage


@pytest.mark.parametrize(
    ("name", "page"),
    [("competencies", "lists"), ("posts", "demand"), ("tasks", "demand"), ("terms", "plan")],
)
def test_a_list_leads_to_the_page_that_shows_it(
    window: MainWindow, name: str, page: str, tmp_path: Path
) -> None:
    rows = {
        "competencies": "competency,kind\nFlying,capability\n",
        "posts": "post,level\nPilot,initial\n",
        "tasks": "post,task,step\nBO,Fly,\n",
        "terms": "term,weeks,holiday weeks\n1,30,5\n",
    }
    path = tmp_path / f"{name}.csv"
    path.write_text(rows[name], "utf-8")
    window.show_import([path])
    shown = window.page
    assert isinstance(shown, ImportPage)
    shown.take()
    assert window.page.name == page
