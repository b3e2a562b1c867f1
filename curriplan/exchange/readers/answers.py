"""Answers on their way into a programme: surveys, enterprises, respondents and what they rate.

A respondent of the same code in the same survey is replaced, so that a file can be imported again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Place
from curriplan.domain.program import Program
from curriplan.domain.survey import Enterprise, Rating, Respondent, Survey
from curriplan.exchange.cells import fold, plain
from curriplan.exchange.columns import ColumnMap
from curriplan.exchange.readers.names import Names, code_and_name, fresh_id, name_of
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.table import Record, Table

Item = tuple[str, str]
"""Post and competency."""

IMPORTANCE, LEVEL = 0, 1
_NOTHING: tuple[int | None, int | None] = (None, None)
_WHO = ("survey", "respondent", "enterprise_code", "enterprise", "role", "date", "contexts")
_LIST = re.compile(r"[;；,，、|]")


@dataclass(slots=True)
class Person:
    """One respondent while the file is read. ``ratings`` holds [importance, level] by post and competency."""

    survey: Survey
    code: str
    enterprise: str
    role: str
    day: date | None
    contexts: frozenset[str]
    row: int
    accepted: bool = False
    ratings: dict[Item, list[int | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stated:
    """One answer of a row: on what, in which dimension, which value, from which column."""

    item: Item
    dimension: int
    value: int
    column: int | None


class AnswerBook:
    """Gathers the answers of one file; ``program`` is what the file is imported into."""

    def __init__(self, program: Program, file: str, given: ColumnMap, subjects: Subjects) -> None:
        self._program = program
        self._subjects = subjects
        self._surveys = _Surveys(program, file, given)
        self._enterprises = _Enterprises(program)
        self._people: dict[tuple[str, str], Person] = {}
        self._seen: dict[tuple[object, ...], Person] = {}
        self._table: Table | None = None
        self._present: tuple[str, ...] = ()

    @property
    def usual_bounds(self) -> tuple[int, int]:
        """Return the importance scale of a survey that is only just made."""
        return self._surveys.usual_bounds

    def person(self, record: Record, numbered: str = "") -> Person | None:
        """Return the respondent of a row; ``numbered`` is the code where no column gives one.

        None, with the problem noted, where respondent or enterprise are blank or contradict an earlier row.
        """
        fields = self._fields(record.table)
        raw = (fields, numbered, *map(record.cell, fields))
        known = self._seen.get(raw)
        if known is None:
            known = self._read(record, numbered)
            if known is not None:
                self._seen[raw] = known
        return known

    def _fields(self, table: Table) -> tuple[str, ...]:
        if table is not self._table:
            self._table, self._present = table, tuple(name for name in _WHO if table.has(name))
        return self._present

    def _read(self, record: Record, numbered: str) -> Person | None:
        survey = self._surveys.of(record.text("survey"))
        code = record.code("respondent") or numbered
        if not code:
            record.fail("import.no_respondent", record.place("respondent"))
            return None
        enterprise = self._enterprises.of(record)
        if enterprise is None:
            return None
        known = self._people.get((survey.id, code))
        if known is None:
            known = Person(
                survey,
                code,
                enterprise,
                record.text("role"),
                record.day("date"),
                frozenset(filter(None, map(plain, _LIST.split(record.text("contexts"))))),
                record.number,
            )
            self._people[survey.id, code] = known
        elif known.enterprise != enterprise:
            record.fail("import.respondent_twice", record.place("respondent"), value=code, row=known.row)
            return None
        return known

    def accept(self, record: Record, person: Person, stated: Iterable[Stated]) -> None:
        """Take a row in; where an earlier row answered otherwise, that is noted and the row is left out."""
        stated = list(stated)
        for one in stated:
            before = person.ratings.get(one.item, _NOTHING)[one.dimension]
            if before is not None and before != one.value:
                where = record.table.place(record.number, one.column)
                record.fail("import.answer_twice", where, value=one.value, before=before)
        if not record.problems:
            person.accepted = True
            for one in stated:
                person.ratings.setdefault(one.item, [None, None])[one.dimension] = one.value

    def result(self) -> Program:
        """Return the programme with everything that was gathered."""
        people = [one for one in self._people.values() if one.accepted]
        surveys = {one.survey.id: one.survey for one in people}
        used = {one.enterprise for one in people}
        items = {item for one in people for item in one.ratings}
        program = self._subjects.with_added(self._program, {ident for item in items for ident in item})
        program = put(program, "surveys", *surveys.values())
        program = put(program, "enterprises", *(one for one in self._enterprises.fresh if one.id in used))
        return put(program, "respondents", *self._respondents(people))

    def _respondents(self, people: list[Person]) -> Iterator[Respondent]:
        before = {(one.survey, one.code): one for one in self._program.respondents.values()}
        for person in people:
            survey, code = person.survey.id, person.code
            ratings = tuple(Rating(*item, *held) for item, held in person.ratings.items())
            present = before.get((survey, code))
            if present is None:
                name = fresh_id(self._program.respondents, "respondent", survey, code)
                present = Respondent(name, survey, person.enterprise, code)
            same = set(present.ratings) == set(ratings)
            yield replace(
                present,
                enterprise=person.enterprise,
                role=person.role or present.role,
                answered_on=person.day or present.answered_on,
                contexts=person.contexts or present.contexts,
                ratings=present.ratings if same else ratings,
            )


class _Surveys:
    """Surveys by what a file calls them; one that is not there yet is made."""

    def __init__(self, program: Program, file: str, given: ColumnMap) -> None:
        self._program = program
        self._known = Names(program.surveys.values())
        self._rows = dict(program.surveys)
        self._file = file
        self._usual = PurePath(file).stem
        self._given = given
        usual = Survey("")
        self.usual_bounds = (
            self._bound("importance_min", usual.importance_min),
            self._bound("importance_max", usual.importance_max),
        )

    def of(self, label: str) -> Survey:
        """Return the survey of a label; without a label it is named after the file."""
        name = label or self._usual
        found = self._known.find(name)
        return self._rows[found] if found is not None else self._new(name)

    def _new(self, name: str) -> Survey:
        low, high = self.usual_bounds
        row = Survey(
            fresh_id(self._rows, "survey", fold(name)),
            name=name_of(name),
            importance_min=low,
            importance_max=high,
            source=self._file,
            position=1.0 + max((one.position for one in self._rows.values()), default=0.0),
        )
        self._rows[row.id] = row
        self._known.add(row)
        return row

    def _bound(self, name: str, usual: int) -> int:
        given = self._given.values.get(name, "")
        if given and not given.isdecimal():
            raise UnreadableFile("import.map_entry", Place(file=self._file), entry=f"values.{name}")
        return int(given) if given else usual


class _Enterprises:
    """Enterprises by code or name; ``fresh`` are those that were not there yet."""

    def __init__(self, program: Program) -> None:
        self._known = Names(program.enterprises.values())
        self._ids = set(program.enterprises)
        self._position = max((one.position for one in program.enterprises.values()), default=0.0)
        self.fresh: list[Enterprise] = []

    def of(self, record: Record) -> str | None:
        """Return the enterprise of a row, or None, noted, where the row names none or several."""
        code, name = record.code("enterprise_code"), record.text("enterprise")
        label = code or name
        if not label:
            record.fail("import.no_enterprise", record.place("enterprise"))
            return None
        found = self._known.find(label)
        if found is None and self._known.is_shared(label):
            record.fail("import.ambiguous", record.place("enterprise"), value=label)
            return None
        return found if found is not None else self._new(code, name)

    def _new(self, code: str, name: str) -> str:
        code, name = code_and_name(code, name)
        self._position += 1.0
        row = Enterprise(
            fresh_id(self._ids, "enterprise", fold(code or name)),
            code,
            name_of(name),
            position=self._position,
        )
        self._ids.add(row.id)
        self._known.add(row)
        self.fresh.append(row)
        return row.id
