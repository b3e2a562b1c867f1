"""What was measured, as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.everything import Measured
from benchmarks.figure import Figure

NOTABLE = 0.2  # cores that others keep busy: from here on the page says so
HEAD = "| figure | median | min | p95 | max | n | target | |"
MISSED, MISSED_BESIDE = "**missed**", "missed, with others at work"
LINE = "| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |"


@dataclass(frozen=True, slots=True)
class Where:
    """The day, the program and the machine that measured."""

    day: str
    program: str
    machine: str


def page(where: Where, measured: Sequence[Measured]) -> str:
    """Return the page as Markdown."""
    return "\n".join([*_head(where, measured), *(line for one in measured for line in _section(one))])


def _head(where: Where, measured: Sequence[Measured]) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `python -m benchmarks all`; every entry is a process of its own, its warm-up left out."
    yield "A target is judged by the statistic named beside it. Nothing here is timed by the tests."
    yield ""
    yield f"- {where.day}, {where.program}"
    yield f"- {where.machine}"
    yield f"- {_beside(measured)}"


def _beside(measured: Sequence[Measured]) -> str:
    shares = [one.beside for one in measured if one.beside is not None]
    if not shares:
        return "The system does not say how busy the machine was."
    if max(shares) < NOTABLE:
        return "The machine was quiet: nothing else ran beside."
    return (
        f"Other work kept {min(shares):.1f} to {max(shares):.1f} cores busy meanwhile (at each entry: how many): "
        "what the clock says is more than a quiet machine would take."
    )


def _section(one: Measured) -> Iterator[str]:
    yield ""
    yield f"## {one.entry.title}"
    yield ""
    if one.failure:
        yield f"Not measured: {one.failure}"
        return
    if one.beside is not None and one.beside >= NOTABLE:
        yield f"Others kept {one.beside:.1f} cores busy."
        yield ""
    yield HEAD
    yield LINE
    busy = one.beside is not None and one.beside >= NOTABLE
    yield from (_row(figure, MISSED_BESIDE if busy else MISSED) for figure in one.figures)
    for table in one.tables:
        yield from ("", _cells(table.head), _cells("---" for _ in table.head), *map(_cells, table.rows))
    notes = [f"{figure.name}: {figure.note}" for figure in one.figures if figure.note]
    if notes:
        yield ""
        yield from (f"- {note}" for note in notes)


def _cells(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _row(figure: Figure, missed: str) -> str:
    values = " | ".join(
        _number(figure.value(which), figure.unit) for which in ("median", "min", "p95", "max")
    )
    target = "" if figure.target is None else f"{figure.judged} < {figure.target:g} {figure.unit}"
    met = {None: "", True: "met", False: missed}[figure.met]
    return f"| {figure.name}, {figure.unit} | {values} | {len(figure.samples)} | {target} | {met} |"


def _number(value: float, unit: str) -> str:
    return f"{value:.2f}" if unit == "s" else f"{value:.1f}" if value < 100 else f"{value:.0f}"
