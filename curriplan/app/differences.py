"""What an edit changed in a row, in the user's words: names of fields, and of the rows that are referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from curriplan.analysis.notation import format_parts
from curriplan.app.figures import UNKNOWN, share
from curriplan.app.texts import Texts
from curriplan.domain.changes import Change, Changes
from curriplan.domain.competency import AbilityType
from curriplan.domain.course import Assessment, Course, Delivery, Evidence, RequisiteKind, Status, TypeRole
from curriplan.domain.finding import Severity
from curriplan.domain.post import PostLevel, StatementSource
from curriplan.domain.program import Program
from curriplan.domain.rule import Measure, RuleKind, Scope
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.survey import QuestionKind
from curriplan.domain.tables import BY_NAME
from curriplan.domain.text import Text

ENUMS: Mapping[type[StrEnum], str] = {
    AbilityType: "ability",
    Assessment: "courses.assessment",
    Delivery: "courses.delivery",
    Evidence: "evidence",
    Kind: "kind",
    Measure: "measure",
    Mode: "mode",
    PostLevel: "post_level",
    QuestionKind: "demand.kind",
    RequisiteKind: "requisite",
    RuleKind: "rule_kind",
    Scope: "rule_scope",
    Severity: "severity",
    StatementSource: "source",
    Status: "course_status",
    TypeRole: "type_role",
}
"""Below which key of the texts the words of an enumeration stand."""

HELD: Mapping[str, str] = {"post": "posts", "competency": "competencies", "question": "questions"}
"""Fields inside a row, as in an answer, that refer to another table."""

JOINING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "contributions": (("course", "courses"), ("competency", "competencies")),
    "statements": (("post", "posts"), ("competency", "competencies")),
    "placements": (("course", "courses"),),
    "requisites": (("course", "courses"),),
}
"""Tables whose rows have no name of their own, and what they are known by."""

SHARES = frozenset({"share", "enterprise_share", "practice_score_share"})
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row, what stood there and what stands there now, all in words."""

    field: str
    before: str
    after: str


class Teller:
    """Tells the changes of one edit; names are those of the present programme where it still has the row."""

    def __init__(self, program: Program, changes: Changes, texts: Texts) -> None:
        self._program, self._texts = program, texts
        self._rows = {(one.table, one.key): one.before if one.after is None else one.after for one in changes}

    def row(self, change: Change) -> str:
        """Return what a changed row is called."""
        row = change.before if change.after is None else change.after
        if change.table in JOINING:
            names = [self._name(table, getattr(row, field)) for field, table in JOINING[change.table]]
            return " × ".join(names)
        if BY_NAME[change.table].nested:
            return self._called(row) or getattr(row, "code", "") or self._texts("history.nameless")
        return self._name(change.table, change.key[0])

    def differences(self, change: Change) -> tuple[Difference, ...]:
        """Return what differs in a row that was there before and is there now; nothing for other changes."""
        before, after = change.before, change.after
        if before is None or after is None:
            return ()
        refs = {one.field: one.table for one in BY_NAME[change.table].refs}
        found = dict(self._between(before, after, refs))
        if "parts" in found and isinstance(after, Course):
            notations = [format_parts(one) or UNKNOWN for one in (before, after)]
            found["parts"] = Difference(found["parts"].field, *notations)
        return tuple(found.values())

    def _between(
        self, before: Any, after: Any, refs: Mapping[str, str], owner: str = ""
    ) -> Iterator[tuple[str, Difference]]:
        """Yield (path, difference) of the fields that differ; a record inside is told field by field."""
        for one in fields(after):
            old, new = getattr(before, one.name), getattr(after, one.name)
            if old == new:
                continue
            if is_dataclass(new) and not isinstance(new, Text):
                yield from self._between(old, new, refs, one.name)
            else:
                name = self._field(one.name, owner)
                if owner:
                    name = self._texts("history.within", outer=self._field(owner), inner=name)
                yield f"{owner}{one.name}", Difference(name, *self._pair(one.name, old, new, refs))

    def _pair(self, name: str, old: Any, new: Any, refs: Mapping[str, str]) -> tuple[str, str]:
        """Return both values in words; of two lists what only one of them holds."""
        if isinstance(new, tuple) and set(old) != set(new) and is_dataclass((*old, *new)[0]):
            old, new = [one for one in old if one not in new], [one for one in new if one not in old]
        said = self._words(name, old, refs), self._words(name, new, refs)
        if said[0] == said[1] and isinstance(old, Text) and isinstance(new, Text):
            return _both(old), _both(new)
        return said

    # -- values ---------------------------------------------------------------------------------------

    def _words(self, name: str, value: Any, refs: Mapping[str, str]) -> str:
        if isinstance(value, frozenset | list | tuple):
            said = [self._words(name, one, refs) for one in value]
            return _short(self._list(sorted(said) if isinstance(value, frozenset) else said))
        if is_dataclass(value) and not isinstance(value, Text):
            return self._record(name, value)
        if name in refs and value:
            return self._name(refs[name], value)
        return _short(self._plain(name, value))

    def _record(self, owner: str, value: Any) -> str:
        held = [(one.name, getattr(value, one.name)) for one in fields(value)]
        return self._list(
            f"{self._field(name, owner)} {self._words(name, one, HELD)}"
            for name, one in held
            if one is not None and one not in ("", ())
        )

    def _list(self, items: Iterable[str]) -> str:
        return self._texts("history.items", items=list(items))

    def _plain(self, name: str, value: Any) -> str:
        said = ""
        if isinstance(value, bool):
            said = self._texts("courses.yes" if value else "courses.no")
        elif isinstance(value, StrEnum):
            said = self._texts(f"{ENUMS[type(value)]}.{value.value}")
        elif isinstance(value, Text):
            said = self._texts.name(value)
        elif isinstance(value, int | float):
            said = self._number(name, value)
        elif value is not None:
            said = str(value)  # a day as it is written everywhere, or a text
        return self._step(value) if name == "step" and isinstance(value, str) else said

    def _number(self, name: str, value: float) -> str:
        if name == "level":
            return self._program.about.scale.key(int(value))
        return share(value) if name in SHARES else f"{value:.10g}"

    def _step(self, key: str) -> str:
        held = next((one for one in self._program.about.process_steps if one.key == key), None)
        return key if held is None else self._texts.name(held.name, key)

    # -- names ----------------------------------------------------------------------------------------

    def _field(self, name: str, owner: str = "") -> str:
        own = f"field.{owner}_{name}"
        return self._texts(own if self._texts.has(own) else f"field.{name}")

    def _called(self, row: Any) -> str:
        for field in ("name", "text"):
            held = getattr(row, field, None)
            if isinstance(held, Text) and held:
                return _short(self._texts.name(held))
        return ""

    def _name(self, table: str, key: str) -> str:
        """Return what the row of an id is called, or that it is no longer there."""
        row = BY_NAME[table].get(self._program, (key,)) or self._rows.get((table, (key,)))
        if row is None:
            return self._texts("history.gone")
        if table == "terms" and not row.name:
            return self._texts("plan.term", number=row.number)
        return self._called(row) or getattr(row, "code", "") or self._texts("history.nameless")


def _both(text: Text) -> str:
    return _short(f"{text.zh} / {text.en}")


def _short(text: str) -> str:
    shown = text or UNKNOWN
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
