"""The Map page: the matrix courses x competencies, where levels are typed, and the same as a graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curriplan.analysis.account.counts import single_carriers
from curriplan.analysis.order import in_order
from curriplan.app.session import Edited
from curriplan.domain.edits.fresh import add_row
from curriplan.domain.history import label as edit_label
from curriplan.domain.ids import new_id
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Content
from curriplan.gui.models.matrix import Look, MatrixModel
from curriplan.gui.views.map.choices import BOX_WIDTH, MatrixChoices
from curriplan.gui.views.map.find import Find
from curriplan.gui.views.map.graph.inspect import node_content
from curriplan.gui.views.map.graph.map_choices import MapChoices
from curriplan.gui.views.map.graph.pane import Pane
from curriplan.gui.views.map.graph.prerequisite_choices import PrerequisiteChoices
from curriplan.gui.views.map.graph.prerequisite_words import (
    prerequisite_content,
    prerequisite_headline,
)
from curriplan.gui.views.map.hands import MatrixHands
from curriplan.gui.views.map.inspect import cell_content, competency_content
from curriplan.gui.views.map.lines import (
    Filters,
    Wishes,
    cell_look,
    column_lines,
    heats,
    mapped,
    row_lines,
)
from curriplan.gui.views.map.menus import cell_menu, competency_menu, course_menu
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label
from curriplan.gui.widgets.flow import Flow
from curriplan.gui.widgets.matrix import MatrixView, Totals
from curriplan.gui.widgets.switches import Switches

NORMAL, COMPACT, HEADING = 21, 18, 24
"""Heights of rows, in pixels."""


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
        self._model = MatrixModel(self._look)
        self._view = MatrixView(self.desk, self._model, names_width=252)
        self.hands = MatrixHands(self.desk, self._view)
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
        self._view.typed.connect(self.hands.typed)
        self._view.chosen.connect(lambda course, competency: self.desk.select(Selection(course, competency)))
        self._view.horizontalHeader().sectionClicked.connect(self._column_clicked)
        self.setFocusProxy(self._view)
        for keys, act in (
            (QKeySequence.StandardKey.Copy, self.hands.copy),
            (QKeySequence.StandardKey.Paste, self.hands.paste),
            (QKeySequence("Ctrl+D"), self.hands.fill_down),
            (QKeySequence("Ctrl+R"), self.hands.fill_right),
        ):
            QShortcut(QKeySequence(keys), self._view, act).setContext(Qt.ShortcutContext.WidgetShortcut)
        across, down = self._view.horizontalHeader(), self._view.verticalHeader()
        self._offer(self._view.viewport(), lambda _: self.cell_menu())
        self._offer(across, lambda at: self.competency_menu(across.logicalIndexAt(at)))
        self._offer(down, lambda at: self.course_menu(down.logicalIndexAt(at)))

    def _offer(self, widget: QWidget, menu_at: Callable[[QPoint], QMenu | None]) -> None:
        """Show a menu where the mouse or the menu key asks for one."""

        def show(at: QPoint) -> None:
            menu = menu_at(at)
            if menu is not None:
                menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                menu.popup(widget.mapToGlobal(at))

        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(show)

    def _build_toolbar(self, body: QVBoxLayout) -> None:
        """Make one line of buttons that breaks where it has no room."""
        held = QWidget()
        bar = Flow(held, 10)
        keys = {shown: f"graph.show.{shown.value}" for shown in Shown}
        self._switches = Switches(self.say, keys, self.show_view)
        self._switches.press(Shown.MATRIX)
        bar.addWidget(self._switches)
        self._choices = MatrixChoices(self.desk, self.say)
        self._choices.changed.connect(self._filter)
        self._find = Find(self.desk, self._view)
        self._find.found.connect(self.desk.select)
        self._post, self._gaps = QComboBox(), button()
        self.say(self._post.setAccessibleName, "map.by_post")
        self._post.setFixedWidth(BOX_WIDTH)
        self._post.activated.connect(lambda *_: self._filter())
        self._gaps.setCheckable(True)
        self.say(self._gaps.setText, "map.only_gaps")
        self._gaps.toggled.connect(lambda *_: self._filter())
        self._add = button(clicked=self.add_competency)
        self.say(self._add.setText, "competency.add")
        self._hint = label(role="dim")
        self._of_matrix = (*self._choices.widgets, self._find, self._add, self._hint)
        for widget in (self._post, self._gaps, *self._of_matrix):
            bar.addWidget(widget)
        for pane in self._panes.values():
            bar.addWidget(pane.choices)
            bar.addWidget(pane.tools)
            pane.set_visible(False)
        body.addWidget(held)

    def show_view(self, shown: Shown) -> None:
        """Show the matrix, the graph or the prerequisites."""
        self._shown = shown
        self._switches.press(shown)
        for widget in self._of_matrix:
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
            self._choices.take(self._filters.post)  # an order by gap may have waited for the demand
            self._find.retell()
            for pane in self._panes.values():
                pane.retell()
        if self._shown is not Shown.MATRIX:
            self._panes[self._shown].tell(self._filters)
            return
        say = self.desk.say
        self._view.corner = (say("map.course"), say("map.term_head"), say("map.required_delivered"))
        self._show(edited)

    def _look(self, course: str, competency: str) -> Look:
        return cell_look(self.desk, course, competency, signs=self._choices.wishes.signs)

    def _say_hint(self) -> None:
        """Say which keys set a level, or what the signs in the cells mean."""
        last, signs = self.desk.program.about.scale.levels[-1].key, self._choices.wishes.signs
        self._hint.setText(self.desk.say("map.signs" if signs else "map.keys", first="0", last=last))

    def _show(self, edited: Edited | None = None) -> None:
        known = self.desk.results.demand_is_known
        by_heat = heats(self.desk.results.gaps(), self._filters.post) if known else {}
        wishes = self._choices.wishes
        self._say_hint()
        self._model.show_lines(
            row_lines(self.desk, self._filters, wishes),
            column_lines(self.desk, self._filters, by_heat, wishes),
        )
        if edited is None or any(change.table == "profile" for change in edited.changes):
            self._model.forget_looks()
        else:
            cells = (change.key for change in edited.changes if change.table == "contributions")
            self._model.look_again((course, competency) for course, competency in cells)
        self._fit(wishes)

    def _fit(self, wishes: Wishes) -> None:
        """Give rows and columns the room that they need, and totals theirs."""
        plain = COMPACT if wishes.compact else NORMAL
        for n in range(self._model.rowCount()):
            height = HEADING if self._model.row(n).heads else plain
            if self._view.rowHeight(n) != height:
                self._view.setRowHeight(n, height)
        longest = max((len(self._model.column(n).head) for n in range(self._model.columnCount())), default=0)
        width = (44 if longest > 4 else 40) - (4 if wishes.compact else 0)
        header = self._view.horizontalHeader()
        if header.defaultSectionSize() != width:
            header.setDefaultSectionSize(width)
        of_rows, of_columns = ("competencies", "sum"), ("courses", "best")
        say = self.desk.say
        self._view.show_totals(
            Totals(
                tuple(say(f"map.total.{one}") for one in of_rows),
                tuple(say(f"map.total.{one}") for one in of_columns),
            )
            if wishes.totals
            else Totals()
        )

    def _fill_choices(self) -> None:
        desk = self.desk
        self._choices.fill(self._filters)
        posts = [(one.id, desk.name(one.name, one.code)) for one in in_order(desk.program.posts)]
        self._post.clear()
        for key, name in (("", desk.say("map.all_posts")), *posts):
            self._post.addItem(name, key)
        self._post.setCurrentIndex(max(0, self._post.findData(self._filters.post)))

    def _filter(self) -> None:
        held = replace(self._filters, post=self._post.currentData(), only_gaps=self._gaps.isChecked())
        self._filters = self._choices.filters(held)
        self._choices.take(held.post)
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
        alone = single_carriers(program, self.desk.results.requirements())
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
        if self._shown is Shown.PREREQUISITES:
            return prerequisite_content(self.desk, selection)
        program = self.desk.program
        if selection.course in program.courses and selection.competency in program.competencies:
            return cell_content(self.desk, selection.course, selection.competency)
        if selection.competency in program.competencies:
            return competency_content(self.desk, selection.competency)
        return node_content(self.desk, selection)

    # -- editing --------------------------------------------------------------------------------------

    def add_competency(self) -> None:
        """Add a competency behind all others and select it, so that its name can follow."""
        key = new_id()
        if self.desk.edit(edit_label("competency.add"), lambda now: add_row(now, "competencies", key)):
            self.desk.select(Selection(competency=key))
            self.desk.type_into(self.desk.say(f"competency.name_{self.desk.texts.lang}"))

    # -- menus ----------------------------------------------------------------------------------------

    def cell_menu(self) -> QMenu | None:
        """Return the menu of the current cell; None where there is none."""
        now = self._view.currentIndex()
        if not now.isValid() or self._model.row(now.row()).heads:
            return None
        course, competency = self._model.row(now.row()).key, self._model.column(now.column()).key
        return cell_menu(self.desk, self.hands, self, course, competency)

    def course_menu(self, n: int) -> QMenu | None:
        """Return the menu of a row's name; None for a heading."""
        if n < 0 or self._model.row(n).heads:
            return None
        return course_menu(self.desk, self, self._model.row(n).key, self._choices.sort_anew)

    def competency_menu(self, n: int) -> QMenu | None:
        """Return the menu of a column's name."""
        if n < 0:
            return None
        competency = self._model.column(n).key
        return competency_menu(self.desk, self, competency, self._choices.sort_anew, self._narrow)

    def _narrow(self, module: str) -> None:
        self._choices.module.setCurrentIndex(max(0, self._choices.module.findData(module)))
        self._filter()

    def _column_clicked(self, n: int) -> None:
        self.desk.select(Selection(competency=self._model.column(n).key))
