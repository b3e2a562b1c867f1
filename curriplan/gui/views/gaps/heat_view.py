"""The heat map posts x competencies, and below it what is missing and what nobody requires."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from curriplan.analysis.gap.result import GapReport
from curriplan.gui.charts.chart import Chart
from curriplan.gui.charts.heat import HeatCell, HeatGrid, HeatLine, HeatPicture
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.models.matrix import Line, Look, MatrixModel
from curriplan.gui.models.table import TableModel
from curriplan.gui.views.gaps.lines import (
    READY,
    READY_ASSESSED,
    Both,
    competency_lines,
    gap_columns,
    gap_look,
    post_lines,
    unasked_columns,
    worst_first,
)
from curriplan.gui.views.gaps.split import ContentSplitter
from curriplan.gui.widgets.basic import button, card, column, row
from curriplan.gui.widgets.fitted import FittedTable
from curriplan.gui.widgets.legend import Legend
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.matrix_heads import MOST_NAMES

OPEN, UNASKED = range(2)
WORST_FIRST = "worst"  # beside the ways to group: none of them
READY_WIDTH = 70
MARGIN, SPACING = 8, 6
ROW, LOW_ROW = 28, 24
LOW, SEEN = 560, 6  # where the view is lower than this, rows are lower, and so many are seen
LEAST_NAMES = 80
LIST_SHARE, LIST_ROWS = 0.3, 3


class HeatView(QWidget):
    """The heat map with its two lists; what is chosen in one is selected everywhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._both: Both | None = None
        self._model = MatrixModel(self._look)
        self._list_model = TableModel(gap_columns(desk), desk.say)
        self._unasked_model = TableModel(unasked_columns(desk), desk.say)
        self._parts = ContentSplitter(self._share)
        self._parts.addWidget(self._build_map())
        self._parts.addWidget(self._build_lists())
        column(self).addWidget(self._parts)
        self.setFocusProxy(self._view)

    def _build_map(self) -> QWidget:
        self._view = MatrixView(self._desk, self._model, names_width=268, row_height=ROW)
        self._view.has_heads = False
        self._view.shows_empty = False
        self._view.chosen.connect(self._cell_chosen)
        self._view.verticalHeader().sectionClicked.connect(self._post_clicked)
        box = card()
        lines = column(box, spacing=SPACING, margin=MARGIN)
        lines.addWidget(self._view, 1)
        self._legend = Legend(self._desk)
        lines.addWidget(self._legend)
        return box

    def _build_lists(self) -> QWidget:
        self._list = FittedTable(self._desk, self._list_model)
        self._list.chosen.connect(self._row_chosen)
        self._list.opened.connect(self._open)
        self._unasked = FittedTable(self._desk, self._unasked_model)
        self._unasked.chosen.connect(lambda key: self._desk.select(Selection(competency=key)))
        self._unasked.opened.connect(lambda key: self._desk.goto("map", Selection(competency=key)))
        self._lists = QStackedWidget()
        self._switches = (button(), button())
        self._switch_line = QWidget()
        line = row(self._switch_line, spacing=8)
        for n, (switch, table) in enumerate(zip(self._switches, (self._list, self._unasked), strict=True)):
            switch.setCheckable(True)
            switch.setAutoExclusive(True)
            switch.clicked.connect(lambda _=False, shown=n: self._show_list(shown))
            line.addWidget(switch)
            self._lists.addWidget(table)
        line.addStretch(1)
        self._only_firm = QCheckBox()
        self._only_firm.toggled.connect(lambda _: self._filter())
        line.addWidget(self._only_firm)
        box = card()
        lines = column(box, spacing=SPACING, margin=MARGIN)
        lines.addWidget(self._switch_line)
        lines.addWidget(self._lists, 1)
        self._show_list(OPEN)
        return box

    def _look(self, post: str, competency: str) -> Look:
        return Look() if self._both is None else gap_look(self._desk, self._both, post, competency)

    # -- following ------------------------------------------------------------------------------------

    def retell(self) -> None:
        """Follow language and theme."""
        say = self._desk.say
        self._view.setAccessibleName(say("gaps.map_name"))
        self._list.setAccessibleName(say("gaps.list_name"))
        self._unasked.setAccessibleName(say("gaps.unasked_name"))
        self._list_model.retell()
        self._unasked_model.retell()
        self._list.fit_anew()
        self._unasked.fit_anew()
        self._legend.retell()

    def tell(self, both: Both, by: str) -> None:
        """Show the gaps, competencies in groups; or the worst posts and competencies first."""
        desk, self._both = self._desk, both
        self._view.corner = (desk.say("gaps.post"), desk.say("gaps.legend_figure"), "")
        posts, competencies = post_lines(desk, both.shown), competency_lines(desk, both.shown, by)
        if by == WORST_FIRST:
            posts, competencies = worst_posts(posts, both.shown), worst_competencies(competencies, both.shown)
        self._model.show_lines(posts, competencies)
        self._model.forget_looks()
        for key in (READY, READY_ASSESSED):
            at = self._model.column_of(key)
            if at is not None:
                self._view.setColumnWidth(at, READY_WIDTH)
        self._fill_lists(both.shown)
        self._parts.share()

    def _share(self, room: int) -> tuple[int, int]:
        """Return the heights of map and list: the map gets what it needs while the list has some rows.

        Where there is little, heads get what ``SEEN`` rows leave them. Rows of the map are whole.
        """
        row = LOW_ROW if room < LOW else ROW
        self._view.verticalHeader().setDefaultSectionSize(row)
        rows, around = self._model.rowCount(), self._around_rows()
        needed = self._list_height(max(self._list_model.rowCount(), self._unasked_model.rowCount()))
        least = min(needed, max(self._list_height(LIST_ROWS), int(room * LIST_SHARE)))
        names = room - least - around - min(rows, SEEN) * row
        self._view.set_most_names(max(LEAST_NAMES, min(MOST_NAMES, names)))
        around += self._view.names_height
        seen = min(rows, max(1, (room - least - around) // row))
        held = around + seen * row
        return held, room - held

    def _around_rows(self) -> int:
        """Return how high everything of the map's card is but its rows and the names of its columns."""
        header, inside = self._view.horizontalHeader(), self.width() - 2 * MARGIN
        high = header.sizeHint().height() - self._view.names_height
        high += self._legend.heightForWidth(inside) + 2 * MARGIN + SPACING + 2
        scrolls = self._view.names_width + header.length() > inside
        return high + (self._view.horizontalScrollBar().sizeHint().height() if scrolls else 0)

    def _list_height(self, rows: int) -> int:
        """Return how high the list's card is with some rows."""
        switches = (
            self._switch_line.sizeHint().height() + SPACING if self._switch_line.isVisibleTo(self) else 0
        )
        head = self._list.horizontalHeader().sizeHint().height()
        return 2 * MARGIN + switches + head + rows * ROW + 4

    def _show_list(self, shown: int) -> None:
        self._lists.setCurrentIndex(shown)
        self._switches[shown].setChecked(True)

    def _filter(self) -> None:
        if self._both is not None:
            self._fill_lists(self._both.shown)

    def _fill_lists(self, report: GapReport) -> None:
        """Show what is open and, where there is any, what nobody requires, with the count of each."""
        rows = worst_first(report)
        firm = {key: one for key, one in rows.items() if one.missing and one.firm}
        # Without a firm gap there is no switch: the list would be empty and nobody could tell why.
        if firm and self._only_firm.isChecked():
            rows = firm
        self._only_firm.setText(self._desk.say("gaps.only_firm", n=len(firm)))
        self._only_firm.setVisible(bool(firm))
        with self._list.untold():
            self._list_model.show_rows(rows)
        self._keep_chosen()
        self._unasked_model.show_rows({one.competency: one for one in report.no_demand})
        self._switches[OPEN].setText(self._desk.say("gaps.open_n", n=len(rows)))
        self._switches[UNASKED].setText(self._desk.say("gaps.unasked_n", n=len(report.no_demand)))
        for table in (self._list, self._unasked):
            table.fit()
        self._switch_line.setVisible(bool(report.no_demand or firm))
        for switch in self._switches:
            switch.setVisible(bool(report.no_demand))
        if not report.no_demand:
            self._show_list(OPEN)

    def _keep_chosen(self) -> None:
        """Leave the gap chosen that was, though it is closed now and stands in the list no longer."""
        held = self._desk.selection
        key = f"{held.post}\x1f{held.competency}"
        if self._list_model.row_of(key) is not None:
            self._list.choose(key)
        elif held.post and held.competency:
            self._list.forget()

    def drawing(self) -> Chart:
        """Return the heat map as a drawing of its own, as large as all of it needs."""
        model = self._model
        down, across = range(model.rowCount()), range(model.columnCount())
        cells = {
            (n, k): HeatCell(f"{look.text}{look.sign}", look.tone)
            for n in down
            for k in across
            if (look := model.look(n, k)).text or look.sign or look.tone is not None
        }
        rows = tuple(HeatLine(line.name, note=line.note) for line in map(model.row, down))
        columns = tuple(HeatLine(line.name, line.group) for line in map(model.column, across))
        return HeatPicture(self._desk, self._desk.say("gaps.post"), HeatGrid(rows, columns, cells))

    # -- selection ------------------------------------------------------------------------------------

    def _cell_chosen(self, post: str, competency: str) -> None:
        held = "" if competency in {READY, READY_ASSESSED} else competency
        self._desk.select(Selection(post=post, competency=held))

    def _post_clicked(self, n: int) -> None:
        self._desk.select(Selection(post=self._model.row(n).key))

    def _row_chosen(self, key: str) -> None:
        post, competency = key.split("\x1f")
        self._desk.select(Selection(post=post, competency=competency))

    def _open(self, key: str) -> None:
        held = self._list_model.row(self._list_model.row_of(key) or 0)
        course = held.courses[0].course if held.courses else ""
        self._desk.goto("map", Selection(course=course, competency=held.competency))

    def choose(self, post: str, competency: str) -> None:
        """Bring a post or a competency that was selected elsewhere into view."""
        self._view.choose(post, competency)
        self._list.choose(f"{post}\x1f{competency}")
        self._unasked.choose(competency)


def worst_posts(lines: list[Line], report: GapReport) -> list[Line]:
    """Return posts by readiness, the lowest first; those without any last."""
    ready = {one.post: one.readiness for one in report.posts}
    return sorted(lines, key=lambda line: (ready.get(line.key) is None, ready.get(line.key) or 0.0))


def worst_competencies(lines: list[Line], report: GapReport) -> list[Line]:
    """Return competencies by weighted gap over all posts, without their groups; readiness stays last."""
    gaps: dict[str, float] = {}
    for post in report.posts:
        for one in post.rows:
            gaps[one.competency] = gaps.get(one.competency, 0.0) + one.weighted
    ordered = sorted((line for line in lines if line.key in gaps), key=lambda line: -gaps[line.key])
    return [replace(line, group="") for line in ordered] + [line for line in lines if line.key not in gaps]
