"""What courses do for competencies: a matrix (rows courses, columns competencies) or one row for each."""

from __future__ import annotations

import re
from dataclasses import replace

from curriplan.domain.course import Contribution, Evidence
from curriplan.domain.edits.contributions import usual_mode
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.finding import Finding, Place, error, note
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.domain.scale import Mode
from curriplan.exchange.cells import Cell, code_of, fold, shown, text_of
from curriplan.exchange.columns import NO_MAP, Column, ColumnMap, Layout
from curriplan.exchange.readers import course_columns
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.letters import LETTERS, LevelKeys
from curriplan.exchange.readers.result import ReadResult, UnreadableFile
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.readers.vocabulary import (
    COMPETENCY,
    COMPETENCY_CODE,
    COMPETENCY_FIELDS,
    COURSE,
    COURSE_CODE,
    COURSE_FIELDS,
)
from curriplan.exchange.source import Source
from curriplan.exchange.table import Record, Table, best_table, fulfilled, usable_tables

NAME = "contributions"
# Matrices often show credits and hours beside the courses; such columns are known, so not competencies.
_BESIDE = tuple(one for one in course_columns.LAYOUT.columns if one.field not in course_columns.NAME_FIELDS)
MATRIX = Layout((COURSE, COURSE_CODE, *_BESIDE), (COURSE_FIELDS,))
LONG = Layout(
    (
        COURSE,
        COURSE_CODE,
        COMPETENCY,
        COMPETENCY_CODE,
        Column(
            "level",
            ("level", "delivered level", "contribution", "等级", "水平", "达成水平", "支撑强度", "贡献度"),
        ),
        Column("mode", ("mode", "教学方式", "方式", "培养方式")),
        Column("hours", ("hours", "学时")),
        Column("weight", ("weight", "权重")),
        Column("evidence", ("evidence", "证据", "依据")),
    ),
    (COURSE_FIELDS, COMPETENCY_FIELDS, ("level",)),
)
_MODES = {
    Mode.THEORY: ("theory", "理论", "课堂"),
    Mode.ON_CAMPUS: ("on_campus", "on-campus", "on campus", "校内", "校内实践", "校内实训"),
    Mode.OFF_CAMPUS: ("off_campus", "off-campus", "off campus", "校外", "校外实践", "企业"),
}
_EVIDENCE = {
    Evidence.CLAIMED: ("claimed", "声明", "自述"),
    Evidence.SYLLABUS: ("syllabus", "大纲", "课程标准", "教学大纲"),
    Evidence.ASSESSED: ("assessed", "考核", "已考核"),
}
MODE_WORDS = {fold(word): one for one, words in _MODES.items() for word in words}
EVIDENCE_WORDS = {fold(word): one for one, words in _EVIDENCE.items() for word in words}
_MARK = re.compile(r"\d{1,2}(\.\d+)?|[●√✓✔○◎★]", re.IGNORECASE)
_TELL_EVERY = 200
_SHOWN = 12


def sniff(source: Source, given: ColumnMap = NO_MAP) -> float:
    """Return how much (0..1) a file looks like contributions."""
    long = best_table(source, LONG, given)
    if long is not None and fulfilled(long, LONG) == 1.0:
        return 0.9
    matrix = best_table(source, MATRIX, given)
    if matrix is None or not matrix.has(*COURSE_FIELDS):
        return 0.0
    marked = [index for index in matrix.spare() if _holds_marks(matrix, index)]
    beside = sum(matrix.has(name) for name in course_columns.HINTS)
    return 0.8 if len(marked) > beside else 0.0


def _holds_marks(table: Table, index: int) -> bool:
    """Tell whether most cells of a column look like levels; the first may be a second header."""
    texts = [text for row in table.rows if (text := code_of(row.at(index)))]
    marks = sum(map(_is_mark, texts))
    return marks > 0 and 2 * marks >= len(texts) - 1


