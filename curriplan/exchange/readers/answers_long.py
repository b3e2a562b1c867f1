"""Answers in long form: one row for each answer, or for importance and level of one competency."""

from __future__ import annotations

from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.exchange.cells import Cell, text_of
from curriplan.exchange.columns import NO_MAP, Column, ColumnMap, Layout
from curriplan.exchange.guard import LIMITS
from curriplan.exchange.readers.answers import IMPORTANCE, LEVEL, AnswerBook, Person, Stated
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.levels import AnswerScale, OutOfScale
from curriplan.exchange.readers.result import ReadResult
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.readers.vocabulary import (
    COMPETENCY,
    COMPETENCY_CODE,
    COMPETENCY_FIELDS,
    CONTEXTS,
    DATE,
    ENTERPRISE,
    ENTERPRISE_CODE,
    POST,
    POST_CODE,
    POST_FIELDS,
    RESPONDENT,
    ROLE,
    SURVEY,
    dimension_of,
)
from curriplan.exchange.source import Source
from curriplan.exchange.table import Record, best_table, fulfilled, usable_tables

NAME = "answers_long"
LAYOUT = Layout(
    (
        RESPONDENT,
        ENTERPRISE,
        ENTERPRISE_CODE,
        ROLE,
        POST,
        POST_CODE,
        COMPETENCY,
        COMPETENCY_CODE,
        DATE,
        SURVEY,
        CONTEXTS,
        Column("dimension", ("dimension", "question", "aspect", "scale", "维度", "题项", "评价维度", "问题")),
        Column("value", ("value", "answer", "score", "rating", "值", "分值", "得分", "评分", "答案", "回答")),
        Column("importance", ("importance", "importance rating", "重要程度", "重要性", "重要度")),
        Column(
            "level",
            (
                "level",
                "required level",
                "level required",
                "所需水平",
                "要求水平",
                "要求程度",
                "需要水平",
                "水平",
            ),
        ),
    ),
    (("respondent",), ("enterprise", "enterprise_code"), COMPETENCY_FIELDS, ("value", "importance", "level")),
)
_WITH_DIMENSION = Layout(LAYOUT.columns, (*LAYOUT.needed, ("dimension",)))
_TELL_EVERY = 2_000


def sniff(source: Source, given: ColumnMap = NO_MAP) -> float:
    """Return how much (0..1) a file looks like answers in long form."""
    table = best_table(source, LAYOUT, given)
    if table is None or not table.has(*COMPETENCY_FIELDS) or not table.has("respondent", "enterprise"):
        return 0.0
    return 0.95 * fulfilled(table, LAYOUT)


def read(source: Source, program: Program, given: ColumnMap, progress: Progress) -> ReadResult:
    """Return the programme with the answers of a file.

    Raises:
        UnreadableFile: a needed column is missing, or it is not clear which post the answers are about.

    """
    return _Reading(source, program, given).run(progress)


class _Reading:
    """One file while it is read."""

    def __init__(self, source: Source, program: Program, given: ColumnMap) -> None:
        self._program = program
        self._subjects = Subjects(program, given)
        self._subjects.require_posts_and_competencies(source.name)
        self._tables = usable_tables(source, LAYOUT, given, rows=LIMITS.rows)
        self._book = AnswerBook(program, source.name, given)
        self._findings = Collector(source.name)
        self._scale = AnswerScale(program.about.scale, given)
        self._rows = self._skipped = 0

    def run(self, progress: Progress) -> ReadResult:
        total = sum(len(table.rows) for table in self._tables)
        for table in self._tables:
            if table.has("value") and not table.has("importance", "level"):
                table.require(_WITH_DIMENSION)
            usual = self._subjects.usual_post(table)
            if usual is None and not table.has(*POST_FIELDS):
                raise self._subjects.which_post(table)
            for record in table.records():
                if self._rows % _TELL_EVERY == 0:
                    progress(self._rows / total, "matching")
                self._take(record, usual)
        self._findings.add(self._scale.note(self._tables[0].place()))
        columns = tuple(dict.fromkeys(pair for table in self._tables for pair in table.matched()))
        return ReadResult(
            self._book.result(), self._findings.findings(), self._rows, self._skipped, NAME, columns
        )

    def _take(self, record: Record, usual: str | None) -> None:
        self._rows += 1
        person = self._book.person(record)
        post = self._subjects.post(record, usual)
        competency = self._subjects.competency(record)
        answers = self._answers(record, person, competency)
        if person is not None and post is not None and competency is not None and not record.problems:
            item = (post, competency)
            self._book.accept(record, person, [Stated(item, *one) for one in answers])
        if record.problems:
            self._skipped += 1
        if record.problems or record.remarks:
            self._findings.add((*record.problems, *record.remarks))

    def _answers(
        self, record: Record, person: Person | None, competency: str | None
    ) -> list[tuple[int, int, int | None]]:
        """Return (dimension, value, column) for each answer that a row holds."""
        if person is None or competency is None:
            return []
        found = []
        for dimension, name in self._asked(record):
            cell = record.cell(name)
            try:
                value = self._value(cell, dimension, person, competency)
            except OutOfScale as problem:
                record.fail(
                    "import.out_of_scale",
                    record.place(name),
                    value=text_of(cell),
                    low=problem.low,
                    high=problem.high,
                )
                continue
            if value is not None:
                found.append((dimension, value, record.table.header.columns.get(name)))
        return found

    def _asked(self, record: Record) -> list[tuple[int, str]]:
        table = record.table
        asked = [
            (dimension, name)
            for dimension, name in ((IMPORTANCE, "importance"), (LEVEL, "level"))
            if table.has(name)
        ]
        if asked or not table.has("value"):
            return asked
        dimension = dimension_of(record.text("dimension"))
        if dimension is None:
            record.fail("import.unknown_dimension", record.place("dimension"), value=record.text("dimension"))
            return []
        if dimension == "present":
            record.warn("import.present_row", record.place("dimension"))
            return []
        return [(IMPORTANCE if dimension == "importance" else LEVEL, "value")]

    def _value(self, cell: Cell, dimension: int, person: Person, competency: str) -> int | None:
        if dimension == IMPORTANCE:
            low, high = person.survey.importance_min, person.survey.importance_max
            return self._scale.importance(cell, low, high).value
        return self._scale.level(cell, self._program.competencies[competency].kind).value
