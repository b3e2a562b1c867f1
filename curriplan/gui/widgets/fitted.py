"""A table of facts whose columns share the room: as wide as they need, names narrower where there is too little."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QResizeEvent

from curriplan.gui.desk import Desk
from curriplan.gui.models.table import TableModel, ToneRole
from curriplan.gui.widgets.table import FactTable

PAD, HEADING_PAD, LEAST_PAD = 20, 24, 17
LEAST_NAME, MOST_NAME = 120, 340
MOST_MEASURED = 100


class FittedTable(FactTable):
    """A table that fits its columns to its room until somebody draws one by hand."""

    def __init__(self, desk: Desk, model: TableModel[Any], most_name: int = MOST_NAME) -> None:
        super().__init__(desk, model)
        self._most_name = most_name
        self._by_hand = self._fitted = False
        header = self.horizontalHeader()
        header.setStretchLastSection(not model.columns[-1].right)  # a figure stays beside the others
        header.sectionResized.connect(self._resized)

    def fit_anew(self) -> None:
        """Have the next ``fit`` look at the texts again: they may all be others."""
        self._fitted = False

    def fit(self) -> None:
        """Share the room out, once for some texts and a room: columns do not move under a hand that edits.

        What is too little is taken from the names, what is left goes to the first of them.
        """
        if self._by_hand or self._fitted:
            return
        self._fitted = self.facts.rowCount() > 0
        columns = self.facts.columns
        seen = [n for n in range(len(columns)) if not self.isColumnHidden(n)]
        widths = [self._need(n) if n in seen else 0 for n in range(len(columns))]
        names = [n for n in seen if not columns[n].right and not self._is_toned(n)]
        over = sum(widths) - self.viewport().width()
        spares = {n: max(0, widths[n] - max(LEAST_NAME, self._heading(n))) for n in names}
        if over > 0 and any(spares.values()):
            part = min(1.0, over / sum(spares.values()))
            for n in names:
                widths[n] -= math.ceil(spares[n] * part)
            self._press(widths, set(seen) - set(names))
        elif names:
            widths[names[0]] += max(0, -over)
        for n in seen:
            self.setColumnWidth(n, widths[n])
        self.updateGeometries()

    def _press(self, widths: list[int], figures: Collection[int]) -> None:
        """Take what is still too much from the air beside the headings of figures."""
        over = sum(widths) - self.viewport().width()
        spares = {n: max(0, min(widths[n] - self._text(n), HEADING_PAD - LEAST_PAD)) for n in figures}
        left = len(spares)
        for n in sorted(spares, key=lambda n: (spares[n], n)):
            taken = max(0, min(spares[n], math.ceil(over / left)))
            widths[n] -= taken
            over, left = over - taken, left - 1

    def _need(self, n: int) -> int:
        """Return how wide a column would be with room enough."""
        return max(min(self._text(n), self._most_name), self._heading(n))

    def _text(self, n: int) -> int:
        """Return how wide the texts of a column are."""
        metrics = self.fontMetrics()
        rows = range(min(self.facts.rowCount(), MOST_MEASURED))
        texts = (str(self.facts.index(row, n).data() or "") for row in rows)
        return max((metrics.horizontalAdvance(one) for one in texts), default=0) + PAD

    def _heading(self, n: int) -> int:
        bold = QFont(self.font())
        bold.setBold(True)
        heading = str(self.facts.headerData(n, Qt.Orientation.Horizontal))
        return QFontMetrics(bold).horizontalAdvance(heading) + HEADING_PAD

    def _is_toned(self, n: int) -> bool:
        """Tell whether a column holds marks, which are nothing when they are cut."""
        rows = range(min(self.facts.rowCount(), MOST_MEASURED))
        return any(self.facts.index(row, n).data(ToneRole) is not None for row in rows)

    def _resized(self) -> None:
        if (
            QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton
            and self.horizontalHeader().underMouse()
        ):
            self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_anew()
        self.fit()
