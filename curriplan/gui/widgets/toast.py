"""A short message over the page that goes away by itself; it may offer to undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from curriplan.gui.desk import Desk, Toast
from curriplan.gui.widgets.basic import button, label, row

SHOWN_MS = 7000
GAP = 22


class Toaster(QFrame):
    """The one place where toasts appear."""

    def __init__(
        self, desk: Desk, over: QWidget, undo: Callable[[], object], foot: Callable[[], int]
    ) -> None:
        """``foot`` returns how high what stands below the page is."""
        super().__init__(over)
        self.setObjectName("toast")
        self._desk, self._over, self._take_back, self._foot = desk, over, undo, foot
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        line = row(self, spacing=12)
        line.setContentsMargins(14, 8, 10, 8)
        self._text = label(wrap=True)
        self._text.setMinimumWidth(280)
        self._text.setMaximumWidth(560)
        self._undo = button(clicked=self._undo_clicked)
        line.addWidget(self._text, 1)
        line.addWidget(self._undo)
        self.hide()

    def dismiss_offer(self) -> None:
        """Go away if undo is offered: another edit was made, and undo would take that one back."""
        if self._undo.isVisible():
            self.hide()

    def show_toast(self, toast: Toast) -> None:
        """Show a message, in place of the one before."""
        self._text.setText(toast.text)
        self._undo.setText(self._desk.say("top.undo"))
        self._undo.setVisible(toast.undo)
        self.setAccessibleName(toast.text)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def _undo_clicked(self) -> None:
        self.hide()
        self._take_back()

    def place(self) -> None:
        """Stand at the foot of the page, in the middle."""
        over = self._over
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - self._foot() - GAP)
