"""Answers in long form: one row for each answer, or for importance and level of one competency."""

from __future__ import annotations

from collections.abc import Callable

from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.exchange.columns import NO_MAP, Column, ColumnMap, Layout
from curriplan.exchange.readers.answers import IMPORTANCE, LEVEL, Person, Stated
from curriplan.exchange.readers.answers_reading import AnswerReading, Asked
from curriplan.exchange.readers.result import ReadResult
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
from curriplan.exchange.table import Record, Table, best_table, fulfilled

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


class _Reading(AnswerReading):
    """One file while it is read."""

    name, layout = NAME, LAYOUT

    def reader_of(self, table: Table, number: int) -> Callable[[Record], None]:  # noqa: ARG002 - sheets are alike
        if table.has("value") and not table.has("importance", "level"):
            table.require(_WITH_DIMENSION)
        usual = self.subjects.usual_post(table)
        if usual is None and not table.has(*POST_FIELDS):
            raise self.subjects.which_post(table)
        self.columns |= dict(table.matched())
        return lambda record: self._take(record, usual)

    def _take(self, record: Record, usual: str | None) -> None:
        person = self.book.person(record)
        post = self.subjects.post(record, usual)
        competency = self.subjects.competency(record)
        answers = self._answers(record, person, competency)
        if person is not None and post is not None and competency is not None and not record.problems:
            item = (post, competency)
            self.book.accept(record, person, [Stated(item, *one) for one in answers])

    def _answers(
        self, record: Record, person: Person | None, competency: str | None
    ) -> list[tuple[int, int, int | None]]:
        """Return (dimension, value, column) for each answer that a row holds."""
        if person is None or competency is None:
            return []
        found = []
        for dimension, name in self._asked(record):
            column = record.table.header.columns.get(name)
            value = self.answer(record, Asked(competency, dimension, column), record.cell(name), person)
            if value is not None:
                found.append((dimension, value, column))
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
