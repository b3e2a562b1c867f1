"""Buttons of which one is pressed: which view a page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from curriplan.gui.widgets.basic import button, row

T = TypeVar("T", bound=str)


class Switches(QWidget, Generic[T]):
    """One button for each value; ``say`` has its text follow the language, ``wanted`` is called with the value."""

    def __init__(
        self,
        say: Callable[[Callable[[str], object], str], None],
        keys: Mapping[T, str],
        wanted: Callable[[T], object],
    ) -> None:
        super().__init__()
        line, group = row(self, spacing=4), QButtonGroup(self)
        self._buttons: dict[T, QPushButton] = {}
        for value, key in keys.items():
            made = self._buttons[value] = button()
            made.setCheckable(True)
            say(made.setText, key)
            made.clicked.connect(lambda _=False, chosen=value: wanted(chosen))
            group.addButton(made)
            line.addWidget(made)

    def press(self, value: T) -> None:
        """Show which value is chosen, without telling so."""
        self._buttons[value].setChecked(True)
