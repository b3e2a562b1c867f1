"""The machine that measures, its clock, and the memory of a process."""

from __future__ import annotations

import os
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path

from curriplan import __version__

STATUS = Path("/proc/self/status")
STAT = Path("/proc/stat")
CPUINFO = Path("/proc/cpuinfo")


def now() -> float:
    """Return seconds of a clock that all processes of the machine share."""
    return time.monotonic()


def peak_memory_mb() -> float:
    """Return the most memory that this process has used so far.

    Linux is asked for the peak of this program: what ``getrusage`` says there may be the parent's.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def program() -> str:
    """Return the versions that decide what is measured."""
    names = ("PySide6-Essentials", "SQLAlchemy", "ortools")
    return ", ".join((f"curriplan {__version__}", *(f"{name} {version(name)}" for name in names)))


def machine() -> str:
    """Return one line about the machine and the Python that runs."""
    model = platform.processor() or platform.machine()
    if CPUINFO.exists():
        lines = CPUINFO.read_text("utf-8").splitlines()
        model = next(
            (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model
        )
    return (
        f"{os.cpu_count()} cores ({model}), {platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}"
    )


def busy_s() -> float | None:
    """Return the seconds that all cores were busy since the machine started, None where it does not say."""
    if not STAT.exists():
        return None
    user, nice, system, _, _, *interrupts = (
        int(one) for one in STAT.read_text("ascii").split("\n", 1)[0].split()[1:8]
    )
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def own_s() -> float:
    """Return the processor seconds of this process and of all that it started and that are over."""
    return sum(os.times()[:4])
