"""Programme files that something is wrong with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from curriplan.app.programmes import create
from curriplan.domain.program import Program


def stored(path: Path, program: Program) -> Path:
    """Store a programme in a new file and return its path."""
    create(path, program, "Tester").close()
    return path


def break_answers(path: Path) -> None:
    """Make what stands in the file for answers unreadable, as a bad sector would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE respondents SET ratings = '[[[not a rating'")
        assert raw.execute("SELECT count(*) FROM respondents").fetchone()[0]


def break_digest(path: Path) -> None:
    """Change a row as somebody does who edits the file by other means."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        assert raw.execute("UPDATE respondents SET code = code || 'x'").rowcount
