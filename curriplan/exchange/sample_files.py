"""Which text files a programme folder holds, and which ids their rows get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from curriplan.domain.defaults import blank_program, term
from curriplan.domain.survey import Choice, Option, PublishedShare, Rating
from curriplan.domain.tables import OF_HISTORY, TABLES, Ref, Row, Table, table
from curriplan.domain.text import EMPTY
from curriplan.exchange.sample_columns import Column, columns_of

PROFILE_FILE = "programme.toml"
PROFILE_TABLE = "profile"
PACK_FOLDER = "rule_packs"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that another row holds in a field, in a file of their own: ``owner`` names the holder's column."""

    file: str
    table: str
    field: str
    owner: str
    row: type
    refs: tuple[Ref, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns beside the owner's."""
        return columns_of(self.row, self.refs)


PARTS: tuple[Part, ...] = (
    Part("options", "questions", "options", "question", Option),
    Part("published", "questions", "published", "question", PublishedShare),
    Part(
        "answers",
        "respondents",
        "ratings",
        "respondent",
        Rating,
        (Ref("post", "posts"), Ref("competency", "competencies")),
    ),
    Part("choices", "respondents", "choices", "respondent", Choice, (Ref("question", "questions"),)),
)

OF_PACKS = ("rule_packs", "rules")
"""Tables that stand in a folder as rule packs do everywhere: one TOML file a pack."""

NOT_IN_FOLDERS = ("acceptances",)
"""Tables whose rows name others by their ids, which a folder does not have."""

FILE_TABLES: tuple[Table, ...] = tuple(
    one for one in TABLES if one.name not in {PROFILE_TABLE, *OF_PACKS, *NOT_IN_FOLDERS, *OF_HISTORY}
)

POSITIONED = frozenset(one.name for one in FILE_TABLES if any(f.name == "position" for f in fields(one.row)))

# Rows that nobody refers to need no code: they are told apart by what they say.
NATURAL = {"statements": ("post", "competency"), "requisites": ("course", "kind")}


def table_columns(one: Table) -> tuple[Column, ...]:
    """Return the columns of a table's file."""
    return columns_of(one.row, one.refs)


def has_names(one: Table) -> bool:
    """Tell whether other rows can refer to rows of a table: by code, or by number for terms."""
    return one.key == ("id",)


def name_header(one: Table) -> str:
    """Return the column by which rows of a table are referred to."""
    return "number" if one.name == "terms" else "code"


def name_of(one: Table, row: Row) -> str:
    """Return by what other rows refer to a row."""
    return str(getattr(row, name_header(one)))


def known_ids() -> dict[tuple[str, str], str]:
    """Return by (table, name) the ids of the rows that every new programme has: they stay the same."""
    blank = blank_program(EMPTY, terms=0)
    rows = ((one, row) for one in FILE_TABLES if has_names(one) for row in getattr(blank, one.name).values())
    return {(one.name, name_of(one, row)): row.id for one, row in rows}


def term_id(name: str) -> str:
    """Return the id of the term of a number."""
    return term(int(name)).id


def file_names() -> Iterator[str]:
    """Yield the names of all CSV files that a folder may hold."""
    yield from (f"{one.name}.csv" for one in FILE_TABLES)
    yield from (f"{one.file}.csv" for one in PARTS)


def parts_of(one: Table) -> tuple[Part, ...]:
    """Return what rows of a table hold in files of their own."""
    return tuple(part for part in PARTS if table(part.table) is one)
