"""No edit that was said to be stored is lost in a power cut, and no file is found broken.

The product's own store makes a file and appends to it while a recorder notes every call to the system;
then the power is cut after any of these, and the store opens what a disk can hold.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from curriplan.storage.store import Store, StoreError
from tests.storage.power_cut.disk import Disk, Event, Rule, change, disk_until, events

CUTS = int(os.environ.get("CURRIPLAN_POWER_CUTS", "30"))
EDITS = int(os.environ.get("CURRIPLAN_POWER_CUT_EDITS", "12"))
ROOT = Path(__file__).parents[3]
NAME = "a.curriplan"


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("recording what a process does to its files needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("recorder") / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run(
        [compiler, "-O1", "-shared", "-fPIC", "-Wall", "-Werror", "-o", library, source, "-ldl"], check=True
    )
    return library


def recorded(recorder: Path, folder: Path, mode: str) -> list[Event]:
    """Return what the store does while it makes a file and stores edits."""
    place = folder / "disk"
    place.mkdir()
    log = folder / "log"
    loaded = {"LD_PRELOAD": str(recorder), "RECORD_FOLDER": str(place), "RECORD_LOG": str(log)}
    subprocess.run(
        [sys.executable, "-m", "tests.storage.worker", "once", place / NAME, "1", str(EDITS), mode],
        check=True,
        cwd=ROOT,
        env=os.environ | loaded,
        stdout=subprocess.DEVNULL,
    )
    record = list(events(log.read_bytes()))
    whole = disk_until(record, len(record), Rule.FOLDER_SYNC)
    for file, event in whole.writes:
        change(whole.files[file], event)
    assert bytes(whole.files[whole.names[NAME]]) == (place / NAME).read_bytes(), "the record is complete"
    return record


@dataclass(frozen=True)
class Found:
    """What was said before a cut, and what was found after it; the revision is None for no usable file."""

    said: int
    revision: int | None
    digest_holds: bool


def cut(disk: Disk, rng: Random, folder: Path) -> Found:
    """Cut the power and open what is left."""
    folder.mkdir()
    for name, content in disk.after_cut(rng).items():
        (folder / name).write_bytes(content)
    said = [line.split() for line in disk.said.decode().splitlines()]
    told = {int(revision): int(digest, 16) for revision, digest in said}
    last = max(told, default=0)
    if not (folder / NAME).exists():
        return Found(last, None if last else 0, digest_holds=True)
    try:
        with Store.open(folder / NAME) as store:
            sound = store.verify() == []
            digest = told.get(store.revision, store.digest)
            return Found(last, store.revision, sound and digest == store.digest)
    except StoreError:
        return Found(last, None, digest_holds=False)
    finally:
        shutil.rmtree(folder)


def is_kept(found: Found) -> bool:
    """Tell whether everything said is there, and at most the one edit that was under way."""
    return found.revision is not None and found.digest_holds and 0 <= found.revision - found.said <= 1


@pytest.mark.parametrize("rule", Rule)
def test_a_power_cut_loses_nothing_that_was_said(recorder: Path, tmp_path: Path, rule: Rule) -> None:
    record = recorded(recorder, tmp_path, "EXTRA")
    assert b"".join(one.data for one in record if one.kind == "A").count(b"\n") == EDITS
    rng = Random(3)
    lost = []
    for number in range(CUTS):
        place = rng.randrange(1, len(record) + 1)
        found = cut(disk_until(record, place, rule), rng, tmp_path / str(number))
        if not is_kept(found):
            lost.append((place, found))
    assert not lost


@pytest.mark.parametrize("mode", ["FULL", "OFF"])
def test_the_harness_sees_what_a_careless_setting_loses(recorder: Path, tmp_path: Path, mode: str) -> None:
    """FULL is SQLite's own default: it does not make the end of a transaction last."""
    record = recorded(recorder, tmp_path, mode)
    rng = Random(4)
    cuts = (rng.randrange(len(record) // 2, len(record) + 1) for _ in range(20))
    found = [
        cut(disk_until(record, place, Rule.ANY_SYNC), rng, tmp_path / str(number))
        for number, place in enumerate(cuts)
    ]
    assert not all(is_kept(one) for one in found)
