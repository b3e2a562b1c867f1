"""A search beside the window that may be ended early: with what was found so far, or with nothing."""

from __future__ import annotations

from threading import Event
from typing import Generic, TypeVar

from curriplan.app.jobs import Job
from curriplan.domain.progress import Cancelled, Progress

P = TypeVar("P")


class Solving(Generic[P]):
    """One search: how far it is, and the ways to end it. A new search is a new one of these."""

    def __init__(self) -> None:
        self.latest: P | None = None
        self.job: Job | None = None
        self._enough = Event()

    def note(self, progress: P) -> None:
        """Keep how far it is; called by the solver's thread."""
        self.latest = progress

    def is_enough(self, progress: Progress) -> bool:
        """Tell whether nobody wants a better result, or any; called by the solver's thread."""
        try:
            progress(None)
        except Cancelled:
            return True
        return self._enough.is_set()

    def settle(self) -> None:
        """Be content with the best so far."""
        self._enough.set()

    def drop(self) -> None:
        """No longer wish for a result."""
        if self.job is not None:
            self.job.cancel()
