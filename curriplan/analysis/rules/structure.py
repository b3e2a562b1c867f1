"""What holds for tables of every kind: codes stand once, nothing is above itself, figures are not negative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from curriplan.analysis.circle import circle
from curriplan.analysis.rules.case import Case, at, label
from curriplan.domain.course import Hours, TermPart
from curriplan.domain.finding import Finding, error
from curriplan.domain.program import Program
from curriplan.domain.tables import TABLES, Key
from curriplan.domain.text import EMPTY, Text

WITHIN = {
    "modules": "framework",
    "questions": "survey",
    "respondents": "survey",
    "tasks": "post",
    "rules": "pack",
}
"""Codes are counted within the row that these fields name; in all other tables as a whole."""
_FIGURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "terms",
        (
            *("weeks", "holiday_weeks", "exam_weeks", "reserve_weeks", "max_weekly_hours", "max_credits"),
            *("class_weeks", "block_weeks", "internship_weeks"),
        ),
    ),
    ("courses", ("credits", "hours", "parts", "enterprise_share", "practice_score_share")),
    ("contributions", ("hours", "weight")),
    ("pools", ("credits", "hours")),
    ("posts", ("share",)),
    ("resources", ("places",)),
)


def code_twice(case: Case) -> Iterator[Finding]:
    """No two rows of a table have one code, because files name rows by it."""
    for table in TABLES:
        if not hasattr(table.row, "code"):
            continue
        seen: dict[tuple[str, str], list[tuple[Key, Text]]] = {}
        for key, row in table.rows(case.program):
            code = row.code.strip()
            if code:
                scope = getattr(row, WITHIN[table.name]) if table.name in WITHIN else ""
                name = getattr(row, "name", EMPTY) or getattr(row, "text", EMPTY) or Text(code, code)
                seen.setdefault((scope, code), []).append((key, name))
        for (_, code), rows in seen.items():
            if len(rows) > 1:
                where = at(table.name, *rows[1][0], field="code")
                yield error(
                    "code_twice", where, used=code, n=len(rows), names=tuple(name for _, name in rows)
                )


def above_itself(case: Case) -> Iterator[Finding]:
    """No competency, module or post is above itself."""
    program = case.program
    tables: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
        ("competencies", "parents", program.competencies),
        ("modules", "parent", program.modules),
        ("posts", "promotes_to", program.posts),
    )
    for table, field, rows in tables:
        found = circle({key: _parents(row, field) for key, row in rows.items()})
        if found:
            names = tuple(label(rows[one]) for one in found)
            yield error("above_itself", at(table, found[0], field=field), names=names)


def _parents(row: Any, field: str) -> Iterable[str]:
    value = getattr(row, field)
    return (value,) if isinstance(value, str) else value or ()


def negative_figure(case: Case) -> Iterator[Finding]:
    """Weeks, hours, credits, shares and places are not negative."""
    by_name = {table.name: table for table in TABLES}
    for name, fields in _FIGURES:
        for key, row in by_name[name].rows(case.program):
            for field in fields:
                value = getattr(row, field)
                if value is None or (type(value) is float and value >= 0):
                    continue  # most of some thousand figures
                low = _least(value)
                if low is not None and low < 0:
                    where = at(name, *key, field=field)
                    yield error("negative_figure", where, name=_title(case.program, row), figure=low)


def _least(value: object) -> float | None:
    """Return the least figure of a field, of hours or of term parts; None where none is known."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Hours):
        parts: tuple[object, ...] = (value.theory, value.on_campus, value.off_campus, value.extracurricular)
    elif isinstance(value, TermPart):
        parts = (value.weekly_hours, value.weeks)
    else:
        parts = value if isinstance(value, tuple) else ()
    return min((low for part in parts if (low := _least(part)) is not None), default=None)


def _title(program: Program, row: Any) -> Text:
    if hasattr(row, "competency"):
        return label(program.competencies[row.competency])
    if hasattr(row, "number"):
        return row.name or Text(str(row.number), str(row.number))
    return label(row)
