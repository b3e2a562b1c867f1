"""The sample that is measured: the full one."""

from __future__ import annotations

from pathlib import Path

from curriplan.app.programmes import create
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program

SAMPLE = "cross_border_ecommerce"
AUTHOR = "benchmark"


def sample() -> Program:
    """Return the sample as a value."""
    return sample_program(SAMPLE)


def stored(program: Program, folder: Path, name: str = "measured") -> Path:
    """Store a programme in a file of a folder and return its path."""
    path = folder / f"{name}.curriplan"
    create(path, program, AUTHOR).close()
    return path
