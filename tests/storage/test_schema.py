"""A released file's tables never change without a migration."""

from __future__ import annotations

import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from curriplan.storage.database import make_schema
from curriplan.storage.header import APPLICATION_ID, SCHEMA_VERSION, read_header
from curriplan.storage.migrate import SCRIPTS
from curriplan.storage.schema import SCHEMA, STATEMENTS
from tests.storage.files import new_file

PINNED = SCRIPTS / "versions" / "v0002_rules.sql"
ADVICE = """A field of a row type was changed, so files would have other tables than version 2.
Write the next script in storage/migrations/versions, count SCHEMA_VERSION up, and pin that version.
(As long as version 2 was never released: add the tables and columns to its script, and write
";\\n\\n".join(STATEMENTS) + ";\\n" to the pinned file.)"""


def test_the_tables_of_the_present_version_are_pinned() -> None:
    assert ";\n\n".join(STATEMENTS) + ";\n" == PINNED.read_text("utf-8"), ADVICE


def test_the_scripts_lead_to_the_present_version() -> None:
    versions = [int(one.revision) for one in ScriptDirectory(str(SCRIPTS)).walk_revisions()]
    assert versions == list(range(SCHEMA_VERSION, 0, -1))


def test_the_scripts_make_our_tables() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            for one in reversed(list(ScriptDirectory(str(SCRIPTS)).walk_revisions())):
                one.module.upgrade()
        made = columns_of(connection)
        for name in made:
            connection.exec_driver_sql(f"DROP TABLE {name}")
        make_schema(connection)
        assert columns_of(connection) == made
    engine.dispose()


def columns_of(connection: sa.Connection) -> dict[str, set[tuple[str, str, int, int]]]:
    """Return by table the name, type, "not null" and place in the key of its columns."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
    told = {name: connection.exec_driver_sql(f"PRAGMA table_info({name})").fetchall() for name in names}
    return {name: {(row[1], row[2], row[3], row[5]) for row in rows} for name, rows in told.items()}


def test_a_new_file_holds_exactly_our_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    new_file(path)
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    assert len(found) == len(SCHEMA)
    assert set(found) == SCHEMA


def test_the_header_says_what_the_file_is(tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    new_file(path)
    header = read_header(path)
    assert (header.application, header.version) == (APPLICATION_ID, SCHEMA_VERSION)
    assert header.pages * header.page_size == path.stat().st_size
    assert APPLICATION_ID.to_bytes(4, "big") == b"CPPR"


def test_the_scripts_are_packed_into_the_wheel() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert SCRIPTS.parts[-3] in project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
