"""The Map page: the matrix courses x competencies, where levels are typed, and the same as a graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curriplan.analysis.order import in_order
from curriplan.app.session import Edited
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.fresh import add_row
from curriplan.domain.history import label as edit_label
from curriplan.domain.ids import new_id
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import Content
from curriplan.gui.models.matrix import MatrixModel
from curriplan.gui.tsv import copy_lines, from_tsv
from curriplan.gui.views.groups import groupings
from curriplan.gui.views.map.graph.inspect import node_content
from curriplan.gui.views.map.graph.map_choices import MapChoices
from curriplan.gui.views.map.graph.pane import Pane
from curriplan.gui.views.map.graph.prerequisite_choices import PrerequisiteChoices
from curriplan.gui.views.map.graph.prerequisite_words import (
    prerequisite_content,
    prerequisite_headline,
)
from curriplan.gui.views.map.inspect import cell_content, competency_content, set_level
from curriplan.gui.views.map.lines import (
    Filters,
    cell_look,
    column_lines,
    heats,
    mapped,
    row_lines,
    single_carriers,
)
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label, row
from curriplan.gui.widgets.flow import Flow
from curriplan.gui.widgets.matrix import MatrixView

LARGE_EDIT = 12


class Shown(StrEnum):
    """What the page shows; the order is that of its switches."""

    MATRIX = "matrix"
    GRAPH = "graph"
    PREREQUISITES = "prerequisites"


class MapPage(Page):
    """Which course brings which competency to which level."""

    name = "map"

    def is_empty(self) -> bool:
        """Tell whether there are no courses or no competencies to map."""
        return not (self.desk.program.courses and self.desk.program.competencies)

    def empty_key(self) -> str:
        """Say what is missing: courses, competencies, or both."""
        if self.desk.program.courses:
            return "no_competencies"
        return "no_courses" if self.desk.program.competencies else "empty"

    def next_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to import courses and competencies."""
        return self.desk.say("command.import"), lambda: self.desk.commands.tell("import")

    def other_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to type what is missing; what posts require comes first, as in the order of the work."""
        if self.desk.program.competencies:
            return self.desk.say("plan.type_courses"), lambda: self.desk.goto("courses")
        return self.desk.say("competency.add"), self.add_competency

    def build(self, body: QVBoxLayout) -> None:
        """Make toolbar, matrix and graph."""
        self._filters, self._shown = Filters(), Shown.MATRIX
        self._model = MatrixModel(lambda course, competency: cell_look(self.desk, course, competency))
        self._view = MatrixView(self.desk, self._model, names_width=252)
        self._panes = {
            Shown.GRAPH: Pane(self.desk, MapChoices(self.desk)),
            Shown.PREREQUISITES: Pane(self.desk, PrerequisiteChoices(self.desk)),
        }
        self._build_toolbar(body)
        self.say(self._view.setAccessibleName, "map.matrix_name")
        box = card()
        column(box, margin=8).addWidget(self._view)
        self._views = QStackedWidget()
        self._views.addWidget(box)
        for shown, pane in self._panes.items():
            self.say(pane.panel.view.setAccessibleName, f"graph.name.{shown.value}")
            self._views.addWidget(pane.panel)
        body.addWidget(self._views, 1)
        self._view.typed.connect(self._typed)
        self._view.chosen.connect(lambda course, competency: self.desk.select(Selection(course, competency)))
        self._view.horizontalHeader().sectionClicked.connect(self._column_clicked)
        self.setFocusProxy(self._view)
        for keys, act in (
            (QKeySequence.StandardKey.Copy, self.copy),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence("Ctrl+D"), self.fill_down),
            (QKeySequence("Ctrl+R"), self.fill_right),
        ):
            QShortcut(QKeySequence(keys), self._view, act).setContext(Qt.ShortcutContext.WidgetShortcut)

    def _build_toolbar(self, body: QVBoxLayout) -> None:
        """Make one line of buttons that breaks where it has no room."""
        held = QWidget()
        bar = Flow(held, 10)
        bar.addWidget(self._build_switches())
        self._by, self._post = QComboBox(), QComboBox()
        self.say(self._by.setAccessibleName, "map.group_by")
        self.say(self._post.setAccessibleName, "map.by_post")
        self._gaps, self._unmapped = button(), button()
        for made, key in ((self._gaps, "map.only_gaps"), (self._unmapped, "map.only_unmapped")):
            made.setCheckable(True)
            self.say(made.setText, key)
            made.toggled.connect(lambda *_: self._filter())
        for box in (self._by, self._post):
            box.setFixedWidth(150)
            box.activated.connect(lambda *_: self._filter())
        self._add = button(clicked=self.add_competency)
        self.say(self._add.setText, "competency.add")
        self._hint = label(role="dim")
        for widget in (self._by, self._post, self._gaps, self._unmapped, self._add, self._hint):
            bar.addWidget(widget)
        for pane in self._panes.values():
            bar.addWidget(pane.choices)
            bar.addWidget(pane.tools)
            pane.set_visible(False)
        body.addWidget(held)

    def _build_switches(self) -> QWidget:
        held = QWidget()
        line, group = row(held, spacing=6), QButtonGroup(self)
        self._switches: dict[Shown, QPushButton] = {}
        for shown in Shown:
            made = self._switches[shown] = button()
            made.setCheckable(True)
            self.say(made.setText, f"graph.show.{shown.value}")
            made.clicked.connect(lambda _=False, chosen=shown: self.show_view(chosen))
            group.addButton(made)
            line.addWidget(made)
        self._switches[Shown.MATRIX].setChecked(True)
        return held

    def show_view(self, shown: Shown) -> None:
        """Show the matrix, the graph or the prerequisites."""
        self._shown = shown
        self._switches[shown].setChecked(True)
        for widget in (self._by, self._unmapped, self._add, self._hint):
            widget.setVisible(shown is Shown.MATRIX)
        for widget in (self._post, self._gaps):
            widget.setVisible(shown is not Shown.PREREQUISITES)
        for name, pane in self._panes.items():
            pane.set_visible(name is shown)
        self._views.setCurrentIndex(list(Shown).index(shown))
        pane_shown = self._panes.get(shown)
        self.setFocusProxy(self._view if pane_shown is None else pane_shown.panel)
        self.update_now(None)
        self.show_selection(self.desk.selection)
        self.desk.look_again()

    def pane(self, shown: Shown) -> Pane:
        """Return the graph or the prerequisites."""
        return self._panes[shown]

    # -- following ------------------------------------------------------------------------------------

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme; cells that look the same are not touched."""
        if edited is None:
            self._fill_choices()
            for pane in self._panes.values():
                pane.retell()
        if self._shown is not Shown.MATRIX:
            self._panes[self._shown].tell(self._filters)
            return
        scale = self.desk.program.about.scale
        self._hint.setText(self.desk.say("map.keys", first="0", last=scale.levels[-1].key))
        say = self.desk.say
        self._view.corner = (say("map.course"), say("map.term_head"), say("map.required_delivered"))
        self._show(edited)

    def _show(self, edited: Edited | None = None) -> None:
        known = self.desk.results.demand_is_known
        by_heat = heats(self.desk.results.gaps(), self._filters.post) if known else {}
        self._model.show_lines(
            row_lines(self.desk, self._filters), column_lines(self.desk, self._filters, by_heat)
        )
        if edited is None or any(change.table == "profile" for change in edited.changes):
            self._model.forget_looks()
        else:
            cells = (change.key for change in edited.changes if change.table == "contributions")
            self._model.look_again((course, competency) for course, competency in cells)
        for n in range(self._model.rowCount()):
            height = 24 if self._model.row(n).heads else 21
            if self._view.rowHeight(n) != height:
                self._view.setRowHeight(n, height)
        width = (
            44 if any(len(self._model.column(n).head) > 4 for n in range(self._model.columnCount())) else 40
        )
        header = self._view.horizontalHeader()
        if header.defaultSectionSize() != width:
            header.setDefaultSectionSize(width)

    def _fill_choices(self) -> None:
        for box, rows, chosen in (
            (self._by, groupings(self.desk), self._filters.by),
            (
                self._post,
                [("", self.desk.say("map.all_posts"))]
                + [(one.id, self.desk.name(one.name, one.code)) for one in in_order(self.desk.program.posts)],
                self._filters.post,
            ),
        ):
            box.clear()
            for key, name in rows:
                box.addItem(name, key)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def _filter(self) -> None:
        self._filters = replace(
            self._filters,
            by=self._by.currentData(),
            post=self._post.currentData(),
            only_gaps=self._gaps.isChecked(),
            only_unmapped=self._unmapped.isChecked(),
        )
        if self._shown is Shown.MATRIX:
            self._show()
        else:
            self._panes[self._shown].tell(self._filters)

    def headline(self) -> tuple[str, str]:
        """Say how far the map reaches and where it hangs by a thread."""
        if self._shown is Shown.PREREQUISITES:
            return prerequisite_headline(self.desk)
        count, reached, all_of = mapped(self.desk)
        program, say = self.desk.program, self.desk.say
        first = say("map.headline", courses=len(program.courses), reached=reached, all=all_of, count=count)
        if not self.desk.results.demand_is_known:
            return first, ""
        alone = single_carriers(self.desk)
        if not alone:
            return first, ""
        node = program.competencies[alone[0]]
        return first, say("map.alone", name=self.desk.name(node.name, node.code), n=len(alone))

    def restyle(self) -> None:
        """Follow the theme: every tone is another one."""
        self._stale = True
        if self.isVisible():
            self.update_now(None)

    def show_selection(self, selection: Selection) -> None:
        """Bring what is selected into view."""
        if self.desk.session is None:
            return
        if self._shown is not Shown.MATRIX:
            self._panes[self._shown].panel.choose(selection)
        elif selection.course or selection.competency:
            self._view.choose(selection.course, selection.competency)

    def inspect(self, selection: Selection) -> Content:
        """Explain a cell, a competency, or any other node of the graph."""
        program = self.desk.program
        if selection.course in program.courses and selection.competency in program.competencies:
            return cell_content(self.desk, selection.course, selection.competency)
        if selection.competency in program.competencies:
            return competency_content(self.desk, selection.competency)
        if self._shown is Shown.PREREQUISITES:
            return prerequisite_content(self.desk, selection)
        return node_content(self.desk, selection)

    # -- editing --------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        level = self.desk.program.about.scale.level_of(text)
        if level is None:
            self.desk.toasts.tell(Toast(self.desk.say("map.no_such_key", key=text)))
            return
        self._set([(course, competency, level) for course, competency in self._view.selected_cells()])

    def _set(self, cells: list[tuple[str, str, int]]) -> None:
        if not cells:
            return
        if len(cells) == 1:
            set_level(self.desk, *cells[0])
            return
        words = edit_label("contribution.levels", n=len(cells))
        changes = self.desk.edit(words, lambda now: set_levels(now, cells))
        if len(changes) >= LARGE_EDIT:
            self.desk.toasts.tell(Toast(self.desk.say("map.many_set", n=len(changes)), undo=True))

    def add_competency(self) -> None:
        """Add a competency behind all others and select it, so that its name can follow."""
        key = new_id()
        if self.desk.edit(edit_label("competency.add"), lambda now: add_row(now, "competencies", key)):
            self.desk.select(Selection(competency=key))
            self.desk.type_into(self.desk.say(f"competency.name_{self.desk.texts.lang}"))

    def _column_clicked(self, n: int) -> None:
        self.desk.select(Selection(competency=self._model.column(n).key))

    def _block(self) -> list[list[tuple[str, str]]]:
        """Return the rectangle that spans the selection, without headings, as (course, competency) cells."""
        indexes = self._view.selectedIndexes()
        if not indexes:
            return []
        rows = range(min(i.row() for i in indexes), max(i.row() for i in indexes) + 1)
        across = range(min(i.column() for i in indexes), max(i.column() for i in indexes) + 1)
        return [
            [(self._model.row(row).key, self._model.column(col).key) for col in across]
            for row in rows
            if not self._model.row(row).heads
        ]

    def _key_at(self, course: str, competency: str) -> str:
        held = self.desk.program.contributions.get(course, {}).get(competency)
        return "" if held is None else self.desk.program.about.scale.key(held.level)

    def copy(self) -> None:
        """Copy the selected block as a table that Excel understands."""
        copy_lines([self._key_at(*cell) for cell in line] for line in self._block())

    def paste(self) -> None:
        """Set a block of levels from the clipboard, from the current cell on; all of it or nothing."""
        block, scale = self._block(), self.desk.program.about.scale
        rows = from_tsv(QGuiApplication.clipboard().text(), blank_end=True)
        if not block or not rows:
            return
        targets = self._targets(block[0][0], len(rows), max(len(one) for one in rows))
        cells: list[tuple[str, str, int]] = []
        for n, line in enumerate(rows):
            for m, text in enumerate(line):
                level = scale.level_of(text.strip() or "0")
                if level is None:
                    self.desk.toasts.tell(
                        Toast(self.desk.say("map.paste_bad", text=text, row=n + 1, column=m + 1))
                    )
                    return
                if n < len(targets) and m < len(targets[n]):
                    cells.append((*targets[n][m], level))
        self._set(cells)

    def _targets(self, start: tuple[str, str], height: int, width: int) -> list[list[tuple[str, str]]]:
        first, left = self._model.row_of(start[0]), self._model.column_of(start[1])
        if first is None or left is None:
            return []
        rows = [n for n in range(first, self._model.rowCount()) if not self._model.row(n).heads][:height]
        columns = range(left, min(left + width, self._model.columnCount()))
        return [[(self._model.row(r).key, self._model.column(c).key) for c in columns] for r in rows]

    def fill_down(self) -> None:
        """Give every cell of the block the level of its first row."""
        block = self._block()
        self._set([(*cell, self._level(block[0][m])) for line in block[1:] for m, cell in enumerate(line)])

    def fill_right(self) -> None:
        """Give every cell of the block the level of its first column."""
        self._set([(*cell, self._level(line[0])) for line in self._block() for cell in line[1:]])

    def _level(self, cell: tuple[str, str]) -> int:
        held = self.desk.program.contributions.get(cell[0], {}).get(cell[1])
        return 0 if held is None else held.level
