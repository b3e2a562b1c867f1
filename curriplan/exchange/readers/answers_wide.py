"""Answers in wide form: one row for each respondent, one column for each rated competency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curriplan.domain.finding import Finding, error, note, warning
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.exchange.cells import letter, shown, text_of
from curriplan.exchange.columns import NO_MAP, ColumnMap, Layout
from curriplan.exchange.guard import LIMITS
from curriplan.exchange.readers.answers import IMPORTANCE, LEVEL, AnswerBook, Person, Stated
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.grid import Question, question_of, stem_key
from curriplan.exchange.readers.levels import NO_ANSWER, Answer, AnswerScale, OutOfScale
from curriplan.exchange.readers.result import ReadResult, UnreadableFile
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.readers.vocabulary import (
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
from curriplan.exchange.table import Record, Table, best_table, usable_tables

NAME = "answers_wide"
LAYOUT = Layout(
    (RESPONDENT, ENTERPRISE, ENTERPRISE_CODE, ROLE, POST, POST_CODE, DATE, SURVEY, CONTEXTS),
    (("enterprise", "enterprise_code"),),
)
_TELL_EVERY = 500
_SHOWN = 12


def sniff(source: Source, given: ColumnMap = NO_MAP) -> float:
    """Return how much (0..1) a file looks like one row for each respondent."""
    table = best_table(source, LAYOUT, given)
    if table is None:
        return 0.0
    asked = given.competencies or any(dimension_of(table.header.title(index)) for index in table.spare())
    if not table.has("enterprise", "enterprise_code"):
        return 0.55 if asked and table.has("respondent") else 0.0
    return 0.9 if asked else 0.4


def read(source: Source, program: Program, given: ColumnMap, progress: Progress) -> ReadResult:
    """Return the programme with the answers of a file.

    Raises:
        UnreadableFile: no column names the enterprise, no header a competency, or nothing tells the post.

    """
    return _Reading(source, program, given).run(progress)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A column that rates one competency; ``post`` None: the row says which."""

    index: int
    post: str | None
    competency: str
    dimension: int


