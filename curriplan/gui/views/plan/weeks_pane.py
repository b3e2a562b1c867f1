"""The weeks of the plan with what is chosen of them and how they are taken along."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QMenu, QWidget

from curriplan.analysis.order import in_order
from curriplan.gui.desk import Desk
from curriplan.gui.views.plan.shown import EVERYTHING, Shown
from curriplan.gui.views.plan.week_rows import WeekWish, week_picture
from curriplan.gui.views.plan.weeks_view import WeeksView
from curriplan.gui.widgets.basic import button, column, row
from curriplan.gui.widgets.clamped import Clamped

ASSUMED_LINES = 2
Say = Callable[[Callable[[str], object], str], None]


class WeeksPane(QWidget):
    """The drawing, below it what is assumed, and the choices: of which track, rows by kind or by term."""

    def __init__(self, desk: Desk, say: Say) -> None:
        super().__init__()
        self._desk, self._shown = desk, EVERYTHING
        self.view = WeeksView(desk)
        say(self.view.setAccessibleName, "weeks.name")
        self._by_term, self._track, self._take = QCheckBox(), QComboBox(), button()
        say(self._by_term.setText, "weeks.by_term")
        say(self._track.setAccessibleName, "weeks.track")
        say(self._take.setText, "weeks.take")
        menu = QMenu(self._take)
        menu.aboutToShow.connect(lambda: self._offer(menu))
        self._take.setMenu(menu)
        self._by_term.toggled.connect(lambda _: self._tell())
        self._track.activated.connect(lambda _: self._tell())
        lines = column(self, spacing=8)
        lines.addWidget(self.view, 1)
        self._assumed = Clamped(desk, ASSUMED_LINES, "dim")
        foot = row(spacing=12)
        foot.addWidget(self._assumed, 1)
        for part in (self._track, self._by_term, self._take):
            foot.addWidget(part)
        lines.addLayout(foot)
        self.setFocusProxy(self.view)

    def refresh(self, shown: Shown) -> None:
        """Follow the programme; ``shown`` filters courses and colours them, as on the board."""
        self._shown = shown
        self._fill_tracks()
        self._tell()

    def _fill_tracks(self) -> None:
        desk, held = self._desk, self._track.currentData()
        self._track.clear()
        for one in in_order(desk.program.tracks):
            self._track.addItem(desk.name(one.name, one.code), one.id)
        self._track.setCurrentIndex(max(0, self._track.findData(held)))
        self._track.setVisible(self._track.count() > 1)

    def _tell(self) -> None:
        wish = WeekWish(self._track.currentData() or "", self._by_term.isChecked())
        picture = week_picture(self._desk, self._shown, wish)
        self._assumed.tell(picture.assumed)
        self.view.tell(picture)
        self.view.choose(self._desk.selection.course)

    def _offer(self, menu: QMenu) -> None:
        menu.clear()
        self.view.offer(menu)
