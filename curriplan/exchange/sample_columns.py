"""How the rows of a programme stand in text files: one file a table, columns named after fields.

A name or description takes two columns (``name_zh``, ``name_en``), hours take one for each mode, sets
are joined by ``;``, the parts of a course stand in the official notation, and rows refer to each other
by code (terms by number). An empty cell is "not known", or the field's default.
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from curriplan.analysis.notation import NotationError, format_parts, parse_parts
from curriplan.domain.course import Hours, TermPart
from curriplan.domain.stated import StatedHours
from curriplan.domain.tables import Ref
from curriplan.domain.text import Text

Names = Mapping[str, Mapping[str, str]]
"""By table: ids by code when reading, codes by id when writing."""

SEPARATOR = ";"
YES, NO = "true", "false"


class CellError(ValueError):
    """A cell cannot be read or written. ``code`` is a key below ``finding.``, ``details`` its arguments."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class _Absent:
    """Stands for an empty cell where the field's default holds."""


ABSENT = _Absent()


@dataclass(frozen=True, slots=True)
class Column:
    """The columns of one field. ``read`` gets their cells, ``write`` returns them for a row."""

    field: str
    headers: tuple[str, ...]
    required: bool
    read: Callable[[tuple[str, ...], Names], Any]
    write: Callable[[Any, Names], tuple[str, ...]]


@cache
def columns_of(row_type: type, refs: tuple[Ref, ...]) -> tuple[Column, ...]:
    """Return the columns of a row type; ids and rows held in files of their own have none."""
    hints = get_type_hints(row_type)
    by_field = {ref.field: ref for ref in refs}
    return tuple(
        _column(one, hints[one.name], by_field.get(one.name))
        for one in fields(row_type)
        if one.name != "id" and not _has_own_file(hints[one.name])
    )


def _has_own_file(hint: Any) -> bool:
    if get_origin(hint) is not tuple:
        return False
    inner = get_args(hint)[0]
    return is_dataclass(inner) and inner is not TermPart


def _column(one: Field[Any], hint: Any, ref: Ref | None) -> Column:
    name, required = one.name, one.default is MISSING
    if ref is not None:
        return _ref_column(name, required, ref)
    if hint is Text:
        return Column(name, (f"{name}_zh", f"{name}_en"), required, _read_text, _text_writer(name))
    if hint is Hours:
        return _figures_column(name, required, Hours, "")
    if hint is StatedHours:
        return _figures_column(name, required, StatedHours, "stated_")
    if hint == tuple[TermPart, ...]:
        return Column(name, (name,), required, _read_parts, lambda row, _: (format_parts(row),))
    return _plain_column(name, required, hint)


def _read_text(cells: tuple[str, ...], _: Names) -> Text:
    return Text(*cells)


def _text_writer(name: str) -> Callable[[Any, Names], tuple[str, ...]]:
    def write(row: Any, _: Names) -> tuple[str, ...]:
        text: Text = getattr(row, name)
        return text.zh, text.en

    return write


def _figures_column(name: str, required: bool, kind: type, prefix: str) -> Column:
    """Return a column for each figure of a record that holds nothing but figures."""
    parts = tuple(one.name for one in fields(kind))
    optional = _reader(float | None)

    def read(cells: tuple[str, ...], _: Names) -> Any:
        return kind(*map(optional, cells))

    def write(row: Any, _: Names) -> tuple[str, ...]:
        held = getattr(row, name)
        return tuple(_written(getattr(held, part)) for part in parts)

    return Column(name, tuple(prefix + part for part in parts), required, read, write)


def _read_parts(cells: tuple[str, ...], _: Names) -> tuple[TermPart, ...]:
    try:
        return parse_parts(cells[0])
    except NotationError as error:
        raise CellError("sample_cell_parts", value=error.text) from error


def _ref_column(name: str, required: bool, ref: Ref) -> Column:
    def one(code: str, names: Names) -> str:
        found = names[ref.table].get(code)
        if found is None:
            raise CellError("sample_reference", value=code, file=f"{ref.table}.csv")
        return found

    def read(cells: tuple[str, ...], names: Names) -> Any:
        if ref.many:
            return frozenset(one(code, names) for code in _split(cells[0]))
        if cells[0]:
            return one(cells[0], names)
        return ABSENT if required else None

    def write(row: Any, names: Names) -> tuple[str, ...]:
        value = getattr(row, name)
        if ref.many:
            return (_joined(sorted(names[ref.table][key] for key in value)),)
        return ("" if value is None else names[ref.table][value],)

    return Column(name, (name,), required, read, write)


def _plain_column(name: str, required: bool, hint: Any) -> Column:
    read_cell = _reader(hint)

    def read(cells: tuple[str, ...], _: Names) -> Any:
        return read_cell(cells[0])

    def write(row: Any, _: Names) -> tuple[str, ...]:
        return (_written(getattr(row, name)),)

    return Column(name, (name,), required, read, write)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(SEPARATOR)] if cell.strip() else []


def _joined(values: Iterable[str]) -> str:
    held = list(values)
    for one in held:
        if not one or one != one.strip() or SEPARATOR in one:
            raise CellError("sample_cell_list", value=one)
    return SEPARATOR.join(held)


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, frozenset):
        return _joined(sorted(value))
    if isinstance(value, tuple):
        return _joined(value)
    return str(value)


def _reader(hint: Any) -> Callable[[str], Any]:
    """Return how one cell of a type is read; an empty one is None where that is allowed, else the default."""
    if get_origin(hint) in {Union, types.UnionType}:
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        read = _reader(inner)
        return lambda cell: read(cell) if cell.strip() else None
    if hint is str:
        return lambda cell: cell
    if get_origin(hint) in {frozenset, tuple}:
        build = get_origin(hint)
        return lambda cell: build(_split(cell))
    read_filled = _filled_reader(hint)
    return lambda cell: read_filled(cell.strip()) if cell.strip() else ABSENT


def _filled_reader(hint: Any) -> Callable[[str], Any]:
    if issubclass(hint, StrEnum):
        return _one_of({str(one): one for one in hint})
    readers: dict[Any, Callable[[str], Any]] = {
        bool: _one_of({YES: True, NO: False}),
        int: _whole,
        float: _number,
        date: _day,
    }
    return readers[hint]


def _one_of(allowed: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(cell: str) -> Any:
        if cell not in allowed:
            raise CellError("sample_cell_choice", value=cell, allowed=list(allowed))
        return allowed[cell]

    return read


def _whole(cell: str) -> int:
    if not cell.removeprefix("-").isdecimal():
        raise CellError("sample_cell_whole", value=cell)
    return int(cell)


def _number(cell: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in cell:
        raise CellError("sample_cell_number", value=cell)
    return number


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise CellError("sample_cell_date", value=cell) from None
