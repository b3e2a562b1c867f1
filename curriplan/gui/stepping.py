"""One step back or forward from anywhere in the window: what was done is told, and the focus stays where it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtWidgets import QApplication

from curriplan.app.session import Session
from curriplan.gui.desk import Toast

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow

T = TypeVar("T")


def step(window: MainWindow, way: Literal["undone", "redone"]) -> None:
    """Undo or redo one edit and tell which it was: it may have been made on another page."""
    desk = window.desk

    def move(session: Session) -> bool:
        label = session.undo_label if way == "undone" else session.redo_label
        done = session.undo() if way == "undone" else session.redo()
        if done and label is not None:
            what = desk.say(f"edit.{label.code}", **dict(label.args))
            desk.toasts.tell(Toast(desk.say(f"top.{way}", what=what)))
        return done

    desk.step(lambda session: keep_focus(window, lambda: move(session)))


def keep_focus(window: MainWindow, act: Callable[[], T]) -> T:
    """Do something; where what had the focus is gone, give it to the page: Qt would give it to the rail."""
    held = QApplication.focusWidget()
    elsewhere = held is not None and not window.in_rail(held)
    done = act()
    now = QApplication.focusWidget()
    if elsewhere and (now is None or window.in_rail(now)):
        window.page.setFocus()
    return done
