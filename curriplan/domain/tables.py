"""What the tables of a programme are called, how their rows are keyed, and what they refer to.

This is the one list from which differences, integrity, digests, the store and the text files of the
samples are made. A new noun is one dataclass, one field of ``Program`` and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from curriplan.domain.acceptance import Acceptance
from curriplan.domain.competency import Competency, Framework, Module
from curriplan.domain.course import Contribution, Course, CourseType, Pool, Requisite, Resource, Track
from curriplan.domain.plan import Placement, Term
from curriplan.domain.post import Post, Statement, Task
from curriplan.domain.profile import Profile
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.scenario import RowChange, Scenario
from curriplan.domain.survey import Enterprise, Question, Respondent, Survey
from curriplan.domain.version import NamedVersion

Key = tuple[str, ...]
Row = Any  # one of the row types below; which one is known by the table


@dataclass(frozen=True, slots=True)
class Ref:
    """A field whose values are keys of another table. ``many``: the field holds several."""

    field: str
    table: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name in ``Program``, its row type, the fields of its key, its references."""

    name: str
    row: type
    key: tuple[str, ...] = ("id",)
    refs: tuple[Ref, ...] = ()
    inner: Callable[[Row], Iterable[tuple[str, str]]] | None = None

    @property
    def nested(self) -> bool:
        """Tell whether rows are held by parent."""
        return len(self.key) == 2

    def key_of(self, row: Row) -> Key:
        """Return the key of a row."""
        return tuple(str(getattr(row, name)) for name in self.key)

    def references(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield (table, id) for everything that a row refers to."""
        for ref in self.refs:
            value = getattr(row, ref.field)
            if ref.many:
                for one in value:
                    yield ref.table, one
            elif value is not None:
                yield ref.table, value
        if self.inner is not None:
            yield from self.inner(row)

    def rows(self, program: Program) -> Iterator[tuple[Key, Row]]:
        """Yield every row with its key."""
        held = getattr(program, self.name)
        if self.nested:
            for parent, rows in held.items():
                for child, row in rows.items():
                    yield (parent, child), row
        else:
            for key, row in held.items():
                yield (key,), row

    def get(self, program: Program, key: Key) -> Row | None:
        """Return the row with a key, or None."""
        held: Mapping[str, Any] = getattr(program, self.name)
        for part in key:
            if part not in held:
                return None
            held = held[part]
        return held


def _answered(row: Respondent) -> Iterator[tuple[str, str]]:
    for rating in row.ratings:
        yield "posts", rating.post
        yield "competencies", rating.competency
    for choice in row.choices:
        yield "questions", choice.question


TABLES: tuple[Table, ...] = (
    Table("profile", Profile),
    Table("frameworks", Framework),
    Table("modules", Module, refs=(Ref("framework", "frameworks"), Ref("parent", "modules"))),
    Table(
        "competencies",
        Competency,
        refs=(
            Ref("module", "modules"),
            Ref("frames", "modules", many=True),
            Ref("parents", "competencies", many=True),
        ),
    ),
    Table(
        "posts",
        Post,
        refs=(
            Ref("tracks", "tracks", many=True),
            Ref("promotes_to", "posts", many=True),
            Ref("complements", "posts", many=True),
        ),
    ),
    Table("tasks", Task, refs=(Ref("post", "posts"), Ref("competencies", "competencies", many=True))),
    Table(
        "statements",
        Statement,
        key=("post", "id"),
        refs=(Ref("post", "posts"), Ref("competency", "competencies")),
    ),
    Table("course_types", CourseType),
    Table("pools", Pool),
    Table("tracks", Track),
    Table("resources", Resource),
    Table("terms", Term),
    Table(
        "courses",
        Course,
        refs=(
            Ref("type", "course_types"),
            Ref("pool", "pools"),
            Ref("tracks", "tracks", many=True),
            Ref("allowed_terms", "terms", many=True),
            Ref("undesired_terms", "terms", many=True),
            Ref("resources", "resources", many=True),
        ),
    ),
    Table(
        "contributions",
        Contribution,
        key=("course", "competency"),
        refs=(Ref("course", "courses"), Ref("competency", "competencies")),
    ),
    Table(
        "requisites",
        Requisite,
        key=("course", "id"),
        refs=(Ref("course", "courses"), Ref("courses", "courses", many=True)),
    ),
    Table("placements", Placement, key=("course",), refs=(Ref("course", "courses"), Ref("term", "terms"))),
    Table("enterprises", Enterprise),
    Table("surveys", Survey),
    Table("questions", Question, refs=(Ref("survey", "surveys"),)),
    Table(
        "respondents",
        Respondent,
        refs=(Ref("survey", "surveys"), Ref("enterprise", "enterprises")),
        inner=_answered,
    ),
    Table("rule_packs", RulePack),
    Table("rules", Rule, key=("pack", "id"), refs=(Ref("pack", "rule_packs"),)),
    Table("acceptances", Acceptance),
    Table("scenarios", Scenario),
    Table("scenario_changes", RowChange, key=("scenario", "target"), refs=(Ref("scenario", "scenarios"),)),
    Table("versions", NamedVersion),
)

OF_HISTORY = ("scenarios", "scenario_changes", "versions")
"""Tables that refer to revisions: what has no history cannot hold them."""

BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}


def table(name: str) -> Table:
    """Return the table of a name.

    Raises:
        KeyError: there is no such table.

    """
    return BY_NAME[name]


def all_rows(program: Program) -> Iterator[tuple[str, Key, Row]]:
    """Yield (table name, key, row) for every row of a programme."""
    for one in TABLES:
        for key, row in one.rows(program):
            yield one.name, key, row
