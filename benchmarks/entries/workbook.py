"""The workbook of the sample."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.figure import Figure, timed
from benchmarks.sample import sample, stored
from curriplan.app.derived import Derived
from curriplan.app.exporting import report_inputs, write_report

TIMES = 5
SECOND_MS = 1000.0
TODAY = date(2026, 3, 1)


def measure() -> list[Figure]:
    """Measure the writing from derived results, from nothing derived, and as the command."""
    program = sample()
    with tempfile.TemporaryDirectory() as folder:
        out, path = Path(folder) / "plan.xlsx", stored(program, Path(folder))
        known = report_inputs(program, Derived(lambda: program), TODAY)

        def whole() -> None:
            write_report(report_inputs(program, Derived(lambda: program), TODAY), out, "both")

        def command() -> None:
            subprocess.run(
                [sys.executable, "-m", "curriplan", "export", str(path), str(out)],
                check=False,
                capture_output=True,
                env=os.environ,
            )
            assert out.exists()

        return [
            Figure(
                "the workbook written",
                "ms",
                timed(lambda: write_report(known, out, "both"), TIMES),
                SECOND_MS,
            ),
            Figure(
                "the workbook with everything derived for it",
                "ms",
                timed(whole, TIMES),
                note="demand and gaps too",
            ),
            Figure(
                "curriplan export, a process of its own",
                "ms",
                timed(command, TIMES, lambda: out.unlink(missing_ok=True)),
            ),
        ]