def _is_mark(text: str) -> bool:
    return _MARK.fullmatch(text) is not None or fold(text) in LETTERS


def read(source: Source, program: Program, given: ColumnMap, progress: Progress) -> ReadResult:
    """Return the programme with the contributions of a file.

    Raises:
        UnreadableFile: no column names the courses, no header a competency, or the programme has neither.

    """
    for code, rows in (
        ("import.no_courses", program.courses),
        ("import.no_competencies", program.competencies),
    ):
        if not rows:
            raise UnreadableFile(code, Place(file=source.name))
    long = best_table(source, LONG, given)
    is_long = long is not None and fulfilled(long, LONG) == 1.0
    return (_Long if is_long else _Matrix)(source, program, given).run(progress)


class _Reading:
    """What both forms have in common: rows become contributions, with findings and counts."""

    def __init__(self, source: Source, program: Program, given: ColumnMap) -> None:
        self._program = program
        self._given = given
        self._subjects = Subjects(program, given)
        self._findings = Collector(source.name)
        self._puts: dict[tuple[str, str], Contribution] = {}
        self._drops: list[tuple[str, str]] = []
        self._first: dict[tuple[str, str], int] = {}
        self._rows = self._skipped = 0

    def _finish(
        self, columns: tuple[tuple[str, str], ...], tables: list[Table], keys: LevelKeys
    ) -> ReadResult:
        if keys.letters:
            pairs = [f"{letter.upper()} = {level}" for letter, level in keys.letters.items()]
            self._findings.add([note("import.labels", tables[0].place(), pairs=pairs)])
        program = put(self._program, "contributions", *self._puts.values())
        program = drop(program, "contributions", self._drops)
        return ReadResult(program, self._findings.findings(), self._rows, self._skipped, NAME, columns)

    def _close(self, record: Record) -> None:
        self._rows += 1
        self._skipped += bool(record.problems)
        self._findings.add((*record.problems, *record.remarks))

    def _level(self, record: Record, cell: Cell, where: Place, keys: LevelKeys) -> int | None:
        if not text_of(cell):
            return None
        level = keys.level(cell)
        if level is None:
            record.fail("import.no_level", where, value=text_of(cell), high=self._program.about.scale.highest)
        return level

    def _is_first(self, record: Record, course: str, competency: str, where: Place) -> bool:
        """Tell whether a row is the first to speak of a pair; a second one is an error."""
        before = self._first.setdefault((course, competency), record.number)
        if before != record.number:
            record.fail("import.cell_twice", where, row=before)
        return before == record.number

    def _put(self, row: Contribution) -> None:
        key = (row.course, row.competency)
        if row.level == 0:
            self._drops.append(key)
        else:
            self._puts[key] = row

    def _present(self, course: str, competency: str, level: int) -> Contribution:
        present = self._program.contributions.get(course, {}).get(competency)
        if present is None:
            return Contribution(course, competency, level, usual_mode(self._program.courses[course]))
        return replace(present, level=level)


