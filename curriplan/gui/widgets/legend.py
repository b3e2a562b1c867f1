"""What the signs and colours of the heat map mean, in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curriplan.analysis.gap.result import Status
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.panel import chip
from curriplan.gui.theme import sign
from curriplan.gui.widgets.basic import clear, label
from curriplan.gui.widgets.flow import Flow


class Legend(QWidget):
    """The legend of the gap page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._line = Flow(self, 5)
        self.retell()

    def retell(self) -> None:
        """Follow language and theme."""
        desk, theme = self._desk, self._desk.theme
        clear(self._line)
        kinds = (
            (Status.MET, False, "met"),
            (Status.GAP, False, "gap"),
            (Status.GAP, True, "firm"),
            (Status.NO_COVERAGE, False, "no_coverage"),
            (Status.OVER, False, "over"),
            (Status.UNRATED, False, "unrated"),
        )
        for status, firm, word in kinds:
            text = "" if status is Status.UNRATED else "3"
            self._line.addWidget(chip(f"{text}{sign(status, firm)}", theme.status(status, firm)))
            self._line.addWidget(label(desk.say(f"status.{word}"), "dim"))
        self._line.addWidget(label(desk.say("gaps.legend_late"), "dim"))
