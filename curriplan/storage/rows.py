"""Rows in and out of their columns, through the codec, so that what is loaded equals what was stored.

A table is read column by column: types are checked and values converted for a whole column at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from curriplan.domain.changes import Changes
from curriplan.domain.codec import CodecError, Plain, canonical, from_plain, to_plain
from curriplan.domain.program import Program
from curriplan.domain.tables import TABLES, Key, Row, Table, table
from curriplan.domain.text import Text
from curriplan.storage.errors import Unreadable
from curriplan.storage.schema import ROWID, SA_TABLES, Field, Form, fields_of

Columns = Sequence[Sequence[Any]]
_TYPES: Mapping[Form, type] = {Form.WHOLE: int, Form.FLAG: int, Form.REAL: float}


def loads(text: str | bytes) -> Plain:
    """Return the plain value of a JSON text.

    Raises:
        Unreadable: the text is no JSON.

    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error


def decoded(row_type: Any, plain: Plain) -> Any:
    """Return the value of a plain form; the type may be any that a field can have.

    Raises:
        Unreadable: the plain form does not fit.

    """
    try:
        return from_plain(row_type, plain)
    except CodecError as error:
        raise Unreadable(str(error)) from error


# --- reading ---------------------------------------------------------------------------------------


def _checked(one: Field, column: Sequence[Any]) -> Sequence[Any]:
    allowed = {_TYPES.get(one.form, str), type(None)} if one.optional else {_TYPES.get(one.form, str)}
    if not allowed.issuperset(map(type, column)):
        raise Unreadable(one.name)
    return column


def _each(convert: Callable[[Any], Any], column: Sequence[Any]) -> list[Any]:
    """Convert a column whose values repeat: each different one once."""
    known = {value: convert(value) for value in set(column) if value is not None}
    known[None] = None
    return [known[value] for value in column]


def _converter(one: Field) -> Callable[[Any], Any] | None:
    if one.form is Form.FLAG:
        return {0: False, 1: True}.__getitem__
    if one.form is Form.CHOICE:
        choices = {choice.value: choice for choice in one.hint}
        return choices.__getitem__
    if one.form is Form.DATE:
        return date.fromisoformat
    if one.form is Form.PACKED:
        return lambda value: decoded(one.hint, loads(value))
    return None


def _read_field(one: Field, columns: Columns) -> Iterable[Any]:
    checked = [_checked(one, column) for column in columns]
    if one.form is Form.PAIR:
        return map(Text, *checked)
    convert = _converter(one)
    if convert is None:
        return checked[0]
    try:
        return _each(convert, checked[0])
    except (ValueError, KeyError) as error:
        raise Unreadable(one.name) from error


def rows_of(one: Table, records: Sequence[Sequence[Any]]) -> list[Row]:
    """Return the rows that stand in some records, whose columns are those of the table.

    Raises:
        Unreadable: a record holds what this program does not write.

    """
    if not records:
        return []
    columns = list(zip(*records, strict=True))
    read: list[Iterable[Any]] = []
    start = 0
    for part in _fields(one.name):
        end = start + len(part.columns)
        read.append(_read_field(part, columns[start:end]))
        start = end
    return list(map(one.row, *read))


@cache
def _fields(name: str) -> tuple[Field, ...]:
    return fields_of(table(name).row)


def _keyed(one: Table, rows: list[Row]) -> dict[str, Any]:
    keys = [map(attrgetter(name), rows) for name in one.key]
    if not one.nested:
        return dict(zip(*keys, rows, strict=True))
    held: dict[str, dict[str, Row]] = {}
    for parent, child, row in zip(*keys, rows, strict=True):
        held.setdefault(parent, {})[child] = row
    return held


def read_table(connection: sa.Connection, one: Table) -> dict[str, Any]:
    """Return a table of the programme, in the order in which its rows were added.

    Raises:
        Unreadable: a record holds what this program does not write.

    """
    records = connection.execute(sa.select(SA_TABLES[one.name]).order_by(ROWID)).fetchall()
    return _keyed(one, rows_of(one, records))


def read_program(connection: sa.Connection, without: frozenset[str] = frozenset()) -> Program:
    """Return the programme, with some tables left empty.

    Raises:
        Unreadable: a record holds what this program does not write.

    """
    return Program(**{one.name: read_table(connection, one) for one in TABLES if one.name not in without})


# --- writing ---------------------------------------------------------------------------------------


def _values(one: Field, plain: Plain) -> Iterator[Any]:
    if one.form is Form.PAIR:
        yield plain["zh"]
        yield plain["en"]
    elif one.form is Form.PACKED:
        yield canonical(plain)
    else:
        yield int(plain) if one.form is Form.FLAG and plain is not None else plain


def record_of(one: Table, row: Row) -> dict[str, Any]:
    """Return the columns of a row by their names.

    Raises:
        CodecError: a number is not finite.

    """
    plain = to_plain(row)
    return {
        name: value
        for part in _fields(one.name)
        for name, value in zip(part.columns, _values(part, plain[part.name]), strict=True)
    }


def write_changes(connection: sa.Connection, changes: Changes) -> None:
    """Put and remove the rows that some changes lead to; what was there before is not looked at."""
    puts: dict[str, dict[Key, Row]] = {}
    drops: dict[str, set[Key]] = {}
    for change in changes:
        if change.after is None:
            puts.get(change.table, {}).pop(change.key, None)
            drops.setdefault(change.table, set()).add(change.key)
        else:
            drops.get(change.table, set()).discard(change.key)
            puts.setdefault(change.table, {})[change.key] = change.after
    for name, keys in drops.items():
        _drop(connection, table(name), keys)
    for name, rows in puts.items():
        _put(connection, table(name), rows.values())


def _drop(connection: sa.Connection, one: Table, keys: Iterable[Key]) -> None:
    records = [dict(zip((f"key_{name}" for name in one.key), key, strict=True)) for key in keys]
    if records:
        there = SA_TABLES[one.name]
        match = [there.c[name] == sa.bindparam(f"key_{name}") for name in one.key]
        connection.execute(sa.delete(there).where(*match), records)


def _put(connection: sa.Connection, one: Table, rows: Iterable[Row]) -> None:
    records = [record_of(one, row) for row in rows]
    if records:
        there = SA_TABLES[one.name]
        statement = insert(there)
        others = {c.name: statement.excluded[c.name] for c in there.columns if not c.primary_key}
        connection.execute(
            statement.on_conflict_do_update(index_elements=list(one.key), set_=others), records
        )
