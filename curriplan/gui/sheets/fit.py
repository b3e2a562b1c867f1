"""Columns of a sheet as wide as what stands in them, within bounds."""

from __future__ import annotations

from curriplan.gui.sheets.model import SheetModel
from curriplan.gui.widgets.grid import GridView

MOST, PAD = 260, 18
ROWS_LOOKED_AT = 200
"""How many rows are measured; a longer list is not likely to hold wider texts further down."""


def fit_columns(view: GridView, model: SheetModel) -> None:
    """Widen columns to their texts, up to a bound; none becomes narrower than it is meant to be."""
    metrics = view.fontMetrics()
    rows = range(min(model.rowCount(), ROWS_LOOKED_AT))
    for column, field in enumerate(model.fields):
        cells = (model.cell(row, column) for row in rows)
        widest = max((metrics.horizontalAdvance(cell.text or cell.default) for cell in cells), default=0)
        view.setColumnWidth(column, max(field.width, min(MOST, widest + PAD)))
