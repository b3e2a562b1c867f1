"""The Courses page: every course as a row of a grid that is typed into as into a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QVBoxLayout

from curriplan.analysis.calendar import course_credits, course_hours
from curriplan.analysis.order import in_order
from curriplan.app.figures import spread
from curriplan.app.session import Edited
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.sheets.field import Field
from curriplan.gui.tips import set_tip
from curriplan.gui.views.courses.arrange import WITHOUT_TYPE, Filters, arranged, settled
from curriplan.gui.views.courses.hands import CourseHands
from curriplan.gui.views.courses.inspect import course_content
from curriplan.gui.views.courses.model import CourseGrid, findings_by_course
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label
from curriplan.gui.widgets.grid import GridView

WIDER = frozenset({"course_types", "pools", "terms", "profile"})
"""Tables that may change what any row shows."""


class CoursesPage(Page):
    """The courses of the programme, editable in place."""

    name = "courses"

    def is_empty(self) -> bool:
        """Tell whether there is no course yet."""
        return not self.desk.program.courses

    def next_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to import courses."""
        return self.desk.say("command.import"), lambda: self.desk.commands.tell("import")

    def other_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to type the first course."""
        return self.desk.say("courses.add"), self._hands.add

    # -- building -------------------------------------------------------------------------------------

    def build(self, body: QVBoxLayout) -> None:
        """Make toolbar and grid."""
        self._filters = Filters()
        self._sorting: tuple[str, bool] | None = None
        self._model = CourseGrid(self.desk)
        self._view = GridView(self.desk, self._model)
        self._hands = CourseHands(self.desk, self._model, self._view)
        self._view.accept = self._hands.accept
        self._build_toolbar(body)
        box = card()
        column(box, margin=2).addWidget(self._view)
        body.addWidget(box, 1)
        self.say(self._view.setAccessibleName, "courses.grid_name")
        self._view.setSortingEnabled(True)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._open_menu)
        self._model.wants_order.connect(self._order)
        self._view.chosen.connect(lambda key: self.desk.select(Selection(course=key)))
        for n, field in enumerate(self._model.fields):
            self._view.setColumnWidth(n, field.width)
        self._bind()

    def _build_toolbar(self, body: QVBoxLayout) -> None:
        bar = self.toolbar_in_lines(body)
        self._add = button(clicked=self._hands.add)
        self._delete = button(clicked=self._hands.remove)
        self._words, self._type, self._findings = QLineEdit(), QComboBox(), button()
        self._words.setClearButtonEnabled(True)
        self._words.setMinimumWidth(230)
        self._words.setMaximumWidth(320)
        self._type.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._type.setMinimumContentsLength(14)
        self._findings.setCheckable(True)
        for setter, key in (
            (self._add.setText, "courses.add"),
            (partial(set_tip, self._add), "courses.add_tip"),
            (self._delete.setText, "courses.delete"),
            (partial(set_tip, self._delete), "courses.delete_tip"),
            (self._words.setPlaceholderText, "courses.filter"),
            (self._words.setAccessibleName, "courses.filter"),
            (self._type.setAccessibleName, "courses.filter_type"),
            (self._findings.setText, "courses.only_findings"),
        ):
            self.say(setter, key)
        self._words.textChanged.connect(lambda _: self._filter())
        self._words.returnPressed.connect(self._view.setFocus)
        self._type.activated.connect(lambda _: self._filter())
        self._findings.toggled.connect(lambda _: self._filter())
        for widget in (self._add, self._delete):
            bar.addWidget(widget)
        bar.addWidget(self._words)
        bar.addWidget(self._type)
        bar.addWidget(self._findings)
        bar.add_stretch()
        self._shown = label(role="dim")
        bar.addWidget(self._shown)

    def _open_menu(self, at: QPoint) -> None:
        """Offer at the mouse what the keys do as well."""
        menu, say = QMenu(self), self.desk.say
        key = self.desk.selection.course
        entries: tuple[tuple[str, str, Callable[[], object]] | None, ...] = (
            ("courses.menu_add", "Insert", self._hands.add),
            ("courses.menu_delete", "Ctrl+-", self._hands.remove),
            None,
            ("courses.menu_copy", "Ctrl+C", self._hands.copy),
            ("courses.menu_cut", "Ctrl+X", self._hands.cut),
            ("courses.menu_paste", "Ctrl+V", self._hands.paste),
            ("courses.menu_fill", "Ctrl+D", self._hands.fill_down),
            None,
            ("courses.menu_map", "", lambda: self.desk.goto("map", Selection(course=key))),
            ("courses.menu_plan", "", lambda: self.desk.goto("plan", Selection(course=key))),
        )
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(f"{say(entry[0])}\t{entry[1]}", entry[2])
        menu.exec(self._view.viewport().mapToGlobal(at))
        menu.deleteLater()

    def _bind(self) -> None:
        """Give the hands their keys: on the grid alone, or on the whole page where no cell is needed."""
        keys = QKeySequence.StandardKey
        grid = Qt.ShortcutContext.WidgetShortcut
        page = Qt.ShortcutContext.WidgetWithChildrenShortcut
        bindings: tuple[tuple[QKeySequence, Callable[[], object], Qt.ShortcutContext], ...] = (
            (QKeySequence(keys.Copy), self._hands.copy, grid),
            (QKeySequence(keys.Cut), self._hands.cut, grid),
            (QKeySequence("Ctrl+D"), self._hands.fill_down, grid),
            (QKeySequence("Ctrl+-"), self._hands.remove, grid),
            (QKeySequence("Delete"), self._hands.clear, grid),
            (QKeySequence("Backspace"), self._hands.clear, grid),
            (QKeySequence("Insert"), self._hands.add, page),
            (QKeySequence(keys.Paste), self._hands.paste, page),
            (QKeySequence("Ctrl+F"), self._words.setFocus, page),
        )
        for sequence, act, context in bindings:
            made = QShortcut(sequence, self._view if context is grid else self)
            made.setContext(context)
            made.activated.connect(act)

    # -- following ------------------------------------------------------------------------------------

    def update_now(self, edited: Edited | None) -> None:
        """Refresh; the keys must reach an empty page too, where there is no grid to hold the focus."""
        super().update_now(edited)
        shows_grid = self.desk.session is not None and not self.is_empty()
        self.setFocusProxy(self._view if shows_grid else self._empty_button)

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme; rows stay where they are while they are typed into."""
        findings = findings_by_course(self.desk)
        if edited is None:
            self._fill_types()
            self._model.show_keys(self._ideal(findings))
            self._model.retell()
        else:
            tables = {change.table for change in edited.changes}
            if "course_types" in tables:
                self._fill_types()
            touched = {
                change.key[0] for change in edited.changes if change.table in {"courses", "placements"}
            }
            fresh = self._hands.take_fresh()
            self._model.show_keys(
                settled(
                    self._model.keys, self._wanted(findings, fresh, touched), self.desk.program.courses, fresh
                )
            )
            self._model.forget(None if tables & WIDER else touched)
        self._model.show_findings(findings)
        self._tell_shown()

    def _wanted(self, findings: Iterable[str], fresh: Iterable[str], touched: set[str]) -> list[str]:
        """Return the usual order, with nothing that an edit elsewhere would bring in beside a filter."""
        shown = {*self._model.keys, *touched, *fresh}
        return [key for key in self._ideal(findings) if not self._filters or key in shown]

    def _ideal(self, findings: Iterable[str]) -> list[str]:
        return arranged(self.desk.program, self._filters, self._sorted_field(), set(findings))

    def _sorted_field(self) -> tuple[Field, bool] | None:
        if self._sorting is None:
            return None
        name, falls = self._sorting
        return next(one for one in self._model.fields if one.name == name), falls

    def _rearrange(self) -> None:
        self._model.show_keys(self._ideal(findings_by_course(self.desk)))
        self._tell_shown()

    def _order(self, column: int, falls: bool) -> None:
        self._sorting = None if column < 0 else (self._model.fields[column].name, falls)
        if self.desk.session is not None:
            self._rearrange()

    def _filter(self) -> None:
        self._filters = Filters(self._words.text(), self._type.currentData(), self._findings.isChecked())
        if self.desk.session is not None:
            self._rearrange()

    def _fill_types(self) -> None:
        kinds = [
            (one.id, self.desk.name(one.name, one.code)) for one in in_order(self.desk.program.course_types)
        ]
        self._type.clear()
        for key, name in [
            (None, self.desk.say("courses.all_types")),
            *kinds,
            (WITHOUT_TYPE, self.desk.say("courses.no_type_yet")),
        ]:
            self._type.addItem(name, key)
        at = self._type.findData(self._filters.type)
        self._type.setCurrentIndex(max(0, at))
        self._filters = Filters(self._filters.words, self._type.currentData(), self._filters.only_findings)

    def _tell_shown(self) -> None:
        every, shown = len(self.desk.program.courses), len(self._model.keys)
        self._shown.setText(self.desk.say("courses.shown", shown=shown, all=every) if shown != every else "")

    def headline(self) -> tuple[str, str]:
        """Say what the courses add up to, and what is not known of them."""
        desk, sums = self.desk, self.desk.results.totals()
        first = desk.say(
            "courses.headline",
            n=len(desk.program.courses),
            hours=spread((one.hours for one in sums), desk.figure),
            credits=spread((one.credits for one in sums), desk.figure),
        )
        more = []
        counted = [one for one in desk.program.courses.values() if one.counted]
        rule = desk.program.about.credit_rule
        unknown = sum(course_hours(one, rule) is None for one in counted)
        if unknown:
            more.append(desk.say("courses.unknown_hours", n=unknown))
        by_rule = sum(one.credits is None and course_credits(one, rule) is not None for one in counted)
        if by_rule:
            more.append(desk.say("courses.credits_by_rule", n=by_rule))
        return first, " ".join(more)

    def restyle(self) -> None:
        """Follow the theme; everything is painted again."""
        if self._built:
            self._view.viewport().update()

    # -- selection ------------------------------------------------------------------------------------

    def show_selection(self, selection: Selection) -> None:
        """Bring a course that was selected elsewhere into view, past the filters if need be."""
        if self.desk.session is None or selection.course not in self.desk.program.courses:
            return
        if selection.course not in self._model.keys:
            self._show_all()
        self._view.choose(selection.course)

    def _show_all(self) -> None:
        for widget in (self._words, self._type, self._findings):
            widget.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._words.clear()
        self._type.setCurrentIndex(0)
        self._findings.setChecked(False)
        for widget in (self._words, self._type, self._findings):
            widget.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._filter()

    def inspect(self, selection: Selection) -> Content:
        """Explain a course."""
        course = self.desk.program.courses.get(selection.course)
        if course is None:
            return EMPTY
        return course_content(self.desk, course, findings_by_course(self.desk).get(course.id, []))
