"""Why, as text: copied from a gap, a requirement and a cell of the map."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from curriplan.app.picture import Picture
from curriplan.app.programmes import create
from curriplan.domain.program import Program
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Action, Content
from curriplan.gui.main_window import MainWindow
from curriplan.gui.picture import page_names, take_picture


def _copy(window: MainWindow, content: Content) -> str:
    """Press the action of an inspector's content, and return what is on the clipboard then."""
    name = window.desk.say("graph.copy_why")
    found = [
        block
        for section in content.sections
        for block in section.blocks
        if isinstance(block, Action) and block.text == name
    ]
    assert len(found) == 1
    QGuiApplication.clipboard().clear()
    found[0].act()
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("page", ["gaps", "demand", "map"])
def test_who_demands_it_and_what_answers_it_is_copied(window: MainWindow, page: str) -> None:
    desk = window.desk
    row = next(
        row for held in desk.results.gaps().posts for row in held.rows if row.courses and row.requirement.n
    )
    window.show_page(page)
    course = row.courses[0].course if page == "map" else ""
    selection = Selection(course=course, competency=row.competency, post="" if page == "map" else row.post)
    text = _copy(window, window.page.inspect(selection))
    program = desk.program
    post, competency = program.posts[row.post], program.competencies[row.competency]
    taught = program.courses[row.courses[0].course]
    for word in (post.name.en, competency.name.en, taught.name.en):
        assert word in text
    assert str(row.requirement.n) in text


@pytest.mark.parametrize("page", ["graph", "prerequisites"])
def test_the_views_of_the_map_are_pictures_of_their_own(
    sample: Program, tmp_path: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURRIPLAN_CONFIG", str(tmp_path / "config"))
    path, out, other = tmp_path / "a.curriplan", tmp_path / "view.png", tmp_path / "map.png"
    create(path, sample, "tester").close()
    assert page in page_names()
    take_picture(Picture(path, page, out))
    take_picture(Picture(path, "map", other))
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1440, 900)
    assert image != QImage(str(other))
