"""Degree plans of Curricular Analytics: least requisite distance and best balance, each with its proof."""

from __future__ import annotations

from benchmarks.degree_plan import Asked, rows_of
from benchmarks.figure import Figure, Table
from benchmarks.published import published

TARGET_S = 10.0
FOLDERS = ("ca-jl-tests", "cran", "nuanalytics/plans")
HEAD = ("file", "measure", "best", "bound", "in the file", "proven", "checked", "s")


def measure() -> list[Figure | Table]:
    """Measure every file for both measures."""
    rows, taken = [], []
    for path in (one for folder in FOLDERS for one in published("curricular-analytics", folder, "*.csv")):
        for row in rows_of(path, Asked()):
            if row["wall_s"] is None:
                continue  # states no credits: there is nothing to balance
            figures = (
                "" if row[key] is None else f"{row[key]:g}" for key in ("objective", "bound", "in_file")
            )
            told = (
                {True: "yes", False: "no", None: row["status"]}[row[key]] for key in ("proven", "checked")
            )
            rows.append((row["name"], row["measure"], *figures, *told, f"{row['wall_s']:.2f}"))
            taken.append(row["wall_s"])
    slowest = Figure("Slowest degree plan", "s", tuple(taken), TARGET_S, "max")
    return [slowest, Table(HEAD, tuple(rows))]
