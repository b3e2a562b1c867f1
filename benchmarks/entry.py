"""Make one entry in a process of its own: ``python -m benchmarks.entry NAME`` prints its figures as JSON."""

from __future__ import annotations

import importlib
import json
import sys

from benchmarks.figure import Figure, Table


def main(name: str) -> int:
    """Measure and print."""
    figures: list[Figure | Table] = importlib.import_module(f"benchmarks.entries.{name}").measure()
    print(json.dumps([one.as_json() for one in figures]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
