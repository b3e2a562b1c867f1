"""What every page must do: stand on each programme, in each language and theme, and name what it offers."""

from __future__ import annotations

import re
from functools import partial

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import remove_courses
from curriplan.domain.edits.removal import remove
from curriplan.domain.history import label
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.registry import PASSING, VIEWS

NAMES = [view.name for view in (*VIEWS, *PASSING)]


def test_a_page_is_listed_by_its_own_name() -> None:
    assert [view.load().name for view in (*VIEWS, *PASSING)] == NAMES


def _models(window: MainWindow) -> list[QAbstractItemModel]:
    found = []
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        # What Qt itself fills (combo boxes, plain lists) is not ours to follow.
        if type(model).__module__.startswith("curriplan"):
            found.append(model)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_page_stands_on_the_sample_in_both_languages_and_themes(window: MainWindow, name: str) -> None:
    window.show_page(name)
    shown = {window.page.name}
    for _ in range(2):
        window.switch_language()
        window.switch_theme()
        shown.add(window.page.name)
        assert window.page.isVisible()
    assert shown == {name}


@pytest.mark.parametrize("name", NAMES)
def test_no_chinese_is_left_over_in_the_english_window_frame(window: MainWindow, name: str) -> None:
    window.show_page(name)
    window.switch_language()
    window.switch_language()
    told = [window.desk.say(f"page.{name}.title"), window.page.headline()[1]]
    told += [window.desk.say(f"help.{name}.about")] if name != "home" else []
    assert all(not re.search(r"[一-鿿]", text) for text in told), told


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_takes_the_focus_has_a_name(window: MainWindow, name: str) -> None:
    window.show_page(name)
    nameless = [
        f"{type(one).__name__} {one.objectName()}"
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (one.accessibleName() or getattr(one, "text", str)() or one.windowTitle())
        and not one.objectName().startswith("qt_")
        and one.focusProxy() is None
    ]
    assert not nameless, nameless


def test_an_edit_and_its_undo_reset_no_model(window: MainWindow) -> None:
    for name in NAMES:
        window.show_page(name)
    resets: list[str] = []
    for model in _models(window):
        model.modelReset.connect(partial(resets.append, type(model).__name__))
    program = window.desk.program
    course, competency = next((c, next(iter(held))) for c, held in program.contributions.items())
    window.desk.edit(
        label("contribution.levels", n=1), lambda now: set_levels(now, [(course, competency, 4)])
    )
    window.desk.edit(label("contribution.levels", n=1), lambda now: remove_courses(now, [course]))
    window.undo()
    window.undo()
    window.redo()
    for name in NAMES:
        window.show_page(name)
    assert resets == []


def test_a_post_that_goes_with_its_answers_leaves_every_page_standing(window: MainWindow) -> None:
    """So many answers go that demand is worked out anew, while pages still hold rows of the post."""
    for name in NAMES:
        window.show_page(name)
    program = window.desk.program
    post = next(post for post, held in window.desk.results.requirements().items() if len(held) > 5)
    window.desk.edit(
        label("list.remove", row=program.posts[post].name), lambda now: remove(now, "posts", [post])
    )
    for name in NAMES:
        window.show_page(name)
        assert post not in window.desk.results.requirements()
    window.undo()
    for name in NAMES:
        window.show_page(name)
    assert window.desk.program == program
