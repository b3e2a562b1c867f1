"""Posts, competencies and courses as a file names them, and what to say where it names none."""

from __future__ import annotations

from curriplan.domain.finding import Place
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.exchange.columns import ColumnMap, header_key
from curriplan.exchange.readers.names import Names
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.readers.vocabulary import COMPETENCY_FIELDS, COURSE_FIELDS, POST_FIELDS
from curriplan.exchange.table import Record, Table


class Subjects:
    """What answers and contributions are about."""

    def __init__(self, program: Program, given: ColumnMap) -> None:
        self.posts = Names(program.posts.values())
        self.competencies = Names(program.competencies.values())
        self.courses = Names(program.courses.values())
        self._program = program
        self._given = {header_key(label): code for label, code in given.competencies.items()}

    def find_competency(self, label: str) -> str | None:
        """Return the competency of a name, code or label of the mapping, or None."""
        code = self._given.get(header_key(label)) if self._given else None
        return self.competencies.find(label if code is None else code)

    def competency(self, record: Record) -> str | None:
        """Return the competency that a row names; one that is not known is noted."""
        name, label = _label(record, COMPETENCY_FIELDS)
        found = self.find_competency(label)
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
        if found is None:
            _unknown(record, name, label, "import.unknown_post", self.posts)
        return found

    def usual_post(self, table: Table) -> str | None:
        """Return the post that a table is about although no column says so: by its name, or the only one."""
        named = self.posts.find(table.sheet.name) if table.sheet.name else None
        if named is not None:
            return named
        own = [one.id for one in self._program.posts.values() if one.level is not PostLevel.GRADUATE]
        return own[0] if len(own) == 1 else None

    def require_posts_and_competencies(self, file: str) -> None:
        """Make sure that there is something that answers can be about.

        Raises:
            UnreadableFile: the programme has no competency or no post.

        """
        for code, rows in (
            ("import.no_posts", self._program.posts),
            ("import.no_competencies", self._program.competencies),
        ):
            if not rows:
                raise UnreadableFile(code, Place(file=file))

    def which_post(self, table: Table) -> UnreadableFile:
        """Return the refusal of a table that does not say which post it is about."""
        posts = [one.code or one.name.pick("en") for one in self._program.posts.values()]
        return UnreadableFile("import.which_post", table.place(table.header.row), posts=posts)


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
