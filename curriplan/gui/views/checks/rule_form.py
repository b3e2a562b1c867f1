"""A form for a rule of the college's own, with what it would find while it is filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from curriplan.analysis.rules.language.engine import preview
from curriplan.analysis.rules.language.limits import is_share
from curriplan.domain.course import Delivery, Status, TypeRole
from curriplan.domain.edits.own_rules import OWN_PACK, add_own_rule
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.history import label as edit_label
from curriplan.domain.ids import new_id
from curriplan.domain.rule import Filter, Measure, Rule, RuleKind, Scope
from curriplan.domain.rule_problems import rule_problems
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk
from curriplan.gui.reading import Unreadable, number
from curriplan.gui.severity import severity_mark
from curriplan.gui.widgets.basic import button, card, column, label, row

E = TypeVar("E", bound=StrEnum)
KINDS = (RuleKind.BOUND, RuleKind.RATIO, RuleKind.EACH, RuleKind.ORDER, RuleKind.COVERAGE)
SCOPES = (Scope.PLAN, Scope.YEAR, Scope.TERM)
LIMITED = frozenset({RuleKind.BOUND, RuleKind.RATIO, RuleKind.EACH})
LINES = (
    ("name_zh", "name_en"),
    ("kind", "severity"),
    ("measure", "scope"),
    ("among",),
    ("elective", "clause"),
    ("other",),
    ("least", "most"),
    ("count", "level"),
)
"""The fields of the form, line by line."""

SHOWN = 8


class Options(QComboBox):
    """A choice of one word of an enumeration; with ``any_``, a key of the texts, also of none."""

    def __init__(self, desk: Desk, words: str, values: Sequence[StrEnum], any_: str = "") -> None:
        super().__init__()
        self._desk, self._words, self._any = desk, words, any_
        self._values: tuple[StrEnum | None, ...] = (*((None,) if any_ else ()), *values)
        self.retell()

    def retell(self) -> None:
        """Follow the language."""
        at = max(0, self.currentIndex())
        self.clear()
        for one in self._values:
            self.addItem(self._desk.say(self._any if one is None else f"{self._words}.{one.value}"))
        self.setCurrentIndex(at)

    def value(self) -> StrEnum | None:
        """Return what is chosen."""
        return self._values[max(0, self.currentIndex())]


class Among(QWidget):
    """Which courses a rule speaks of: by type, status, place of teaching, delivery, kind of competency, tags."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        super().__init__()
        line = row(self, spacing=6)
        self.role = Options(desk, "type_role", list(TypeRole), "rule_view.form.any_role")
        self.status = Options(desk, "course_status", list(Status), "rule_view.form.any_status")
        self.mode = Options(desk, "mode", list(Mode), "rule_view.form.any_mode")
        self.delivery = Options(desk, "courses.delivery", list(Delivery), "rule_view.form.any_delivery")
        self.kind = Options(desk, "kind", list(Kind), "rule_view.form.any_kind")
        self.tags = QLineEdit()
        self.choices = (self.role, self.status, self.mode, self.delivery, self.kind)
        for one in self.choices:
            one.setMinimumWidth(84)
            one.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            one.activated.connect(lambda _: changed())
            line.addWidget(one, 1)
        self.tags.textChanged.connect(lambda _: changed())
        line.addWidget(self.tags, 1)

    def filter(self) -> Filter:
        """Return what is asked."""
        role, status, mode = self.role.value(), self.status.value(), self.mode.value()
        delivery, kind = self.delivery.value(), self.kind.value()
        words = frozenset(
            one.strip() for one in self.tags.text().replace("，", ",").split(",") if one.strip()
        )
        return Filter(
            roles=frozenset({role}) if isinstance(role, TypeRole) else frozenset(),
            statuses=frozenset({status}) if isinstance(status, Status) else frozenset(),
            modes=frozenset({mode}) if isinstance(mode, Mode) else frozenset(),
            deliveries=frozenset({delivery}) if isinstance(delivery, Delivery) else frozenset(),
            kinds=frozenset({kind}) if isinstance(kind, Kind) else frozenset(),
            tags=words,
        )


