"""The Gaps page: heat map, bars, trend and insights, on either basis of evidence; and the sheet to print."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QVBoxLayout

from curriplan.analysis.gap.result import Basis, PostGap
from curriplan.analysis.insight.groups import grouping_name
from curriplan.analysis.insight.groups import groupings as all_groupings
from curriplan.analysis.insight.insight import Spot
from curriplan.app.errors import UserError
from curriplan.app.exporting import spare_programmes
from curriplan.app.failures import failure_sentence
from curriplan.app.figures import share
from curriplan.app.session import Edited
from curriplan.gui.charts.gap_sheet import write_sheet
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.scenarios import shown_name
from curriplan.gui.views.gaps.bars_view import BarsView
from curriplan.gui.views.gaps.closing.asking import (
    COSTS,
    cells_to_close,
    close_key,
    close_post,
    costs_content,
)
from curriplan.gui.views.gaps.closing.close_it import CloseIt
from curriplan.gui.views.gaps.closing.panel import ClosingPanel
from curriplan.gui.views.gaps.heat_view import WORST_FIRST, HeatView
from curriplan.gui.views.gaps.insights_view import InsightsView
from curriplan.gui.views.gaps.inspect import competency_content, course_content, post_content, row_content
from curriplan.gui.views.gaps.lines import Both
from curriplan.gui.views.gaps.sheet import gap_sheet
from curriplan.gui.views.gaps.tools import GapTools, Shown
from curriplan.gui.views.gaps.trend_view import TrendView
from curriplan.gui.views.gaps.values import text_of
from curriplan.gui.views.groups import BY_MODULE, groupings
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button
from curriplan.planning.closing.result import Cell
from curriplan.storage.errors import StoreError


class GapsPage(Page):
    """What posts require and graduates would not have."""

    name = "gaps"
    needs_demand = True

    def is_empty(self) -> bool:
        """Tell whether nothing is required yet."""
        results = self.desk.results
        return results.demand_is_known and not any(results.requirements().values())

    def next_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to import answers."""
        return self.desk.say("command.import"), lambda: self.desk.commands.tell("import")

    def other_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to state demands by hand."""
        return self.desk.say("gaps.state_demand"), lambda: self.desk.goto("demand")

    def build(self, body: QVBoxLayout) -> None:
        """Make the toolbars and the views."""
        self._basis: Basis = "all"
        self._groupings = {Shown.HEAT: BY_MODULE, Shown.BARS: BY_MODULE}
        self._shown = Shown.HEAT
        self._build_closing()
        self._tools = GapTools(self.say, self._close_button)
        self._tools.view_wanted.connect(self.show_view)
        self._tools.basis.connect(self._choose_basis)
        self._tools.grouped.connect(self._group)
        self._tools.menu_wanted.connect(self._offer_more)
        body.addWidget(self._tools)
        self._heat, self._bars = HeatView(self.desk), BarsView(self.desk)
        self._trend, self._insights = TrendView(self.desk), InsightsView(self.desk)
        self._insights.chosen.connect(self._spot_chosen)
        self._insights.opened.connect(self._spot_opened)
        self._views = QStackedWidget()
        for view in (self._heat, self._bars, self._trend, self._insights, self._closing):
            self._views.addWidget(view)
        body.addWidget(self._views, 1)
        self.setFocusProxy(self._heat)

    def _build_closing(self) -> None:
        self._closing = ClosingPanel(self.desk)
        self._closing.opened.connect(self._show_closing)
        self._closing.closed.connect(self._show_chosen)
        self._closing.costs_wanted.connect(self._show_costs)
        self._close_it = CloseIt(self.desk, self._close)
        self._close_button = button(kind="primary", clicked=lambda: self._close(self._to_close()))

    # -- following ------------------------------------------------------------------------------------

    def _both(self) -> Both:
        results = self.desk.results
        whole, assessed = results.gaps("all"), results.gaps("assessed")
        return Both(whole if self._basis == "all" else assessed, whole, assessed)

    def show_view(self, shown: Shown) -> None:
        """Show the heat map, the bars, the trend or the insights."""
        self._shown = shown
        self._tools.fit(shown)
        self._insights.rest()
        self._closing.stop()
        self.update_now(None)
        self._show_chosen()

    def _show_closing(self) -> None:
        self._views.setCurrentWidget(self._closing)
        self._close_button.setVisible(False)

    def _show_chosen(self) -> None:
        self._close_button.setVisible(True)
        self._views.setCurrentIndex(list(Shown).index(self._shown))
        self.setFocusProxy(self._views.currentWidget() or self)

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme; only the view that is seen."""
        both, shown = self._both(), self._shown
        if edited is None:
            self._fill_groupings()
            for view in (self._heat, self._bars, self._trend, self._insights, self._closing):
                view.retell()
        self._closing.follow()
        cells = self._to_close()
        self._close_button.setEnabled(bool(cells))
        self._close_button.setText(self.desk.say(close_key(both.shown, cells)))
        self._tools.fit(shown)
        by = self._groupings.get(shown, BY_MODULE)
        match shown:
            case Shown.HEAT:
                self._heat.tell(both, by)
            case Shown.BARS:
                self._bars.tell(by, both.all, both.assessed, both.shown)
            case Shown.TREND:
                self._trend.tell(by, both.shown)
            case Shown.INSIGHTS:
                self._insights.tell()

    def headline(self) -> tuple[str, str]:
        """Say how much is missing."""
        sums = self._both().shown.totals
        rows = sums.met + sums.gap + sums.no_coverage + sums.over + sums.unrated
        missing = sums.gap + sums.no_coverage
        first = self.desk.say("gaps.headline", missing=missing, rows=rows, firm=sums.firm)
        due = share(sums.readiness_due)
        more = self.desk.say("gaps.headline_late", n=sums.late, due=due) if sums.late else ""
        return first, more

    def _fill_groupings(self) -> None:
        """Offer the ways to group that the view knows: bars and trend know contexts as well."""
        self._tools.by.clear()
        chosen = self._groupings.get(self._shown, BY_MODULE)
        if self._shown is Shown.HEAT:
            ways = [*groupings(self.desk), (WORST_FIRST, self.desk.say("insight.view.worst"))]
        else:
            program = self.desk.program
            ways = [(by, text_of(self.desk, grouping_name(program, by))) for by in all_groupings(program)]
        for key, name in ways:
            self._tools.by.addItem(name, key)
        at = self._tools.by.findData(chosen)
        self._tools.by.setCurrentIndex(max(0, at))
        self._groupings[self._shown] = self._tools.by.currentData()

    def _choose_basis(self, basis: str) -> None:
        self._basis = "assessed" if basis == "assessed" else "all"
        self.update_now(None)

    def _group(self) -> None:
        self._groupings[self._shown] = self._tools.by.currentData()
        self.update_now(None)

    def restyle(self) -> None:
        """Follow the theme: every tone is another one."""
        self._stale = True
        if self.isVisible():
            self.update_now(None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask nothing while nobody looks."""
        if self._built:
            self._insights.rest()
            self._stale = self._stale or self._shown is Shown.INSIGHTS
        super().hideEvent(event)

    # -- selection ------------------------------------------------------------------------------------

    def _spot_chosen(self, spot: Spot) -> None:
        self.desk.select(Selection(spot.course, spot.competency, spot.post))

    def _spot_opened(self, spot: Spot) -> None:
        """Go where a finding stands: a course or a competency on the map, a requirement on the heat map."""
        if spot.post:
            self.show_view(Shown.HEAT)
            self.desk.select(Selection(post=spot.post, competency=spot.competency))
            self._heat.choose(spot.post, spot.competency)
        elif spot.course or spot.competency:
            self.desk.goto("map", Selection(spot.course, spot.competency))

    def show_selection(self, selection: Selection) -> None:
        """Bring a post or a competency that was selected elsewhere into view."""
        if self.desk.session is None or not self.desk.results.demand_is_known:
            return
        if selection.post or selection.competency:
            self._heat.choose(selection.post, selection.competency)

    def inspect(self, selection: Selection) -> Content:
        """Explain a requirement, a post, a competency, or what hangs on a course."""
        if not self.desk.results.demand_is_known:
            return EMPTY
        if selection.table == COSTS:
            return costs_content(self.desk)
        both, program = self._both(), self.desk.program
        held = _post(both.shown.posts, selection.post)
        if held is None and selection.competency in program.competencies:
            return competency_content(self.desk, selection.competency, both.shown)
        if held is None:
            return (
                course_content(self.desk, selection.course) if selection.course in program.courses else EMPTY
            )
        row = both.shown.row(selection.post, selection.competency)
        if row is not None:
            return row_content(self.desk, held, row, self._basis, self._close_it.blocks(row, self._basis))
        offer = close_post(self.desk, self._to_close(held.post), self._close)
        return post_content(self.desk, held, _post(both.assessed.posts, selection.post), offer)

    # -- closing gaps ---------------------------------------------------------------------------------

    def _to_close(self, post: str | None = None) -> tuple[Cell, ...]:
        return cells_to_close(self.desk, self._basis, post)

    def _close(self, cells: tuple[Cell, ...]) -> None:
        """Look for the cheapest steps that close some gaps."""
        self._closing.start(cells, self._basis)

    # -- taking it along ------------------------------------------------------------------------------

    def _offer_more(self, menu: QMenu) -> None:
        """Offer to copy or save what is drawn, of the heat map all of it; the sheet to print; the cost table."""
        say = self.desk.say
        drawn: dict[Shown, HeatView | BarsView | TrendView] = {
            Shown.HEAT: self._heat,
            Shown.BARS: self._bars,
            Shown.TREND: self._trend,
        }
        if self._shown in drawn:
            self._drawing = drawn[self._shown].drawing()
            self._drawing.offer(menu)
            if self._shown is Shown.BARS and self._bars.radar.isVisible():
                self._bars.radar.offer(menu.addMenu(say("insight.view.radar")))
            menu.addSeparator()
        menu.addAction(say("insight.sheet.print"), self.ask_and_print)
        menu.addAction(say("closing.costs"), self._show_costs)

    def _show_costs(self) -> None:
        self.desk.select(Selection(table=COSTS))

    def ask_and_print(self) -> None:
        """Have the user choose where the gap sheet goes, and write it."""
        session, say = self.desk.session, self.desk.say
        if session is None:
            return
        name = say("insight.sheet.file", name=shown_name(self.desk) or session.store.path.stem)
        plain = re.sub(r'[\\/:*?"<>|]+', " ", name.replace("▸", "-"))
        start = session.store.path.with_name(f"{plain}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, say("insight.sheet.print"), str(start), "PDF (*.pdf)")
        if chosen:
            self.print_sheet(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def print_sheet(self, path: Path) -> None:
        """Write the gap sheet, one page of A4, and tell how that went."""
        try:
            spare_programmes(path)
        except (UserError, StoreError) as problem:
            self.desk.toasts.tell(Toast(failure_sentence(problem, self.desk.texts) or ""))
            return
        sheet = gap_sheet(self.desk, self._both(), " ".join(self.headline()))
        done = write_sheet(sheet, path, self.font())
        key = "insight.sheet.done" if done else "insight.sheet.failed"
        self.desk.toasts.tell(Toast(self.desk.say(key, path=path)))


def _post(posts: tuple[PostGap, ...], post: str) -> PostGap | None:
    return next((one for one in posts if one.post == post), None)
