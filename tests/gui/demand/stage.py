"""The Demand page with hands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curriplan.gui.inspector.content import Content
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.demand.page import DemandPage
from curriplan.gui.views.demand.rows import key_of

W = TypeVar("W", bound=QWidget)


@dataclass
class Stage:
    """The page with hands on it, and ids by code."""

    window: MainWindow
    page: DemandPage
    posts: dict[str, str]
    competencies: dict[str, str]
    qtbot: QtBot

    def choose(self, post: str, competency: str) -> str:
        key = key_of(self.posts[post], self.competencies[competency])
        row = self.page._model.row_of(key)
        assert row is not None
        self.page._table.setCurrentIndex(self.page._model.index(row, 0))
        return key

    def cells(self, key: str) -> list[str]:
        row = self.page._model.row_of(key)
        assert row is not None
        return [str(self.page._model.index(row, n).data()) for n in range(self.page._model.columnCount())]

    def in_inspector(self, kind: type[W], name: str) -> W:
        """Wait for a part of the inspector by its name or text, and return it."""
        found: list[W] = []

        def here() -> bool:
            if self.window._consequences.isActive():
                return False  # what is there still belongs to the edit before
            for one in self.window._inspector.findChildren(kind):
                text = one.text() if isinstance(one, QPushButton) else ""
                if name in {one.accessibleName(), text} and one.isVisible():
                    found[:] = [one]
            return bool(found)

        self.qtbot.waitUntil(here)
        return found[0]

    @property
    def said(self) -> Content:
        return self.page.inspect(self.window.desk.selection)

    def fill(self, name: str, text: str) -> None:
        """Type a text over what stands in a field of the inspector."""
        line = self.in_inspector(QLineEdit, name)
        line.setText(text)
        line.editingFinished.emit()

    def pick(self, name: str, option: str) -> None:
        """Choose from a list of the inspector."""
        box = self.in_inspector(QComboBox, name)
        box.activated.emit(box.findText(option))
