"""No edit that was said to be stored is lost when the program is killed, and none is there by half.

A kill leaves the system's memory of the file alive, so this tests our own logic; what a power cut leaves
is tested in ``power_cut``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from curriplan.domain.digest import full_digest
from curriplan.domain.program import Program
from curriplan.storage.store import Store
from tests.storage.files import new_file

KILLS = int(os.environ.get("CURRIPLAN_KILLS", "20"))
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture(scope="module")
def worker() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    yield process
    process.communicate()
    assert process.returncode == 0


def killed(worker: subprocess.Popen[str], job: str, place: Path, seed: int, after: float) -> list[str]:
    """Have a job done, kill it some seconds after it said its first line, and return what it said."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(f"{job}\t{place}\t{seed}\n")
    worker.stdin.flush()
    child = int(worker.stdout.readline().split()[1])
    said = [worker.stdout.readline().rstrip("\n")]
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    for line in worker.stdout:
        if line == "ended\n":
            break
        said.append(line.rstrip("\n"))
    return said


def test_no_edit_is_lost_by_a_kill(worker: subprocess.Popen[str], tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    new_file(path, size=3)
    rng, unsaid = Random(7), 0
    for kill in range(KILLS):
        said = killed(worker, "append", path, kill, rng.uniform(0.0, 0.03))
        revision, digest = said[-1].split()
        with Store.open(path) as store:
            assert not store.read_only, "a killed process leaves no lock"
            assert store.revision - int(revision) in {0, 1}
            unsaid += store.revision - int(revision)
            if store.revision == int(revision):
                assert store.digest == int(digest, 16)
            assert full_digest(store.load()) == store.digest
            assert kill % 10 or store.verify() == []
    with Store.open(path) as store:
        assert store.verify() == []


def test_a_new_file_is_there_whole_or_not_at_all(worker: subprocess.Popen[str], tmp_path: Path) -> None:
    rng = Random(8)
    for kill in range(max(3, KILLS // 4)):
        folder = tmp_path / str(kill)
        folder.mkdir()
        said = killed(worker, "create", folder, kill, rng.uniform(0.0, 0.03))
        found = {one.name for one in folder.glob("*.curriplan") if not one.name.startswith(".")}
        assert found >= set(said)
        assert len(found - set(said)) <= 1
        for name in found:
            with Store.open(folder / name) as store:
                assert store.load() != Program()
                assert store.verify() == []
