"""Command search (Ctrl+K): any command, page, course, competency or post, by some of its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from curriplan.gui.desk import Desk
from curriplan.gui.widgets.basic import column, label

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that can be found: its words, what kind of thing it is, its shortcut, what choosing it does."""

    text: str
    kind: str
    choose: Callable[[], object]
    hint: str = ""


def rank(query: str, text: str) -> int | None:
    """Return how well a text answers a query (0 is best), or None if it does not.

    All words of the query must occur; a text that begins with the query comes first, then one with a
    word that does, then any other.
    """
    wanted, held = query.casefold().strip(), text.casefold()
    if not wanted:
        return 2
    if not all(word in held for word in wanted.split()):
        return None
    if held.startswith(wanted):
        return 0
    return 1 if any(word.startswith(wanted) for word in held.split()) else 2


def best(query: str, hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits that answer a query, the best first, at most ``SHOWN``."""
    ranked = [
        (place, n, hit)
        for n, hit in enumerate(hits)
        if (place := rank(query, f"{hit.text} {hit.hint}")) is not None
    ]
    return [hit for _, _, hit in sorted(ranked, key=lambda one: one[:2])[:SHOWN]]


class Search(QFrame):
    """The search box over the window."""

    def __init__(self, desk: Desk, over: QWidget, hits: Callable[[], list[Hit]]) -> None:
        super().__init__(over)
        self.setObjectName("palette")
        self._desk, self._over, self._all = desk, over, hits
        self._hits: list[Hit] = []
        self._known: list[Hit] = []
        self._line = QLineEdit()
        self._line.textChanged.connect(self._find)
        self._line.installEventFilter(self)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _: self._choose())
        self._none = label(role="dim")
        lines = column(self, spacing=6, margin=10)
        for part in (self._line, self._list, self._none):
            lines.addWidget(part)
        self.hide()

    def open(self) -> None:
        """Show the box with everything that can be found."""
        over = self._over
        width = min(640, over.width() - 80)
        self.setGeometry((over.width() - width) // 2, 56, width, min(460, over.height() - 120))
        self._line.setPlaceholderText(self._desk.say("search.hint"))
        self._line.setAccessibleName(self._desk.say("command.search"))
        self._known = self._all()
        self._line.clear()
        self._find("")
        self.show()
        self.raise_()
        self._line.setFocus()

    def _find(self, query: str) -> None:
        self._hits = best(query, self._known)
        self._list.clear()
        for hit in self._hits:
            hint = f"   {hit.hint}" if hit.hint else ""
            QListWidgetItem(f"{hit.text}{hint}      {hit.kind}", self._list)
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(self._hits))
        self._none.setVisible(not self._hits)
        self._none.setText(self._desk.say("search.none", query=query))

    def _choose(self) -> None:
        chosen = self._list.currentRow()
        if 0 <= chosen < len(self._hits):
            self.hide()
            self._hits[chosen].choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Steer the list while the line has the focus."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key, last = event.key(), self._list.count() - 1
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if key in moves:
            self._list.setCurrentRow(max(0, min(last, self._list.currentRow() + moves[Qt.Key(key)])))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False
