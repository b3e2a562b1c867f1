"""Fields that a document must state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from curriplan.analysis.rules.case import at
from curriplan.analysis.rules.language.asked import Asked
from curriplan.analysis.rules.language.filters import beginning
from curriplan.domain.course import Hours, TermPart
from curriplan.domain.finding import Finding
from curriplan.domain.plan import Term
from curriplan.domain.tables import BY_NAME, Key, Row
from curriplan.domain.text import EMPTY, Text


def complete(asked: Asked) -> Iterator[Finding]:
    """Yield the rows that leave a field empty that a rule names, each once with the first such field."""
    by_table: dict[str, list[str]] = {}
    for one in asked.rule.fields:
        table, _, field = one.partition(".")
        by_table.setdefault(table, []).append(field)
    for table, fields in by_table.items():
        for key, row in _rows(asked, table):
            empty = [one for one in fields if is_empty(_value(row, one))]
            if empty:
                where = at(table, *key, field=empty[0])
                yield asked.found("rule_incomplete", where, row_name=_called(row), n=len(empty))


def _rows(asked: Asked, table: str) -> Iterable[tuple[Key, Row]]:
    if table != "courses":
        return BY_NAME[table].rows(asked.program)
    courses = beginning(asked.program, asked.program.courses.values(), asked.rule.among)
    return (((one.id,), one) for one in courses)


def _value(row: Row, path: str) -> Any:
    for part in path.split("."):
        row = getattr(row, part)
    return row


def is_empty(value: Any) -> bool:
    """Tell whether a field says nothing: not known, no text, an empty set, hours or parts without a figure."""
    if isinstance(value, Hours):
        return value.total is None
    if isinstance(value, TermPart):
        return value.weeks is None
    if isinstance(value, Text | str | frozenset):
        return not value
    if isinstance(value, tuple):
        return all(is_empty(one) for one in value)
    return value is None


def _called(row: Row) -> Text:
    if isinstance(row, Term):
        return row.name or Text(str(row.number), str(row.number))
    code = str(getattr(row, "code", ""))
    named: Text = getattr(row, "name", EMPTY)
    return named.or_code(code)
