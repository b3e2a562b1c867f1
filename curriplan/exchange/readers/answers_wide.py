"""Answers in wide form: one row for each respondent, one column for each rated competency."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from curriplan.domain.finding import Finding, error, note, warning
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.domain.scale import Kind
from curriplan.exchange.cells import Cell, letter, shown, text_of
from curriplan.exchange.columns import NO_MAP, ColumnMap, Layout
from curriplan.exchange.readers.answers import IMPORTANCE, LEVEL, Stated
from curriplan.exchange.readers.answers_reading import AnswerReading, Asked
from curriplan.exchange.readers.grid import Question, proposed, question_of, stem_key
from curriplan.exchange.readers.levels import OutOfScale
from curriplan.exchange.readers.result import ReadResult, UnreadableFile
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
    Dimension,
    dimension_of,
    is_blank_answer,
)
from curriplan.exchange.source import Source
from curriplan.exchange.table import Record, Table, best_table

NAME = "answers_wide"
LAYOUT = Layout(
    (RESPONDENT, ENTERPRISE, ENTERPRISE_CODE, ROLE, POST, POST_CODE, DATE, SURVEY, CONTEXTS),
    (("enterprise", "enterprise_code"),),
)
_ASKED = frozenset({"importance", "level"})
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
class _Rated(Asked):
    """A column that rates one competency; ``post`` None: the row says which."""

    index: int
    post: str | None


class _Reading(AnswerReading):
    """One file while it is read."""

    name, layout = NAME, LAYOUT

    def knows(self, text: str) -> bool:
        if self.subjects.find_competency(text) is not None:
            return True
        return self.subjects.adds and dimension_of(text) in _ASKED

    def reader_of(self, table: Table, number: int) -> Callable[[Record], None]:
        usual = self.subjects.usual_post(table)
        told = usual is not None or table.has(*POST_FIELDS)
        rated = self._plan(table, told)
        if not told and any(one.post is None for one in rated):
            raise self.subjects.which_post(table)
        prefix = f"{number}:" if number > 1 else self._first_prefix
        return lambda record: self._take(record, rated, usual, prefix)

    @property
    def _first_prefix(self) -> str:
        return "1:" if len(self.tables) > 1 else ""

    def _plan(self, table: Table, told: bool) -> list[_Rated]:
        """Return the columns that rate a competency; note the others. ``told``: rows say which post."""
        questions = {n: self._question(table, n, told) for n in table.spare()}
        rated = [one for n, question in questions.items() for one in self._asked(n, question)]
        if not rated:
            raise self._no_question(table, questions)
        self._refuse_twice(table, rated)
        self.columns |= dict(table.matched())
        for one in rated:
            self.columns[self._label(one)] = table.header.title(one.index)
        self.findings.add(self._left_out(table, questions, {one.index for one in rated}))
        return rated

    def _question(self, table: Table, index: int, told: bool) -> Question:
        """Return what a header asks; where that is wanted, of a post and a competency that are made for it."""
        title = table.header.title(index)
        known = question_of(title, self.subjects)
        done = known.competency is not None and (told or known.post is not None)
        if not self.subjects.adds or done or known.dimension == "present":
            return known
        named = proposed(title, self.subjects, self.given.values.get("dimension", ""), told=told)
        if named is None or not self._holds_answers(table, index, named.dimension):
            return known
        find, add = self.subjects.find_competency, self.subjects.add_competency
        post = known.post or named.known_post
        if post is None and named.post:
            post = self.subjects.posts.find(named.post) or self.subjects.add_post(named.post)
        competency = known.competency or find(named.competency) or add(named.competency)
        return replace(known, competency=competency, post=post, dimension=named.dimension)

    def _holds_answers(self, table: Table, index: int, dimension: Dimension) -> bool:
        """Tell whether most cells of a column are on the scale, so that it rates something."""
        cells = [cell for row in table.rows if not is_blank_answer(text_of(cell := row.at(index)))]
        return 2 * sum(self._is_answer(cell, dimension) for cell in cells) > len(cells)

    def _is_answer(self, cell: Cell, dimension: Dimension) -> bool:
        try:
            if dimension == "importance":
                self.scale.importance(cell, *self.book.usual_bounds)
            else:
                self.scale.level(cell, Kind.CAPABILITY)
        except OutOfScale:
            return False
        return True

    def _asked(self, index: int, question: Question) -> Iterator[_Rated]:
        given = self.given.values.get("dimension", "")
        dimension = question.dimension or dimension_of(given)
        if question.competency is not None and dimension in _ASKED:
            which = IMPORTANCE if dimension == "importance" else LEVEL
            yield _Rated(question.competency, which, index, index, question.post)

    def _label(self, one: _Rated) -> str:
        called = self.subjects.called
        post = "" if one.post is None else f"{called('posts', one.post)} · "
        dimension = "importance" if one.dimension == IMPORTANCE else "level"
        return f"{post}{called('competencies', one.competency)} · {dimension}"

    def _refuse_twice(self, table: Table, asked: list[_Rated]) -> None:
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
        asked = [shown(one.label) for one in questions.values() if one.dimension in _ASKED]
        labels = asked or [shown(one.label) for one in questions.values()]
        known = self.subjects.competencies.nearest(labels[0]) if labels else []
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
                known = self.subjects.competencies.nearest(question.label)
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

    def _take(self, record: Record, rated: list[_Rated], usual: str | None, prefix: str) -> None:
        person = self.book.person(record, f"{prefix}{record.number}")
        post = self.subjects.post(record, usual) if any(one.post is None for one in rated) else None
        if person is not None:
            answers = [(one, self.answer(record, one, record.at(one.index), person)) for one in rated]
            if not record.problems:
                self.book.accept(record, person, self._stated(answers, post))

    def _stated(self, answers: list[tuple[_Rated, int | None]], usual: str | None) -> Iterator[Stated]:
        for one, value in answers:
            post = one.post or usual
            if value is not None and post is not None:
                yield Stated((post, one.competency), one.dimension, value, one.index)
