"""Every figure of the program in one go: each entry is a process of its own, so none warms another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.figure import Figure, Table, figure_of, table_of
from benchmarks.machine import busy_s, now, own_s

PATIENCE_S = 900.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What is measured together; ``name`` is a module of ``benchmarks.entries`` with a ``measure()``."""

    name: str
    title: str


ENTRIES = (
    Entry("start", "Start of the program on the sample"),
    Entry("opening", "Opening the sample"),
    Entry("gaps", "Gaps and findings: 300 courses, 300 competencies, 40 posts"),
    Entry("gaps_large", "Gaps of 500 courses, 500 competencies, 60 posts"),
    Entry("edit", "An edit in the window: 300 courses, 300 competencies, 40 posts"),
    Entry("matrix", "Painting the matrix"),
    Entry("map_large", "The map: 500 courses, 500 competencies, 60 posts"),
    Entry("graph", "The graph: 2,000 nodes and 10,000 lines; crossings against Graphviz dot"),
    Entry("answers", "Importing answers"),
    Entry("workbook", "The workbook of the sample"),
    Entry("board", "The board of the plan: moves, a card in hand, weeks"),
    Entry("plan", "The plan of the sample"),
    Entry("plan_sizes", "The first plan as programmes grow: 8 terms, 6 tracks"),
    Entry("yard_bacp", "Balanced curricula (BACP), and Gecode beside"),
    Entry("yard_tracks", "Tracks that share courses (GBACP)"),
    Entry("yard_degrees", "Degree plans of Curricular Analytics"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """An entry with its figures, or why there are none; ``beside`` is how many cores others kept busy."""

    entry: Entry
    figures: tuple[Figure, ...]
    failure: str = ""
    beside: float | None = None
    tables: tuple[Table, ...] = ()


def measure_all(names: Sequence[str], tell: Callable[[str], None]) -> tuple[Measured, ...]:
    """Measure the entries of some names, all if there are none; tell about each when it is there."""
    return tuple(_told(names, tell))


def _told(names: Sequence[str], tell: Callable[[str], None]) -> Iterator[Measured]:
    for entry in ENTRIES:
        if not names or entry.name in names:
            measured = _measured(entry)
            for line in (measured.failure, *map(in_words, measured.figures)):
                if line:
                    tell(f"{entry.name}: {line}")
            yield measured


def in_words(figure: Figure) -> str:
    """Return a figure in a line."""
    judged = {None: "", True: ", target met", False: ", TARGET MISSED"}[figure.met]
    return f"{figure.name} {figure.value('median'):.4g} {figure.unit}{judged}"


def _measured(entry: Entry) -> Measured:
    began, busy, own = now(), busy_s(), own_s()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.entry", entry.name],
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Measured(entry, (), f"not over after {PATIENCE_S:g} s")
    if done.returncode:
        return Measured(entry, (), (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1])
    held = json.loads(done.stdout.strip().splitlines()[-1])
    figures = tuple(figure_of(one) for one in held if "head" not in one)
    tables = tuple(table_of(one) for one in held if "head" in one)
    after = busy_s()
    if busy is None or after is None:
        return Measured(entry, figures, tables=tables)
    return Measured(
        entry, figures, tables=tables, beside=max(0.0, after - busy - (own_s() - own)) / (now() - began)
    )
