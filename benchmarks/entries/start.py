"""From the start of the process to the painted window, on the stored sample; what is loaded, and the memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from benchmarks.machine import now
from benchmarks.sample import sample, stored

TIMES = 9
START_S = 1.2
MEMORY_MB = 300.0
TOO_EARLY = {"ortools", "openpyxl", "xlsxwriter", "alembic"}
DISPLAY = ":97"
PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the moments, processor seconds to the first, the most memory in the end."""

    painted_s: float
    complete_s: float
    cpu_s: float
    peak_mb: float


def measure() -> list[Figure]:
    """Measure starts offscreen, and under Xvfb where it is installed."""
    with tempfile.TemporaryDirectory() as folder:
        path = stored(sample(), Path(folder))
        home = {**os.environ, "XDG_CONFIG_HOME": folder, "HOME": folder}
        starts = _starts(path, {**home, "QT_QPA_PLATFORM": "offscreen"})
        figures = [
            *_figures("offscreen", starts),
            Figure("memory at most, readiness shown", "MB", tuple(one.peak_mb for one in starts), MEMORY_MB),
        ]
        if shutil.which("Xvfb"):
            figures += _under_xvfb(path, home)
        return figures


def _under_xvfb(path: Path, home: Mapping[str, str]) -> list[Figure]:
    screen = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return _figures("Xvfb", _starts(path, {**home, "QT_QPA_PLATFORM": "xcb", "DISPLAY": DISPLAY}))
    finally:
        screen.terminate()
        screen.wait()


def _figures(where: str, starts: list[Start]) -> list[Figure]:
    return [
        Figure(f"start to painted window, {where}", "s", tuple(one.painted_s for one in starts), START_S),
        Figure(
            f"start to readiness shown, {where}",
            "s",
            tuple(one.complete_s for one in starts),
            note="answers loaded, digest checked, demand computed",
        ),
        Figure(f"processor time to the painted window, {where}", "s", tuple(one.cpu_s for one in starts)),
    ]


def _starts(path: Path, environment: Mapping[str, str]) -> list[Start]:
    """Start some times; the first start warms the machine and does not count."""
    return [_start(path, environment) for _ in range(TIMES + 1)][1:]


def _start(path: Path, environment: Mapping[str, str]) -> Start:
    begin = now()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.painted", "open", str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
    )
    moments: dict[str, Any] = json.loads(done.stdout)
    painted, complete = moments["painted"], moments["complete"]
    assert not TOO_EARLY & set(painted["heavy"]), painted["heavy"]
    return Start(painted["at"] - begin, complete["at"] - begin, painted["cpu_s"], complete["peak_mb"])
