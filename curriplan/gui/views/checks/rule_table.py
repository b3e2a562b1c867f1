"""The rules of a pack as a table whose figures are typed into: Enter or F2 begins, Enter stores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from curriplan.domain.rule import Rule
from curriplan.gui.desk import Desk
from curriplan.gui.models.table import Column, Index, TableModel
from curriplan.gui.views.checks.rule_rows import RuleRow, limit_text
from curriplan.gui.widgets.table import FactTable

LIMITS = {3: "least", 4: "most"}
"""Columns by number, and the field of a rule that is typed into there."""

Store = Callable[[Rule, str, str], bool]
"""Takes a rule, a field and what was typed; tells whether that was a figure."""


class RuleModel(TableModel[RuleRow]):
    """Rules; a limit that a rule has can be typed over."""

    def __init__(
        self, columns: Sequence[Column[RuleRow]], heading: Callable[[str], str], store: Store
    ) -> None:
        super().__init__(columns, heading)
        self._store = store

    def has_limit(self, n: int, column: int) -> bool:
        """Tell whether a rule has the limit of a column, in its pack or of the college's own."""
        rule, field = self.row(n).rule, LIMITS.get(column)
        return field is not None and (getattr(rule, field), getattr(rule, f"pack_{field}")) != (None, None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        if index.isValid() and self.has_limit(index.row(), index.column()):
            return usual | Qt.ItemFlag.ItemIsEditable
        return usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid() and index.column() in LIMITS:
            rule = self.row(index.row()).rule
            return limit_text(rule, getattr(rule, LIMITS[index.column()])).removesuffix(" %")
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Store what was typed; nothing where it reads as before."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.data(index, role):
            return False
        return self._store(self.row(index.row()).rule, LIMITS[index.column()], str(value))


class RuleTable(FactTable):
    """The view."""

    def __init__(self, desk: Desk, model: RuleModel) -> None:
        super().__init__(desk, model)
        self._model = model
        self.opened.connect(lambda _: self.begin())

    def begin(self) -> None:
        """Type into the first limit of the rule that is chosen, or into the one that was chosen."""
        at = self.currentIndex()
        if at.isValid() and self._may_type():
            columns = [at.column(), *LIMITS]
            wanted = next((one for one in columns if self._model.has_limit(at.row(), one)), None)
            if wanted is not None:
                cell = self._model.index(at.row(), wanted)
                self.setCurrentIndex(cell)
                self.edit(cell)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the rule that becomes current by coming here marked as well."""
        super().focusInEvent(event)
        at = self.currentIndex()
        if at.isValid() and not self.selectionModel().hasSelection():
            self.selectRow(at.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin by F2."""
        if event.key() == Qt.Key.Key_F2 and self.state() is not FactTable.State.EditingState:
            self.begin()
        else:
            super().keyPressEvent(event)

    def _may_type(self) -> bool:
        session = self.desk.session
        return session is not None and not session.read_only
