"""The answers of a programme that is open without them: read and checked in one go, beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from curriplan.app.jobs import Outcome
from curriplan.domain.digest import full_digest
from curriplan.domain.program import Program
from curriplan.domain.progress import Cancelled, Progress

if TYPE_CHECKING:
    from curriplan.storage.store import Store


@dataclass(frozen=True, slots=True)
class Answers:
    """The programme with its answers, and whether all of it agrees with its digest."""

    whole: Program
    sound: bool


def reading(store: Store, without: Program) -> Callable[[Progress], Answers]:
    """Return the work that reads the answers of a programme as it is in the file now."""
    expected = store.digest

    def work(progress: Progress) -> Answers:
        progress(None, "answers")
        whole = replace(without, respondents=store.load_answers())
        progress(None, "digest")
        return Answers(whole, full_digest(whole) == expected)

    return work


def outcome_of(read: Callable[[], Answers]) -> Outcome[Answers]:
    """Return what reading came to.

    Raises:
        Cancelled: nobody waits for it any more.

    """
    try:
        return Outcome(value=read())
    except Cancelled:
        raise
    except Exception as error:  # noqa: BLE001 - handed to the window's thread, whichever asks first
        return Outcome(error=error)
