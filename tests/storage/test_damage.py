"""A damaged file never passes for a sound one that holds something else."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.history import Revision
from curriplan.domain.program import Program
from curriplan.domain.progress import Cancelled
from curriplan.storage import history
from curriplan.storage import verify as verification
from curriplan.storage.errors import Unreadable
from curriplan.storage.store import Store, StoreError
from tests.storage.files import append_edit, check_sentence, names_in, new_file, refused

FLIPS = int(os.environ.get("CURRIPLAN_FLIPS", "200"))
CUTS = int(os.environ.get("CURRIPLAN_TRUNCATIONS", "60"))
Content = tuple[Program, tuple[Revision, ...]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.curriplan"
    new_file(path, seed=20, size=2, edits=4)
    return path


def content(store: Store) -> Content:
    return store.load(), tuple(store.revisions())


def read_if_sound(path: Path) -> Content | None:
    """Return what a file holds, or None where anything warns of it; another failure is a defect."""
    try:
        with Store.open(path, read_only=True) as store:
            return None if store.verify() else content(store)
    except StoreError as error:
        check_sentence(error, path)
        return None


def test_flipped_bytes_are_seen_or_do_no_harm(path: Path) -> None:
    with Store.open(path) as store:
        sound = content(store)
    whole, rng = path.read_bytes(), Random(20260901)
    used = [place for place, byte in enumerate(whole) if byte]  # most of a small file is free space
    seen = 0
    for _ in range(FLIPS):
        damaged = bytearray(whole)
        for _ in range(rng.choice((1, 1, 4, 16))):
            damaged[rng.choice(used)] ^= rng.randrange(1, 256)
        path.write_bytes(damaged)
        found = read_if_sound(path)
        assert found is None or found == sound
        assert path.read_bytes() == damaged, "a damaged file is never written"
        seen += found is None
    assert seen > FLIPS * 0.8


def test_what_was_cut_off_is_seen(path: Path) -> None:
    whole, rng = path.read_bytes(), Random(1)
    for _ in range(CUTS):
        path.write_bytes(whole[: rng.randrange(1, len(whole))])
        assert read_if_sound(path) is None
    for page in range(len(whole) // 4096):
        path.write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
        assert read_if_sound(path) is None


UNOPENED = ("DELETE FROM history", "DELETE FROM meta")
CHANGES = {
    "a cell": ("UPDATE posts SET code = 'X' WHERE rowid = 1", "store_digest"),
    "a row that is gone": ("DELETE FROM statements", "store_digest"),
    "a reference": ("UPDATE competencies SET module = 'nowhere' WHERE rowid = 1", "store_row"),
    "an author": ("UPDATE history SET author = 'X' WHERE revision = 2", "store_history_chain"),
    "a time": (
        "UPDATE history SET at = '2020-01-01T00:00:00+00:00' WHERE revision = 5",
        "store_history_chain",
    ),
    "a revision that is gone": ("DELETE FROM history WHERE revision = 3", "store_history_gap"),
    "the last one gone": ("DELETE FROM history WHERE revision = 5", "store_digest"),
    "the first one gone": ("DELETE FROM history WHERE revision = 1", "store_history_gap"),
    "another identity": ("UPDATE meta SET value = 'X'", "store_history_chain"),
    "no history at all": (UNOPENED[0], "store_damaged"),
    "no identity": (UNOPENED[1], "store_damaged"),
    "a kind that is none": ("UPDATE competencies SET kind = 'X'", "store_damaged"),
    "changes that are none": ("UPDATE history SET changes = x'00'", "store_history_chain"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_behind_our_back_is_named(path: Path, what: str) -> None:
    statement, code = CHANGES[what]
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute(statement).rowcount
        raw.commit()
    if statement in UNOPENED:
        with refused(code.replace("_", "."), path):
            Store.open(path)
        return
    with Store.open(path) as store:
        found = store.verify()
    assert code in {one.code for one in found}
    for lang in LANGUAGES:
        assert all(Texts(lang).finding(one) for one in found)


def test_a_history_that_does_not_lead_to_the_rows_is_named(path: Path) -> None:
    """Rows and digest changed together, as a careful forger would: the history still tells."""
    with Store.open(path) as store:
        digest = store.digest
        with store._database.writing() as connection:
            records = connection.exec_driver_sql("SELECT * FROM history ORDER BY revision").fetchall()
            forged = records[-1]._asdict() | {"digest": history.digest_text(digest - 1)}
            record = type("Record", (), forged)
            chain = history.chain_of(records[-2].chain, record)
            connection.exec_driver_sql(
                "UPDATE history SET digest = ?, chain = ? WHERE revision = ?",
                (history.digest_text(digest - 1), chain, records[-1].revision),
            )
    with Store.open(path) as store:
        assert {one.code for one in store.verify()} == {"store_digest", "store_history_digest"}


def test_an_index_that_does_not_fit_its_table_is_seen(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        roots = dict(raw.execute("SELECT name, rootpage FROM sqlite_schema").fetchall())
        swap = "UPDATE sqlite_schema SET rootpage = ? WHERE name = ?"
        raw.execute(swap, (roots["sqlite_autoindex_posts_1"], "sqlite_autoindex_tracks_1"))
        raw.execute(swap, (roots["sqlite_autoindex_tracks_1"], "sqlite_autoindex_posts_1"))
        raw.commit()
    with Store.open(path) as store:
        found = store.verify()
    assert {one.code for one in found} == {"store_pages"}
    assert "index" in Texts("en").finding(found[0])


def test_checking_tells_how_far_it_is_and_can_be_cancelled(path: Path) -> None:
    told: list[tuple[float | None, str]] = []

    def stop(share: float | None, step: str = "") -> None:
        if step == "history" and share != 0.0:
            raise Cancelled

    with Store.open(path) as store:
        assert store.verify(lambda share, step="": told.append((share, step))) == []
        with pytest.raises(Cancelled):
            store.verify(stop)
        assert store.revision == 5
        assert append_edit(store, Random(1), store.load()) == store.load()
    shares = [share for share, _ in told if share is not None]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert list(dict.fromkeys(step for _, step in told)) == ["file", "rows", "history"]


def test_long_histories_are_read_in_parts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "BATCH", 2)
    with Store.open(path) as store:
        assert store.verify() == []


# --- crafted files ---------------------------------------------------------------------------------

CRAFTED = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON history BEGIN UPDATE courses SET code = 'PWNED'; END",
    "a trigger on removal": "CREATE TRIGGER t AFTER DELETE ON courses BEGIN DELETE FROM history; END",
    "a view": "CREATE VIEW v AS WITH RECURSIVE r(n) AS (VALUES(1) UNION ALL SELECT n + 1 FROM r) SELECT * FROM r",
    "a table": "CREATE TABLE more (id TEXT)",
    "an index": "CREATE INDEX i ON courses (code)",
    "a column": "ALTER TABLE courses ADD COLUMN more TEXT",
    "a generated column": "ALTER TABLE courses ADD COLUMN more AS (hex(zeroblob(450000000)))",
    "a table in the place of ours": "DROP TABLE tracks; CREATE TABLE tracks (id BLOB, PRIMARY KEY (id))",
    "a view in the place of ours": "DROP TABLE tracks; CREATE VIEW tracks AS SELECT * FROM pools",
    "a virtual table": "CREATE VIRTUAL TABLE more USING fts5(x)",
    "one table less": "DROP TABLE tracks",
    "statistics": "ANALYZE",
}


@pytest.mark.parametrize("what", CRAFTED)
def test_a_file_with_other_tables_is_not_opened(path: Path, what: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(CRAFTED[what])
    before = path.read_bytes()
    for read_only in (False, True):
        with refused("store.altered", path):
            Store.open(path, read_only=read_only)
    assert path.read_bytes() == before
    assert names_in(path.parent) == {path.name}


def test_a_trigger_that_comes_while_a_file_is_open_does_not_run(path: Path) -> None:
    with Store.open(path) as store:
        program = store.load()
        with closing(sqlite3.connect(path)) as raw:
            raw.execute(CRAFTED["a trigger"])
            raw.commit()
        with refused("store.altered", path):
            append_edit(store, Random(1), program)
        assert store.load() == program
        assert "store_altered" in {one.code for one in store.verify()}


def test_packed_changes_that_never_end_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_BYTES", 1 << 20)
    assert history.unpack_changes(zlib.compress(b"[" + b" " * (1 << 19) + b"]")) == ()
    with pytest.raises(Unreadable):
        history.unpack_changes(zlib.compress(b"[" + b" " * (1 << 20) + b"]"))
