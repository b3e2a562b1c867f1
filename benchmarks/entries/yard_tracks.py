"""The published instances of tracks that share courses (GBACP): best, bound and gap within 60 s."""

from __future__ import annotations

from benchmarks import gbacp
from benchmarks.figure import Figure, Table
from benchmarks.published import published

TIME_LIMIT_S = 60.0
HEAD = ("instance", "best", "bound", "gap", "proven", "checked", "s")


def measure() -> list[Figure | Table]:
    """Measure each instance once."""
    rows, taken = [], []
    for path in (*published("gbacp", "dzn", "*.dzn"), *published("gbacp", "json", "*.json")):
        row = gbacp.measure(path, TIME_LIMIT_S, None, None)
        best, bound = row["objective"], row["bound"]
        gap = "" if not best or bound is None else f"{100 * (best - bound) / best:.1f} %"
        shown = ("none" if one is None else f"{one:g}" for one in (best, bound))
        told = ("yes" if one else "no" for one in (row["proven"], row["checked"]))
        rows.append((row["name"], *shown, gap, *told, f"{row['wall_s']:.1f}"))
        if row["proven"]:
            taken.append(row["wall_s"])
    proven = Figure("Slowest proof of GBACP", "s", tuple(taken), TIME_LIMIT_S, "max")
    return [proven, Table(HEAD, tuple(rows))]
