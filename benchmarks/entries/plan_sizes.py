"""How long the first plan takes as programmes grow: 8 terms, 6 tracks."""

from __future__ import annotations

from benchmarks.figure import Figure, Table
from benchmarks.first_plan import PATIENCE_S, apart

SIZES = (50, 100, 200, 300, 400)
JUDGED = 300
TIMES = 3
WIDTH = 40


def measure() -> list[Figure | Table]:
    """Measure the time to the first lawful plan and the memory of its process."""
    found: list[Figure | Table] = []
    medians = []
    for courses in SIZES:
        runs = [apart(courses) for _ in range(TIMES)]
        seconds = Figure(
            f"First plan of {courses} courses",
            "s",
            tuple(PATIENCE_S if one["first_s"] is None else one["first_s"] for one in runs),
            target=5.0 if courses == JUDGED else None,
            judged="max",
        )
        memory = Figure(
            f"Memory for {courses} courses",
            "MB",
            tuple(one["peak_mb"] or 0.0 for one in runs),
            target=1024.0 if courses == JUDGED else None,
            judged="max",
        )
        found += [seconds, memory]
        medians.append(seconds.value("median"))
    return [*found, _curve(medians)]


def _curve(medians: list[float]) -> Table:
    """Return the growth as a curve of signs, one line a size."""
    longest = max(medians)
    return Table(
        ("courses", "s to the first plan", ""),
        tuple(
            (str(courses), f"{seconds:.2f}", "█" * max(1, round(WIDTH * seconds / longest)))
            for courses, seconds in zip(SIZES, medians, strict=True)
        ),
    )
