"""Read a programme from a folder of text files that diff well: one TOML file and one CSV file a table.

Rows refer to each other by code. Ids follow from the folder's name and the codes, so that reading a
folder twice gives the same programme. Nothing is guessed: the first cell that cannot be used stops the
reading with its file, row and column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from curriplan.domain.finding import Place
from curriplan.domain.ids import stable_id
from curriplan.domain.integrity import problems
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.resources import folder as brought_along
from curriplan.domain.tables import Row, Table
from curriplan.domain.text import Text
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.readers.rule_pack import read_toml, rule_pack_of
from curriplan.exchange.readers.sample_profile import read_profile
from curriplan.exchange.readers.sample_sheet import Line, Sheet, read_sheet
from curriplan.exchange.rule_packs import SHIPPED, PackRows
from curriplan.exchange.sample_columns import Names
from curriplan.exchange.sample_files import (
    FILE_TABLES,
    NATURAL,
    PACK_FOLDER,
    POSITIONED,
    PROFILE_FILE,
    Part,
    file_names,
    has_names,
    known_ids,
    name_header,
    parts_of,
    table_columns,
    term_id,
)
from curriplan.exchange.shipped_packs import shipped_or_refused


@dataclass(frozen=True, slots=True)
class SampleInfo:
    """One programme that is brought along: its folder's name, its title, and what it shows."""

    name: str
    title: Text
    about: Text
    folder: Path


def list_samples() -> tuple[SampleInfo, ...]:
    """Return the programmes that are brought along, by name; only their profiles are read."""
    found = sorted(path.parent for path in brought_along("samples").glob(f"*/{PROFILE_FILE}"))
    return tuple(_info(path) for path in found)


def _info(folder: Path) -> SampleInfo:
    about = read_profile(folder / PROFILE_FILE)
    return SampleInfo(folder.name, about.name, about.note, folder)


def sample_program(name: str) -> Program:
    """Return a programme that is brought along.

    Raises:
        UnreadableFile: there is no sample of that name.

    """
    place = next((one.folder for one in list_samples() if one.name == name), None)
    if place is None:
        raise UnreadableFile("sample_unknown", name=name, known=[one.name for one in list_samples()])
    return read_sample(place)


def read_sample(folder: Path) -> Program:
    """Return the programme of a folder; a table without a file is empty.

    Raises:
        UnreadableFile: a file, row or cell cannot be used; its place says which.

    """
    if not (folder / PROFILE_FILE).is_file():
        raise UnreadableFile("sample_missing", Place(file=str(folder)), file=PROFILE_FILE)
    known = set(file_names())
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            raise UnreadableFile("sample_file_unknown", Place(file=path.name), known=sorted(known))
    program = _Reading(folder).program()
    for one in problems(program):
        raise UnreadableFile(
            "sample_broken", Place(table=one.table, key=one.key, file=f"{one.table}.csv"), problem=one.code
        )
    return program


class _Reading:
    """One folder while it is read: its sheets, and the ids by code of every table."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known = known_ids()
        self.sheets = {one.name: read_sheet(folder, one.name, table_columns(one)) for one in FILE_TABLES}
        self.names: Names = {
            one.name: dict(self._ids(one, self.sheets[one.name])) for one in FILE_TABLES if has_names(one)
        }

    def program(self) -> Program:
        """Return the programme of all files."""
        tables: dict[str, Any] = {"profile": {PROFILE_ID: read_profile(self.folder / PROFILE_FILE)}}
        for one in FILE_TABLES:
            tables[one.name] = self._table(one)
        held = list(_packs(self.folder / PACK_FOLDER))
        tables["rule_packs"] = {one.pack.id: one.pack for one in held}
        tables["rules"] = {one.pack.id: {row.id: row for row in one.rules} for one in held if one.rules}
        return Program(**tables)

    def _ids(self, one: Table, sheet: Sheet) -> Iterator[tuple[str, str]]:
        header = name_header(one)
        seen: set[str] = set()
        for line in sheet.lines:
            name, where = line.cell(header).strip(), line.place(header)
            if not name:
                raise UnreadableFile("sample_code_missing", where)
            if name in seen:
                raise UnreadableFile("sample_code_twice", where, value=name)
            seen.add(name)
            yield name, self._id(one.name, name, where)

    def _id(self, table: str, name: str, where: Place) -> str:
        if (table, name) in self.known:
            return self.known[table, name]
        if table != "terms":
            return stable_id(self.folder.name, table, name)
        if not name.isdecimal():
            raise UnreadableFile("sample_cell_whole", where, value=name)
        return term_id(name)

    def _table(self, one: Table) -> dict[str, Any]:
        sheet = self.sheets[one.name]
        held = {part.field: self._part(part) for part in parts_of(one)}
        seen: Counter[tuple[str, ...]] = Counter()
        rows: dict[str, Any] = {}
        for place, line in enumerate(sheet.lines, 1):
            fields = self._given(one, line, seen)
            if one.name in POSITIONED and "position" not in sheet.headers:
                fields["position"] = float(place)
            for field, by_owner in held.items():
                fields[field] = tuple(by_owner.get(fields["id"], ()))
            _put(one, rows, line.row(one.row, self.names, fields), line.place(one.key[0]))
        return rows

    def _given(self, one: Table, line: Line, seen: Counter[tuple[str, ...]]) -> dict[str, Any]:
        """Return the id of a row, where it has one: of its code, or of what it says for the n-th time."""
        if has_names(one):
            return {"id": self.names[one.name][line.cell(name_header(one)).strip()]}
        if one.name not in NATURAL:
            return {}
        natural = tuple(line.cell(header).strip() for header in NATURAL[one.name])
        seen[natural] += 1
        return {"id": stable_id(self.folder.name, one.name, *natural, str(seen[natural]))}

    def _part(self, part: Part) -> dict[str, list[Row]]:
        """Return the rows of a part's file by the id of their holder."""
        sheet = read_sheet(self.folder, part.file, part.columns, part.owner)
        by_owner: dict[str, list[Row]] = {}
        for line in sheet.lines:
            owner = line.cell(part.owner).strip()
            holder = self.names[part.table].get(owner)
            if holder is None:
                raise UnreadableFile(
                    "sample_reference", line.place(part.owner), value=owner, file=f"{part.table}.csv"
                )
            by_owner.setdefault(holder, []).append(line.row(part.row, self.names, {}))
        return by_owner


def _packs(folder: Path) -> Iterator[PackRows]:
    """Yield the rule packs of a folder."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        one = _pack(path)
        if one.pack.id in seen:
            raise UnreadableFile("sample_code_twice", Place(file=path.name), value=one.pack.code)
        seen.add(one.pack.id)
        yield one


def _pack(path: Path) -> PackRows:
    """Return a rule pack of a folder: one that the program brings along and that is only named, or a whole one."""
    stated = read_toml(path)
    if SHIPPED not in stated:
        return rule_pack_of(stated, path.name)
    held, position = shipped_or_refused(str(stated[SHIPPED]), path.name), stated.get("position", 0.0)
    if stated.keys() - {SHIPPED, "position"} or not isinstance(position, int | float):
        raise UnreadableFile("rule_pack_field", Place(file=path.name), field="position")
    return PackRows(replace(held.pack, position=float(position)), held.rules)


def _put(one: Table, rows: dict[str, Any], row: Row, where: Place) -> None:
    key = one.key_of(row)
    held = rows.setdefault(key[0], {}) if one.nested else rows
    if key[-1] in held:
        raise UnreadableFile("sample_row_twice", where)
    held[key[-1]] = row
