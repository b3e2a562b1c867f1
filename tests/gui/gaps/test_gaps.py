"""The gap page: figures agree with the engine, both bases, the worst first, and the way to the map."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from curriplan.gui.desk import Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.gaps.lines import READY, READY_ASSESSED
from curriplan.gui.views.gaps.page import GapsPage
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.table import FactTable


def _gaps(window: MainWindow) -> tuple[GapsPage, MatrixView, FactTable]:
    window.show_page("gaps")
    page = window.page
    assert isinstance(page, GapsPage)
    return page, page.findChildren(MatrixView)[0], page.findChildren(FactTable)[0]


def test_the_headline_counts_what_the_engine_counts(window: MainWindow) -> None:
    page, _, _ = _gaps(window)
    sums = window.desk.results.gaps().totals
    first, _ = page.headline()
    assert str(sums.gap + sums.no_coverage) in first
    assert str(sums.firm) in first


def test_readiness_is_shown_on_both_bases(window: MainWindow) -> None:
    _, view, _ = _gaps(window)
    post = window.desk.results.gaps().posts[0]
    assessed = next(one for one in window.desk.results.gaps("assessed").posts if one.post == post.post)
    row = view.matrix.row_of(post.post)
    assert row is not None
    for key, held in ((READY, post), (READY_ASSESSED, assessed)):
        column = view.matrix.column_of(key)
        assert column is not None
        assert held.readiness is not None
        assert view.matrix.look(row, column).text == f"{held.readiness * 100:.0f} %"


def test_the_list_has_the_worst_first(window: MainWindow) -> None:
    _, _, table = _gaps(window)
    rows = [table.facts.row(n) for n in range(table.facts.rowCount())]
    weights = [row.weighted for row in rows if row.missing]
    assert weights
    assert weights == sorted(weights, reverse=True)


def test_enter_on_a_row_opens_its_cell_on_the_map(window: MainWindow) -> None:
    _, _, table = _gaps(window)
    table.selectRow(0)
    row = table.facts.row(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.page.name == "map"
    assert window.desk.selection.competency == row.competency


def test_the_inspector_says_why_for_every_row(window: MainWindow) -> None:
    page, _, _ = _gaps(window)
    for held in window.desk.results.gaps().posts:
        for row in held.rows:
            content = page.inspect(Selection(post=row.post, competency=row.competency))
            assert content.title
            assert any(section.blocks for section in content.sections)


def test_the_assessed_basis_changes_the_map(window: MainWindow) -> None:
    page, view, _ = _gaps(window)
    before = view.matrix.rowCount()
    page._assessed.click()
    missing = window.desk.results.gaps("assessed").totals
    assert str(missing.gap + missing.no_coverage) in page.headline()[0]
    assert view.matrix.rowCount() == before


def test_closing_a_gap_on_the_map_takes_it_off_the_list(window: MainWindow) -> None:
    _, _, table = _gaps(window)
    keys = {table.facts.key(n) for n in range(table.facts.rowCount())}
    uncovered = next(
        table.facts.row(n)
        for n in range(table.facts.rowCount())
        if table.facts.row(n).status.value == "no_coverage"
    )
    window.show_page("map")
    view = window.page.findChildren(MatrixView)[0]
    program = window.desk.program
    internship = next(one.id for one in program.courses.values() if one.delivery.value == "internship")
    view.choose(internship, uncovered.competency)
    QTest.keyClicks(view, "4")
    window.show_page("gaps")
    now = {table.facts.key(n) for n in range(table.facts.rowCount())}
    row = window.desk.results.gaps().row(uncovered.post, uncovered.competency)
    assert row is not None
    assert row.delivered > uncovered.delivered
    assert now != keys or row.late
