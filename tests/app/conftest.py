"""Real threads behind a session, and a loop of one's own in the place of the window's."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curriplan.app.jobs import Jobs
from curriplan.exchange.readers.sample import sample_program
from tests.app.files import stored

PATIENCE_S = 20.0


class Loop:
    """The thread that tests run on, as a window's: what workers deliver waits until it is its turn."""

    def __init__(self) -> None:
        self._calls: queue.Queue[Callable[[], None]] = queue.Queue()

    def deliver(self, call: Callable[[], None]) -> None:
        """Have a call made in one of the next turns."""
        self._calls.put(call)

    def until(self, condition: Callable[[], bool]) -> None:
        """Make what is delivered until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            try:
                self._calls.get(timeout=max(0.0, end - time.monotonic()))()
            except queue.Empty:
                raise AssertionError("what was waited for did not come") from None


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def jobs(loop: Loop) -> Iterator[Jobs]:
    made = Jobs(loop.deliver)
    yield made
    made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file that holds the big sample, answers and all."""
    return stored(tmp_path / "sample.curriplan", sample_program("cross_border_ecommerce"))
