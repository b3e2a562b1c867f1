"""Work beside the window: one serial lane for what changes the programme, a pool for what only reads.

Work runs in threads and reports through plain values; results come back through ``deliver``, which
the window makes a call on its own thread. ``inline_jobs`` does everything at once, for commands.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from curriplan.app.notify import Topic
from curriplan.domain.progress import Cancelled, Progress

T = TypeVar("T")
Call = Callable[[], None]
Deliver = Callable[[Call], None]
REPORT_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Report:
    """How far a job is: share 0..1 or None, and the code of the step."""

    share: float | None = None
    step: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """How a job ended: with a value, with an error, or cancelled (neither)."""

    value: T | None = None
    error: BaseException | None = None
    cancelled: bool = False


class Job:
    """One piece of running work. ``name`` is a key below ``job.`` in the texts.

    ``stoppable`` tells whether the user is offered to cancel it; other work must come to its end for the
    window to go on.
    """

    def __init__(self, name: str, *, stoppable: bool = True) -> None:
        self.name = name
        self.stoppable = stoppable
        self.report = Report()
        self.finished = threading.Event()
        self._stop = threading.Event()
        self._told = 0.0

    @property
    def cancelled(self) -> bool:
        """Tell whether the user no longer wants the result."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to end; its result is dropped whenever it ends."""
        self._stop.set()

    def progress(self, share: float | None, step: str = "") -> None:
        """Note how far the work is; raises ``Cancelled`` once the user has cancelled."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= REPORT_EVERY or step != self.report.step:
            self._told = now
            self.report = Report(share, step)


class Jobs:
    """Starts jobs, and tells who listens when one begins and ends."""

    def __init__(self, deliver: Deliver, lane: Executor | None = None, pool: Executor | None = None) -> None:
        self.started: Topic[Job] = Topic()
        self.ended: Topic[Job] = Topic()
        self._deliver = deliver
        self._lane = lane or ThreadPoolExecutor(1, "lane")
        self._pool = pool or ThreadPoolExecutor(2, "pool")
        self._running: set[Job] = set()
        self._closed = False

    @property
    def running(self) -> frozenset[Job]:
        """Return the jobs whose end has not been delivered yet."""
        return frozenset(self._running)

    def on_lane(
        self, name: str, work: Callable[[Progress], T], done: Callable[[Outcome[T]], None] | None = None
    ) -> Job:
        """Run work that changes the programme's file, after all such work before it."""
        return self._start(self._lane, Job(name, stoppable=False), work, done)

    def in_pool(
        self,
        name: str,
        work: Callable[[Progress], T],
        done: Callable[[Outcome[T]], None] | None = None,
        *,
        stoppable: bool = True,
    ) -> Job:
        """Run work that only reads values."""
        return self._start(self._pool, Job(name, stoppable=stoppable), _if_wanted(work), done)

    def wait_on_lane(self, work: Callable[[], T]) -> T:
        """Run short work on the lane and wait for it; its exceptions are the caller's."""
        future: Future[T] = self._lane.submit(work)
        return future.result()

    def close(self) -> None:
        """Cancel the pool's jobs, let the lane finish what it holds, and end the threads.

        What is begun afterwards is cancelled at once.
        """
        self._closed = True
        for job in tuple(self._running):
            job.cancel()
        self._pool.shutdown(wait=True)
        self._lane.shutdown(wait=True)

    def _start(
        self,
        where: Executor,
        job: Job,
        work: Callable[[Progress], T],
        done: Callable[[Outcome[T]], None] | None,
    ) -> Job:
        if self._closed:
            job.cancel()
            job.finished.set()
            if done is not None:
                done(Outcome(cancelled=True))
            return job
        self._running.add(job)
        self.started.tell(job)
        where.submit(self._run, job, work, done)
        return job

    def _run(
        self, job: Job, work: Callable[[Progress], T], done: Callable[[Outcome[T]], None] | None
    ) -> None:
        outcome = _outcome(job, work)

        def hand_over() -> None:
            self._running.discard(job)
            job.finished.set()
            self.ended.tell(job)
            if done is not None:
                done(Outcome(cancelled=True) if job.cancelled else outcome)

        self._deliver(hand_over)


def _if_wanted(work: Callable[[Progress], T]) -> Callable[[Progress], T]:
    """Return work that ends before it begins where it was cancelled while it waited for its turn."""

    def run(progress: Progress) -> T:
        progress(None)
        return work(progress)

    return run


def _outcome(job: Job, work: Callable[[Progress], T]) -> Outcome[T]:
    try:
        return Outcome(value=work(job.progress))
    except Cancelled:
        return Outcome(cancelled=True)
    except BaseException as error:  # noqa: BLE001 - handed to whoever started the job, never dropped
        return Outcome(error=error)


class _AtOnce(Executor):
    """An executor that runs what it is given before it returns; what that raises, the caller gets at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def inline_jobs() -> Jobs:
    """Return jobs that do everything at once on the caller's thread."""
    return Jobs(lambda call: call(), _AtOnce(), _AtOnce())
