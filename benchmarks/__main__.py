"""Run published instances through the product: ``python -m benchmarks bacp FILE...``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import bacp

Measure = Callable[[Path, float, float | None, float | None], dict[str, Any]]
INSTANCES: Mapping[str, Measure] = {"bacp": bacp.measure}


def main(arguments: list[str] | None = None) -> int:
    """Measure the files of the command line and print one object, or a line for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("kind", choices=sorted(INSTANCES))
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--min", type=float, metavar="C", help="credits of every period at least")
    parser.add_argument("--max", type=float, metavar="C", help="credits of every period at most")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="S")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    measure = INSTANCES[given.kind]
    rows = [measure(path, given.time_limit, given.max, given.min) for path in given.files]
    if given.json:
        print(json.dumps({"instances": rows}, ensure_ascii=False))
    else:
        for row in rows:
            shown = (f"{name} {row[name]}" for name in ("status", "objective", "bound", "wall_s", "checked"))
            print(f"{row['name']}: {', '.join(shown)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
