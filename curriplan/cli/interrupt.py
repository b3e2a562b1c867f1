"""Ctrl+C during a search: it ends with the best so far, not the program in the middle of it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def until_interrupted() -> Iterator[Callable[[], bool]]:
    """Have Ctrl+C set what the search is handed, and give it back its usual meaning afterwards."""
    wanted = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield wanted.is_set
        return
    before = signal.signal(signal.SIGINT, lambda *_: wanted.set())
    try:
        yield wanted.is_set
    finally:
        signal.signal(signal.SIGINT, before)
