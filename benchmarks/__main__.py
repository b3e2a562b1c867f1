"""Measure: ``python -m benchmarks all``, and ``python -m benchmarks bacp FILE...`` for published instances."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks import bacp, degree_plan, gbacp
from benchmarks.document import Where, page
from benchmarks.everything import ENTRIES, measure_all
from benchmarks.machine import machine, program

Row = dict[str, Any]
SHOWN = ("status", "objective", "bound", "wall_s", "checked")


def _bacp(path: Path, given: argparse.Namespace) -> Iterable[Row]:
    yield bacp.measure(path, given.time_limit, given.max, given.min)


def _gbacp(path: Path, given: argparse.Namespace) -> Iterable[Row]:
    yield gbacp.measure(path, given.time_limit, given.max, given.min, given.seed)


def _degree_plan(path: Path, given: argparse.Namespace) -> Iterable[Row]:
    yield from degree_plan.rows_of(
        path, degree_plan.Asked(given.time_limit, given.terms, given.min, given.max)
    )


INSTANCES: Mapping[str, Callable[[Path, argparse.Namespace], Iterable[Row]]] = {
    "bacp": _bacp,
    "gbacp": _gbacp,
    "degree-plan": _degree_plan,
}
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind in INSTANCES:
        parser_of = kinds.add_parser(kind, help="published instances through the planner")
        _instance_arguments(parser_of)
        if kind == "gbacp":
            parser_of.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the search")
        if kind == "degree-plan":
            parser_of.add_argument("--terms", type=int, metavar="N", help="number of terms")
    every = kinds.add_parser("all", help="every figure of the program, written to docs/benchmarks.md")
    every.add_argument(
        "--only", nargs="+", choices=[one.name for one in ENTRIES], metavar="ENTRY", default=[]
    )
    every.add_argument("--out", type=Path, metavar="FILE", help="where the page goes instead")
    given = parser.parse_args(arguments)
    return _all(given.only, given.out) if given.kind == "all" else _instances(given)


def _all(names: list[str], out: Path | None) -> int:
    """Measure and write the page; some entries alone are written only where ``out`` says so."""
    measured = measure_all(names, lambda line: print(line, flush=True))
    place = PAGE if out is None and not names else out
    if place is not None:
        place.write_text(
            page(Where(datetime.now().astimezone().date().isoformat(), program(), machine()), measured)
            + "\n",
            "utf-8",
        )
        print(f"Written: {place.name}")
    return int(any(one.failure for one in measured))


def _instance_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--min", type=float, metavar="C", help="credits of every period at least")
    parser.add_argument("--max", type=float, metavar="C", help="credits of every period at most")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="S")
    parser.add_argument("--json", action="store_true")


def _instances(given: argparse.Namespace) -> int:
    """Print one object, or a line for each file."""
    measure = INSTANCES[given.kind]
    rows = [row for path in given.files for row in measure(path, given)]
    if given.json:
        print(json.dumps({"instances": rows}, ensure_ascii=False))
    else:
        for row in rows:
            title = " ".join(str(row[name]) for name in ("name", "measure") if name in row)
            print(f"{title}: {', '.join(f'{name} {row[name]}' for name in SHOWN)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
