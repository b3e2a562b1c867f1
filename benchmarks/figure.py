"""A measured figure: its samples, and what is to be read from them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

Judged = Literal["median", "p95", "max"]


@dataclass(frozen=True, slots=True)
class Figure:
    """Samples of one quantity. ``target`` is what ``judged`` must stay below; None: no target was set."""

    name: str
    unit: Literal["ms", "s", "MB", "%"]
    samples: tuple[float, ...]
    target: float | None = None
    judged: Judged = "median"
    note: str = ""

    def value(self, which: Literal["median", "p95", "min", "max"]) -> float:
        """Return a statistic of the samples; p95 is a sample that 95 of 100 do not exceed."""
        if which == "median":
            return statistics.median(self.samples)
        ordered = sorted(self.samples)
        last = len(ordered) - 1
        return ordered[{"min": 0, "max": last, "p95": min(last, -(-95 * len(ordered) // 100) - 1)}[which]]

    @property
    def met(self) -> bool | None:
        """Tell whether the target is met; None without one."""
        return None if self.target is None else self.value(self.judged) < self.target

    def as_json(self) -> dict[str, Any]:
        """Return the figure as another process can read it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Table:
    """What figures alone do not tell: a head and rows of texts."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_json(self) -> dict[str, Any]:
        """Return the table as another process can read it."""
        return {"head": self.head, "rows": self.rows}


def table_of(held: dict[str, Any]) -> Table:
    """Return the table that ``as_json`` wrote."""
    return Table(tuple(held["head"]), tuple(map(tuple, held["rows"])))


def figure_of(held: dict[str, Any]) -> Figure:
    """Return the figure that ``as_json`` wrote."""
    return Figure(**{**held, "samples": tuple(held["samples"])})


def timed(
    call: Callable[[], object], times: int, before: Callable[[], object] = lambda: None
) -> tuple[float, ...]:
    """Return the milliseconds of some calls after one that does not count; ``before`` is not timed."""
    taken: list[float] = []
    for _ in range(times + 1):
        before()
        with stopwatch(taken):
            call()
    return tuple(taken[1:])


@contextmanager
def stopwatch(taken: list[float]) -> Iterator[None]:
    """Add the milliseconds of a block to a list."""
    begin = time.perf_counter()
    yield
    taken.append((time.perf_counter() - begin) * 1000)
