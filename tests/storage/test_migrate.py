"""Files of an older version, proven on a version that never was, and on the first one: other columns, other words, other digests."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from curriplan.domain.codec import Plain
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.storage import migrate
from curriplan.storage.database import Database
from curriplan.storage.header import SCHEMA_VERSION, read_header
from curriplan.storage.history import chain_of, read_records
from curriplan.storage.migrations.history import rewrite_rows
from curriplan.storage.schema import HISTORY
from curriplan.storage.store import Store
from tests.storage.files import AUTHOR, EDITED, append_edit, names_in, new_file, refused

BEFORE, NOW = SCHEMA_VERSION - 1, SCHEMA_VERSION
VERSION_1 = Path(__file__).parent / "data" / "version_1.curriplan.gz"
"""The smaller sample as a program of version 1 stored it."""
SCRIPT_BEFORE = f"""
revision = "{BEFORE:04}"
down_revision = None

def upgrade():
    raise AssertionError("a file of this version has had this step")
"""
SCRIPT_NOW = f'''
"""Tracks had one title, and no position."""

import sqlalchemy as sa
from alembic import op

from curriplan.storage.migrations.history import rewrite_rows

revision = "{NOW:04}"
down_revision = "{BEFORE:04}"

def upgrade():
    with op.batch_alter_table("tracks") as tracks:
        tracks.alter_column("title", new_column_name="name_zh")
        tracks.add_column(sa.Column("name_en", sa.Text, nullable=False, server_default=""))
        tracks.add_column(sa.Column("position", sa.REAL, nullable=False, server_default="7"))
    rewrite_rows(op.get_bind(), "tracks", row)

def row(plain):
    name = dict(zh=plain["title"], en="")
    return dict(id=plain["id"], code=plain["code"], name=name) | dict(position=7.0)
'''


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scripts"
    (folder / "versions").mkdir(parents=True)
    (folder / "versions" / "before.py").write_text(SCRIPT_BEFORE)
    (folder / "versions" / "now.py").write_text(SCRIPT_NOW)
    monkeypatch.setattr(migrate, "SCRIPTS", folder)
    return folder


def without_position(row: Plain) -> Plain:
    return {"id": row["id"], "code": row["code"], "title": row["name"]["zh"]}


def old_file(path: Path) -> Program:
    """Make a file of the version before, and return what it holds once it is up to date."""
    new_file(path, seed=3, edits=4)
    with Store.open(path) as store:
        program = append_edit(store, Random(1), store.load())
        more = [replace(one, name=Text(one.name.zh), position=7.0) for one in program.tracks.values()]
        assert more
        program = put(program, "tracks", *more)
    database = Database(path, writable=True)
    with database.writing() as connection:
        for change in ("RENAME name_zh TO title", "DROP name_en", "DROP position"):
            connection.exec_driver_sql(f"ALTER TABLE tracks {change}")
        rewrite_rows(connection, "tracks", without_position)
        chain = connection.exec_driver_sql("SELECT value FROM meta").scalar_one()
        for record in read_records(connection, 0, 100):
            chain = chain_of(chain, record)
            there = HISTORY.c.revision == record.revision
            connection.execute(HISTORY.update().where(there).values(chain=chain))
        connection.exec_driver_sql(f"PRAGMA user_version={BEFORE}")
    database.close()
    return program


def test_an_old_file_is_brought_up_to_date(tmp_path: Path, scripts: Path) -> None:
    path = tmp_path / "a.curriplan"
    program = old_file(path)
    path.chmod(0o600)
    database = Database(path, writable=False)
    with database.reading() as connection:
        before = [one._asdict() for one in read_records(connection, 0, 100)]
    database.close()
    with Store.open(path) as store:
        assert store.load() == program
        assert store.verify() == []
        assert store.revision == len(before)
        for stamp, old in zip(store.stamps(), before, strict=True):
            assert (stamp.revision, stamp.author, stamp.label.code) == (
                old["revision"],
                old["author"],
                old["label"],
            )
            assert stamp.at.isoformat(timespec="microseconds") == old["at"]
        append_edit(store, Random(2), program)
    assert read_header(path).version == SCHEMA_VERSION
    assert names_in(tmp_path) == {path.name, scripts.name}
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_an_old_file_that_cannot_be_written_says_so(tmp_path: Path, scripts: Path) -> None:
    assert scripts.exists()
    path = tmp_path / "a.curriplan"
    old_file(path)
    before = path.read_bytes()
    with refused("store.old_read_only", path):
        Store.open(path, read_only=True)
    assert path.read_bytes() == before


BROKEN = {
    "a script that fails": ("tracks.alter_column", "tracks.no_such_step", AttributeError),
    "rows that the history does not lead to": ('server_default="7"', 'server_default="8"', None),
    "a history that cannot be read": ("dict(position=7.0)", "dict(place=7.0)", None),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_migration_that_fails_changes_nothing(tmp_path: Path, scripts: Path, what: str) -> None:
    path = tmp_path / "a.curriplan"
    old_file(path)
    before = path.read_bytes()
    old, new, error = BROKEN[what]
    script = scripts / "versions" / "now.py"
    assert old in SCRIPT_NOW
    script.write_text(SCRIPT_NOW.replace(old, new))
    if error is None:
        with refused("store.damaged", path):
            Store.open(path)
    else:
        with pytest.raises(error):
            Store.open(path)
    assert path.read_bytes() == before
    assert names_in(tmp_path) == {path.name, scripts.name}


def test_a_broken_history_gets_no_valid_digests(tmp_path: Path, scripts: Path) -> None:
    assert scripts.exists()
    path = tmp_path / "a.curriplan"
    old_file(path)
    database = Database(path, writable=True)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE history SET author = 'X' WHERE revision = 2")
    database.close()
    before = path.read_bytes()
    with refused("store.damaged", path):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_present_file_needs_no_alembic(tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    new_file(path)
    code = (
        "import sys, pathlib; from curriplan.storage.store import Store;"
        "Store.open(pathlib.Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_second_window_on_an_old_file_waits_for_the_first(tmp_path: Path, scripts: Path) -> None:
    assert scripts.exists()
    path = tmp_path / "a.curriplan"
    program = old_file(path)
    with Store.open(path) as first, Store.open(path) as second:
        assert second.read_only
        assert second.load() == first.load() == program
        first.append((), EDITED, AUTHOR)


def test_a_file_of_version_1_opens_with_all_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    assert read_header(path).version == 1
    with Store.open(path) as store:
        program = store.load()
        assert store.verify() == []
    assert (len(program.courses), len(program.rules)) == (34, 0)
    assert not any(one.tags for one in program.courses.values())
    assert read_header(path).version == SCHEMA_VERSION
