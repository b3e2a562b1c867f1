"""Sub-totals and totals below courses: what a form states of its own sums, to be compared with its courses."""

from __future__ import annotations

import re
from dataclasses import fields, replace

from curriplan.analysis.notation import NotationError, parse_figure
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.stated import NO_HOURS, StatedHours
from curriplan.exchange.cells import plain
from curriplan.exchange.readers.course_columns import TOTAL_ROW
from curriplan.exchange.table import Record

_SUBTOTAL = re.compile(r"小计|subtotals?\b", re.IGNORECASE)
_TOTAL = re.compile(r"合计|总计|(?:grand )?totals?\b", re.IGNORECASE)
_PRACTICE = ("on_campus", "lab", "off_campus", "extracurricular")


def is_sum(record: Record, label: str) -> bool:
    """Tell whether a row is no course but a sum, or a remark: by its first text, or by all of its name.

    Where one cell reaches over the names of courses from the left, the row is about all of them as well.
    """
    if not label:
        return TOTAL_ROW.match(record.first()) is not None or record.is_across("name")
    lines = [plain(one) for one in label.split("\n")]
    return all(_SUBTOTAL.fullmatch(one) or _TOTAL.fullmatch(one) for one in lines)


class StatedSums:
    """The sums that are met while a list is read."""

    def __init__(self) -> None:
        self._types: set[str | None] = set()
        self._of_types: dict[str, StatedHours | None] = {}
        self._whole: list[StatedHours] = []

    def course(self, kind: str | None) -> None:
        """Note the type of a course that stands above the next sum."""
        self._types.add(kind)

    def row(self, record: Record, label: str) -> None:
        """Take a sum in. A sub-total is that of the courses above it, if these are of one type."""
        words, sums = label or record.first(), _stated(record)
        if _SUBTOTAL.search(words):
            kind = next(iter(self._types)) if len(self._types) == 1 else None
            if kind is not None:
                # Two sub-totals of one type are of parts of it, which nothing here stands for.
                self._of_types[kind] = None if kind in self._of_types else sums
            self._types.clear()
        elif _TOTAL.match(words):
            self._whole.append(sums)

    def kept(self, program: Program) -> Program:
        """Return the programme with what the list states; what it does not state stays as it is."""
        rows = [
            replace(program.course_types[kind], stated=_over(program.course_types[kind].stated, sums))
            for kind, sums in self._of_types.items()
            if sums not in {None, NO_HOURS} and kind in program.course_types
        ]
        program = put(program, "course_types", *rows)
        if len(self._whole) != 1 or self._whole[0] == NO_HOURS:
            return program
        about = program.about
        return put(program, "profile", replace(about, stated=_over(about.stated, self._whole[0])))


def _over(present: StatedHours, given: StatedHours | None) -> StatedHours:
    found = {one.name: getattr(given, one.name, None) for one in fields(StatedHours)}
    return replace(present, **{name: value for name, value in found.items() if value is not None})


def _stated(record: Record) -> StatedHours:
    practice = [value for name in _PRACTICE if (value := _figure(record, name)) is not None]
    return StatedHours(
        _figure(record, "total"),
        _figure(record, "theory"),
        sum(practice) if practice else None,
        _figure(record, "credits"),
    )


def _figure(record: Record, name: str) -> float | None:
    """Return the figure of a field; a sum that cannot be read is none that anything is compared with."""
    try:
        return parse_figure(record.text(name)).value
    except NotationError:
        return None