class _Reading:
    """One file while it is read."""

    def __init__(self, source: Source, program: Program, given: ColumnMap) -> None:
        self._program = program
        self._given = given
        self._subjects = Subjects(program, given)
        self._subjects.require_posts_and_competencies(source.name)
        self._tables = usable_tables(source, LAYOUT, given, self._is_competency, LIMITS.rows)
        self._book = AnswerBook(program, source.name, given)
        self._findings = Collector(source.name)
        self._scale = AnswerScale(program.about.scale, given)
        self._columns: dict[str, str] = {}
        self._rows = self._skipped = 0

    def run(self, progress: Progress) -> ReadResult:
        total = sum(len(table.rows) for table in self._tables)
        for number, table in enumerate(self._tables, 1):
            asked = self._plan(table)
            usual = self._subjects.usual_post(table)
            if usual is None and not table.has(*POST_FIELDS) and any(one.post is None for one in asked):
                raise self._subjects.which_post(table)
            prefix = f"{number}:" if len(self._tables) > 1 else ""
            for record in table.records():
                if self._rows % _TELL_EVERY == 0:
                    progress(self._rows / total, "matching")
                self._take(record, asked, usual, prefix)
        self._findings.add(self._scale.note(self._tables[0].place()))
        return ReadResult(
            self._book.result(),
            self._findings.findings(),
            self._rows,
            self._skipped,
            NAME,
            tuple(self._columns.items()),
        )

    def _is_competency(self, text: str) -> bool:
        return self._subjects.find_competency(text) is not None

    def _plan(self, table: Table) -> list[_Asked]:
        """Return the columns that rate a competency; note the others."""
        questions = {n: question_of(table.header.title(n), self._subjects) for n in table.spare()}
        asked = [one for n, question in questions.items() for one in self._asked(n, question)]
        if not asked:
            raise self._no_question(table, questions)
        self._refuse_twice(table, asked)
        self._columns |= dict(table.matched())
        for one in asked:
            self._columns[self._label(one)] = table.header.title(one.index)
        self._findings.add(self._left_out(table, questions, {one.index for one in asked}))
        return asked

    def _asked(self, index: int, question: Question) -> Iterator[_Asked]:
        given = self._given.values.get("dimension", "")
        dimension = question.dimension or dimension_of(given)
        if question.competency is not None and dimension in {"importance", "level"}:
            which = IMPORTANCE if dimension == "importance" else LEVEL
            yield _Asked(index, question.post, question.competency, which)

    def _label(self, one: _Asked) -> str:
        competency = self._program.competencies[one.competency]
        post = "" if one.post is None else f"{self._program.posts[one.post].code or one.post} · "
        dimension = "importance" if one.dimension == IMPORTANCE else "level"
        return f"{post}{competency.code or competency.name.pick('en')} · {dimension}"

    def _refuse_twice(self, table: Table, asked: list[_Asked]) -> None:
        seen: dict[tuple[str | None, str, int], int] = {}
        for one in asked:
            before = seen.setdefault((one.post, one.competency, one.dimension), one.index)
            if before != one.index:
                raise UnreadableFile(
                    "import.column_twice",
                    table.place(table.header.row),
                    column=self._label(one),
                    columns=[letter(before), letter(one.index)],
                )

    def _no_question(self, table: Table, questions: dict[int, Question]) -> UnreadableFile:
        """Return the refusal of a table in which nothing rates a known competency."""
        where = table.place(table.header.row)
        for question in questions.values():
            if question.competency is not None and question.dimension is None:
                return UnreadableFile("import.no_dimension", where, column=shown(question.label))
        asked = [shown(one.label) for one in questions.values() if one.dimension in {"importance", "level"}]
        labels = asked or [shown(one.label) for one in questions.values()]
        known = self._subjects.competencies.nearest(labels[0]) if labels else []
        return UnreadableFile("import.no_question", where, labels=labels[:_SHOWN], known=known)

    def _left_out(self, table: Table, questions: dict[int, Question], used: set[int]) -> Iterator[Finding]:
        """Yield what is said of columns that are not read: unknown rows of a grid, present levels, others."""
        known_stems = {stem_key(questions[index]) for index in used if questions[index].stem}
        present: list[str] = []
        grids: list[str] = []
        others: list[str] = []
        for index, question in questions.items():
            where = table.place(table.header.row, index)
            if index in used:
                continue
            if question.dimension == "present":
                present.append(letter(index))
            elif question.competency is not None:
                yield error("import.no_dimension", where, column=shown(question.label))
            elif question.stem and stem_key(question) in known_stems:
                known = self._subjects.competencies.nearest(question.label)
                yield error("import.unknown_competency", where, value=shown(question.label), known=known)
            else:
                (others if question.dimension is None else grids).append(shown(table.header.title(index)))
        where = table.place(table.header.row)
        if present:
            yield note("import.present_columns", where, columns=present)
        if grids:
            yield warning("import.columns_left_out", where, columns=grids[:_SHOWN], n=len(grids))
        if others:
            yield note("import.columns_left_out", where, columns=others[:_SHOWN], n=len(others))

    def _take(self, record: Record, asked: list[_Asked], usual: str | None, prefix: str) -> None:
        self._rows += 1
        person = self._book.person(record, f"{prefix}{record.number}")
        post = self._subjects.post(record, usual) if any(one.post is None for one in asked) else None
        if person is not None:
            answers = [(one, self._answer(record, one, person)) for one in asked]
            if not record.problems:
                self._book.accept(record, person, self._stated(answers, post))
        if record.problems:
            self._skipped += 1
        if record.problems or record.remarks:
            self._findings.add((*record.problems, *record.remarks))

    def _answer(self, record: Record, one: _Asked, person: Person) -> Answer:
        cell = record.at(one.index)
        try:
            if one.dimension == IMPORTANCE:
                low, high = person.survey.importance_min, person.survey.importance_max
                return self._scale.importance(cell, low, high)
            return self._scale.level(cell, self._program.competencies[one.competency].kind)
        except OutOfScale as problem:
            record.fail(
                "import.out_of_scale",
                record.table.place(record.number, one.index),
                value=text_of(cell),
                low=problem.low,
                high=problem.high,
            )
            return NO_ANSWER

    def _stated(self, answers: list[tuple[_Asked, Answer]], usual: str | None) -> Iterator[Stated]:
        for one, answer in answers:
            post = one.post or usual
            if answer.value is not None and post is not None:
                yield Stated((post, one.competency), one.dimension, answer.value, one.index)
