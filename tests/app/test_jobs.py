"""Work beside the window: how it ends is told to whoever began it, and nothing is swallowed."""

from __future__ import annotations

import threading

import pytest

from curriplan.app.jobs import Jobs, Outcome, inline_jobs
from curriplan.domain.progress import Progress
from tests.app.conftest import Loop


def fail(_: Progress) -> int:
    raise ValueError("work")


def test_work_at_once_hands_its_failure_to_whoever_began_it() -> None:
    told: list[Outcome[int]] = []
    inline_jobs().in_pool("demand", fail, told.append)
    assert [repr(one.error) for one in told] == ["ValueError('work')"]


@pytest.mark.parametrize("lane", [True, False])
def test_what_a_listener_raises_reaches_the_caller_of_work_at_once(lane: bool) -> None:
    def done(outcome: Outcome[int]) -> None:
        raise LookupError(str(outcome.error))

    jobs = inline_jobs()
    with pytest.raises(LookupError, match="work"):
        (jobs.on_lane if lane else jobs.in_pool)("open", fail, done)


def test_waiting_on_the_lane_raises_what_the_work_raises() -> None:
    def read() -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        inline_jobs().wait_on_lane(read)


def test_work_that_is_begun_after_the_end_is_cancelled(jobs: Jobs) -> None:
    jobs.close()
    told: list[Outcome[int]] = []
    job = jobs.in_pool("samples", fail, told.append)
    assert job.cancelled
    assert job.finished.is_set()
    assert told == [Outcome(cancelled=True)]
    assert not jobs.running


def test_the_end_tells_those_whose_work_never_began_and_lets_the_lane_finish(jobs: Jobs, loop: Loop) -> None:
    let_go, stored, told = threading.Event(), [], list[str]()

    def wait(_: Progress) -> None:
        let_go.wait(20)

    for name in ("one", "two"):
        jobs.in_pool(name, wait, lambda outcome: told.append(f"waiting {outcome.cancelled}"))
        jobs.on_lane("save", wait)
    jobs.in_pool("queued", fail, lambda outcome: told.append(f"queued {outcome.cancelled}"))
    jobs.on_lane("save", lambda _: stored.append(1))
    closing = threading.Thread(target=jobs.close)
    closing.start()
    let_go.set()
    closing.join()
    loop.until(lambda: not jobs.running)
    assert sorted(told) == ["queued True", "waiting True", "waiting True"]
    assert stored == [1]
