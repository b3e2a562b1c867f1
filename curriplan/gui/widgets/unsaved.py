"""What is said while edits are not on the disk: why, and the ways to keep them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from curriplan.gui.desk import Desk
from curriplan.gui.widgets.basic import button, column, label, row


class Unsaved(QFrame):
    """A bar above the strip. It never blocks: work goes on, and every edit waits with the others."""

    again = Signal()
    elsewhere = Signal()
    discard = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("unsaved")
        self._desk = desk
        self._count = 0
        self._leaving = False
        lines = row(self, spacing=12)
        lines.setContentsMargins(16, 10, 20, 10)
        said = column(spacing=2)
        self._title, self._why = label(role="strong", wrap=True), label(wrap=True)
        said.addWidget(self._title)
        said.addWidget(self._why)
        lines.addLayout(said, 1)
        self._again = button(kind="primary", clicked=self.again.emit)
        self._elsewhere = button(clicked=self.elsewhere.emit)
        self._discard = button(clicked=self.discard.emit)
        for made in (self._again, self._elsewhere, self._discard):
            lines.addWidget(made)
        self.setFocusProxy(self._again)
        self.hide()

    def tell(self, count: int, why: str, *, leaving: bool) -> None:
        """Say how many edits are not stored and why; ``leaving``: the programme was to be closed."""
        self._count, self._leaving = count, leaving
        self._why.setText(why)
        self.retell()
        self.show()

    def retell(self) -> None:
        """Follow the language; the reason stays as it was told."""
        say = self._desk.say
        self._title.setText(say("unsaved.leaving" if self._leaving else "unsaved.title", n=self._count))
        self._again.setText(say("unsaved.again"))
        self._elsewhere.setText(say("unsaved.elsewhere"))
        self._discard.setText(say("unsaved.discard", n=self._count))
        self._discard.setVisible(self._leaving)
        self.setAccessibleName(self._title.text())
