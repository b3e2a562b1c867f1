"""Context menus of the matrix: on a cell, a course, a competency. Each entry is within reach of keys as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QMenu, QWidget

from curriplan.domain.course import Evidence
from curriplan.domain.scale import Mode
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.views.map.hands import MatrixHands
from curriplan.gui.why import copy_why

T = TypeVar("T", bound=StrEnum)
Entry = tuple[str, str, Callable[[], object]]


def cell_menu(desk: Desk, hands: MatrixHands, parent: QWidget, course: str, competency: str) -> QMenu:
    """Return the menu of a cell; level, mode and evidence go to all that is selected."""
    menu, say = QMenu(parent), desk.say
    held, scale = hands.held(), desk.program.about.scale
    levels = {one.level for one in held}
    level = menu.addMenu(say("map.level"))
    for n, text in enumerate(("0", *(one.key for one in scale.levels))):
        act = level.addAction(text, partial(hands.give_level, n))
        act.setCheckable(True)
        act.setChecked(levels == {n})
    _one_of(desk, menu, "mode", tuple(Mode), {one.mode for one in held}, lambda one: hands.change(mode=one))
    evidence = {one.evidence for one in held}
    _one_of(desk, menu, "evidence", tuple(Evidence), evidence, lambda one: hands.change(evidence=one))
    menu.addSeparator()
    edits: tuple[Entry, ...] = (
        (say("courses.menu_copy"), "Ctrl+C", hands.copy),
        (say("courses.menu_paste"), "Ctrl+V", hands.paste),
        (say("courses.menu_fill"), "Ctrl+D", hands.fill_down),
        (say("map.menu.fill_right"), "Ctrl+R", hands.fill_right),
    )
    _add(menu, edits)
    menu.addSeparator()
    _add(menu, (*_of_competency(desk, competency), _to_course(desk, course)))
    return menu


def course_menu(desk: Desk, parent: QWidget, course: str, sort: Callable[[], object]) -> QMenu:
    """Return the menu of a course's name."""
    menu = QMenu(parent)
    plan = (desk.say("courses.menu_plan"), "", lambda: desk.goto("plan", Selection(course=course)))
    _add(menu, (_to_course(desk, course), plan))
    menu.addSeparator()
    _add(menu, ((desk.say("map.show.by_gap"), "", sort),))
    return menu


def competency_menu(
    desk: Desk,
    parent: QWidget,
    competency: str,
    sort: Callable[[], object],
    narrow: Callable[[str], object],
) -> QMenu:
    """Return the menu of a competency's name; ``narrow`` is handed its module, or "" for all."""
    menu, say = QMenu(parent), desk.say
    _add(menu, _of_competency(desk, competency))
    menu.addSeparator()
    module = desk.program.competencies[competency].module or ""
    entries: list[Entry] = [(say("map.show.by_gap"), "", sort)]
    if module:
        entries.append((say("map.menu.only_module"), "", lambda: narrow(module)))
    entries.append((say("map.all_modules"), "", lambda: narrow("")))
    _add(menu, entries)
    return menu


def _of_competency(desk: Desk, competency: str) -> list[Entry]:
    """Return what leads from a competency to who requires it; nothing while that is not known or nobody does."""
    if not desk.results.demand_is_known:
        return []
    posts = [
        held.post for held in desk.results.gaps().posts for row in held.rows if row.competency == competency
    ]
    entries: list[Entry] = [(one.text, "", one.act) for one in copy_why(desk, competency, posts)]
    if posts:
        there = Selection(competency=competency, post=posts[0])
        entries.append((desk.say("map.open_gap"), "", lambda: desk.goto("gaps", there)))
    return entries


def _to_course(desk: Desk, course: str) -> Entry:
    return (desk.say("map.menu.course"), "", lambda: desk.goto("courses", Selection(course=course)))


def _one_of(
    desk: Desk, menu: QMenu, name: str, values: Sequence[T], held: set[T], pick: Callable[[T], object]
) -> None:
    """Add a menu of values; it cannot be opened where no selected cell has any."""
    below = menu.addMenu(desk.say(f"map.{name}"))
    below.setEnabled(bool(held))
    for one in values:
        act = below.addAction(desk.say(f"{name}.{one.value}"), partial(pick, one))
        act.setCheckable(True)
        act.setChecked(held == {one})


def _add(menu: QMenu, entries: Sequence[Entry]) -> None:
    for text, keys, act in entries:
        menu.addAction(f"{text}\t{keys}" if keys else text, act)
