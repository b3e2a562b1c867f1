"""What reading answers has in common, in whatever form they stand."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.exchange.cells import Cell, text_of
from curriplan.exchange.columns import ColumnMap, Layout
from curriplan.exchange.guard import LIMITS
from curriplan.exchange.readers.answers import IMPORTANCE, AnswerBook, Person
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.levels import AnswerScale, OutOfScale
from curriplan.exchange.readers.result import ReadResult
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.source import Source
from curriplan.exchange.table import Record, Table, usable_tables

_TELL_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell answers: about which competency, in which dimension; ``column`` None: for every row."""

    competency: str
    dimension: int
    column: int | None


class AnswerReading(ABC):
    """One file of answers while it is read; ``columns`` leads from what was understood to its header."""

    name: ClassVar[str]
    layout: ClassVar[Layout]

    def __init__(self, source: Source, program: Program, given: ColumnMap) -> None:
        self.given = given
        self.subjects = Subjects(program, given)
        self.subjects.require_posts_and_competencies(source.name)
        self.book = AnswerBook(program, source.name, given, self.subjects)
        self.scale = AnswerScale(program.about.scale, given)
        self.findings = Collector(source.name)
        self.columns: dict[str, str] = {}
        self.tables = usable_tables(source, self.layout, given, self.knows, LIMITS.rows)
        self._rows = self._skipped = 0

    @abstractmethod
    def reader_of(self, table: Table, number: int) -> Callable[[Record], None]:
        """Return what takes the rows of a table; tables are numbered from 1.

        Raises:
            UnreadableFile: the table does not say what it is about.

        """

    def knows(self, text: str) -> bool:  # noqa: ARG002 - a form whose headers are all fixed knows no others
        """Tell whether a header speaks of what answers are about, although no layout lists it."""
        return False

    def run(self, progress: Progress) -> ReadResult:
        """Read all tables."""
        total = sum(len(table.rows) for table in self.tables)
        for number, table in enumerate(self.tables, 1):
            take = self.reader_of(table, number)
            for record in table.records():
                if self._rows % _TELL_EVERY == 0:
                    progress(self._rows / total, "matching")
                take(record)
                self._close(record)
        program, where = self.book.result(), self.tables[0].place()
        self.findings.add((*self.scale.note(where), *self.subjects.told(where)))
        columns = tuple(self.columns.items())
        return ReadResult(program, self.findings.findings(), self._rows, self._skipped, self.name, columns)

    def _close(self, record: Record) -> None:
        self._rows += 1
        if record.problems:
            self._skipped += 1
        if record.problems or record.remarks:
            self.findings.add((*record.problems, *record.remarks))

    def answer(self, record: Record, asked: Asked, cell: Cell, person: Person) -> int | None:
        """Return what a cell answers, None for no answer; one that is not on the scale is noted."""
        try:
            if asked.dimension == IMPORTANCE:
                low, high = person.survey.importance_min, person.survey.importance_max
                return self.scale.importance(cell, low, high).value
            return self.scale.level(cell, self.subjects.kind(asked.competency)).value
        except OutOfScale as problem:
            where = record.table.place(record.number, asked.column)
            record.fail("import.out_of_scale", where, value=text_of(cell), low=problem.low, high=problem.high)
            return None