class RuleForm(QScrollArea):
    """The form. ``done`` is called with the key of the rule that was added, or with nothing."""

    def __init__(self, desk: Desk, done: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._done, self._ident = desk, done, new_id()
        self._words: list[tuple[Callable[[str], object], str]] = []
        self.setWidgetResizable(True)
        box = card()
        lines = column(box, spacing=10, margin=16)
        self._make_fields()
        self._lines: dict[str, tuple[QLabel, QWidget]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for n, keys in enumerate(LINES):
            for at, key in enumerate(keys):
                self._lay(grid, key, n, 2 * at, 1 if len(keys) > 1 else 3)
        lines.addLayout(grid)
        self._told = label(role="strong", wrap=True)
        self._list = label(wrap=True)
        lines.addWidget(self._told)
        lines.addWidget(self._list)
        under = row(spacing=10)
        self._add, self._cancel = (
            button(kind="primary", clicked=self._finish),
            button(clicked=lambda: done("")),
        )
        self._say(self._add.setText, "rule_view.form.add")
        self._say(self._cancel.setText, "rule_view.form.cancel")
        under.addWidget(self._add)
        under.addWidget(self._cancel)
        under.addStretch(1)
        lines.addLayout(under)
        lines.addStretch(1)
        self.setWidget(box)
        self.setFocusProxy(self._zh)

    def _lay(self, grid: QGridLayout, key: str, n: int, at: int, wide: int) -> None:
        """Put a field with its name into a line of the grid."""
        name, widget = label(role="dim"), self._fields()[key]
        self._say(name.setText, f"rule_view.form.{key}")
        self._say(widget.setAccessibleName, f"rule_view.form.{key}")
        self._lines[key] = (name, widget)
        grid.addWidget(name, n, at)
        grid.addWidget(widget, n, at + 1, 1, wide)

    def _say(self, setter: Callable[[str], object], key: str) -> None:
        self._words.append((setter, key))
        setter(self._desk.say(key))

    def _make_fields(self) -> None:
        desk = self._desk
        self._zh, self._en, self._clause = QLineEdit(), QLineEdit(), QLineEdit()
        self._least, self._most, self._count, self._level = (QLineEdit() for _ in range(4))
        self._kind = Options(desk, "rule_kind", KINDS)
        self._scope = Options(desk, "rule_scope", SCOPES)
        self._measure = Options(desk, "measure", list(Measure))
        self._severity = Options(desk, "severity", list(Severity))
        self._among, self._other = Among(desk, self.preview), Among(desk, self.preview)
        self._elective = QCheckBox()
        for line in (self._zh, self._en, self._clause, self._least, self._most, self._count, self._level):
            line.textChanged.connect(lambda _: self.preview())
        for choice in (self._kind, self._scope, self._measure, self._severity):
            choice.activated.connect(lambda _: self.preview())
        self._elective.toggled.connect(lambda _: self.preview())

    def _fields(self) -> dict[str, QWidget]:
        return {
            "name_zh": self._zh,
            "name_en": self._en,
            "kind": self._kind,
            "scope": self._scope,
            "measure": self._measure,
            "among": self._among,
            "elective": self._elective,
            "other": self._other,
            "least": self._least,
            "most": self._most,
            "count": self._count,
            "level": self._level,
            "severity": self._severity,
            "clause": self._clause,
        }

    def retell(self) -> None:
        """Follow the language."""
        for setter, key in self._words:
            setter(self._desk.say(key))
        for made in self.findChildren(Options):
            made.retell()
        for among in (self._among, self._other):
            self._name_parts(among)

    def _name_parts(self, among: Among) -> None:
        names = ("role", "status", "mode", "delivery", "competencies")
        for made, name in zip(among.choices, names, strict=True):
            made.setAccessibleName(self._desk.say(f"rule_view.form.by_{name}"))
        among.tags.setAccessibleName(self._desk.say("rule_view.form.by_tags"))
        among.tags.setPlaceholderText(self._desk.say("rule_view.form.by_tags"))

    def begin(self) -> None:
        """Empty the form for a new rule."""
        self._ident = new_id()
        for line in (self._zh, self._en, self._clause, self._least, self._most, self._count, self._level):
            line.clear()
        self.retell()
        self.preview()

    # -- the rule ---------------------------------------------------------------------------------------

    def rule(self) -> Rule:
        """Return the rule as the form says it.

        Raises:
            Unreadable: a figure is none.

        """
        kind, measure = self._kind.value(), self._measure.value()
        assert isinstance(kind, RuleKind) and isinstance(measure, Measure)  # noqa: S101, PT018 - its own values
        scope, severity = self._scope.value(), self._severity.value()
        assert isinstance(scope, Scope) and isinstance(severity, Severity)  # noqa: S101, PT018 - its own values
        among = self._among.filter()
        if self._elective.isChecked():
            among = replace(among, elective=True)
        made = Rule(
            self._ident,
            OWN_PACK.id,
            code=f"own_{self._ident[:6]}",
            name=Text(self._zh.text().strip(), self._en.text().strip()),
            clause=self._clause.text().strip(),
            severity=severity,
            kind=kind,
            scope=scope if kind in {RuleKind.BOUND, RuleKind.RATIO} else _scope_of(kind),
            measure=measure,
            among=among,
            other=self._other.filter(),
            count=_whole(self._count.text()),
            level=_whole(self._level.text()),
        )
        return _with_limits(made, number(self._least.text()), number(self._most.text()))

    def preview(self) -> None:
        """Show what the rule would find now, or what it still lacks."""
        say = self._desk.say
        kind = self._kind.value()
        for key, kinds in _ASKED.items():
            for part in self._lines[key]:
                part.setVisible(kind in kinds)
        if self._desk.session is None:
            return
        try:
            made = self.rule()
        except Unreadable as problem:
            self._tell(say(f"courses.bad.{problem.code}", **problem.args_by_name), ())
            return
        problems = rule_problems(made)
        if problems:
            words = say(f"finding.rule_bad.{problems[0]}", rule=made.name.or_code("…"))
            self._tell(words, ())
            return
        found = preview(self._desk.program, made, OWN_PACK)
        self._tell(say("rule_view.form.finds", n=len(found)), found)
        self._add.setEnabled(True)

    def _tell(self, words: str, found: Sequence[Finding]) -> None:
        self._add.setEnabled(False)
        self._told.setText(words)
        lines = [
            f"{severity_mark(self._desk, one.severity)}  {self._desk.texts.finding(one)}"
            for one in found[:SHOWN]
        ]
        if len(found) > SHOWN:
            lines.append(self._desk.say("rule_view.more", n=len(found) - SHOWN))
        self._list.setText("\n".join(lines))

    def _finish(self) -> None:
        made = self.rule()
        if self._desk.edit(edit_label("rule.add", rule=made.name), lambda now: add_own_rule(now, made)):
            self._done(f"{OWN_PACK.id}/{made.id}")


_ASKED = {
    "scope": frozenset({RuleKind.BOUND, RuleKind.RATIO}),
    "measure": LIMITED,
    "least": LIMITED,
    "most": LIMITED,
    "other": frozenset({RuleKind.RATIO, RuleKind.ORDER}),
    "count": frozenset({RuleKind.COVERAGE, RuleKind.ORDER}),
    "level": frozenset({RuleKind.COVERAGE}),
}
"""Which kinds of rules ask for a line of the form; lines that do not stand here are asked for by all."""


def _scope_of(kind: RuleKind) -> Scope:
    return Scope.COURSE if kind is RuleKind.EACH else Scope.PLAN


def _with_limits(made: Rule, least: float | None, most: float | None) -> Rule:
    """Return a rule with its limits; shares are typed in per cent."""
    factor = 0.01 if is_share(made) else 1.0
    return replace(
        made, least=None if least is None else least * factor, most=None if most is None else most * factor
    )


def _whole(text: str) -> int | None:
    value = number(text)
    if value is not None and value != int(value):
        raise Unreadable("number", text=text)
    return None if value is None else int(value)
