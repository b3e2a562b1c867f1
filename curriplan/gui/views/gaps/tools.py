"""The one line above the gaps: what is shown, of what, what closes them; and a menu of what is wanted less often."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QMenu, QPushButton, QWidget

from curriplan.gui.widgets.basic import button, row
from curriplan.gui.widgets.flow import Flow

Say = Callable[[Callable[[str], object], str], None]
LEAST_BY, MOST_BY = 116, 208


class Shown(StrEnum):
    """What the page shows; the order is that of its switches."""

    HEAT = "heat"
    BARS = "bars"
    TREND = "trend"
    INSIGHTS = "insights"


class GapTools(QWidget):
    """The tools; ``say`` has a text follow the language. ``basis`` tells ``all`` or ``assessed``.

    ``menu_wanted`` hands out the menu, empty, each time it is about to be shown.
    """

    view_wanted = Signal(object)
    basis = Signal(str)
    grouped = Signal()
    menu_wanted = Signal(QMenu)

    def __init__(self, say: Say, close: QPushButton) -> None:
        super().__init__()
        self._say = say
        self.switches: dict[Shown, QPushButton] = {}
        self.by = QComboBox()
        self._bases = self._build_bases()
        bar = Flow(self, 8)
        for part in (self._build_switches(), self._bases, self.by, close, self._build_more()):
            bar.addWidget(part)
        bar.set_elastic(self.by, LEAST_BY, MOST_BY)

    def _build_switches(self) -> QWidget:
        held = QWidget()
        line, group = row(held, spacing=4), QButtonGroup(self)
        for shown in Shown:
            made = self.switches[shown] = self._switch(group, f"insight.view.{shown.value}")
            made.clicked.connect(lambda _=False, chosen=shown: self.view_wanted.emit(chosen))
            line.addWidget(made)
        self.switches[Shown.HEAT].setChecked(True)
        return held

    def _build_bases(self) -> QWidget:
        held = QWidget()
        line, group = row(held, spacing=4), QButtonGroup(self)
        self.all = self._switch(group, "gaps.basis_all")
        self.assessed = self._switch(group, "gaps.basis_assessed")
        for made, basis in ((self.all, "all"), (self.assessed, "assessed")):
            made.clicked.connect(lambda _=False, chosen=basis: self.basis.emit(chosen))
            line.addWidget(made)
        self.all.setChecked(True)
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._say(self.by.setAccessibleName, "map.group_by")
        self.by.activated.connect(lambda _: self.grouped.emit())
        return held

    def _build_more(self) -> QWidget:
        self.more = button()
        self._say(self.more.setText, "insight.view.menu")
        menu = QMenu(self.more)
        menu.aboutToShow.connect(lambda: self._offer(menu))
        self.more.setMenu(menu)
        return self.more

    def _offer(self, menu: QMenu) -> None:
        for one in menu.findChildren(QMenu):
            one.deleteLater()
        menu.clear()
        self.menu_wanted.emit(menu)

    def _switch(self, group: QButtonGroup, key: str) -> QPushButton:
        made = button()
        made.setCheckable(True)
        self._say(made.setText, key)
        group.addButton(made)
        return made

    def fit(self, shown: Shown) -> None:
        """Show only what the view follows: insights stand on all evidence and are not grouped."""
        self.switches[shown].setChecked(True)
        self._bases.setVisible(shown is not Shown.INSIGHTS)
        self.by.setVisible(shown is not Shown.INSIGHTS)
