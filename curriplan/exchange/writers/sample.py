"""Write a programme as a folder of text files; the inverse of ``readers.sample``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from curriplan.domain.codec import to_plain
from curriplan.domain.defaults import CAPS, SCALE
from curriplan.domain.finding import Place
from curriplan.domain.profile import USUAL_COSTS, Profile
from curriplan.domain.program import Program
from curriplan.domain.stated import NO_HOURS, NO_WEEKS
from curriplan.domain.tables import Row, Table
from curriplan.exchange.rule_packs import held_rows, same_content
from curriplan.exchange.sample_columns import CellError, Column, Names
from curriplan.exchange.sample_files import (
    FILE_TABLES,
    PACK_FOLDER,
    POSITIONED,
    PROFILE_FILE,
    Part,
    has_names,
    name_of,
    parts_of,
    table_columns,
)
from curriplan.exchange.shipped_packs import shipped_pack
from curriplan.exchange.writers.rule_pack import rule_pack_text, shipped_text
from curriplan.exchange.writers.toml import toml_value


class UnwritableProgram(Exception):
    """A programme cannot stand in text files. ``code`` is a key below ``finding.`` in the texts."""

    def __init__(self, code: str, where: Place, **args: Any) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.args_by_name = args


def write_sample(program: Program, folder: Path) -> None:
    """Write a programme into a folder, which is made where it is missing; empty tables get no file.

    Raises:
        UnwritableProgram: rows that others refer to have no code or share one; nothing is written.

    """
    texts = dict(_files(program))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8", newline="")


def _files(program: Program) -> Iterator[tuple[str, str]]:
    yield PROFILE_FILE, profile_text(program.about)
    names = {one.name: _names(one, program) for one in FILE_TABLES if has_names(one)}
    ranks: dict[str, dict[str, int]] = {}
    for one in FILE_TABLES:
        rows = _ordered(one, program, names, ranks)
        if not rows:
            continue
        yield f"{one.name}.csv", _table_text(one, rows, names)
        for part in parts_of(one):
            if any(getattr(row, part.field) for row in rows):
                yield f"{part.file}.csv", _part_text(one, part, rows, names)
    yield from _packs(program)


def _packs(program: Program) -> Iterator[tuple[str, str]]:
    """Yield a file for every rule pack; one that the program brings along is only named, where nothing was changed."""
    codes: set[str] = set()
    for place, (key, pack) in enumerate(sorted(program.rule_packs.items()), 1):
        if not pack.code.strip() or pack.code in codes:
            code = "sample_code_twice" if pack.code.strip() else "sample_code_missing"
            raise UnwritableProgram(code, Place(table="rule_packs", key=(key,)), value=pack.code)
        codes.add(pack.code)
        held, shipped = held_rows(pack, program.rules.get(key, {})), shipped_pack(pack.code)
        plain = shipped is not None and same_content(held, shipped)
        text = shipped_text(pack.code, pack.position) if plain else rule_pack_text(held)
        name = pack.code if re.fullmatch(r"[\w-]+", pack.code, re.ASCII) else f"pack-{place}"
        yield f"{PACK_FOLDER}/{name}.toml", text


def _names(one: Table, program: Program) -> Mapping[str, str]:
    """Return the code of every row by its id."""
    names: dict[str, str] = {}
    seen: set[str] = set()
    for key, row in getattr(program, one.name).items():
        name = name_of(one, row)
        if not name.strip() or name != name.strip():
            raise UnwritableProgram("sample_code_missing", Place(table=one.name, key=(key,)))
        if name in seen:
            raise UnwritableProgram("sample_code_twice", Place(table=one.name, key=(key,)), value=name)
        seen.add(name)
        names[key] = name
    return names


def _ordered(one: Table, program: Program, names: Names, ranks: dict[str, dict[str, int]]) -> list[Row]:
    """Return the rows of a table by position, else by the rows that they refer to, else by their cells."""
    single = tuple(ref for ref in one.refs if not ref.many)
    columns = table_columns(one)

    def order(row: Row) -> tuple[Any, ...]:
        place = getattr(row, "position", getattr(row, "number", 0))
        near = tuple(ranks.get(ref.table, {}).get(getattr(row, ref.field), -1) for ref in single)
        return place, near, _cells(one.name, columns, row, names)

    rows = sorted((row for _, row in one.rows(program)), key=order)
    if has_names(one):
        ranks[one.name] = {row.id: place for place, row in enumerate(rows)}
    return rows


def _table_text(one: Table, rows: list[Row], names: Names) -> str:
    columns = table_columns(one)
    if one.name in POSITIONED and all(row.position == place for place, row in enumerate(rows, 1)):
        columns = tuple(column for column in columns if column.field != "position")
    headers = [header for column in columns for header in column.headers]
    return _csv(headers, (_cells(one.name, columns, row, names) for row in rows))


def _part_text(one: Table, part: Part, rows: list[Row], names: Names) -> str:
    headers = [part.owner, *(header for column in part.columns for header in column.headers)]
    lines = (
        (names[one.name][row.id], *_cells(part.file, part.columns, held, names))
        for row in rows
        for held in getattr(row, part.field)
    )
    return _csv(headers, lines)


def _cells(file: str, columns: tuple[Column, ...], row: Row, names: Names) -> tuple[str, ...]:
    cells: list[str] = []
    for column in columns:
        try:
            cells += column.write(row, names)
        except CellError as error:
            where = Place(table=file, field=column.field)
            raise UnwritableProgram(error.code, where, **error.details) from error
    return tuple(cells)


def _csv(headers: list[str], lines: Iterable[tuple[str, ...]]) -> str:
    return "".join(",".join(map(_quoted, cells)) + "\n" for cells in (tuple(headers), *lines))


def _quoted(cell: str) -> str:
    """Return a cell in quotation marks where it needs them; the csv module forgets a lone carriage return."""
    if not any(mark in cell for mark in ',"\r\n'):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def profile_text(profile: Profile) -> str:
    """Return a profile as TOML, without what is not known, and without scale, caps and costs that are the default."""
    plain = to_plain(profile)
    left_out = {"id"}
    left_out |= {"scale"} if profile.scale == SCALE else set()
    left_out |= {"caps"} if profile.caps == CAPS else set()
    left_out |= {"costs"} if profile.costs == USUAL_COSTS else set()
    left_out |= {"stated"} if profile.stated == NO_HOURS else set()
    left_out |= {"stated_weeks"} if profile.stated_weeks == NO_WEEKS else set()
    stated = ((key, value) for key, value in plain.items() if key not in left_out and value is not None)
    return "".join(f"{key} = {toml_value(value)}\n" for key, value in stated)
