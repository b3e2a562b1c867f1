"""Posts, competencies and courses as a file names them, and what to say where it names none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Finding, Place, note, warning
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind
from curriplan.domain.tables import Row, table
from curriplan.exchange.cells import fold, shown
from curriplan.exchange.columns import ColumnMap, header_key
from curriplan.exchange.readers.names import Names, code_and_name, fresh_id, name_of
from curriplan.exchange.readers.numbering import numbered
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.readers.vocabulary import COMPETENCY_FIELDS, COURSE_FIELDS, POST_FIELDS
from curriplan.exchange.table import Record, Table

_SHOWN = 12
_A_RULE = 3
"""How many names must begin with letters before these are taken for codes: ``IT support`` alone has none."""
_CODE_BEFORE = re.compile(r"([A-Z]{1,4}[-_]?\d{0,6}[a-z]?)\s+(\S.*)")


class Subjects:
    """What answers and contributions are about.

    Where the user asks for it, a post or competency that is not there yet is made; ``with_added`` puts
    those that are used into the programme.
    """

    def __init__(self, program: Program, given: ColumnMap) -> None:
        self.posts = Names(program.posts.values())
        self.competencies = Names(program.competencies.values())
        self.courses = Names(program.courses.values())
        self.adds = given.add_missing
        self.program = program
        self._added = {"posts": _Added("posts", program), "competencies": _Added("competencies", program)}
        self._given = {header_key(label): code for label, code in given.competencies.items()}

    def find_competency(self, label: str) -> str | None:
        """Return the competency of a name, code or label of the mapping, or None."""
        code = self._given.get(header_key(label)) if self._given else None
        return self.competencies.find(label if code is None else code)

    def competency(self, record: Record) -> str | None:
        """Return the competency that a row names; one that is not known is made or noted."""
        name, label = _label(record, COMPETENCY_FIELDS)
        found = self.find_competency(label)
        if found is None and self._may_add(self.competencies, label):
            found = self.add_competency(record.text(COMPETENCY_FIELDS[0]), record.code(COMPETENCY_FIELDS[1]))
        if found is None:
            _unknown(record, name, label, "import.unknown_competency", self.competencies)
        return found

    def course(self, record: Record) -> str | None:
        """Return the course that a row names; one that is not known is noted."""
        name, label = _label(record, COURSE_FIELDS)
        found = self.courses.find(label)
        if found is None:
            _unknown(record, name, label, "import.unknown_course", self.courses)
        return found

    def post(self, record: Record, usual: str | None) -> str | None:
        """Return the post that a row names, or the usual one where the table has no such column."""
        if not record.table.has(*POST_FIELDS):
            return usual
        name, label = _label(record, POST_FIELDS)
        found = self.posts.find(label)
        if found is None and self._may_add(self.posts, label):
            found = self.add_post(record.text(POST_FIELDS[0]), record.code(POST_FIELDS[1]))
        if found is None:
            _unknown(record, name, label, "import.unknown_post", self.posts)
        return found

    def _may_add(self, known: Names, label: str) -> bool:
        return bool(self.adds and label and not known.is_shared(label))

    def add_post(self, label: str, code: str = "") -> str:
        """Return a new post of a name, a code or both."""
        return self._added["posts"].make(code, label, self.posts)

    def add_competency(self, label: str, code: str = "") -> str:
        """Return a new competency of a name, a code or both."""
        return self._added["competencies"].make(code, label, self.competencies)

    def kind(self, competency: str) -> Kind:
        """Return the kind of a competency, also of one that was only just made."""
        kind: Kind = self.row("competencies", competency).kind
        return kind

    def row(self, name: str, ident: str) -> Row:
        """Return a post or competency, also one that was only just made."""
        held = table(name).get(self.program, (ident,))
        return self._added[name].rows[ident] if held is None else held

    def called(self, name: str, ident: str) -> str:
        """Return the code of a post or competency, or its name where it has none."""
        row = self.row(name, ident)
        return str(row.code or row.name.pick("en") or ident)

    def with_added(self, program: Program, used: Collection[str]) -> Program:
        """Return the programme with those posts and competencies that were made and are used."""
        for one in self._added.values():
            program = one.put(program, used)
        return program

    def told(self, where: Place) -> Iterator[Finding]:
        """Yield what is said of posts and competencies that were made."""
        for one in self._added.values():
            yield from one.told(where)

    def usual_post(self, table: Table) -> str | None:
        """Return the post that a table is about although no column says so: by its name, or the only one."""
        named = self.posts.find(table.sheet.name) if table.sheet.name else None
        if named is not None:
            return named
        own = [one.id for one in self.program.posts.values() if one.level is not PostLevel.GRADUATE]
        return own[0] if len(own) == 1 else None

    def require_posts_and_competencies(self, file: str) -> None:
        """Make sure that there is something that answers can be about, or that it may be made.

        Raises:
            UnreadableFile: the programme has no competency or no post.

        """
        for code, rows in (
            ("import.no_posts", self.program.posts),
            ("import.no_competencies", self.program.competencies),
        ):
            if not rows and not self.adds:
                raise UnreadableFile(code, Place(file=file))

    def which_post(self, table: Table) -> UnreadableFile:
        """Return the refusal of a table that does not say which post it is about."""
        posts = [one.code or one.name.pick("en") for one in self.program.posts.values()]
        return UnreadableFile("import.which_post", table.place(table.header.row), posts=posts)


_STEMS = {"posts": "P", "competencies": "C"}


class _Added:
    """New rows of one table, in the order in which a file names them."""

    def __init__(self, name: str, program: Program) -> None:
        self._name = name
        self._held: dict[str, Row] = dict(getattr(program, name))
        self._alike: list[tuple[str, str]] = []
        self.rows: dict[str, Row] = {}

    def make(self, code: str, label: str, known: Names) -> str:
        """Return the id of a new row."""
        code, label = code_and_name(code, label)
        like = known.alike(label) if label else None
        if like is not None:
            self._alike.append((label, like))
        taken = self._held.keys() | self.rows.keys()
        ident = fresh_id(taken, _STEMS[self._name], fold(code or label))
        row = table(self._name).row(ident, code, name_of(label))
        self.rows[ident] = row
        known.add(row)
        return ident

    def put(self, program: Program, used: Collection[str]) -> Program:
        """Return the programme with the used ones; those without a code are numbered on."""
        self.rows = _with_codes({ident: row for ident, row in self.rows.items() if ident in used})
        rows = list(numbered(self._name, self._held, self.rows.values()))
        self.rows = {row.id: row for row in rows}
        return put(program, self._name, *rows)

    def told(self, where: Place) -> Iterator[Finding]:
        """Yield a note of the rows that were made, and a warning of each that looks like a slip of the pen."""
        names = [shown(f"{row.code} {row.name.pick('zh')}".strip()) for row in self.rows.values()]
        if not names:
            return
        if self._name == "posts":
            yield note("import.new_posts", where, names=names[:_SHOWN], n=len(names))
        else:
            yield note("import.new_competencies", where, names=names[:_SHOWN], n=len(names))
        for label, like in self._alike:
            yield warning("import.looks_alike", where, value=shown(label), known=shown(like))


def _with_codes(rows: dict[str, Row]) -> dict[str, Row]:
    """Return rows with the codes that stand before their names, if one stands before every name."""
    found = {
        ident: _CODE_BEFORE.fullmatch(row.name.pick("zh")) for ident, row in rows.items() if not row.code
    }
    codes = [one[1] for one in found.values() if one is not None]
    held = {row.code for row in rows.values()}
    if len(codes) < max(_A_RULE, len(found)) or len({*codes}) < len(codes) or not held.isdisjoint(codes):
        return rows
    split = {ident: one.groups() for ident, one in found.items() if one is not None}
    return {
        ident: replace(row, code=split[ident][0], name=name_of(split[ident][1])) if ident in split else row
        for ident, row in rows.items()
    }


def _label(record: Record, fields: tuple[str, ...]) -> tuple[str, str]:
    """Return the first of some fields that is filled, with its text; codes stand last and go first."""
    present = [name for name in reversed(fields) if record.table.has(name)]
    for name in present:
        text = record.text(name)
        if text:
            return name, text
    return (present or fields)[0], ""


def _unknown(record: Record, name: str, label: str, code: str, known: Names) -> None:
    where = record.place(name)
    if not label:
        # A formula without a result reads as blank as well, and is noted already.
        if not record.problems:
            record.fail("import.blank", where, column=record.table.title(name))
    elif known.is_shared(label):
        record.fail("import.ambiguous", where, value=label)
    else:
        record.fail(code, where, value=label, known=known.nearest(label))
