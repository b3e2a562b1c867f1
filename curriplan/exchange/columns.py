"""Which column holds what: by its header in Chinese or English, or by a mapping; never by its position."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from curriplan.domain.finding import Place
from curriplan.exchange.cells import Sheet, SheetRow, plain, text_of
from curriplan.exchange.readers.result import UnreadableFile

_HEADER_ROWS = 20
_SECOND_ROW_GAIN = 2
_NUMBERING = re.compile(r"^(?:q|第)?\d+题?[、.:)]\s*(?=\S)")
_NOTES = re.compile(
    r"[\[【(](必填|选填|必答|单选题?|多选题?|填空题?|评分题?|required|optional|h|hours?|小时|%|"
    r"single choice|multiple choice)[\])】]"
)
_TRIMMINGS = re.compile(r"[\s_\-:*?。]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A field and the headers that it is known by; case, width, spaces and question numbers do not matter."""

    field: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of table; of each group in ``needed`` at least one must be there."""

    columns: tuple[Column, ...]
    needed: tuple[tuple[str, ...], ...] = ()

    def names(self, name: str) -> tuple[str, ...]:
        """Return the accepted headers of a field."""
        return next(one.names for one in self.columns if one.field == name)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a user says about a file.

    ``fields``: field to header, an empty one where the field is not to be read. ``values``: field to a value for every row. ``competencies``: header or
    row label of a grid to the code of a competency. ``levels`` and ``importance``: what a cell says to
    a level or an importance. ``add_missing``: posts and competencies that answers name and the programme
    does not have are made.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    competencies: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    importance: Mapping[str, int] = field(default_factory=dict)
    add_missing: bool = False


NO_MAP = ColumnMap()
_TABLES = {"values": str, "competencies": str, "levels": int, "importance": int}


def load_map(path: Path) -> ColumnMap:
    """Return the mapping of a small TOML or JSON file: ``field = "header"``, and the tables of ``ColumnMap``.

    Raises:
        UnreadableFile: the file is neither, or an entry is of another type.

    """
    where = Place(file=path.name)
    try:
        text = path.read_text("utf-8-sig")
        entries: Any = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as failure:
        raise UnreadableFile("import.no_access", where, reason=failure.strerror or str(failure)) from failure
    except (ValueError, RecursionError) as failure:
        raise UnreadableFile("import.map_unreadable", where) from failure
    if not isinstance(entries, dict):
        raise UnreadableFile("import.map_unreadable", where)
    tables: dict[str, Any] = {name: _map_table(name, entries.pop(name, {}), where) for name in _TABLES}
    return ColumnMap(fields=_checked("", entries, str, where), **tables)


def _map_table(name: str, entries: Any, where: Place) -> dict[str, Any]:
    if not isinstance(entries, dict):
        raise UnreadableFile("import.map_entry", where, entry=name)
    return _checked(name, entries, _TABLES[name], where)


def _checked(name: str, entries: dict[str, Any], kind: type, where: Place) -> dict[str, Any]:
    for key, value in entries.items():
        if not isinstance(value, kind) or isinstance(value, bool):
            raise UnreadableFile("import.map_entry", where, entry=f"{name}.{key}".lstrip("."))
    return entries


@lru_cache(4_096)
def header_key(text: str) -> str:
    """Return what makes two headers the same: ``1、贵单位名称：`` and ``贵单位名称`` are one."""
    bare = _NUMBERING.sub("", plain(text).casefold())
    return _TRIMMINGS.sub("", _NOTES.sub("", bare)) or bare


@cache
def _fields_by_key(layout: Layout) -> Mapping[str, str]:
    return {header_key(name): column.field for column in layout.columns for name in column.names}


@dataclass(frozen=True, slots=True)
class Header:
    """Where a sheet's header stands and what it says.

    ``titles[i]`` holds the texts of column i, the lowest row first. ``body`` is the index in the
    sheet's rows where the data begins, ``columns`` the column of each field, ``twice`` the columns
    of fields that several headers claim. ``score`` counts what was recognised.
    """

    row: int
    body: int
    titles: tuple[tuple[str, ...], ...]
    columns: Mapping[str, int]
    twice: Mapping[str, tuple[int, ...]]
    score: int

    def title(self, index: int) -> str:
        """Return the whole header of a column as one text."""
        return whole_title(self.titles[index])


def whole_title(texts: Sequence[str]) -> str:
    """Return the texts above a column, lowest first, as one header."""
    return " / ".join(reversed(texts))


Known = Callable[[str], bool]


def find_header(
    sheet: Sheet, layout: Layout, given: ColumnMap = NO_MAP, known: Known | None = None
) -> Header | None:
    """Return the header of a sheet: the row, or two rows, among the first 20 that say most of a layout.

    ``known`` recognises headers that no layout can list, such as competencies. A second row belongs
    to the header if it says two things more; None if no row says anything.
    """
    best: Header | None = None
    for candidate in _candidates(sheet, layout, given, known):
        if candidate.score > (best.score if best else 0):
            best = candidate
    return best


def _candidates(sheet: Sheet, layout: Layout, given: ColumnMap, known: Known | None) -> Iterator[Header]:
    rows = sheet.rows[:_HEADER_ROWS]
    for start, row in enumerate(rows):
        single = header_at(sheet, start, 1, layout, given, known)
        yield single
        follows = start + 1 < len(rows) and rows[start + 1].number == row.number + 1
        if follows and single.score:
            double = header_at(sheet, start, 2, layout, given, known)
            if double.score >= single.score + _SECOND_ROW_GAIN:
                yield double


def header_at(
    sheet: Sheet,
    start: int,
    height: int,
    layout: Layout,
    given: ColumnMap = NO_MAP,
    known: Known | None = None,
) -> Header:
    """Return what some rows of a sheet say when they are taken for its header."""
    rows = sheet.rows[start : start + height]
    width = max(len(row.cells) for row in rows)
    titles = tuple(_titles(sheet, rows, index) for index in range(width))
    claims: dict[str, list[int]] = {}
    recognised = 0
    for index, texts in enumerate(titles):
        name = _field(texts, layout, given)
        if name is not None:
            claims.setdefault(name, []).append(index)
        elif known is not None and any(known(text) for text in texts):
            recognised += 1
    return Header(
        rows[0].number,
        start + height,
        titles,
        {name: found[0] for name, found in claims.items()},
        {name: tuple(found) for name, found in claims.items() if len(found) > 1},
        len(claims) + recognised,
    )


def _titles(sheet: Sheet, rows: Sequence[SheetRow], index: int) -> tuple[str, ...]:
    """Return the texts above a column, lowest first; an upper cell may be merged over several columns."""
    texts = []
    by_number = {row.number: row for row in rows}
    for row in reversed(rows):
        at_row, at_column = sheet.merged.get((row.number, index), (row.number, index))
        holder = by_number.get(at_row)
        text = "" if holder is None else text_of(holder.at(at_column))
        if text and text not in texts:
            texts.append(text)
    return tuple(texts)


def _field(texts: tuple[str, ...], layout: Layout, given: ColumnMap) -> str | None:
    wanted = {header_key(header): name for name, header in given.fields.items() if header}
    for text in (*texts, whole_title(texts)):
        if header_key(text) in wanted:
            return wanted[header_key(text)]
    known = _fields_by_key(layout)
    for text in texts:
        name = known.get(header_key(text))
        if name is not None and name not in given.fields:
            return name
    return _numbered(texts, layout)


_TERM_GROUP = re.compile(r"学期|周学时|semester|term", re.IGNORECASE)
_TERM_COLUMN = re.compile(r"(?:第)?(\d{1,2}|[一二三四五六七八九十])(?:学期)?")


def _numbered(texts: tuple[str, ...], layout: Layout) -> str | None:
    """Return the term field of a bare number that stands below a header which speaks of terms."""
    if not texts or not any(_TERM_GROUP.search(text) for text in texts[1:]):
        return None
    found = _TERM_COLUMN.fullmatch(plain(texts[0]))
    if found is None:
        return None
    name = f"term_{_ordinal(found[1])}"
    return name if any(one.field == name for one in layout.columns) else None


def _ordinal(text: str) -> int:
    return int(text) if text.isdecimal() else "一二三四五六七八九十".index(text) + 1
