"""The published BACP models through MiniZinc with Gecode, as a yardstick beside the planner."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

MODELS = Path(__file__).parent / "minizinc"
VALUE = re.compile(r"objective = (-?\d+);")
PERIODS = re.compile(r"period_of = \[([^\]]*)\];")
PROVEN = "=========="


@dataclass(frozen=True, slots=True)
class Run:
    """What Gecode made of a model. It tells no bound: proven, the value itself is one. None: nothing found."""

    value: int | None
    proven: bool
    wall_s: float
    periods: tuple[int, ...]


def is_there() -> bool:
    """Tell whether MiniZinc is installed."""
    return shutil.which("minizinc") is not None


def solve_with_gecode(model: Path, time_limit: float) -> Run:
    """Run a model to the proof or the time limit.

    Raises:
        RuntimeError: MiniZinc could not run it.

    """
    begun = time.monotonic()
    done = subprocess.run(
        [
            "minizinc",
            "--solver",
            "gecode",
            "-I",
            str(MODELS),
            "-a",
            "--time-limit",
            str(int(1000 * time_limit)),
            str(model),
        ],
        capture_output=True,
        text=True,
        timeout=time_limit + 30,
        check=False,
    )
    taken = time.monotonic() - begun
    if done.returncode:
        raise RuntimeError(f"minizinc: {(done.stderr.strip() or 'failed').splitlines()[-1]}")
    values, periods = VALUE.findall(done.stdout), PERIODS.findall(done.stdout)
    last = tuple(int(one) for one in periods[-1].split(",")) if periods else ()
    return Run(int(values[-1]) if values else None, PROVEN in done.stdout, taken, last)
