from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import Change
from curriplan.domain.codec import CodecError
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Hours
from curriplan.domain.digest import row_digest
from curriplan.domain.tables import TABLES, Row, Table, table
from curriplan.storage.database import make_schema
from curriplan.storage.errors import Unreadable
from curriplan.storage.history import pack_changes, unpack_changes
from curriplan.storage.rows import read_table, record_of, rows_of, write_changes
from curriplan.storage.schema import SA_TABLES
from tests.strategies import rows

EXAMPLES = int(os.environ.get("CURRIPLAN_EXAMPLES", "20"))


@pytest.fixture(scope="module")
def connection() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        make_schema(connection)
        yield connection
    engine.dispose()


def stored(connection: sa.Connection, one: Table, row: Row) -> Row:
    """Return what a row is after it went into its table and out again."""
    key = one.key_of(row)
    write_changes(connection, (Change(one.name, key, None, row),))
    held = read_table(connection, one)
    write_changes(connection, (Change(one.name, key, row, None),))
    assert len(held) == 1
    assert read_table(connection, one) == {}
    return held[key[0]][key[1]] if one.nested else held[key[0]]


@pytest.mark.parametrize("one", TABLES, ids=lambda one: one.name)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_what_is_loaded_equals_what_was_stored(
    connection: sa.Connection, one: Table, data: st.DataObject
) -> None:
    row = data.draw(rows(one))
    loaded = stored(connection, one, row)
    assert loaded == row
    key = one.key_of(row)
    assert row_digest(one.name, key, loaded) == row_digest(one.name, key, row)
    change = Change(one.name, key, row, None)
    assert unpack_changes(pack_changes((change,))) == (change,)


def test_minus_zero_has_the_digest_of_zero_for_they_are_equal() -> None:
    plus, minus = Course("c", position=0.0), Course("c", position=-0.0)
    assert plus == minus
    assert row_digest("courses", ("c",), plus) == row_digest("courses", ("c",), minus)


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(CodecError):
        record_of(table("courses"), Course("c", hours=Hours(theory=float("inf"))))


def test_rows_keep_the_order_in_which_they_came(connection: sa.Connection) -> None:
    ids = ["b", "c", "a"]
    put = [Change("courses", (one,), None, Course(one)) for one in ids]
    write_changes(connection, (*put, Change("courses", ("c",), Course("c"), Course("c", code="new"))))
    assert list(read_table(connection, table("courses"))) == ids
    write_changes(connection, tuple(Change("courses", (one,), Course(one), None) for one in ids))


def test_the_last_of_several_changes_of_a_row_holds(connection: sa.Connection) -> None:
    one, other = Course("c", code="1"), Course("c", code="2")
    there_and_gone = (Change("courses", ("c",), None, one), Change("courses", ("c",), one, None))
    write_changes(connection, there_and_gone)
    assert read_table(connection, table("courses")) == {}
    write_changes(connection, (*there_and_gone, Change("courses", ("c",), None, other)))
    assert read_table(connection, table("courses")) == {"c": other}
    write_changes(connection, (Change("courses", ("c",), other, None),))


BROKEN: list[tuple[str, object, Row]] = [
    ("kind", "no such kind", Competency("k")),
    ("review_by", "2026-02-30", Competency("k")),
    ("frames", "[", Competency("k")),
    ("frames", "[1]", Competency("k")),
    ("frames", "[" * 100_000, Competency("k")),
    ("name_zh", 3, Competency("k")),
    ("position", "first", Competency("k")),
    ("position", None, Competency("k")),
    ("core", 2, Course("c")),
    ("level", 2.5, Contribution("c", "k", 1)),
    ("hours", '{"theory": 1e999}', Course("c")),
    ("hours", '{"theory": NaN}', Course("c")),
    ("hours", '{"lessons": 1}', Course("c")),
]


@pytest.mark.parametrize(("column", "value", "row"), BROKEN)
def test_what_this_program_does_not_write_is_not_read(column: str, value: object, row: Row) -> None:
    one = next(one for one in TABLES if isinstance(row, one.row))
    record = record_of(one, row)
    good = [record[c.name] for c in SA_TABLES[one.name].columns]
    assert rows_of(one, [good]) == [row]
    bad = [value if c.name == column else record[c.name] for c in SA_TABLES[one.name].columns]
    with pytest.raises(Unreadable):
        rows_of(one, [good, bad])


def test_equal_packed_values_are_one_object() -> None:
    one = table("courses")
    many = [replace(Course("c"), hours=Hours(theory=float(n % 2))) for n in range(4)]
    records = [list(record_of(one, row).values()) for row in many]
    first, _, third, _ = rows_of(one, records)
    assert first.hours is third.hours
