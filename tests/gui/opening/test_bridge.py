"""The way from worker threads to the window's thread."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from curriplan.app.jobs import Jobs
from curriplan.gui.bridge import Bridge
from tests.gui.opening.conftest import until


def test_calls_come_in_their_order_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    bridge, came = Bridge(), []
    here = threading.get_ident()

    def deliver() -> None:
        for n in range(50):
            bridge.deliver(lambda n=n: came.append((n, threading.get_ident())))  # type: ignore[misc]

    worker = threading.Thread(target=deliver)
    worker.start()
    worker.join()
    assert came == []
    until(qtbot, lambda: len(came) == 50)
    assert came == [(n, here) for n in range(50)]


def test_jobs_end_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    bridge = Bridge()
    jobs = Jobs(bridge.deliver)
    threads: list[int] = []
    for begin in (jobs.on_lane, jobs.in_pool):
        begin("open", lambda _: threading.get_ident(), lambda _: threads.append(threading.get_ident()))
    until(qtbot, lambda: not jobs.running)
    jobs.close()
    assert set(threads) == {threading.get_ident()}


def test_a_cancelled_job_hands_over_nothing(qtbot: QtBot) -> None:
    bridge, let_go = Bridge(), threading.Event()
    jobs = Jobs(bridge.deliver)
    ended: list[bool] = []

    def work(_: object) -> int:
        let_go.wait(10)
        return 1

    job = jobs.in_pool("import", work, lambda outcome: ended.append(outcome.cancelled and not outcome.value))
    job.cancel()
    let_go.set()
    until(qtbot, lambda: bool(ended))
    jobs.close()
    assert ended == [True]
