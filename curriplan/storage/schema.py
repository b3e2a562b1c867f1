"""The tables of a programme file, made from the fields of the domain's row types.

A scalar field is one column, a ``Text`` is two (``name_zh``, ``name_en``), and whatever has a structure
of its own is one column of JSON in the codec's plain form. The text of every statement is written
here, and not left to a library, because a file is opened only if its statements are exactly these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

import sqlalchemy as sa

from curriplan.domain.tables import TABLES
from curriplan.domain.text import Text


class Form(StrEnum):
    """How a field stands in its columns."""

    TEXT = "text"
    WHOLE = "whole"
    REAL = "real"
    FLAG = "flag"
    CHOICE = "choice"
    DATE = "date"
    PAIR = "pair"
    PACKED = "packed"


_SIMPLE: Mapping[Any, Form] = {
    str: Form.TEXT,
    int: Form.WHOLE,
    float: Form.REAL,
    bool: Form.FLAG,
    date: Form.DATE,
    Text: Form.PAIR,
}
_TYPES: Mapping[Form, str] = {Form.WHOLE: "INTEGER", Form.FLAG: "INTEGER", Form.REAL: "REAL"}
_SA_TYPES: Mapping[str, type[sa.types.TypeEngine[Any]]] = {
    "TEXT": sa.Text,
    "INTEGER": sa.Integer,
    "REAL": sa.REAL,
    "BLOB": sa.types.NullType,  # as the driver gives it: a damaged file may hold something else there
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row type: its type without None, its form, and its columns."""

    name: str
    hint: Any
    form: Form
    optional: bool
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: str
    optional: bool = False


def _form(hint: Any, optional: bool) -> Form:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Form.CHOICE
    form = _SIMPLE.get(hint, Form.PACKED)
    return Form.PACKED if form is Form.PAIR and optional else form


def _field(name: str, hint: Any) -> Field:
    parts = get_args(hint)
    optional = NoneType in parts
    inner = next(one for one in parts if one is not NoneType) if optional else hint
    form = _form(inner, optional)
    columns = (f"{name}_zh", f"{name}_en") if form is Form.PAIR else (name,)
    return Field(name, inner, form, optional, columns)


def fields_of(row: type) -> tuple[Field, ...]:
    """Return the fields of a row type with their columns, in their order."""
    hints = get_type_hints(row)
    return tuple(_field(one.name, hints[one.name]) for one in fields(row))


def _columns(row: type) -> tuple[Column, ...]:
    return tuple(
        Column(name, _TYPES.get(one.form, "TEXT"), one.optional)
        for one in fields_of(row)
        for name in one.columns
    )


_OWN: Mapping[str, tuple[tuple[Column, ...], tuple[str, ...]]] = {
    "history": (
        (
            Column("revision", "INTEGER"),
            Column("at", "TEXT"),
            Column("author", "TEXT"),
            Column("label", "TEXT"),
            Column("args", "TEXT"),
            Column("undoes", "INTEGER", optional=True),
            Column("digest", "TEXT"),
            Column("chain", "TEXT"),
            Column("changes", "BLOB"),
        ),
        ("revision",),
    ),
    "meta": ((Column("key", "TEXT"), Column("value", "TEXT")), ("key",)),
}
_ALL: Mapping[str, tuple[tuple[Column, ...], tuple[str, ...]]] = {
    **{one.name: (_columns(one.row), one.key) for one in TABLES},
    **_OWN,
}


def _statement(name: str) -> str:
    columns, key = _ALL[name]
    lines = [f"  {one.name} {one.type}{'' if one.optional else ' NOT NULL'}" for one in columns]
    return "\n".join(
        [f"CREATE TABLE {name} (", *(f"{line}," for line in lines), f"  PRIMARY KEY ({', '.join(key)})", ")"]
    )


STATEMENTS: tuple[str, ...] = tuple(_statement(name) for name in _ALL)

Entry = tuple[str, str, str, str | None]


def _entries(name: str) -> list[Entry]:
    """Return what SQLite lists for a table: itself, and the index of a key that is not its row number."""
    columns, key = _ALL[name]
    types = {one.name: one.type for one in columns}
    entries: list[Entry] = [("table", name, name, _statement(name))]
    if len(key) > 1 or types[key[0]] != "INTEGER":
        entries.append(("index", f"sqlite_autoindex_{name}_1", name, None))
    return entries


SCHEMA: frozenset[Entry] = frozenset(entry for name in _ALL for entry in _entries(name))

METADATA = sa.MetaData()


def _sa_table(name: str) -> sa.Table:
    columns, key = _ALL[name]
    return sa.Table(
        name,
        METADATA,
        *(
            sa.Column(one.name, _SA_TYPES[one.type], nullable=one.optional, primary_key=one.name in key)
            for one in columns
        ),
    )


SA_TABLES: Mapping[str, sa.Table] = {name: _sa_table(name) for name in _ALL}
HISTORY = SA_TABLES["history"]
META = SA_TABLES["meta"]
ROWID: sa.ColumnElement[int] = sa.literal_column("rowid", sa.Integer)
