"""A process that stores edits and says each one when it is stored, made to be killed.

``python -m tests.storage.worker`` reads one job a line from its input, ``append PATH SEED`` or
``create FOLDER SEED``, and does each in a child of its own, whose number it says first. ``once`` does a job
without a child, for a run that is recorded, and ``contend`` takes turns with others.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from random import Random

from curriplan.domain.changes import diff
from curriplan.storage import database
from curriplan.storage.store import Store
from tests.random_programs import random_edit, random_program
from tests.storage.files import AUTHOR, CREATED, EDITED

MODES = {mode: f"synchronous={mode}" for mode in ("EXTRA", "FULL", "OFF")}


def say(*words: object) -> None:
    """Say a line at once, past every buffer of ours."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def append(store: Store, rng: Random, count: int | None = None) -> None:
    """Append edits and say the revision and digest of each; without a count, for ever."""
    program = store.load()
    while count is None or store.revision < count:
        after = random_edit(rng, program)
        store.append(diff(program, after), EDITED, AUTHOR)
        say(store.revision, f"{store.digest:x}")
        program = after


def create(folder: Path, rng: Random) -> None:
    """Make one file after the other, and say the name of each."""
    number = 0
    while True:
        path = folder / f"{number}.curriplan"
        Store.create(path, random_program(rng, 3), CREATED, AUTHOR).close()
        say(path.name)
        number += 1


def work(job: str, place: Path, seed: int) -> None:
    """Do one job."""
    rng = Random(seed)
    if job == "append":
        with Store.open(place) as store:
            append(store, rng)
    else:
        create(place, rng)


def serve() -> None:
    """Do each job in a child, so that what takes long to import is imported once."""
    for line in sys.stdin:
        job, place, seed = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            say("child", os.getpid())
            work(job, Path(place), int(seed))
            os._exit(0)
        os.waitpid(child, 0)
        say("ended")


def contend(path: Path, seed: int, count: int) -> None:
    """Open a file that others want as well, again and again, and store one edit each time that it can be had."""
    rng = Random(seed)
    while count:
        with Store.open(path) as store:
            if not store.read_only:
                program = store.load()
                said = store.append(diff(program, random_edit(rng, program)), EDITED, AUTHOR)
                say(said.revision)
                count -= 1
        time.sleep(rng.uniform(0.0, 0.005))


def once(path: Path, seed: int, count: int, mode: str) -> None:
    """Make a file and store some edits in it; ``mode`` EXTRA is the product's own."""
    chosen = tuple(MODES[mode] if one == MODES["EXTRA"] else one for one in database._PRAGMAS)
    assert MODES[mode] in chosen
    database._PRAGMAS = chosen
    rng = Random(seed)
    with Store.create(path, random_program(rng, 2), CREATED, AUTHOR) as store:
        say(store.revision, f"{store.digest:x}")
        append(store, rng, count)


if __name__ == "__main__":
    if sys.argv[1:2] == ["contend"]:
        contend(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1:2] == ["once"]:
        once(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    else:
        serve()
