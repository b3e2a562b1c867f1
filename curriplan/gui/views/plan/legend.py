"""What the stripes and signs of cards mean, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from curriplan.gui.views.plan.hues import Hue
from curriplan.gui.widgets.basic import clear, label, row
from curriplan.gui.widgets.flow import Flow

GAP = 9


class HueLegend(QWidget):
    """Each hue: its colour, its sign, its name."""

    def __init__(self) -> None:
        super().__init__()
        self._line = Flow(self, GAP)
        self._shown: tuple[Hue, ...] = ()

    def show_hues(self, hues: Sequence[Hue]) -> None:
        """Show these; nothing is made anew if they are shown already."""
        if tuple(hues) == self._shown:
            return
        self._shown = tuple(hues)
        clear(self._line)
        for hue in hues:
            entry = QWidget()
            line = row(entry, spacing=5)
            mark = label(hue.sign)
            mark.setStyleSheet(f"border-left: 4px solid {hue.colour}; padding-left: 4px;")
            line.addWidget(mark)
            line.addWidget(label(hue.name, "dim"))
            self._line.addWidget(entry)
