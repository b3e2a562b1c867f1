"""What is chosen of the matrix: which courses and competencies, in which order, how each cell is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from curriplan.analysis.order import in_order
from curriplan.app.session import Session
from curriplan.gui.desk import Desk
from curriplan.gui.views.groups import groupings
from curriplan.gui.views.map.lines import Filters, Wishes
from curriplan.gui.views.map.order import by_gap
from curriplan.gui.widgets.basic import button

BOX_WIDTH = 140
BY_WIDTH = 164
SWITCHES = ("by_gap", "signs", "totals", "compact")


class MatrixChoices(QObject):
    """The boxes and the menu above the matrix; ``changed`` tells that something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk, say: Callable[[Callable[[str], object], str], None]) -> None:
        super().__init__()
        self._desk = desk
        self.wishes = Wishes()
        self._sorted: Session | None = None
        self.by, self.module, self.courses = QComboBox(), QComboBox(), QComboBox()
        for box, key in ((self.by, "group_by"), (self.module, "by_module"), (self.courses, "which_courses")):
            box.setFixedWidth(BOX_WIDTH)
            box.activated.connect(lambda *_: self.changed.emit())
            say(box.setAccessibleName, f"map.{key}")
        self.by.setFixedWidth(BY_WIDTH)
        self.shown = button()
        say(self.shown.setText, "map.show.menu")
        menu = QMenu(self.shown)
        self.switches: dict[str, QAction] = {}
        for name in SWITCHES:
            made = self.switches[name] = menu.addAction("")
            made.setCheckable(True)
            say(made.setText, f"map.show.{name}")
            made.toggled.connect(lambda *_: self.changed.emit())
        self.shown.setMenu(menu)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Return what stands in the toolbar, in its order."""
        return self.by, self.module, self.courses, self.shown

    def fill(self, filters: Filters) -> None:
        """Follow the language and the programme's modules and frameworks."""
        desk, say = self._desk, self._desk.say
        modules = [(one.id, desk.name(one.name, one.code)) for one in in_order(desk.program.modules)]
        courses = [(name, say(f"map.courses.{name or 'all'}")) for name in ("", "unmapped", "practice")]
        held = "unmapped" if filters.only_unmapped else "practice" if filters.only_practice else ""
        for box, rows, chosen in (
            (self.by, groupings(desk), filters.by),
            (self.module, [("", say("map.all_modules")), *modules], filters.module),
            (self.courses, courses, held),
        ):
            box.clear()
            for key, name in rows:
                box.addItem(name, key)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def filters(self, held: Filters) -> Filters:
        """Return the filters with what is chosen here."""
        courses = self.courses.currentData()
        return replace(
            held,
            by=self.by.currentData(),
            module=self.module.currentData(),
            only_unmapped=courses == "unmapped",
            only_practice=courses == "practice",
        )

    def take(self, post: str) -> None:
        """Take how cells are wanted; an order by gap is worked out once: when it is asked for and the demand is known."""
        on = {name: made.isChecked() for name, made in self.switches.items()}
        kept = on["by_gap"] and self._sorted is self._desk.session
        order, self._sorted = self.wishes.order if kept else None, self._desk.session
        if on["by_gap"] and order is None and self._desk.results.demand_is_known:
            order = by_gap(self._desk.program, self._desk.results.gaps(), post)
        self.wishes = Wishes(on["signs"], on["totals"], on["compact"], order)

    def sort_anew(self) -> None:
        """Sort by gap as the gaps are now."""
        self.wishes = replace(self.wishes, order=None)
        if self.switches["by_gap"].isChecked():
            self.changed.emit()
        else:
            self.switches["by_gap"].setChecked(True)
