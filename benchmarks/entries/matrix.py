"""Painting a matrix in which 4,000 cells are seen, each with a level; and with signs beside it, and totals."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from benchmarks.figure import Figure, timed
from curriplan.app.jobs import inline_jobs
from curriplan.app.settings import Settings
from curriplan.gui.application import application
from curriplan.gui.desk import Desk
from curriplan.gui.models.matrix import Line, Look, MatrixModel
from curriplan.gui.style import apply_theme
from curriplan.gui.theme import LIGHT
from curriplan.gui.widgets.matrix import MatrixView, Totals

CELLS = 4000
COLUMNS, ROWS = 80, 50
CELL_WIDTH, CELL_HEIGHT = 24, 20  # the style lets no row be lower than 19
TIMES = 40
PAINT_MS = 35.0
SIGNS = ("T", "S", "W")


def measure() -> list[Figure]:
    """Measure repaints of 80 x 50 visible cells of 24 x 20 pixels."""
    application()
    desk = Desk(inline_jobs(), Settings(lang="en", theme="light"), LIGHT)
    apply_theme(desk)
    desk.jobs.close()
    return [
        Figure("4,000 visible cells painted", "ms", _painted(desk, signs=False), PAINT_MS),
        Figure(
            "the same with signs of mode and evidence, and totals", "ms", _painted(desk, signs=True), PAINT_MS
        ),
    ]


def _painted(desk: Desk, *, signs: bool) -> tuple[float, ...]:
    """Measure repaints of the cells, with ``signs`` of the heads as well, in which the totals stand."""
    view = _view(desk, signs=signs)
    port = view.viewport()
    seen = (view.indexAt(port.rect().bottomRight()).row() + 1) * (
        view.indexAt(port.rect().bottomRight()).column() + 1
    )
    assert seen == CELLS, seen

    def paint() -> None:
        port.repaint()
        if signs:
            view.horizontalHeader().viewport().repaint()
            view.verticalHeader().viewport().repaint()

    taken = timed(paint, TIMES)
    view.close()
    return taken


def _view(desk: Desk, *, signs: bool) -> MatrixView:
    def look(row: str, column: str) -> Look:
        level = (int(row) * 7 + int(column) * 3) % 4 + 1
        before, after = (SIGNS[level % 3], "*") if signs else ("", "")
        return Look(str(level), desk.theme.level(level, 4), weak=level == 2, before=before, after=after)

    totals = ("12", "31") if signs else ()
    lines = [Line(str(n), f"Line {n}", group=f"Group {n // 10}", totals=totals) for n in range(300)]
    model = MatrixModel(look)
    model.show_lines(lines, lines)
    view = MatrixView(desk, model, row_height=CELL_HEIGHT)
    if signs:
        view.show_totals(Totals(("Competencies", "Sum"), ("Courses", "Best")))
    view.horizontalHeader().setDefaultSectionSize(CELL_WIDTH)
    view.resize(COLUMNS * CELL_WIDTH + 300, ROWS * CELL_HEIGHT + 300)
    view.show()
    QApplication.processEvents()
    port = view.viewport().size()
    view.resize(
        view.width() + COLUMNS * CELL_WIDTH - port.width(), view.height() + ROWS * CELL_HEIGHT - port.height()
    )
    QApplication.processEvents()
    return view
