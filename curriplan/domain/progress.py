"""Progress and cancellation of long work, as plain calls."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The work was cancelled by the user; its result is dropped."""


class Progress(Protocol):
    """Called by long work between steps; raises ``Cancelled`` when the user no longer wants it."""

    def __call__(self, share: float | None, step: str = "") -> None:
        """Report the share done (0..1, None: unknown) and the code of the step."""


def quiet(share: float | None, step: str = "") -> None:
    """Report to nobody."""
