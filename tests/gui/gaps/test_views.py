"""The views of the Gaps page: every figure is the engine's, every row leads to its place, no edit resets a table."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QAbstractItemModel, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curriplan.analysis.insight.groups import groupings, readiness_by
from curriplan.analysis.insight.insight import Line
from curriplan.analysis.insight.insights import INSIGHTS
from curriplan.analysis.insight.trend import trend
from curriplan.analysis.report.tree import Number, Unit
from curriplan.app.figures import share
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.history import label
from curriplan.gui.desk import Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.models.table import TableModel
from curriplan.gui.views.gaps.heat_view import WORST_FIRST
from curriplan.gui.views.gaps.page import GapsPage
from curriplan.gui.views.gaps.tools import Shown
from curriplan.gui.views.gaps.values import LineTable, LineTables

Key = Qt.Key
CORE = "P1"  # the framework of the five core competencies, each a top node


@pytest.fixture
def page(window: MainWindow) -> GapsPage:
    window.show_page("gaps")
    assert isinstance(window.page, GapsPage)
    return window.page


@pytest.fixture
def resets(page: GapsPage) -> list[str]:
    """Tell which models were reset."""
    found: list[str] = []
    for shown in Shown:
        page.show_view(shown)
    for model in page.findChildren(QAbstractItemModel):
        model.modelReset.connect(partial(found.append, type(model).__name__))
    return found


def group_by(page: GapsPage, by: str) -> None:
    page._tools.by.setCurrentIndex(page._tools.by.findData(by))
    page._group()


def shown_lines(tables: LineTables) -> TableModel[Line]:
    """Return the lines of the table that is seen."""
    table = tables.currentWidget()
    assert isinstance(table, LineTable)
    return table.lines


def framework(window: MainWindow, code: str) -> str:
    return next(one.id for one in window.desk.program.frameworks.values() if one.code == code)


def test_bars_are_what_the_engine_says_for_every_way_to_group(page: GapsPage, window: MainWindow) -> None:
    page.show_view(Shown.BARS)
    results, program = window.desk.results, window.desk.program
    for by in groupings(program):
        group_by(page, by)
        wanted = readiness_by(program, results.gaps(), results.gaps("assessed"), by)
        shown = page._bars.bars._bars
        assert [one.key for one in shown] == [one.key for one in wanted]
        assert [(one.share, one.other) for one in shown] == [(one.readiness, one.assessed) for one in wanted]
        assert [one.figure for one in shown] == [share(one.readiness) for one in wanted]
        for bar, one in zip(shown, wanted, strict=True):
            assert f"{one.missing} of {one.requirements} missing" in bar.note
        assert shown_lines(page._bars.tables).rowCount() == len(wanted)


def test_missing_is_counted_on_the_basis_that_is_shown(page: GapsPage, window: MainWindow) -> None:
    page.show_view(Shown.BARS)
    page._tools.assessed.click()
    assessed = window.desk.results.gaps("assessed")
    wanted = readiness_by(window.desk.program, assessed, assessed, "module")
    notes = [one.note for one in page._bars.bars._bars]
    for note, one in zip(notes, wanted, strict=True):
        assert note.startswith(f"{one.missing} of {one.requirements} missing")


def test_a_radar_stands_only_where_few_axes_are_enough(page: GapsPage, window: MainWindow) -> None:
    page.show_view(Shown.BARS)
    group_by(page, "module")
    assert not page._bars.radar.isVisible()
    group_by(page, framework(window, CORE))
    radar = page._bars.radar
    assert radar.isVisible()
    assert [line[0] for line in radar.table()[1:]] == [one.name for one in page._bars.bars._bars]


def test_groups_are_walked_by_keys_and_clicks(page: GapsPage) -> None:
    page.show_view(Shown.BARS)
    bars = page._bars.bars
    QTest.keyClick(bars, Key.Key_Down)
    QTest.keyClick(bars, Key.Key_Down)
    assert bars._chosen == bars._bars[1].key
    field = bars._field(bars.rect().toRectF())
    third = QPointF(field.center().x(), field.top() + 2.5 * field.height() / len(bars._bars))
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=third.toPoint())
    assert bars._chosen == bars._bars[2].key


def test_the_trend_ends_at_the_readiness_of_the_strip(page: GapsPage, window: MainWindow) -> None:
    page.show_view(Shown.TREND)
    report = window.desk.results.gaps()
    wanted = trend(window.desk.program, report)
    chart = page._trend.chart
    assert chart._lines[0].main
    assert chart._lines[0].figure == share(report.totals.readiness)
    assert wanted.lines[0].values[-1] == pytest.approx(report.totals.readiness)
    assert len(chart._moments) == len(chart._lines[0].values)
    assert len(chart.table()) == 1 + len(wanted.lines)
    page._tools.assessed.click()
    assert chart._lines[0].figure == share(window.desk.results.gaps("assessed").totals.readiness)


def test_names_at_the_ends_of_lines_do_not_lie_over_each_other(page: GapsPage) -> None:
    page.show_view(Shown.TREND)
    chart = page._trend.chart
    high = chart.fontMetrics().lineSpacing()
    placed = [y for _, y in chart._labels(chart._field(chart.rect().toRectF()), high)]
    assert len(placed) == len(chart._lines)
    assert all(below - above >= high - 0.01 for above, below in pairwise(placed))
    QTest.keyClick(chart, Key.Key_Down)
    assert chart._chosen == chart._lines[0].key


def test_every_insight_has_its_figure_and_lines(page: GapsPage, window: MainWindow, qtbot: QtBot) -> None:
    page.show_view(Shown.INSIGHTS)
    view, desk = page._insights, window.desk
    qtbot.waitUntil(lambda: not view._open)
    figures = [view._model.index(n, 1).data() for n in range(view._model.rowCount())]
    assert len(figures) == len(INSIGHTS)
    assert "…" not in figures
    for n, one in enumerate(INSIGHTS):
        found = desk.results.insight(one, desk.today)
        assert isinstance(found.figure, Number | None)
        if found.figure is not None and found.figure.unit is Unit.SHARE:
            assert figures[n] == f"{found.figure.value * 100:.1f} %"
        view.show_insight(one.id)
        assert shown_lines(view._tables).rowCount() == len(found.lines)
        assert desk.say(f"insight.{one.id}.name") in view._title.text()
        assert view._more.isVisible() == (found.left_out > 0)


def test_insights_ask_no_more_of_a_programme_that_is_closed(page: GapsPage, window: MainWindow) -> None:
    """What is still to be asked waits for the window to be idle; by then there is nothing to ask."""
    page.show_view(Shown.INSIGHTS)
    view = page._insights
    assert view._open
    window.files.close_programme()
    assert window.desk.session is None
    assert not view._open
    assert not view._next.isActive()


def test_every_row_leads_to_its_place(page: GapsPage, window: MainWindow) -> None:
    led: set[str] = set()
    for one in INSIGHTS:
        window.show_page("gaps")
        page.show_view(Shown.INSIGHTS)
        page._insights.show_insight(one.id)
        lines = shown_lines(page._insights._tables)
        if lines.rowCount():
            led.add(follow(page, window, lines))
    assert led >= {"gaps", "map"}


def follow(page: GapsPage, window: MainWindow, lines: TableModel[Line]) -> str:
    """Choose and open the first line; return the page that it led to."""
    table = page._insights._tables.currentWidget()
    assert isinstance(table, LineTable)
    spot, first = lines.row(0).spot, lines.index(0, 0)
    table.setCurrentIndex(first)
    assert window.desk.selection == Selection(spot.course, spot.competency, spot.post)
    if spot.post or spot.competency or spot.course:
        assert page.inspect(window.desk.selection).title
    table.activated.emit(first)
    if spot.post:
        assert page._shown is Shown.HEAT
        assert page._heat._view.currentIndex().row() == page._heat._model.row_of(spot.post)
    else:
        assert (window.page.name == "map") == bool(spot.course or spot.competency)
    return window.page.name


def test_worst_first_puts_large_gaps_to_the_left_and_low_readiness_on_top(
    page: GapsPage, window: MainWindow
) -> None:
    group_by(page, WORST_FIRST)
    report, model = window.desk.results.gaps(), page._heat._model
    sums: dict[str, float] = {}
    for held in report.posts:
        for row in held.rows:
            sums[row.competency] = sums.get(row.competency, 0.0) + row.weighted
    across = [model.column(n).key for n in range(model.columnCount()) if model.column(n).key in sums]
    assert [sums[key] for key in across] == sorted(sums.values(), reverse=True)
    ready = {one.post: one.readiness for one in report.posts}
    down = [ready[model.row(n).key] or 0.0 for n in range(model.rowCount())]
    assert down == sorted(down)
    assert not any(model.column(n).group for n in range(model.columnCount()))
    page.show_view(Shown.BARS)
    page.show_view(Shown.HEAT)
    assert page._tools.by.currentData() == WORST_FIRST


def test_no_edit_and_no_undo_resets_a_table(page: GapsPage, window: MainWindow, resets: list[str]) -> None:
    course = next(iter(window.desk.program.contributions))
    key = next(iter(window.desk.program.contributions[course]))
    for shown in Shown:
        page.show_view(shown)
        window.desk.edit(label("competency.add"), lambda program: set_levels(program, [(course, key, 0)]))
        assert key not in window.desk.program.contributions[course]
        window.desk.commands.tell("undo")
        assert key in window.desk.program.contributions[course]
    assert not resets


def test_language_and_theme_reach_every_view(page: GapsPage, window: MainWindow, resets: list[str]) -> None:
    for shown in Shown:
        page.show_view(shown)
        window.switch_language()
        assert page._tools.switches[shown].text() == window.desk.say(f"insight.view.{shown.value}")
        window.switch_theme()
    page.show_view(Shown.BARS)
    window.switch_language()
    assert [one.name for one in page._bars.bars._bars] != []
    assert not resets


def test_a_view_copies_what_it_shows(page: GapsPage) -> None:
    for shown, chart in (
        (Shown.BARS, page._bars.bars),
        (Shown.TREND, page._trend.chart),
    ):
        page.show_view(shown)
        QTest.keyClick(chart, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        copied = QGuiApplication.clipboard().text().splitlines()
        assert len(copied) == len(chart.table())


def test_columns_share_the_room_and_stay_while_somebody_edits(page: GapsPage, window: MainWindow) -> None:
    table = page._heat._list
    header = table.horizontalHeader()
    assert header.length() <= table.viewport().width()
    for n, one in enumerate(table.facts.columns):
        heading = table.fontMetrics().horizontalAdvance(window.desk.say(one.heading))
        assert table.columnWidth(n) > heading, one.heading
    before = [table.columnWidth(n) for n in range(header.count())]
    first = table.facts.row(0)
    course = next(iter(window.desk.program.courses))
    window.desk.edit(label("competency.add"), lambda now: set_levels(now, [(course, first.competency, 4)]))
    assert [table.columnWidth(n) for n in range(header.count())] == before
    window.resize(window.width() + 120, window.height())
    assert [table.columnWidth(n) for n in range(header.count())] != before
    assert header.length() <= table.viewport().width()
