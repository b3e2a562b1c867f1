"""The first plan of a programme of a size, in a process of its own: ``python -m benchmarks.first_plan N``.

It prints seconds from the programme to its first lawful plan, OR-Tools' start within, and the most memory used.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from benchmarks.machine import peak_memory_mb
from benchmarks.planning_sizes import program_to_plan

PATIENCE_S = 60.0


def first_plan(courses: int) -> dict[str, float | None]:
    """Return seconds to the first plan (None: none in time) and megabytes of this process."""
    program = program_to_plan(courses)
    from curriplan.planning.planner import PlanProgress, solve
    from curriplan.planning.request import plan_request
    from curriplan.planning.verify import verify

    seen: list[float] = []
    begun = time.perf_counter()

    def told(progress: PlanProgress) -> None:
        if progress.value is not None and not seen:
            seen.append(time.perf_counter() - begun)

    result = solve(plan_request(program), time_limit=PATIENCE_S, cancel=lambda: bool(seen), progress=told)
    assert not result.terms or not verify(program, result.terms)
    return {"first_s": seen[0] if seen else None, "peak_mb": peak_memory_mb()}


def apart(courses: int) -> dict[str, float | None]:
    """Return what ``first_plan`` returns, measured in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.first_plan", str(courses)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float | None] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    print(json.dumps(first_plan(int(sys.argv[1]))))
