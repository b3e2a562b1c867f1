"""The Checks page: every finding with its place, what mends it, and what is accepted with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from curriplan.analysis.rules.accepted import STALE
from curriplan.analysis.rules.fixes.offers import Offer, fixable, mend_all
from curriplan.app.mending import fix_label
from curriplan.app.session import Edited
from curriplan.domain.edits.acceptances import accept, withdraw
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.history import label as edit_label
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.severity import severity_mark
from curriplan.gui.views.checks.counting import Fixes
from curriplan.gui.views.checks.inspect import Hands, finding_content, several_content
from curriplan.gui.views.checks.places import lead
from curriplan.gui.views.checks.rows import NONE, FindingRow, GroupBy, Wanted, finding_columns, finding_rows
from curriplan.gui.views.checks.rule_rows import PACKS, RULES
from curriplan.gui.views.checks.rules_view import RulesView
from curriplan.gui.views.checks.table import FindingModel, FindingTable
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label

TABLE = "findings"
"""What a selection names as its table where a finding is selected."""


class ChecksPage(Page):
    """All findings at once."""

    name = "checks"

    # -- building -------------------------------------------------------------------------------------

    def build(self, body: QVBoxLayout) -> None:
        """Make the switch, and below it the findings and the rules."""
        self._wanted, self._reason, self._known = Wanted(), "", NONE
        self._fixes = Fixes(self)
        self._fixes.known.connect(self._fixes_known)
        self._build_switch(body)
        self._sides = QStackedWidget()
        body.addWidget(self._sides, 1)
        findings = QWidget()
        self._sides.addWidget(findings)
        self._build_findings(column(findings, spacing=10))
        self._rules = RulesView(self.desk)
        self._sides.addWidget(self._rules)

    def _build_switch(self, body: QVBoxLayout) -> None:
        """Make the two buttons that say what is shown."""
        line, group = self.toolbar(body), QButtonGroup(self)
        self._switches = []
        for n, key in enumerate(("checks.show_findings", "checks.show_rules")):
            made = button(clicked=partial(self.show_side, n))
            made.setCheckable(True)
            self.say(made.setText, key)
            group.addButton(made)
            line.addWidget(made)
            self._switches.append(made)
        self._switches[0].setChecked(True)
        line.addStretch(1)

    def show_side(self, side: int) -> None:
        """Show the findings (0) or the rules (1)."""
        self._switches[side].setChecked(True)
        self._sides.setCurrentIndex(side)
        self.update_now(None)
        self.setFocusProxy(self._rules if side else self._table)
        if not side and self.desk.selection.table in {PACKS, RULES}:
            self.desk.select(Selection(table=TABLE, row=next(iter(self._table.chosen_keys()), "")))
        self.desk.look_again()

    def _build_findings(self, body: QVBoxLayout) -> None:
        """Make the filters, the list, and what stands there where nothing is found."""
        self._build_filters(body)
        self._model = FindingModel(finding_columns(self.desk, self._fixes.count), self.desk.say)
        self._table = FindingTable(self.desk, self._model)
        self.say(self._table.setAccessibleName, "checks.list")
        self._table.chosen.connect(lambda key: self.desk.select(Selection(table=TABLE, row=key)))
        self._table.opened.connect(self._open)
        self._table.several.connect(self._several)
        self._table.keys |= {Qt.Key.Key_R: self._type_reason, Qt.Key.Key_F: self._first_fix}
        self._room = QStackedWidget()
        box = card()
        column(box, margin=2).addWidget(self._table)
        self._room.addWidget(box)
        self._room.addWidget(self._build_nothing())
        body.addWidget(self._room, 1)
        self.setFocusProxy(self._table)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._accept_typed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._text.setFocus)
        find.setContext(Qt.ShortcutContext.WindowShortcut)

    def _build_filters(self, body: QVBoxLayout) -> None:
        bar = self.toolbar_in_lines(body)
        self._text = QLineEdit()
        self._text.setFixedWidth(210)
        self._text.setClearButtonEnabled(True)
        self.say(self._text.setPlaceholderText, "checks.filter")
        self.say(self._text.setAccessibleName, "checks.filter")
        self._text.textChanged.connect(lambda text: self._want(text=text))
        self._severity, self._by = QComboBox(), QComboBox()
        self.say(self._severity.setAccessibleName, "checks.severity")
        self.say(self._by.setAccessibleName, "checks.group_by")
        self._severity.activated.connect(
            lambda n: self._want(severity=None if n == 0 else list(Severity)[n - 1])
        )
        self._by.activated.connect(lambda n: self._want(by=list(GroupBy)[n]))
        self._only_open = QCheckBox()
        self.say(self._only_open.setText, "checks.only_open")
        self._only_open.toggled.connect(lambda checked: self._want(only_open=checked))
        for made in (self._text, self._severity, self._by, self._only_open):
            bar.addWidget(made)

    def _build_nothing(self) -> QWidget:
        """Return what stands there where the list is empty: why, and the next step."""
        held = card()
        lines = column(held, spacing=12, margin=24)
        self._nothing = label(role="dim", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._next = button(kind="primary", clicked=self._take_step)
        lines.addStretch(2)
        lines.addWidget(self._nothing)
        lines.addWidget(self._next, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(3)
        return held

    # -- following ------------------------------------------------------------------------------------

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme; a finding that is told alike is not touched."""
        if edited is None:
            self._fill_choices()
            self._model.retell()
            self._rules.retell()
        self._show(anew=edited is None)
        if self._sides.currentIndex():
            self._rules.follow()
            self.setFocusProxy(self._rules)
        self._fixes.follow(self.desk.results.checked(self.desk.today))

    def _show(self, *, anew: bool = False) -> None:
        """Show what is wanted; ``anew``: in another language, or with other counts of fixes."""
        rows = finding_rows(self.desk, self._wanted, NONE if anew else self._known)
        self._known = rows
        with self._table.untold():
            self._model.show_rows(rows, same_words=not anew)
        self._table.fit()
        if rows:
            self._room.setCurrentIndex(0)
            self.setFocusProxy(self._table)
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        say, found = self.desk.say, self.desk.results.findings(self.desk.today)
        key, step = "clean", "checks.to_export"
        if found:
            key, step = "none_wanted", "checks.show_all"
        elif not self.desk.program.courses:
            key, step = "nothing_yet", "checks.to_courses"
        self._nothing.setText(say(f"checks.{key}"))
        self._next.setText(say(step))
        self._room.setCurrentIndex(1)
        self.setFocusProxy(self._next)

    def _take_step(self) -> None:
        if self.desk.results.findings(self.desk.today):
            self._text.clear()
            self._only_open.setChecked(False)
            self._severity.setCurrentIndex(0)
            self._want(severity=None)
            self.setFocus()
        else:
            self.desk.goto("export" if self.desk.program.courses else "courses")

    def _fill_choices(self) -> None:
        say, wanted = self.desk.say, self._wanted
        self._severity.clear()
        self._severity.addItem(say("checks.any_severity"))
        self._severity.addItems([severity_mark(self.desk, one) for one in Severity])
        self._severity.setCurrentIndex(
            0 if wanted.severity is None else 1 + list(Severity).index(wanted.severity)
        )
        self._by.clear()
        self._by.addItems([say(f"checks.by_group.{one.value}") for one in GroupBy])
        self._by.setCurrentIndex(list(GroupBy).index(wanted.by))

    def _want(self, **change: object) -> None:
        self._wanted = replace(self._wanted, **change)  # type: ignore[arg-type]
        if self._can_show():
            self._show()

    def _fixes_known(self) -> None:
        if self.isVisible() and self._can_show():
            self._show(anew=True)

    def headline(self) -> tuple[str, str]:
        """Say how much is open, gravest first, and how much is accepted; or how many rules are asked."""
        if self._sides.currentIndex():
            return self._rules.headline()
        say, results = self.desk.say, self.desk.results
        found, accepted = (results.findings(self.desk.today), results.accepted(self.desk.today))
        counts = {one: sum(f.severity is one and f not in accepted for f in found) for one in Severity}
        more = say("checks.headline_accepted", n=len(accepted)) if accepted else ""
        if not any(counts.values()):
            return say("checks.headline_none"), more
        errors, warnings, notes = (counts[one] for one in Severity)
        if errors:
            return say("checks.headline", errors=errors, warnings=warnings, notes=notes), more
        return say("checks.headline_no_errors", warnings=warnings, notes=notes), more

    def restyle(self) -> None:
        """Follow the theme; everything is painted again."""
        if self._built:
            self._table.viewport().update()
            self._rules.restyle()

    # -- selection ------------------------------------------------------------------------------------

    def show_selection(self, selection: Selection) -> None:
        """Show a finding that was selected elsewhere, or the first that concerns what is selected."""
        if not self._built or not self._can_show():
            return
        if selection.table in {PACKS, RULES}:
            if not self._sides.currentIndex():
                self.show_side(1)
            self._rules.show_selection(selection)
        elif selection.table == TABLE and selection.row not in self._table.chosen_keys():
            self._table.choose(selection.row)

    def _several(self) -> None:
        """Have the panel tell of all that are selected; where another row becomes current, that is told anyway."""
        if self.desk.selection.row in self._table.chosen_keys():
            self.desk.look_again()

    def _rows(self) -> list[FindingRow]:
        """Return the selected findings."""
        held = (self._model.row_of(key) for key in self._table.chosen_keys())
        return [self._model.row(n) for n in held if n is not None]

    def inspect(self, selection: Selection) -> Content:
        """Show everything about a finding, or what can be done with several."""
        if not self._built or not self._can_show():
            return EMPTY
        if self._sides.currentIndex():
            return self._rules.inspect(selection)
        rows = self._rows()
        if not rows or (len(rows) == 1 and selection.table != TABLE):
            return EMPTY
        hands = Hands(
            self._fixes.of,
            self._mend,
            self._accept,
            self._withdraw,
            self._mend_all,
            self._reason,
            self._typed,
        )
        if len(rows) == 1:
            return finding_content(self.desk, rows[0], hands)
        return several_content(self.desk, rows, hands)

    def _open(self, key: str) -> None:
        at = self._model.row_of(key)
        finding = None if at is None else self._model.row(at).finding
        if finding is not None:
            page, selection = lead(self.desk, finding)
            if page != self.name:
                self.desk.goto(page, selection)

    # -- hands ----------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._reason = text.strip()

    def _type_reason(self) -> None:
        self.desk.type_into(self.desk.say("checks.reason"))
        self.desk.look_again()

    def _accept_typed(self) -> None:
        """Accept with what is being typed in the panel."""
        self.setFocus()  # what is typed is stored when the line is left
        self._accept()

    def _accept(self) -> None:
        """Accept what is selected with the reason that was typed; nothing is accepted without one."""
        rows = [one for one in self._rows() if one.finding is not None and one.acceptance is None]
        findings = [one.finding for one in rows if one.finding is not None and one.finding.code != STALE]
        session, reason = self.desk.session, self._reason
        if not findings or session is None:
            return
        if not reason:
            self.desk.toasts.tell(Toast(self.desk.say("checks.reason_missing")))
            self._type_reason()
            return
        words = edit_label("finding.accept", n=len(findings), reason=reason)
        today, author = self.desk.today, session.author
        self._reason = ""
        self._then_next(
            lambda: self.desk.edit(words, lambda now: accept(now, findings, reason, author, today))
        )

    def _withdraw(self) -> None:
        """Take back the acceptances of what is selected."""
        rows = self._rows()
        idents = [one.acceptance.id for one in rows if one.acceptance is not None]
        idents += [
            one.finding.where.key[0] for one in rows if one.finding is not None and one.finding.code == STALE
        ]
        words = edit_label("finding.withdraw", n=len(idents))
        self._then_next(lambda: self.desk.edit(words, lambda now: withdraw(now, idents)))

    def _mend(self, finding: Finding, offer: Offer) -> None:
        del finding
        self._then_next(lambda: self.desk.edit(fix_label(offer), offer.edit))

    def _mend_all(self) -> None:
        """Make the first fix of each finding that is selected, as one edit."""
        findings = [row.finding for row in self._rows() if row.finding is not None and row.acceptance is None]
        after, n = mend_all(self.desk.results.checked(self.desk.today), findings)
        if n:
            words = edit_label("finding.mend_several", n=n)
            self._then_next(lambda: self.desk.edit(words, lambda _: after))
        self.desk.toasts.tell(
            Toast(self.desk.say("checks.fixed_several", n=n, all=len(findings)), undo=n > 0)
        )

    def _first_fix(self) -> None:
        """Make the first fix of the finding that is selected."""
        rows = self._rows()
        session = self.desk.session
        if len(rows) != 1 or rows[0].finding is None or session is None or session.read_only:
            return
        found: Sequence[Offer] = self._fixes.of(rows[0].finding)
        if found:
            self._mend(rows[0].finding, found[0])
            self.desk.toasts.tell(Toast(self.desk.say("checks.fixed"), undo=True))
        else:
            key = "checks.no_fix" if fixable(rows[0].finding) else "checks.by_hand"
            self.desk.toasts.tell(Toast(self.desk.say(key)))

    def _then_next(self, edit: Callable[[], object]) -> None:
        """Make an edit and choose the next open finding, so that a list is worked through without looking for it."""
        at = self._table.currentIndex().row()
        key = self._model.key(at) if at >= 0 else ""
        if not edit():
            return
        here = self._model.row_of(key)
        self._table.step_from(at if here is None else here + 1)
        self.desk.look_again()
