"""Find in the matrix: the line that is typed into, and the courses and competencies that match."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from curriplan.gui.desk import Desk, Selection
from curriplan.gui.models.matrix import MatrixModel
from curriplan.gui.widgets.basic import label, row
from curriplan.gui.widgets.matrix import MatrixView

LINE_WIDTH = 150


def matches(model: MatrixModel, text: str) -> list[Selection]:
    """Return the courses, then the competencies, whose code or name holds a text, in the order that is shown."""
    wanted = text.strip().casefold()
    if not wanted:
        return []
    rows = (model.row(n) for n in range(model.rowCount()))
    columns = (model.column(n) for n in range(model.columnCount()))
    courses = [Selection(course=one.key) for one in rows if not one.heads and wanted in one.full.casefold()]
    return courses + [Selection(competency=one.key) for one in columns if wanted in one.full.casefold()]


class Find(QWidget):
    """Ctrl+F; Enter or F3 goes to the next match, Shift+F3 to the one before, Escape back to the cells."""

    found = Signal(Selection)

    def __init__(self, desk: Desk, view: MatrixView) -> None:
        super().__init__()
        self._desk, self._view = desk, view
        self.line = QLineEdit()
        self.line.setFixedWidth(LINE_WIDTH)
        self.line.setClearButtonEnabled(True)
        self._count = label(role="dim")
        self._count.hide()
        lay = row(self, spacing=6)
        lay.addWidget(self.line)
        lay.addWidget(self._count)
        self.line.returnPressed.connect(self.next)
        self.line.textChanged.connect(lambda *_: self.tell())
        for keys, act in (("Ctrl+F", self.start), ("F3", self.next), ("Shift+F3", self.before)):
            QShortcut(QKeySequence(keys), view, act).setContext(Qt.ShortcutContext.WidgetShortcut)
            QShortcut(QKeySequence(keys), self.line, act).setContext(Qt.ShortcutContext.WidgetShortcut)
        leave = QShortcut(QKeySequence("Escape"), self.line, view.setFocus)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)

    def retell(self) -> None:
        """Follow the language."""
        self.line.setPlaceholderText(self._desk.say("map.find"))
        self.line.setAccessibleName(self._desk.say("map.find"))
        self.tell()

    def start(self) -> None:
        """Take the next keys as what is looked for."""
        self.line.setFocus()
        self.line.selectAll()

    def next(self) -> None:
        """Select the next match; after the last comes the first."""
        self._go(1)

    def before(self) -> None:
        """Select the match before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        hits = matches(self._view.matrix, self.line.text())
        if hits:
            at = self._at(hits)
            self.found.emit(hits[(at + by) % len(hits) if at is not None else min(by, 0)])
        self.tell()

    def _at(self, hits: list[Selection]) -> int | None:
        return hits.index(self._desk.selection) if self._desk.selection in hits else None

    def tell(self) -> None:
        """Say which of how many matches is selected."""
        hits, looked = matches(self._view.matrix, self.line.text()), bool(self.line.text().strip())
        at = self._at(hits)
        key = "map.found_none" if not hits else "map.found" if at is None else "map.found_at"
        words = self._desk.say(key, at=1 if at is None else at + 1, n=len(hits))
        self._count.setText(words if looked else "")
        self._count.setVisible(looked)
