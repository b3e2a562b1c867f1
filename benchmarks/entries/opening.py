"""Opening the stored sample: without its answers, as the window does first, and the answers after it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.figure import Figure, timed
from benchmarks.sample import AUTHOR, sample, stored
from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import open_session
from curriplan.app.session import Session
from curriplan.domain.digest import full_digest

TIMES = 15


def measure() -> list[Figure]:
    """Measure opening a file in a process that has opened one before."""
    with tempfile.TemporaryDirectory() as folder:
        path = stored(sample(), Path(folder))
        opened: list[Session] = []

        def close() -> None:
            for one in opened:
                one.close()
            opened.clear()

        def begin() -> None:
            opened.append(open_session(path, inline_jobs(), AUTHOR))

        def ready() -> None:
            close()
            begin()

        def load() -> None:
            opened[0].load_answers()

        without = timed(begin, TIMES, close)
        answers = timed(load, TIMES, ready)
        digest = timed(lambda: full_digest(opened[0].program), TIMES)
        close()
    return [
        Figure("the sample opened, without answers", "ms", without),
        Figure("its answers loaded and the whole checked against the digest", "ms", answers),
        Figure("of that the digest", "ms", digest),
    ]