class _Matrix(_Reading):
    """Rows are courses, columns competencies; a blank cell says nothing, 0 takes a contribution away."""

    def __init__(self, source: Source, program: Program, given: ColumnMap) -> None:
        super().__init__(source, program, given)
        self._tables = usable_tables(source, MATRIX, given, self._is_competency)

    def run(self, progress: Progress) -> ReadResult:
        plans = [(table, self._plan(table)) for table in self._tables]
        texts = (code_of(row.at(n)) for table, plan in plans for row in table.rows for n in plan)
        keys = LevelKeys(texts, self._program.about.scale, self._given)
        total = sum(len(table.rows) for table in self._tables)
        columns: dict[str, str] = {}
        for table, plan in plans:
            columns |= dict(table.matched())
            for index, competency in plan.items():
                row = self._program.competencies[competency]
                columns[row.code or row.name.pick("en")] = table.header.title(index)
            for record in table.records():
                if self._rows % _TELL_EVERY == 0:
                    progress(self._rows / total, "matching")
                self._take(record, plan, keys)
        return self._finish(tuple(columns.items()), self._tables, keys)

    def _is_competency(self, text: str) -> bool:
        return self._subjects.find_competency(text) is not None

    def _plan(self, table: Table) -> dict[int, str]:
        """Return the competency of each column; a column that names none is an error of the header."""
        plan: dict[int, str] = {}
        for index in table.spare():
            texts = table.header.titles[index]
            found = next(filter(None, map(self._subjects.find_competency, texts)), None)
            where = table.place(table.header.row, index)
            if found is None:
                self._findings.add([self._no_competency(table, index, where)])
            elif found in plan.values():
                self._findings.add([error("import.header_twice", where, value=shown(texts[0]))])
            else:
                plan[index] = found
        if not plan:
            labels = [shown(table.header.titles[index][0]) for index in table.spare()]
            known = self._subjects.competencies.nearest(labels[0]) if labels else []
            where = table.place(table.header.row)
            raise UnreadableFile("import.no_question", where, labels=labels[:_SHOWN], known=known)
        return plan

    def _no_competency(self, table: Table, index: int, where: Place) -> Finding:
        """Return an error for a column of levels, a warning for one that holds other things."""
        title = table.header.titles[index][0]
        texts = [text for row in table.rows if (text := code_of(row.at(index)))]
        if any(_is_mark(text) for text in texts):
            known = self._subjects.competencies.nearest(title)
            return error("import.unknown_competency", where, value=shown(title), known=known)
        return note("import.columns_left_out", where, columns=[shown(title)], n=1)

    def _take(self, record: Record, plan: dict[int, str], keys: LevelKeys) -> None:
        if course_columns.TOTAL_ROW.match(record.first()):
            return
        course = self._subjects.course(record)
        places = {index: record.table.place(record.number, index) for index in plan}
        levels = {index: self._level(record, record.at(index), places[index], keys) for index in plan}
        if course is not None and not record.problems:
            stated = {index: level for index, level in levels.items() if level is not None}
            if all(self._is_first(record, course, plan[index], places[index]) for index in stated):
                for index, level in stated.items():
                    self._put(self._present(course, plan[index], level))
        self._close(record)


class _Long(_Reading):
    """One row for each contribution, with its mode, hours, weight and evidence."""

    def __init__(self, source: Source, program: Program, given: ColumnMap) -> None:
        super().__init__(source, program, given)
        self._tables = usable_tables(source, LONG, given)

    def run(self, progress: Progress) -> ReadResult:
        texts = (record.code("level") for table in self._tables for record in table.records())
        keys = LevelKeys(texts, self._program.about.scale, self._given)
        total = sum(len(table.rows) for table in self._tables)
        for table in self._tables:
            for record in table.records():
                if self._rows % _TELL_EVERY == 0:
                    progress(self._rows / total, "matching")
                self._take(record, keys)
        columns = tuple(dict.fromkeys(pair for table in self._tables for pair in table.matched()))
        return self._finish(columns, self._tables, keys)

    def _take(self, record: Record, keys: LevelKeys) -> None:
        course, competency = self._subjects.course(record), self._subjects.competency(record)
        where = record.place("level")
        level = self._level(record, record.cell("level"), where, keys)
        if level is None and not record.problems:
            record.fail("import.blank", where, column=record.table.title("level"))
        if course is not None and competency is not None and level is not None:
            row = self._row(record, self._present(course, competency, level))
            if not record.problems and self._is_first(record, course, competency, where):
                self._put(row)
        self._close(record)

    def _row(self, record: Record, present: Contribution) -> Contribution:
        hours, weight = record.number_in("hours"), record.number_in("weight")
        return replace(
            present,
            mode=record.word("mode", MODE_WORDS, present.mode),
            evidence=record.word("evidence", EVIDENCE_WORDS, present.evidence),
            hours=present.hours if hours is None else hours,
            weight=present.weight if weight is None else weight,
        )
