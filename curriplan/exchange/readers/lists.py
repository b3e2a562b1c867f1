"""Lists of which each row is one row of a table: new ones are made, those of the same code brought up to date.

A blank cell says nothing: what a row already has stays. Rows may name each other wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Place, Severity, error, warning
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.domain.tables import BY_NAME, Row, table
from curriplan.domain.text import Text
from curriplan.exchange.cells import fold, number_of, shown, text_of
from curriplan.exchange.columns import Column, ColumnMap, Layout
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.course_columns import TOTAL_ROW
from curriplan.exchange.readers.names import Names, fresh_id, name_of
from curriplan.exchange.readers.numbering import numbered
from curriplan.exchange.readers.result import ReadResult
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.source import Source
from curriplan.exchange.table import Record, best_table, fulfilled, usable_tables

KEYS = ("code", "name", "name_zh", "name_en")
SOURCE = Column("source", ("source", "来源", "出处"))

_LIST = re.compile(r"[;；\n]")
_COMMAS = re.compile(r"[,，、|]")
_TELL_EVERY = 200
_SURE_FROM, _EACH, _MOST = 0.5, 0.1, 0.85
_OWN_WORD = 0.15


def key_columns(codes: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """Return the columns of code and name, known by more headers than those that every list has."""
    return (
        Column("code", (*codes, "code", "代码", "编号", "编码")),
        Column("name", (*names, "name", "title", "名称")),
        Column("name_zh", ("name zh", "name (zh)", "chinese name", "中文名称", "名称(中文)")),
        Column("name_en", ("name en", "name (en)", "english name", "英文名称", "名称(英文)")),
    )


def descriptions(*names: str) -> tuple[Column, ...]:
    """Return the columns of a description, known by more headers than those that every list has."""
    return (
        Column("description", (*names, "description", "描述", "说明", "内涵")),
        Column("description_zh", ("description zh", "description (zh)", "中文描述", "描述(中文)")),
        Column("description_en", ("description en", "description (en)", "英文描述", "描述(英文)")),
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A field whose cell names rows of a table, joined by ``;`` or ``、``. ``code``: what is said of unknown ones."""

    field: str
    table: str
    code: str
    severity: Severity = Severity.ERROR


def _everywhere(record: Record, subjects: Subjects) -> str:  # noqa: ARG001 - what most lists do with both
    return ""


@dataclass(frozen=True, slots=True)
class ListFormat:
    """One kind of list.

    ``own``: headers of its key columns that no other list has. ``hints``: columns without which a table
    with codes and names is hardly this list. ``fields`` returns what a row states beside code,
    name and links. ``owner`` is the field of the row that each row belongs to, ``scope`` returns its id:
    names are unique among the rows of one owner. ``made``: a link whose rows are made where they are not
    there, and how.
    """

    table: str
    layout: Layout
    own: frozenset[str]
    hints: tuple[str, ...]
    fields: Callable[[Record, Row, Subjects], dict[str, Any]]
    links: tuple[Link, ...] = ()
    owner: str = ""
    scope: Callable[[Record, Subjects], str] = _everywhere
    made: tuple[str, Callable[[Program, Iterable[str]], Program]] | None = None

    def sniff(self, source: Source, given: ColumnMap) -> float:
        """Return how much (0..1) a file looks like this list."""
        found = best_table(source, self.layout, given)
        if found is None or not found.has(*KEYS) or fulfilled(found, self.layout) < 1.0:
            return 0.0
        titles = {fold(text) for texts in found.header.titles for text in texts}
        hints = sum(found.has(name) for name in self.hints)
        own = _OWN_WORD if titles & self.own else 0.0
        return min(_MOST, _SURE_FROM + _EACH * hints + own) if hints else 0.0

    def read(self, source: Source, program: Program, given: ColumnMap, progress: Progress) -> ReadResult:
        """Return the programme with the rows of a list.

        Raises:
            UnreadableFile: no column names the rows, or two columns claim one field.

        """
        return _ListReading(self, source, program, given).run(progress)


@dataclass(frozen=True, slots=True)
class _Asking:
    """A cell that names other rows, kept until every row is known."""

    link: Link
    row: str
    text: str
    where: Place


