"""The report tree: what a report says, without a file format.

A report is sections, a section is sentences and tables, a table is columns, header rows and rows of typed
cells. Writers (workbook, CSV and the ones to come) turn the tree into files. Words are catalogue keys
(``Say``) or the programme's own bilingual texts, so one tree serves every language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from curriplan.analysis.report.formula import Area, Expression
from curriplan.domain.text import Text


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence or word of the catalogue with its arguments."""

    key: str
    args: tuple[tuple[str, Any], ...] = ()


def say(key: str, **args: Any) -> Say:
    """Return a sentence of the report's own texts: ``key`` is given below ``report.``."""
    return Say(f"report.{key}", tuple(args.items()))


class Unit(StrEnum):
    """How a number prints.

    ``figure`` shows decimals only where there are any; ``share`` is 0..1 and prints as per cent; ``check``
    is a difference that should be zero and prints a check mark then; ``off_timetable`` is the ``16#`` of the
    official form, ``marked`` its ``64*``, ``weeks`` its ``14W``, ``week_hours`` the hours of one whole week,
    ``day_hours`` those of one day.
    """

    FIGURE = "figure"
    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"
    CHECK = "check"
    OFF_TIMETABLE = "off_timetable"
    WEEKS = "weeks"
    WEEK_HOURS = "week_hours"
    DAY_HOURS = "day_hours"
    MARKED = "marked"


class Tone(StrEnum):
    """What a colour means. Each tone stands beside a sign or a word, never alone."""

    MET = "met"
    LATE = "late"
    GAP = "gap"
    FIRM = "firm"
    NO_COVERAGE = "no_coverage"
    OVER = "over"
    UNRATED = "unrated"
    NO_DEMAND = "no_demand"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    DIM = "dim"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a unit; ``bracketed`` figures are shown but not counted."""

    value: float
    unit: Unit = Unit.FIGURE
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Weekly:
    """The official ``4/14W``: so many hours in each of so many weeks (None: weeks not known)."""

    hours: float
    weeks: float | None


@dataclass(frozen=True, slots=True)
class WholeWeeks:
    """The official ``2W``: whole weeks."""

    weeks: float


@dataclass(frozen=True, slots=True)
class Days:
    """The official ``4天``: days of a whole week."""

    days: float


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the programme's scale with its key; ``sign`` follows it, ``tone`` colours it.

    Without a tone the cell takes its colour from the table's ramp.
    """

    level: int
    key: str
    sign: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Words or a sign with a tone: a status, a severity."""

    words: Say | str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Listing:
    """Several names in one cell."""

    items: tuple[str | Text | Say, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula over cells of the same table, with its value now (None: nothing to show)."""

    expression: Expression
    value: float | None = None
    unit: Unit = Unit.FIGURE
    bracketed: bool = False


Value = (
    str
    | int
    | float
    | date
    | Text
    | Say
    | Number
    | Weekly
    | WholeWeeks
    | Days
    | Level
    | Mark
    | Listing
    | Formula
    | None
)


@dataclass(frozen=True, slots=True)
class Spanned:
    """A value whose cell reaches over several rows or columns; the cells that it covers hold None."""

    value: Value
    rows: int = 1
    columns: int = 1


Cell = Value | Spanned


class Align(StrEnum):
    """Where a value stands in its cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width`` is at most so many half-width characters, ``least`` at least so many.

    ``helper`` columns hold what formulas need; they are grouped and folded away. Text in a ``wrap``
    column breaks into lines. ``stacked``: of two languages the second stands below the first, which keeps the
    column narrow.
    """

    width: float = 14
    least: float = 4
    align: Align = Align.LEFT
    wrap: bool = False
    helper: bool = False
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell. ``upright`` headers stand on end, for narrow columns."""

    value: Value
    rows: int = 1
    columns: int = 1
    upright: bool = False


class RowKind(StrEnum):
    """What a row is for."""

    BODY = "body"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as the table has columns."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True)
class Ramp:
    """An area whose levels 1..``highest`` take the colours of the level ramp, also after an edit."""

    area: Area
    highest: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Each header row holds one entry a column, None where another header reaches over it.

    ``empty`` is said instead of rows where there are none. ``filter`` offers to filter the rows.
    ``ramps`` colours levels. ``anchor`` columns at the left stay in sight.
    """

    columns: tuple[Column, ...]
    headers: tuple[tuple[Head | None, ...], ...]
    rows: tuple[Row, ...]
    title: Say | None = None
    empty: Say | None = None
    filter: bool = False
    anchor: int = 0
    ramps: tuple[Ramp, ...] = ()


@dataclass(frozen=True, slots=True)
class Legend:
    """What signs and colours mean: (example, meaning). ``highest``: of the scale of levels shown."""

    entries: tuple[tuple[Value, Say], ...]
    highest: int = 0


Block = Say | Table | Legend


@dataclass(frozen=True, slots=True)
class Section:
    """One sheet or chapter. ``name`` is short, ``of`` tells apart sections of the same name (a track).

    Where ``frozen``, the headers of its one table stay in sight and repeat on each printed page.
    """

    id: str
    name: Say
    title: Say
    blocks: tuple[Block, ...]
    of: Text | None = None
    frozen: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: title, one line about it, date as given by the caller, sections in order."""

    title: Text
    about: Say
    made_on: date
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section:
        """Return the first section of an id.

        Raises:
            KeyError: there is none.

        """
        for one in self.sections:
            if one.id == section_id:
                return one
        raise KeyError(section_id)


def without_empty(table: Table) -> Table:
    """Return a table of single headers without the columns in which no row holds anything.

    Only for tables without formulas and ramps, whose areas count columns. Without rows all columns stay.
    """
    kept = [
        index
        for index in range(len(table.columns))
        if not table.rows
        or index < table.anchor
        or any(row.cells[index] not in {None, ""} for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        headers=tuple(tuple(row[index] for index in kept) for row in table.headers),
        rows=tuple(replace(row, cells=tuple(row.cells[index] for index in kept)) for row in table.rows),
    )


def plain_headers(*values: Value) -> tuple[tuple[Head | None, ...], ...]:
    """Return one header row with a header for each column."""
    return (tuple(Head(value) for value in values),)
