"""The Lists page: at the left every list with its count, at the right the chosen one as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curriplan.app.session import Edited
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.lists.inspect import row_content
from curriplan.gui.lists.kinds import BY_NAME, GROUPS, LISTS, RowList
from curriplan.gui.lists.model import ListHands, ListModel
from curriplan.gui.sheets.fit import fit_columns
from curriplan.gui.tips import set_tip
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label, row
from curriplan.gui.widgets.grid import GridView

NAMES_WIDTH = 190


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list as it is shown: its model, its grid, what hands do in it."""

    kind: RowList
    model: ListModel
    view: GridView
    hands: ListHands


class ListsPage(Page):
    """Every list of the programme, editable in place."""

    name = "lists"

    # -- building -------------------------------------------------------------------------------------

    def build(self, body: QVBoxLayout) -> None:
        """Make the names at the left and the room for sheets; each sheet is made when it is first wanted."""
        self._kind: RowList = LISTS[0]
        self._sheets: dict[str, Sheet] = {}
        across = row(spacing=12)
        across.addWidget(self._build_names())
        across.addWidget(self._build_room(), 1)
        body.addLayout(across, 1)
        self._bind()

    def _build_names(self) -> QFrame:
        box = card()
        box.setFixedWidth(NAMES_WIDTH)
        lines = column(box, spacing=2, margin=8)
        self._group = QButtonGroup(self)
        self._names: dict[str, tuple[QPushButton, QLabel]] = {}
        for group in GROUPS:
            heading = label(role="label")
            self.say(heading.setText, f"lists.group.{group}")
            lines.addWidget(heading)
            for kind in LISTS:
                if kind.group == group:
                    lines.addWidget(self._build_name(kind))
            lines.addSpacing(8)
        lines.addStretch(1)
        return box

    def _build_name(self, kind: RowList) -> QWidget:
        box = QWidget()
        line = row(box, spacing=4)
        made = button(kind="flat", clicked=partial(self._list_picked, kind))
        made.setCheckable(True)
        made.setProperty("chosen", "list")
        count = label(role="dim")
        self._group.addButton(made)
        self._names[kind.name] = (made, count)
        line.addWidget(made, 1)
        line.addWidget(count)
        return box

    def _build_room(self) -> QFrame:
        box = card()
        lines = column(box, spacing=0, margin=2)
        head = row(spacing=10)
        head.setContentsMargins(12, 8, 10, 8)
        words = column(spacing=2)
        self._title, self._about = label(role="strong"), label(role="dim", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head.addLayout(words, 1)
        self._add = button(clicked=partial(self._act, ListHands.add))
        self._delete = button(clicked=partial(self._act, ListHands.remove))
        for made, name, about in (
            (self._add, "lists.add", "lists.add_tip"),
            (self._delete, "lists.delete_rows", "lists.delete_rows_tip"),
        ):
            self.say(made.setText, name)
            self.say(partial(set_tip, made), about)
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        self._room = QStackedWidget()
        self._nothing = QWidget()
        inside = column(self._nothing, margin=12)
        none = label(role="dim", wrap=True)
        self.say(none.setText, "lists.none_here")
        inside.addWidget(none)
        inside.addStretch(1)
        self._room.addWidget(self._nothing)
        lines.addWidget(self._room, 1)
        return box

    def _make_sheet(self, kind: RowList) -> Sheet:
        model = ListModel(self.desk, kind)
        view = GridView(self.desk, model)
        made = Sheet(kind, model, view, ListHands(self.desk, model, view))
        view.accept = made.hands.accept
        view.chosen.connect(lambda key: self.desk.select(kind.selection(key)))
        model.follow()
        fit_columns(view, model)
        self._bind_sheet(view)
        self._room.addWidget(view)
        return made

    def _bind(self) -> None:
        """Give the hands the keys that need no cell: they reach an empty list too."""
        for sequence, act in (
            (QKeySequence("Insert"), ListHands.add),
            (QKeySequence(QKeySequence.StandardKey.Paste), ListHands.paste),
        ):
            self._key(self, sequence, act, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _bind_sheet(self, view: GridView) -> None:
        """Give the hands the keys of the grid, which reach no line that is typed in."""
        keys = QKeySequence.StandardKey
        for sequence, act in (
            (QKeySequence(keys.Copy), ListHands.copy),
            (QKeySequence(keys.Cut), ListHands.cut),
            (QKeySequence("Ctrl+D"), ListHands.fill_down),
            (QKeySequence("Ctrl+-"), ListHands.remove),
            (QKeySequence("Delete"), ListHands.clear),
            (QKeySequence("Backspace"), ListHands.clear),
        ):
            self._key(view, sequence, act, Qt.ShortcutContext.WidgetShortcut)

    def _key(
        self,
        on: QWidget,
        sequence: QKeySequence,
        act: Callable[[ListHands], object],
        context: Qt.ShortcutContext,
    ) -> None:
        made = QShortcut(sequence, on)
        made.setContext(context)
        made.activated.connect(partial(self._act, act))

    def _act(self, act: Callable[[ListHands], object]) -> None:
        if self.desk.session is not None:
            act(self._sheet.hands)

    # -- following ------------------------------------------------------------------------------------

    @property
    def _sheet(self) -> Sheet:
        """Return the sheet of the chosen list."""
        name = self._kind.name
        if name not in self._sheets:
            self._sheets[name] = self._make_sheet(self._kind)
        return self._sheets[name]

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme; a row that reads the same is not touched."""
        program, say = self.desk.program, self.desk.say
        for name, (made, count) in self._names.items():
            made.setText(say(f"lists.name.{name}"))
            made.setChecked(name == self._kind.name)
            held = len(BY_NAME[name].rows(program))
            count.setText(str(held) if held else "")
            made.setAccessibleName(f"{made.text()} {held}")
        if edited is None:
            for sheet in self._sheets.values():
                sheet.model.retell()
        self._title.setText(say(f"lists.name.{self._kind.name}"))
        self._about.setText(say(f"lists.about.{self._kind.name}"))
        sheet = self._sheet
        sheet.model.follow()
        sheet.view.setAccessibleName(say("lists.grid_name", list=say(f"lists.name.{self._kind.name}")))
        empty = not sheet.model.rowCount()
        self._room.setCurrentWidget(self._nothing if empty else sheet.view)
        self._delete.setEnabled(not empty)
        self.setFocusProxy(self._add if empty else sheet.view)

    def headline(self) -> tuple[str, str]:
        """Say how much there is to choose from."""
        held = [len(one.rows(self.desk.program)) for one in LISTS]
        first = self.desk.say("lists.headline", n=sum(held), lists=sum(map(bool, held)))
        return first, self.desk.say("lists.headline_more")

    def restyle(self) -> None:
        """Follow the theme; everything is painted again."""
        if self._built:
            self._sheet.view.viewport().update()

    # -- selection ------------------------------------------------------------------------------------

    def _list_picked(self, kind: RowList) -> None:
        self._show_list(kind)
        self.setFocus()
        view = self._sheet.view
        row = view.currentIndex().row()
        chosen = kind.selection(view.grid.key(row)) if row >= 0 else Selection(table=kind.name)
        self.desk.select(chosen)

    def _show_list(self, kind: RowList) -> None:
        if kind is not self._kind:
            self._kind = kind
            self.update_now(None)

    def show_selection(self, selection: Selection) -> None:
        """Show the list of what was selected elsewhere, and its row."""
        kind = BY_NAME.get(selection.table)
        if self.desk.session is None or kind is None:
            return
        self._show_list(kind)
        if selection.row:
            self._sheet.view.choose(selection.row)

    def inspect(self, selection: Selection) -> Content:
        """Show everything about a row."""
        kind = BY_NAME.get(selection.table)
        if kind is None or selection.row not in kind.rows(self.desk.program):
            return EMPTY
        return row_content(self.desk, kind, selection.row)
