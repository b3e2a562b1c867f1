"""Which lists there are: each names its rows and columns, and how rows come, change and go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curriplan.analysis.order import in_order
from curriplan.domain.edits.courses import next_code
from curriplan.domain.edits.fields import set_cells
from curriplan.domain.edits.fresh import add_row
from curriplan.domain.edits.posts import add_post, post_after
from curriplan.domain.edits.removal import remove
from curriplan.domain.edits.steps import add_step, remove_steps
from curriplan.domain.ids import new_id
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.domain.tables import Row
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.lists import columns
from curriplan.gui.lists.steps import put_steps, step_rows
from curriplan.gui.sheets.field import Field

Value = tuple[str, str, Any]


@dataclass(frozen=True, slots=True)
class RowList:
    """One list. ``name`` is its table, ``group`` the heading that it stands under."""

    name: str
    group: str
    columns: Callable[[Desk], tuple[Field, ...]]

    def rows(self, program: Program) -> Mapping[str, Row]:
        """Return the rows by key, in their order."""
        return {row.id: row for row in in_order(getattr(program, self.name))}

    def put(self, program: Program, values: Iterable[Value]) -> Program:
        """Return the programme with some (key, path, value) set."""
        return set_cells(program, self.name, values)

    def fresh_keys(self, program: Program, count: int) -> list[str]:
        """Return keys for new rows."""
        del program
        return [new_id() for _ in range(count)]

    def add(self, program: Program, key: str, after: str | None) -> Program:
        """Return the programme with a new row behind another one.

        Raises:
            LookupError: it must belong to a row of another list, and there is none.

        """
        return add_row(program, self.name, key, after)

    def remove(self, program: Program, keys: Sequence[str]) -> Program:
        """Return the programme without some rows and all that only made sense through them."""
        return remove(program, self.name, keys)

    def selection(self, key: str) -> Selection:
        """Return what is selected in the window where a row is chosen here."""
        return Selection(table=self.name, row=key)


class PostList(RowList):
    """Posts of one's own: "every graduate" is built in and stays as it is."""

    __slots__ = ()

    def rows(self, program: Program) -> Mapping[str, Row]:
        posts = in_order(program.posts)
        return {row.id: row for row in posts if row.level is not PostLevel.GRADUATE}

    def add(self, program: Program, key: str, after: str | None) -> Program:
        return add_post(program, post_after(program, key, after))

    def selection(self, key: str) -> Selection:
        return Selection(post=key, table=self.name, row=key)


class CompetencyList(RowList):
    """Competencies, which other pages show as well."""

    __slots__ = ()

    def selection(self, key: str) -> Selection:
        return Selection(competency=key, table=self.name, row=key)


class StepList(RowList):
    """Steps of the process chain."""

    __slots__ = ()

    def rows(self, program: Program) -> Mapping[str, Row]:
        return step_rows(program)

    def put(self, program: Program, values: Iterable[Value]) -> Program:
        return put_steps(program, values)

    def fresh_keys(self, program: Program, count: int) -> list[str]:
        keys = list(step_rows(program))
        for _ in range(count):
            keys.append(next_code(keys, "S"))
        return keys[len(keys) - count :]

    def add(self, program: Program, key: str, after: str | None) -> Program:
        return add_step(program, key, after)

    def remove(self, program: Program, keys: Sequence[str]) -> Program:
        return remove_steps(program, keys)


POSTS = PostList("posts", "demand", columns.post_columns)
TASKS = RowList("tasks", "demand", columns.task_columns)
STEPS = StepList("steps", "demand", columns.step_columns)
ENTERPRISES = RowList("enterprises", "demand", columns.enterprise_columns)
SURVEYS = RowList("surveys", "demand", columns.survey_columns)
COMPETENCIES = CompetencyList("competencies", "competencies", columns.competency_columns)
MODULES = RowList("modules", "competencies", columns.module_columns)
FRAMEWORKS = RowList("frameworks", "competencies", columns.framework_columns)
TYPES = RowList("course_types", "courses", columns.type_columns)
POOLS = RowList("pools", "courses", columns.pool_columns)
TRACKS = RowList("tracks", "courses", columns.track_columns)
RESOURCES = RowList("resources", "courses", columns.resource_columns)

LISTS: tuple[RowList, ...] = (
    POSTS,
    TASKS,
    STEPS,
    ENTERPRISES,
    SURVEYS,
    COMPETENCIES,
    MODULES,
    FRAMEWORKS,
    TYPES,
    POOLS,
    TRACKS,
    RESOURCES,
)
BY_NAME: Mapping[str, RowList] = {one.name: one for one in LISTS}
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(one.group for one in LISTS))


def named(row: Row) -> Text:
    """Return what a label calls a row."""
    name: Text = row.name
    return name.or_code(row.code)
