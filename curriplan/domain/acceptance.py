"""Findings that somebody has accepted, with the reason: for these arguments and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from curriplan.domain.codec import canonical
from curriplan.domain.finding import Finding, Place
from curriplan.domain.ids import stable_id
from curriplan.domain.text import Text

_DECIMALS = 6
"""Arguments are figures that people read; what lies behind the sixth decimal is dust of the arithmetic."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that stays as it is, and why.

    ``finding`` is the finding's code. ``row_table``, ``row_key`` and ``field`` are its place; they are no
    references, because an acceptance outlives its row and is then told as stale. ``args`` are the
    finding's arguments as canonical JSON, with the ids of rows instead of their names.
    """

    id: str
    finding: str
    row_table: str = ""
    row_key: tuple[str, ...] = ()
    field: str = ""
    args: str = "{}"
    reason: str = ""
    author: str = ""
    made_on: date | None = None

    @property
    def name(self) -> Text:
        """Return what it is called where rows are named: its reason."""
        return Text(self.reason, self.reason)

    @property
    def place(self) -> Place:
        """Return where the finding stands."""
        return Place(table=self.row_table, key=self.row_key, field=self.field)


Sameness = tuple[str, str, tuple[str, ...], str, str]
"""What makes two findings the same one: code, table, key, field, arguments."""

Named = Mapping[tuple[str, Text], tuple[str, ...]]
"""The ids of rows by table and name, see ``naming.rows_by_name``: a row renamed is still the same."""
NOBODY: Named = MappingProxyType({})


def sameness(finding: Finding, named: Named = NOBODY) -> Sameness:
    """Return what a finding must have in common with an acceptance of it."""
    where, args = finding.where, finding.arguments()
    if "row" in args:
        args.pop("rule", None)  # the row of the rule says which one it is
    return finding.code, where.table, where.key, where.field, plain_arguments(args, named)


def accepts(one: Acceptance) -> Sameness:
    """Return what an acceptance must have in common with the finding that it accepts."""
    return one.finding, one.row_table, one.row_key, one.field, one.args


def acceptance_of(
    finding: Finding, reason: str, author: str, made_on: date | None, named: Named = NOBODY
) -> Acceptance:
    """Return an acceptance of a finding; of the same finding it always has the same id."""
    code, table, key, field, args = sameness(finding, named)
    ident = stable_id("acceptance", code, table, *key, field, args)
    return Acceptance(ident, code, table, key, field, args, reason, author, made_on)


def plain_arguments(args: Mapping[str, Any], named: Named = NOBODY) -> str:
    """Return the arguments of a finding as canonical JSON; a text that is the name of rows stands as their ids.

    >>> plain_arguments({"term": 1, "sum": 23.50000000001, "course": Text("课", "Course")})
    '{"course":{"en":"Course","zh":"课"},"sum":23.5,"term":1}'
    >>> plain_arguments({"course": Text("课", "Course")}, {("courses", Text("课", "Course")): ("k1",)})
    '{"course":["k1"]}'
    """
    return canonical({name: _plain(value, named, _TABLES.get(name, "")) for name, value in args.items()})


_TABLES: Mapping[str, str] = {
    **dict.fromkeys(("course", "courses", "other", "others"), "courses"),
    **dict.fromkeys(("competency", "competencies"), "competencies"),
    "post": "posts",
    "pool": "pools",
    "resource": "resources",
    "type": "course_types",
    "enterprise": "enterprises",
    "survey": "surveys",
    "pack": "rule_packs",
}
"""Of which table the rows are that an argument names: a course may be called as a competency is."""


def _plain(value: Any, named: Named, table: str) -> Any:
    if isinstance(value, Text):
        ids = named.get((table, value)) or named.get(("", value))
        return list(ids) if ids else {"zh": value.zh, "en": value.en}
    if isinstance(value, list | tuple):
        return [_plain(one, named, table) for one in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(one, named, table) for one in value), key=str)
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        number = round(float(value), _DECIMALS)
        return int(number) if number.is_integer() else number
    return str(value)
