"""The published BACP instances: the planner, and Gecode beside it in the same run."""

from __future__ import annotations

from benchmarks import bacp, gecode
from benchmarks.figure import Figure, Table
from benchmarks.published import published

TIME_LIMIT_S = 60.0
GECODE_LIMIT_S = 15.0
TARGET_S = 2.0
MODEL_OF = {"bacp8": "curriculum_8", "bacp12": "curriculum_12"}
HEAD = ("instance", "value", "bound", "proven", "s", "Gecode's value", "proven", "s")


def measure() -> list[Figure | Table]:
    """Measure every instance to its proof, or Gecode to its limit of time."""
    rows, taken = [], []
    for path in published("bacp", "json", "*.json"):
        ours = bacp.measure(path, TIME_LIMIT_S, None, None)
        assert ours["checked"], f"{path.stem}: the checker does not agree"
        taken.append(ours["wall_s"])
        rows.append(
            (
                path.stem,
                f"{ours['objective']:g}",
                f"{ours['bound']:g}",
                _yes(ours["proven"]),
                f"{ours['wall_s']:.2f}",
                *_gecode(path.stem),
            )
        )
    slowest = Figure(
        "Slowest BACP instance", "s", tuple(taken), TARGET_S, "max", "even load, all proven to the last stage"
    )
    return [slowest, Table(HEAD, tuple(rows))]


def _gecode(name: str) -> tuple[str, str, str]:
    """Return value, proof and seconds of Gecode, which tells no bound of its own before the proof."""
    if not gecode.is_there():
        return "MiniZinc is not installed", "", ""
    (model,) = published("bacp", "minizinc", f"{MODEL_OF.get(name, name)}.mzn")
    run = gecode.solve_with_gecode(model, GECODE_LIMIT_S)
    return "none" if run.value is None else str(run.value), _yes(run.proven), f"{run.wall_s:.2f}"


def _yes(proven: bool) -> str:
    return "yes" if proven else "no"
