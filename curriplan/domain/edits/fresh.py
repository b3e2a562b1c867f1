"""New rows of the flat tables: where they stand, what they are called, what they take over from their neighbour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from curriplan.domain.defaults import OWN_FRAMEWORK
from curriplan.domain.edits.courses import next_code
from curriplan.domain.edits.rows import put
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.domain.tables import Row, table

STEMS: Mapping[str, str] = {
    "frameworks": "F",
    "modules": "M",
    "competencies": "C",
    "tasks": "T",
    "course_types": "K",
    "pools": "E",
    "tracks": "D",
    "resources": "R",
    "enterprises": "Q",
    "surveys": "S",
}
"""What the code of the first row of a table begins with."""

KINDRED: Mapping[str, tuple[str, ...]] = {
    "modules": ("framework", "parent"),
    "competencies": ("module", "kind", "ability"),
    "tasks": ("post",),
}
"""What a new row has in common with the one that it stands behind."""


def add_row(program: Program, name: str, ident: str, after: str | None = None, /, **given: Any) -> Program:
    """Return the programme with a new row of a table behind another one, or behind all.

    Its code counts on from that one. A first module brings a framework to stand in.

    Raises:
        LookupError: a task must belong to a post, and there is none.

    """
    if name == "modules" and not program.frameworks and "framework" not in given:
        program = put(program, "frameworks", OWN_FRAMEWORK)
    held: Mapping[str, Row] = getattr(program, name)
    last = max(held.values(), key=lambda row: (row.position, row.code, row.id), default=None)
    before = held.get(after or "", last)
    made: dict[str, Any] = {"code": next_code(_codes(held), STEMS[name]), "position": 1.0}
    if before is not None:
        behind = sorted(row.position for row in held.values() if row.position > before.position)
        made = {
            "code": next_code(_codes(held), before.code or STEMS[name]),
            "position": (before.position + behind[0]) / 2 if behind else before.position + 1.0,
            **{field: getattr(before, field) for field in KINDRED.get(name, ())},
        }
    elif name in OWNERS and OWNERS[name][0] not in given:
        field, owners = OWNERS[name]
        made[field] = owners(program)
    return put(program, name, table(name).row(ident, **{**made, **given}))


def _codes(held: Mapping[str, Row]) -> list[str]:
    return [row.code for row in held.values()]


def _first_post(program: Program) -> str:
    own = [one for one in program.posts.values() if one.level is not PostLevel.GRADUATE]
    if not own:
        raise LookupError("posts")
    return min(own, key=lambda one: (one.position, one.code, one.id)).id


def _first_framework(program: Program) -> str:
    return min(program.frameworks.values(), key=lambda one: (one.position, one.code, one.id)).id


OWNERS: Mapping[str, tuple[str, Callable[[Program], str]]] = {
    "tasks": ("post", _first_post),
    "modules": ("framework", _first_framework),
}
"""What a row must belong to, and what the first row of its table belongs to."""
