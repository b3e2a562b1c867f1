"""The rail: pages in the order of the work, icon with word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton

from curriplan.gui.desk import Desk
from curriplan.gui.icons import icon
from curriplan.gui.tips import set_tip
from curriplan.gui.widgets.basic import column

WIDE, NARROW = 100, 52


class Rail(QFrame):
    """Buttons for the pages, each with the icon of its name; ``chosen`` tells the page's name."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, pages: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._desk = desk
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QToolButton] = {}
        lines = column(self, spacing=4)
        lines.setContentsMargins(8, 10, 8, 10)
        for name in pages:
            made = QToolButton()
            made.setObjectName("railbutton")
            made.setCheckable(True)
            made.setIconSize(QSize(20, 20))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(lambda _=False, page=name: self.chosen.emit(page))
            self._group.addButton(made)
            self._buttons[name] = made
            lines.addWidget(made)
        lines.addStretch(1)
        self.set_narrow(False)
        self.retell()
        self.restyle()

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone where the window is narrow."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        style = (
            Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        )
        for made in self._buttons.values():
            made.setToolButtonStyle(style)
            made.setFixedSize((NARROW if narrow else WIDE) - 16, 36 if narrow else 54)

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def retell(self) -> None:
        """Follow the language."""
        for n, (name, made) in enumerate(self._buttons.items(), 1):
            text = self._desk.say(f"page.{name}.title")
            made.setText(text)
            made.setAccessibleName(text)
            set_tip(made, f"{text}  Ctrl+{n}" if n <= 9 else text)

    def restyle(self) -> None:
        """Follow the theme."""
        for name, made in self._buttons.items():
            made.setIcon(icon(name, self._desk.theme.dim, self._desk.theme.accent))
