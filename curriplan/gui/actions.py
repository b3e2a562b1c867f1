"""What the window can do, as data: menus, shortcuts and the command search are drawn from one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QKeySequence

from curriplan.gui.desk import Desk
from curriplan.gui.intake import new_intake
from curriplan.gui.map_views import save_graph, show_view_of_map
from curriplan.gui.scenarios import in_scenario, leave_scenario
from curriplan.gui.why import ask_why, copy_asked

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow

Keys = tuple[QKeySequence.StandardKey | str, ...]
Menu = Literal["file", "edit", "view", "help", ""]
Standard = QKeySequence.StandardKey


def always(_: Desk) -> bool:
    """Tell that an action can always be taken."""
    return True


def has_programme(desk: Desk) -> bool:
    """Tell whether a programme is open."""
    return desk.session is not None


def can_edit(desk: Desk) -> bool:
    """Tell whether the open programme may be changed."""
    return desk.session is not None and not desk.session.read_only


def can_undo(desk: Desk) -> bool:
    """Tell whether there is an edit to take back."""
    session = desk.session
    return session is not None and not session.read_only and session.undo_label is not None


def can_redo(desk: Desk) -> bool:
    """Tell whether there is an edit to do again."""
    session = desk.session
    return session is not None and not session.read_only and session.redo_label is not None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: its key in the texts (``command.NAME``), shortcuts, menu, when, and how."""

    name: str
    run: Callable[[MainWindow], object]
    keys: Keys = ()
    menu: Menu = ""
    when: Callable[[Desk], bool] = always


ACTIONS: tuple[Action, ...] = (
    Action("open", lambda w: w.files.ask_open(), (Standard.Open, "Ctrl+O"), "file"),
    Action(
        "new_blank", lambda w: w.files.new_from_sample("blank_three_year"), (Standard.New, "Ctrl+N"), "file"
    ),
    Action("new_from_excel", lambda w: w.files.new_from_excel(), (), "file"),
    Action("new_intake", new_intake, (), "file", has_programme),
    Action("import", lambda w: w.files.ask_import(), ("Ctrl+I",), "file", can_edit),
    Action("export", lambda w: w.desk.goto("export"), ("Ctrl+E",), "file", has_programme),
    Action(
        "save_copy", lambda w: w.files.ask_copy(), (Standard.SaveAs, "Ctrl+Shift+S"), "file", has_programme
    ),
    Action("close", lambda w: w.files.close_programme(), (), "file", has_programme),
    Action("quit", lambda w: w.close(), (Standard.Quit, "Ctrl+Q"), "file"),
    Action("undo", lambda w: w.undo(), (Standard.Undo, "Ctrl+Z"), "edit", can_undo),
    Action("redo", lambda w: w.redo(), ("Ctrl+Y", "Ctrl+Shift+Z"), "edit", can_redo),
    Action("copy_why", lambda w: copy_asked(w.desk), ("Ctrl+Shift+C",), "edit", has_programme),
    Action("leave_scenario", lambda w: leave_scenario(w.desk), (), "edit", in_scenario),
    Action("search", lambda w: w.search.open(), ("Ctrl+K",), "edit"),
    Action("graph", lambda w: show_view_of_map(w, "graph"), ("Ctrl+Shift+G",), "view", has_programme),
    Action("prerequisites", lambda w: show_view_of_map(w, "prerequisites"), (), "view", has_programme),
    Action("save_graph", save_graph, (), "view", has_programme),
    Action("language", lambda w: w.switch_language(), ("Ctrl+Shift+L",), "view"),
    Action("theme", lambda w: w.switch_theme(), ("Ctrl+Shift+T",), "view"),
    Action("inspector", lambda w: w.toggle_inspector(), ("F4",), "view"),
    Action("next_region", lambda w: w.focus_next_region(), ("F6",), "view"),
    Action("why", lambda w: ask_why(w.desk, w.page.name), ("Ctrl+Shift+W",), "help", has_programme),
    Action("explain", lambda w: w.explain(), ("F1",), "help"),
    Action("tour", lambda w: w.tour.take(), (), "help"),
)


def shortcuts(keys: Keys) -> list[QKeySequence]:
    """Return the distinct key sequences of an action; the platform's own come first."""
    found: list[QKeySequence] = []
    for key in keys:
        each = QKeySequence.keyBindings(key) if isinstance(key, Standard) else [QKeySequence(key)]
        found.extend(one for one in each if not one.isEmpty() and one not in found)
    return found