class _ListReading:
    """One file while it is read as one kind of list."""

    def __init__(self, form: ListFormat, source: Source, program: Program, given: ColumnMap) -> None:
        self._form = form
        self._tables = usable_tables(source, form.layout, given)
        self._program = program
        self._subjects = Subjects(program, given)
        self._findings = Collector(source.name)
        self._held: dict[str, Row] = dict(getattr(program, form.table))
        self._rows: dict[str, Row] = {}
        self._known = Names(self._held.values())
        self._by_scope: dict[str, Names] = {}
        self._first: dict[tuple[str, str], int] = {}
        self._asking: list[_Asking] = []
        self._read = self._skipped = 0

    def run(self, progress: Progress) -> ReadResult:
        """Read all tables."""
        total = sum(len(table.rows) for table in self._tables)
        for one in self._tables:
            for record in one.records():
                if self._read % _TELL_EVERY == 0:
                    progress(self._read / total, "matching")
                self._take(record)
        fresh = [row for ident, row in self._rows.items() if ident not in self._held]
        self._rows |= {row.id: row for row in numbered(self._form.table, self._held, fresh)}
        program = put(self._program, self._form.table, *self._rows.values())
        program = self._linked(self._made(program))
        columns = tuple(dict.fromkeys(pair for one in self._tables for pair in one.matched()))
        return ReadResult(
            program, self._findings.findings(), self._read, self._skipped, self._form.table, columns
        )

    def _take(self, record: Record) -> None:
        label = next((record.text(name) for name in KEYS if record.text(name)), "")
        if not label and TOTAL_ROW.match(record.first()):
            return
        self._read += 1
        if not label:
            record.fail("import.no_name", record.place("name"))
        else:
            self._keep(record, record.code("code"), label)
        if record.problems:
            self._skipped += 1
        self._findings.add((*record.problems, *record.remarks))

    def _keep(self, record: Record, code: str, label: str) -> None:
        scope = "" if code else self._form.scope(record, self._subjects)
        names = self._names_of(scope)
        before = self._first.setdefault((scope, fold(label)), record.number)
        if before != record.number:
            record.fail("import.row_twice", record.place("code" if code else "name"), value=label, row=before)
        elif names.is_shared(label):
            record.fail("import.ambiguous", record.place("name"), value=label)
        present = self._present(names.find(label), code, scope, label)
        fields = self._form.fields(record, present, self._subjects)
        if record.problems:
            return
        row = replace(present, code=code or present.code, name=name_in(record, present.name), **fields)
        self._rows[row.id] = row
        self._known.add(row)
        for link in self._form.links:
            text = record.text(link.field)
            if text:
                self._asking.append(_Asking(link, row.id, text, record.place(link.field)))

    def _present(self, found: str | None, code: str, scope: str, label: str) -> Row:
        """Return the row that was found, or a new one, without its fields, if there is none of this code."""
        if found is not None:
            row = self._rows[found] if found in self._rows else self._held[found]
            if not code or fold(row.code) == fold(code):
                return row
        taken = self._held.keys() | self._rows.keys()
        owner = {self._form.owner: ""} if self._form.owner else {}
        return table(self._form.table).row(fresh_id(taken, self._form.table, scope, fold(label)), **owner)

    def _names_of(self, scope: str) -> Names:
        """Return the rows among which a name is unique: all, or those of one owner."""
        if not scope:
            return self._known
        if scope not in self._by_scope:
            rows = self._held.values()
            self._by_scope[scope] = Names(one for one in rows if getattr(one, self._form.owner) == scope)
        return self._by_scope[scope]

    def _made(self, program: Program) -> Program:
        """Return the programme with the rows that may be made because a cell names them."""
        if self._form.made is None:
            return program
        name, make = self._form.made
        return make(program, (one.text for one in self._asking if one.link.field == name))

    def _linked(self, program: Program) -> Program:
        rows: dict[str, Row] = dict(getattr(program, self._form.table))
        many = {ref.field: ref.many for ref in BY_NAME[self._form.table].refs}
        known = {one.table: Names(getattr(program, one.table).values()) for one in self._form.links}
        changed: dict[str, Row] = {}
        for one in self._asking:
            found = self._found(one, known[one.link.table])
            if found:
                value = frozenset(found) if many[one.link.field] else found[0]
                row: Row = changed.get(one.row, rows[one.row])
                changed[one.row] = replace(row, **{one.link.field: value})
        return put(program, self._form.table, *changed.values())

    def _found(self, one: _Asking, known: Names) -> list[str]:
        """Return the rows that a cell names, and note those that are not there."""
        found = []
        for text, ident in _named(one.text, known):
            if ident == one.row:
                self._findings.add([warning("import.own_name", one.where, value=shown(text))])
            elif ident is not None:
                found.append(ident)
            elif known.is_shared(text):
                self._findings.add([error("import.ambiguous", one.where, value=shown(text))])
            else:
                say = error if one.link.severity is Severity.ERROR else warning
                near = known.nearest(text)
                self._findings.add([say(one.link.code, one.where, value=shown(text), known=near)])
        return found


def _named(text: str, known: Names) -> Iterator[tuple[str, str | None]]:
    """Yield what a cell names, with the rows of it: the whole, its parts, or the parts of these."""
    for signs in (None, _LIST, _COMMAS):
        parts = [text] if signs is None else [part.strip() for part in signs.split(text) if part.strip()]
        if len(parts) == 1 and known.find(parts[0]) is not None:
            yield parts[0], known.find(parts[0])
            return
        if len(parts) > 1:
            for part in parts:
                inner = known.find(part)
                if inner is None and signs is _LIST and _COMMAS.search(part):
                    yield from _named(part, known)
                else:
                    yield part, inner
            return
    yield text, known.find(text)


def name_in(record: Record, present: Text, stem: str = "name") -> Text:
    """Return a name or description with what a row says of it, in one column or one for each language."""
    given = name_of(record.text(stem))
    zh = record.text(f"{stem}_zh") or given.zh or present.zh
    return Text(zh, record.text(f"{stem}_en") or given.en or present.en)


def text_in(record: Record, name: str, present: Text) -> Text:
    """Return a text that has one column, in the language that it is written in."""
    given = name_of(record.text(name))
    return Text(given.zh or present.zh, given.en or present.en)


def keys_in(record: Record, name: str, present: frozenset[str]) -> frozenset[str]:
    """Return the words of a cell that are no names of rows, such as contexts."""
    text = record.text(name)
    parts = (part.strip() for one in _LIST.split(text) for part in _COMMAS.split(one))
    return frozenset(filter(None, parts)) or present


def share_in(record: Record, name: str, present: float | None) -> float | None:
    """Return the share of a field, 0..1; ``30 %`` is 0.3."""
    cell = record.cell(name)
    text = text_of(cell).rstrip("%％ ")
    try:
        number = number_of(text if text != text_of(cell) else cell)
    except ValueError:
        number = -1.0
    if number is None:
        return present
    share = number / 100 if text != text_of(cell) else number
    if not 0.0 <= share <= 1.0:
        record.fail("import.not_a_share", record.place(name), value=text_of(cell))
        return None
    return share
