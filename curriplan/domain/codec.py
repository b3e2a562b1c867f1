"""One plain form of every row: what JSON can hold, and back.

The digest, the history, the store's packed columns and the text files of the samples all use this
form, so that there is one meaning of "the same row".
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Plain = Any  # None, bool, int, float, str, list or dict of these
Convert = Callable[[Any], Any]


class CodecError(ValueError):
    """A plain value does not fit the type that is read. ``path`` names the field."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: {expected}")
        self.path = path
        self.expected = expected


def to_plain(row: Any) -> dict[str, Plain]:
    """Return the plain form of a row, with every field, so that a changed default changes no old row."""
    row_type: Any = type(row)
    result: dict[str, Plain] = _encoder(row_type)(row)
    return result


def from_plain(row_type: type, plain: Plain) -> Any:
    """Return the row of a plain form.

    Raises:
        CodecError: a field is missing, unknown or of another type.

    """
    return _decoder(row_type)(plain)


def canonical(plain: Plain) -> str:
    """Return the one JSON text of a plain form: sorted keys, no spaces, real characters."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _optional(hint: Any) -> Any:
    """Return X of ``X | None``, or None where the hint is no such union."""
    if get_origin(hint) in {Union, types.UnionType}:
        inner = [part for part in get_args(hint) if part is not type(None)]
        if len(inner) == 1:
            return inner[0]
    return None


def _real(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise CodecError("", "a finite number")
    return number + 0.0  # minus zero equals zero, so it must read the same


@cache
def _encoder(hint: Any) -> Convert:
    inner = _optional(hint)
    if inner is not None:
        encode = _encoder(inner)
        return lambda value: None if value is None else encode(value)
    origin = get_origin(hint)
    if origin is tuple:
        encode = _encoder(get_args(hint)[0])
        return lambda value: [encode(one) for one in value]
    if origin is frozenset:
        encode = _encoder(get_args(hint)[0])
        return lambda value: sorted(map(encode, value))
    if is_dataclass(hint):
        return _row_encoder(hint)
    if hint is float:
        return _real
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value: value.value
    if hint is date:
        return lambda value: value.isoformat()
    return lambda value: value


def _row_encoder(hint: Any) -> Convert:
    hints = get_type_hints(hint)
    plan = tuple((one.name, _encoder(hints[one.name])) for one in fields(hint))
    return lambda row: {name: convert(getattr(row, name)) for name, convert in plan}


def _expect(kind: type, name: str) -> Convert:
    def decode(value: Any) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise CodecError("", name)
        return value

    return decode


def _decode_float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CodecError("", "a number")
    return _real(value)


def _decode_date(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise CodecError("", "a date such as 2026-09-01") from None


def _decode_enum(hint: type[StrEnum]) -> Convert:
    def decode(value: Any) -> StrEnum:
        try:
            return hint(value)
        except ValueError:
            raise CodecError("", "one of " + ", ".join(hint)) from None

    return decode


def _within(path: str, decode: Convert, value: Any) -> Any:
    try:
        return decode(value)
    except CodecError as error:
        raise CodecError(f"{path}.{error.path}".rstrip("."), error.expected) from None


def _sequence(hint: Any, build: Callable[[list[Any]], Any]) -> Convert:
    decode_one = _decoder(get_args(hint)[0])

    def decode(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise CodecError("", "a list")
        return build([_within(str(n), decode_one, one) for n, one in enumerate(value)])

    return decode


@cache
def _decoder(hint: Any) -> Convert:
    inner = _optional(hint)
    if inner is not None:
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    origin = get_origin(hint)
    if origin in {tuple, frozenset}:
        return _sequence(hint, origin)
    if is_dataclass(hint):
        return _row_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _decode_enum(hint)
    simple: dict[Any, Convert] = {
        float: _decode_float,
        date: _decode_date,
        int: _expect(int, "a whole number"),
        bool: _expect(bool, "true or false"),
        str: _expect(str, "text"),
    }
    return simple[hint]


def _row_decoder(hint: Any) -> Convert:
    hints = get_type_hints(hint)
    decoders = {one.name: _decoder(hints[one.name]) for one in fields(hint)}
    needed = frozenset(one.name for one in fields(hint) if one.default is MISSING)

    def decode(plain: Plain) -> Any:
        if not isinstance(plain, dict):
            raise CodecError("", "a record")
        for name in sorted(needed - plain.keys()):
            raise CodecError(name, "a value")
        for name in sorted(plain.keys() - decoders.keys()):
            raise CodecError(name, "no such field")
        return hint(**{name: _within(name, decoders[name], value) for name, value in plain.items()})

    return decode
