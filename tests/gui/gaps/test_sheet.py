"""The gap sheet: one page of A4 whatever the size, what it says is what the page says, and it spares programmes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from benchmarks.synthetic import synthetic_program
from curriplan.app.scenarios import fork
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.charts.gap_sheet import (
    FOOT,
    HEADS,
    LEAST_LIST,
    LIST_HEAD,
    LIST_LINE,
    MARGIN,
    PAGE,
    TOP,
    GapSheet,
    Missing,
    _sizes,
    fitting,
    rows_fitting,
    sheet_image,
)
from curriplan.gui.charts.heat import HeatGrid, HeatLine, heat_size
from curriplan.gui.main_window import MainWindow
from curriplan.gui.theme import LIGHT
from curriplan.gui.views.gaps.page import GapsPage
from curriplan.gui.views.gaps.sheet import READY_LINES, gap_sheet
from curriplan.gui.views.gaps.tools import Shown


@pytest.fixture
def page(window: MainWindow) -> GapsPage:
    window.show_page("gaps")
    assert isinstance(window.page, GapsPage)
    return window.page


def made(page: GapsPage) -> GapSheet:
    return gap_sheet(page.desk, page._both(), " ".join(page.headline()))


def empty_sheet(posts: int, rows: int, missing: int) -> GapSheet:
    """Return a sheet of a size without words."""
    grid = HeatGrid((HeatLine(""),) * rows, (HeatLine(""),) * posts)
    lines = (Missing("", LIGHT.gap, "", "", "", ""),) * missing
    return GapSheet("", "", "", "", (), (), grid, "", ("",) * 5, lines, "")


def test_cells_say_what_the_report_says(page: GapsPage, window: MainWindow) -> None:
    sheet, report = made(page), window.desk.results.gaps()
    cells = sheet.grid.cells or {}
    assert len(cells) == sum(len(one.rows) for one in report.posts) + READY_LINES * len(sheet.grid.columns)
    counts = dict(re.findall(r"^(.*) (\d+)$", meaning)[0] for _, meaning, _ in sheet.legend)
    totals, say = report.totals, window.desk.say
    assert int(counts[say("status.met")]) == totals.met
    assert int(counts[say("status.no_coverage")]) == totals.no_coverage
    assert int(counts[say("status.firm")]) + int(counts[say("status.gap")]) == totals.gap
    assert len(sheet.missing) == totals.gap + totals.no_coverage
    assert not sheet.left_out


def test_the_worst_stand_first_in_grid_and_list(page: GapsPage, window: MainWindow) -> None:
    sheet, report = made(page), window.desk.results.gaps()
    sums: dict[str, float] = {}
    for post in report.posts:
        for row in post.rows:
            name = window.desk.name(window.desk.program.competencies[row.competency].name)
            sums[name] = sums.get(name, 0.0) + row.weighted
    weights = [sums[one.name] for one in sheet.grid.rows[READY_LINES:] if not one.group]
    assert weights == sorted(weights, reverse=True)


def test_the_basis_that_is_shown_is_the_one_that_is_printed(page: GapsPage) -> None:
    every = made(page)
    page._tools.assessed.click()
    assessed = made(page)
    assert len(assessed.missing) > len(every.missing)
    assert assessed.figures[0][1] == every.figures[2][1]
    assert assessed.figures[2][1] == every.figures[0][1]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 200), st.integers(0, 900), st.integers(0, 300))
def test_any_size_fits_the_page(posts: int, rows: int, missing: int) -> None:
    kept = min(rows, rows_fitting(missing))
    sheet = empty_sheet(fitting(posts), kept, missing)
    size = heat_size(sheet.grid, _sizes(sheet))
    listed = min(missing, LEAST_LIST)
    under = LIST_HEAD + (listed + 1) * LIST_LINE if listed else 0.0
    assert size.width() <= PAGE[0] - 2 * MARGIN + 0.01
    assert MARGIN + TOP + size.height() + under <= PAGE[1] - MARGIN - FOOT + 0.01
    assert size.height() >= HEADS


def test_a_pdf_of_one_page_of_a4(page: GapsPage, tmp_path: Path) -> None:
    path = tmp_path / "gaps.pdf"
    page.print_sheet(path)
    raw = path.read_bytes()
    assert raw.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", raw)) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", raw)
    assert [round(float(one)) for one in box] == [595, 842]


def test_paper_is_white_in_the_dark_theme_too(page: GapsPage, window: MainWindow) -> None:
    light = sheet_image(made(page), page.font(), 1.0)
    window.switch_theme()
    dark = sheet_image(made(page), page.font(), 1.0)
    assert dark.pixelColor(2, 2) == QColor("#ffffff")
    assert dark == light
    assert inked(light) > 1000


def inked(image: QImage) -> int:
    """Return how many pixels are not white."""
    white = QColor("#ffffff")
    return sum(
        image.pixelColor(x, y) != white
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_nothing_is_printed_into_the_margins(page: GapsPage) -> None:
    image = sheet_image(made(page), page.font(), 1.0)
    white = QColor("#ffffff")
    edge = int(MARGIN) - 2
    for y in range(image.height()):
        for x in (*range(edge), *range(image.width() - edge, image.width())):
            assert image.pixelColor(x, y) == white, (x, y)
    for x in range(image.width()):
        for y in (*range(edge), *range(image.height() - edge, image.height())):
            assert image.pixelColor(x, y) == white, (x, y)


def test_a_programme_is_never_written_over(page: GapsPage, window: MainWindow) -> None:
    assert window.desk.session is not None
    path = window.desk.session.store.path
    before = path.read_bytes()
    page.print_sheet(path)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(
    page: GapsPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(window.desk.toasts, "tell", lambda toast: told.append(toast.text))
    page.print_sheet(tmp_path / "no folder" / "gaps.pdf")
    page.print_sheet(tmp_path / "gaps.pdf")
    say = window.desk.say
    assert told == [
        say("insight.sheet.failed", path=tmp_path / "no folder" / "gaps.pdf"),
        say("insight.sheet.done", path=tmp_path / "gaps.pdf"),
    ]


def test_the_menu_asks_where_and_adds_the_suffix(
    page: GapsPage, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(*args: object) -> tuple[str, str]:
        asked.append(str(args[2]))
        return str(tmp_path / "chosen"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    menu = page._tools.more.menu()
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == window.desk.say("insight.sheet.print")).trigger()
    assert (tmp_path / "chosen.pdf").exists()
    assert asked[0].endswith(".pdf")


def test_the_sheet_of_a_scenario_says_so(
    page: GapsPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.desk.session
    assert session is not None
    name = window.desk.program.about.name.en
    assert made(page).programme == name
    scenario = fork(session, Text(en="Plan B"), window.desk.today)
    session.show(scenario, session.stored)
    assert made(page).programme == f"{name} ▸ Plan B"
    asked: list[str] = []

    def answer(*args: object) -> tuple[str, str]:
        asked.append(Path(str(args[2])).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    page.ask_and_print()
    assert f"{name} - Plan B" in asked[0]


def test_the_picture_menu_takes_the_whole_heat_map(
    page: GapsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu = page._tools.more.menu()
    menu.aboutToShow.emit()
    table, picture, save, *_ = menu.actions()
    table.trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + page._heat._model.rowCount()
    assert len(lines[0].split("\t")) == 1 + page._heat._model.columnCount()
    picture.trigger()
    assert QGuiApplication.clipboard().image().width() > 1000
    for kind in ("png", "svg", "pdf"):
        path = tmp_path / f"heat.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        save.trigger()
        assert path.stat().st_size > 5000
    assert QImage(str(tmp_path / "heat.png")).width() > 1000


@pytest.mark.parametrize("shown", [Shown.BARS, Shown.TREND])
def test_every_drawing_is_saved_in_every_form(page: GapsPage, tmp_path: Path, shown: Shown) -> None:
    page.show_view(shown)
    chart = (page._bars if shown is Shown.BARS else page._trend).drawing()
    for kind in ("png", "svg", "pdf"):
        assert chart.save(tmp_path / f"x.{kind}")
        assert (tmp_path / f"x.{kind}").stat().st_size > 1000
    assert not chart.save(tmp_path / "nowhere" / "x.pdf")
    assert not chart.save(tmp_path / "x.unknown")
    assert not (tmp_path / "x.unknown").exists()


def test_the_radar_is_taken_along_where_it_is_seen(page: GapsPage) -> None:
    menu = page._tools.more.menu()
    page.show_view(Shown.BARS)
    menu.aboutToShow.emit()
    assert not menu.findChildren(QMenu)
    page._tools.by.setCurrentIndex(page._tools.by.findData("kind"))
    page._group()
    menu.aboutToShow.emit()
    (radar,) = menu.findChildren(QMenu)
    radar.actions()[0].trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + len(page._bars.radar._groups)


class TestTooLarge:
    """A programme of which not everything fits a page."""

    @pytest.fixture
    def programme(self) -> Program:
        return synthetic_program(60, 120, 40)[0]

    def test_what_is_left_out_is_counted(self, page: GapsPage, window: MainWindow) -> None:
        sheet, report = made(page), window.desk.results.gaps()
        asked = {row.competency for post in report.posts for row in post.rows}
        posts = 40 - len(sheet.grid.columns)
        rows = len(asked) - (len(sheet.grid.rows) - READY_LINES)
        assert posts > 0
        assert rows > 0
        assert sheet.left_out == window.desk.say("insight.sheet.left_out", posts=posts, rows=rows)
        kept = {post.post for post in sorted(report.posts, key=lambda one: one.readiness or 0.0)[:-posts]}
        names = {window.desk.name(window.desk.program.posts[post].name) for post in kept}
        assert {one.name for one in sheet.grid.columns} == names
        metrics = QFontMetrics(page.font())
        per_point = _sizes(sheet).font / metrics.height()
        assert _sizes(sheet).cell < 16
        for cell in (sheet.grid.cells or {}).values():
            assert metrics.horizontalAdvance(cell.text) * per_point < _sizes(sheet).cell, cell.text
