"""Rules: the packs that the programme is checked against, above; the rules of the chosen one, below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHeaderView, QMenu, QPushButton, QSplitter, QStackedWidget, QWidget

from curriplan.analysis.rules.language.engine import in_force
from curriplan.app.rule_packs import held_pack, with_pack
from curriplan.app.rule_packs import pack_rows as rows_of_pack
from curriplan.domain.edits.own_rules import switch_pack, switch_rule
from curriplan.domain.edits.removal import remove
from curriplan.domain.history import label as edit_label
from curriplan.domain.program import Program
from curriplan.exchange.rule_packs import PackRows
from curriplan.exchange.shipped_packs import shipped_packs
from curriplan.exchange.writers.rule_pack import write_rule_pack
from curriplan.gui.desk import Desk, Selection, Toast
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.models.table import TableModel
from curriplan.gui.views.checks.pack_rows import pack_columns, pack_rows
from curriplan.gui.views.checks.rule_form import RuleForm
from curriplan.gui.views.checks.rule_inspect import pack_content, rule_content, store_limit
from curriplan.gui.views.checks.rule_rows import PACKS, RULES, found_by_rules, rule_columns, rule_rows
from curriplan.gui.views.checks.rule_table import RuleModel, RuleTable
from curriplan.gui.widgets.basic import button, card, column
from curriplan.gui.widgets.flow import Flow
from curriplan.gui.widgets.table import FactTable

NAME = 1
"""The column of both tables that takes the room that the others leave."""


class RulesView(QWidget):
    """The packs and their rules, to be switched, changed, added, taken away, read from and written to files."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self._pack = desk, ""
        self._words: list[tuple[Callable[[str], object], str]] = []
        self._packs = TableModel(pack_columns(desk), desk.say)
        self._rules = RuleModel(rule_columns(desk), desk.say, partial(store_limit, desk))
        self.pack_table, self.rule_table = FactTable(desk, self._packs), RuleTable(desk, self._rules)
        self._form = RuleForm(desk, self._form_done)
        self._room = QStackedWidget()
        self._room.addWidget(self._build_tables())
        self._room.addWidget(self._form)
        lines = column(self, spacing=10)
        lines.addWidget(self._build_bar())
        lines.addWidget(self._room, 1)
        self.setFocusProxy(self.pack_table)

    # -- building -------------------------------------------------------------------------------------

    def _say(self, setter: Callable[[str], object], key: str) -> None:
        self._words.append((setter, key))
        setter(self.desk.say(key))

    def _build_bar(self) -> QWidget:
        held = QWidget()
        bar = Flow(held, 8)
        self._add = button()
        self._add_menu = QMenu(self._add)
        self._add_menu.aboutToShow.connect(self._offer_packs)
        self._add.setMenu(self._add_menu)
        self._new = button(clicked=self.begin_rule)
        self._switch = button(clicked=self._switch_pack)
        self._remove = button(clicked=self._remove_pack)
        self._export = button(clicked=self._ask_export)
        self._say(self._add.setText, "rule_view.add_pack")
        self._say(self._new.setText, "rule_view.add_rule")
        self._say(self._remove.setText, "rule_view.remove_pack")
        self._say(self._export.setText, "rule_view.export")
        for made in (self._add, self._new, self._switch, self._export, self._remove):
            bar.addWidget(made)
        return held

    def _build_tables(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Vertical)
        for table, key in ((self.pack_table, "rule_view.packs"), (self.rule_table, "rule_view.rules_of")):
            box = card()
            column(box, margin=2).addWidget(table)
            split.addWidget(box)
            self._say(table.setAccessibleName, key)
            header = table.horizontalHeader()
            header.setStretchLastSection(False)
            header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([150, 440])
        split.setChildrenCollapsible(False)
        self.pack_table.chosen.connect(self._pack_chosen)
        self.rule_table.chosen.connect(
            lambda key: self.desk.select(Selection(table=RULES, row=f"{self._pack}/{key}"))
        )
        self.pack_table.opened.connect(lambda _: self.rule_table.setFocus())
        for table, act in ((self.pack_table, self._switch_pack), (self.rule_table, self._switch_rule)):
            made = QShortcut(QKeySequence("Space"), table, act)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
        return split

    # -- following ------------------------------------------------------------------------------------

    def retell(self) -> None:
        """Follow the language."""
        for setter, key in self._words:
            setter(self.desk.say(key))
        self._packs.retell()
        self._rules.retell()
        self._form.retell()

    def follow(self) -> None:
        """Follow the programme; rows that read the same are not touched."""
        program = self.desk.program
        if self._pack not in program.rule_packs:
            self._pack = next(iter(pack_rows(self.desk, {})), "")
        found = found_by_rules(self.desk)
        with self.pack_table.untold(), self.rule_table.untold():
            self._packs.show_rows(pack_rows(self.desk, found))
            self._rules.show_rows(rule_rows(self.desk, self._pack, found))
            self.pack_table.choose(self._pack)
            if not self.pack_table.selectionModel().hasSelection():
                self.pack_table.selectRow(self.pack_table.currentIndex().row())
        self._fit_buttons()
        if self._room.currentWidget() is self._form:
            self._form.preview()

    def headline(self) -> tuple[str, str]:
        """Say how many rules are asked, and how many have figures of the college."""
        held = list(in_force(self.desk.program))
        own = sum(rule.own for _, rule in held)
        first = self.desk.say("rule_view.headline", rules=len(held), packs=len({pack.id for pack, _ in held}))
        return first, self.desk.say("rule_view.headline_own", n=own) if own else ""

    def _fit_buttons(self) -> None:
        held, session = self.desk.program.rule_packs.get(self._pack), self.desk.session
        writable = session is not None and not session.read_only
        for made in (self._switch, self._remove):
            made.setEnabled(writable and held is not None)
        for made in (self._add, self._new):
            made.setEnabled(writable)
        self._export.setEnabled(held is not None)
        self._switch.setText(
            self.desk.say("rule_view.switch_off" if held and held.active else "rule_view.switch_on")
        )

    def restyle(self) -> None:
        """Follow the theme."""
        for table in (self.pack_table, self.rule_table):
            table.viewport().update()

    # -- selection ------------------------------------------------------------------------------------

    def _pack_chosen(self, key: str) -> None:
        self._pack = key
        self.follow()
        self.desk.select(Selection(table=PACKS, row=key))

    def show_selection(self, selection: Selection) -> None:
        """Show a pack or a rule that was selected elsewhere."""
        pack, _, rule = selection.row.partition("/")
        if selection.table not in {PACKS, RULES} or pack not in self.desk.program.rule_packs:
            return
        if pack != self._pack:
            self._pack = pack
            self.follow()
        self.pack_table.choose(pack)
        if rule:
            self.rule_table.choose(rule)

    def inspect(self, selection: Selection) -> Content:
        """Show everything about a pack or a rule."""
        pack, _, rule = selection.row.partition("/")
        row = self.desk.program.rule_packs.get(pack)
        if row is None or selection.table not in {PACKS, RULES}:
            return EMPTY
        if selection.table == PACKS:
            return pack_content(self.desk, row)
        held = rule_rows(self.desk, pack, found_by_rules(self.desk)).get(rule)
        return EMPTY if held is None else rule_content(self.desk, held)

    # -- hands ----------------------------------------------------------------------------------------

    def _edit(self, code: str, name: str, edit: Callable[[Program], Program]) -> None:
        self.desk.edit(edit_label(code, pack=name), edit)

    def _name(self) -> str:
        held = self.desk.program.rule_packs[self._pack]
        return held.code or self.desk.name(held.name)

    def _switch_pack(self) -> None:
        held = self.desk.program.rule_packs.get(self._pack)
        if held is not None:
            code = "rule_pack.off" if held.active else "rule_pack.on"
            self._edit(code, self._name(), partial(switch_pack, pack=held.id, active=not held.active))

    def _switch_rule(self) -> None:
        at = self.rule_table.currentIndex().row()
        if at >= 0:
            rule = self._rules.row(at).rule
            code = "rule.off" if rule.active else "rule.on"
            words = edit_label(code, rule=rule.name.or_code(rule.code))
            self.desk.edit(words, lambda now: switch_rule(now, rule.pack, rule.id, active=not rule.active))

    def _remove_pack(self) -> None:
        pack = self._pack
        self._edit("rule_pack.remove", self._name(), lambda now: remove(now, "rule_packs", [pack]))
        self.desk.toasts.tell(Toast(self.desk.say("rule_view.removed"), undo=True))

    def _offer_packs(self) -> None:
        """Offer the packs that are brought along and not held yet, and a file."""
        self._add_menu.clear()
        for one in shipped_packs():
            if one.pack.id not in self.desk.program.rule_packs:
                words, unsure = (
                    self.desk.name(one.pack.name, one.pack.code),
                    self.desk.say("rule_view.not_verified"),
                )
                if not one.pack.verified and unsure not in words:
                    words = f"{words} · {unsure}"
                self._add_menu.addAction(words, partial(self.add, one))
        self._add_menu.addSeparator()
        self._add_menu.addAction(self.desk.say("rule_view.from_file"), self._ask_file)

    def add(self, held: PackRows) -> None:
        """Check the programme against one more pack, as one edit, and choose it."""
        self._edit("rule_pack.add", held.pack.code, lambda now: with_pack(now, held))
        self._pack = held.pack.id
        self.follow()
        self.pack_table.choose(held.pack.id)
        self.desk.select(Selection(table=PACKS, row=held.pack.id))

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.desk.say("rule_view.from_file"), "", "TOML (*.toml)")
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Add the pack of a file; what is wrong with it is said in one sentence."""
        held = self.desk.told(lambda: rows_of_pack(str(path)))
        if held is not None:
            self.add(held)

    def _ask_export(self) -> None:
        suggested = f"{self._name().lower()}.toml"
        name, _ = QFileDialog.getSaveFileName(
            self, self.desk.say("rule_view.export"), suggested, "TOML (*.toml)"
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the chosen pack into a file."""
        program = self.desk.program
        held = held_pack(program, program.rule_packs[self._pack])

        def write() -> bool:
            write_rule_pack(held, path)
            return True

        if self.desk.told(write):
            self.desk.toasts.tell(Toast(self.desk.say("rule_view.exported", file=path.name)))

    def begin_rule(self) -> None:
        """Show the form for a rule of one's own."""
        self._form.begin()
        self._room.setCurrentWidget(self._form)
        self._form.setFocus()

    def _form_done(self, key: str) -> None:
        """Go back to the tables; a rule that was added is chosen."""
        self._room.setCurrentIndex(0)
        self.follow()
        if key:
            self.desk.select(Selection(table=RULES, row=key))
        self.rule_table.setFocus()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Return what can be pressed above the tables."""
        return self._add, self._new, self._switch, self._export, self._remove
