"""The Gaps page: heat map posts x competencies, and the list of what is missing, worst first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from curriplan.analysis.gap.result import Basis, GapReport, PostGap
from curriplan.app.figures import share
from curriplan.app.session import Edited
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.models.matrix import MatrixModel
from curriplan.gui.models.table import TableModel
from curriplan.gui.views.gaps.inspect import competency_content, post_content, row_content
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
from curriplan.gui.views.groups import groupings
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label, row
from curriplan.gui.widgets.legend import Legend
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.table import FactTable

OPEN, UNASKED = range(2)


class GapsPage(Page):
    """What posts require and graduates would not have."""

    name = "gaps"
    needs_demand = True

    def is_empty(self) -> bool:
        """Tell whether nothing is required yet."""
        results = self.desk.results
        return results.demand_is_known and not any(results.requirements().values())

    def next_step(self) -> tuple[str, object]:  # type: ignore[override]
        """Offer to import answers."""
        return self.desk.say("command.import"), lambda: self.desk.commands.tell("import")

    def build(self, body: QVBoxLayout) -> None:
        """Make toolbar, heat map and list."""
        self._basis: Basis = "all"
        self._grouping = "module"
        self._model = MatrixModel(
            lambda post, competency: gap_look(self.desk, self._both(), post, competency)
        )
        self._list_model = TableModel(gap_columns(self.desk), self.desk.say)
        self._build_toolbar(body)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(12)
        parts.setStyleSheet("QSplitter::handle { background: transparent; }")
        parts.addWidget(self._build_map())
        parts.addWidget(self._build_list())
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        body.addWidget(parts, 1)

    def _build_toolbar(self, body: QVBoxLayout) -> None:
        bar = self.toolbar(body)
        self._all, self._assessed = button(), button()
        for made, basis, key in (
            (self._all, "all", "gaps.basis_all"),
            (self._assessed, "assessed", "gaps.basis_assessed"),
        ):
            made.setCheckable(True)
            made.setAutoExclusive(True)
            self.say(made.setText, key)
            made.clicked.connect(lambda _=False, chosen=basis: self._choose_basis(chosen))
            bar.addWidget(made)
        self._all.setChecked(True)
        self._by = QComboBox()
        self._by.setMinimumWidth(170)
        self.say(self._by.setAccessibleName, "map.group_by")
        self._by.activated.connect(lambda _: self._group())
        bar.addWidget(self._by)
        bar.addStretch(1)
        self._readiness = label(role="dim")
        bar.addWidget(self._readiness)

    def _build_map(self) -> QWidget:
        self._view = MatrixView(self.desk, self._model, names_width=268, row_height=28)
        self._view.has_heads = False
        self._view.shows_empty = False
        self._view.chosen.connect(self._cell_chosen)
        self._view.verticalHeader().sectionClicked.connect(self._post_clicked)
        self.say(self._view.setAccessibleName, "gaps.map_name")
        box = card()
        lines = column(box, spacing=6, margin=10)
        lines.addWidget(self._view, 1)
        self._legend = Legend(self.desk)
        lines.addWidget(self._legend)
        self.setFocusProxy(self._view)
        return box

    def _build_list(self) -> QWidget:
        self._list = FactTable(self.desk, self._list_model)
        self._list.chosen.connect(self._row_chosen)
        self._list.opened.connect(self._open)
        self.say(self._list.setAccessibleName, "gaps.list_name")
        self._unasked_model = TableModel(unasked_columns(self.desk), self.desk.say)
        self._unasked = FactTable(self.desk, self._unasked_model)
        self._unasked.chosen.connect(lambda key: self.desk.select(Selection(competency=key)))
        self._unasked.opened.connect(lambda key: self.desk.goto("map", Selection(competency=key)))
        self.say(self._unasked.setAccessibleName, "gaps.unasked_name")
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
        box = card()
        lines = column(box, spacing=6, margin=8)
        lines.addWidget(self._switch_line)
        lines.addWidget(self._lists, 1)
        self._show_list(OPEN)
        return box

    def _show_list(self, shown: int) -> None:
        self._lists.setCurrentIndex(shown)
        self._switches[shown].setChecked(True)

    def _fill_lists(self, report: GapReport) -> None:
        """Show what is open and, where there is any, what nobody requires, with the count of each."""
        rows = worst_first(report)
        self._list_model.show_rows(rows)
        self._unasked_model.show_rows({one.competency: one for one in report.no_demand})
        self._switches[OPEN].setText(self.desk.say("gaps.open_n", n=len(rows)))
        self._switches[UNASKED].setText(self.desk.say("gaps.unasked_n", n=len(report.no_demand)))
        self._switch_line.setVisible(bool(report.no_demand))
        if not report.no_demand:
            self._show_list(OPEN)

    # -- following ------------------------------------------------------------------------------------

    def _both(self) -> Both:
        results = self.desk.results
        whole, assessed = results.gaps("all"), results.gaps("assessed")
        return Both(whole if self._basis == "all" else assessed, whole, assessed)

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme."""
        if edited is None:
            self._fill_groupings()
            self._list_model.retell()
            self._unasked_model.retell()
            self._legend.retell()
        self._view.corner = (self.desk.say("gaps.post"), "", "")
        both = self._both()
        self._model.show_lines(
            post_lines(self.desk, both.shown), competency_lines(self.desk, both.shown, self._grouping)
        )
        self._model.forget_looks()
        for key in (READY, READY_ASSESSED):
            at = self._model.column_of(key)
            if at is not None:
                self._view.setColumnWidth(at, 70)
        self._fill_lists(both.shown)
        self._readiness.setText(
            self.desk.say(
                "gaps.both",
                all=share(both.all.totals.readiness),
                assessed=share(both.assessed.totals.readiness),
                due=share(both.all.totals.readiness_due),
            )
        )

    def headline(self) -> tuple[str, str]:
        """Say how much is missing."""
        sums = self._both().shown.totals
        rows = sums.met + sums.gap + sums.no_coverage + sums.over + sums.unrated
        missing = sums.gap + sums.no_coverage
        first = self.desk.say("gaps.headline", missing=missing, rows=rows, firm=sums.firm)
        more = self.desk.say("gaps.headline_late", n=sums.late) if sums.late else ""
        return first, more

    def _fill_groupings(self) -> None:
        self._by.clear()
        for key, name in groupings(self.desk):
            self._by.addItem(name, key)
        self._by.setCurrentIndex(max(0, self._by.findData(self._grouping)))

    def _choose_basis(self, basis: str) -> None:
        self._basis = "assessed" if basis == "assessed" else "all"
        self.update_now(None)

    def _group(self) -> None:
        self._grouping = self._by.currentData()
        self.update_now(None)

    def restyle(self) -> None:
        """Follow the theme: every tone is another one."""
        self._stale = True
        if self.isVisible():
            self.update_now(None)
        if self._built:
            self._legend.retell()

    # -- selection ------------------------------------------------------------------------------------

    def _cell_chosen(self, post: str, competency: str) -> None:
        held = "" if competency in {READY, READY_ASSESSED} else competency
        self.desk.select(Selection(post=post, competency=held))

    def _post_clicked(self, n: int) -> None:
        self.desk.select(Selection(post=self._model.row(n).key))

    def _row_chosen(self, key: str) -> None:
        post, competency = key.split("\x1f")
        self.desk.select(Selection(post=post, competency=competency))

    def _open(self, key: str) -> None:
        row = self._list_model.row(self._list_model.row_of(key) or 0)
        course = row.courses[0].course if row.courses else ""
        self.desk.goto("map", Selection(course=course, competency=row.competency))

    def show_selection(self, selection: Selection) -> None:
        """Bring a post or a competency that was selected elsewhere into view."""
        if self.desk.session is None or not self.desk.results.demand_is_known:
            return
        if selection.post or selection.competency:
            self._view.choose(selection.post, selection.competency)
            self._list.choose(f"{selection.post}\x1f{selection.competency}")
            self._unasked.choose(selection.competency)

    def inspect(self, selection: Selection) -> Content:
        """Explain a requirement, a post, or a competency."""
        if not self.desk.results.demand_is_known:
            return EMPTY
        both = self._both()
        held = _post(both.shown.posts, selection.post)
        if held is None and selection.competency in self.desk.program.competencies:
            return competency_content(self.desk, selection.competency, both.shown)
        if held is None:
            return EMPTY
        row = both.shown.row(selection.post, selection.competency)
        if row is not None:
            return row_content(self.desk, held, row, self._basis)
        return post_content(self.desk, held, _post(both.assessed.posts, selection.post))


def _post(posts: tuple[PostGap, ...], post: str) -> PostGap | None:
    return next((one for one in posts if one.post == post), None)
