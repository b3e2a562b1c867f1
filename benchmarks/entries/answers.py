"""Importing 10,000 rows of answers."""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure, timed
from benchmarks.sample import sample
from curriplan.analysis.demand.derive import requirements
from curriplan.app.importing import preview
from curriplan.domain.program import Program

ROWS = 10_000
FIRMS = 60
TIMES = 5
HEADERS = ("respondent", "enterprise", "role", "post", "competency", "importance", "level")


def measure() -> list[Figure]:
    """Measure the preview of long tables in both formats, and the demand that follows from them."""
    program = sample()
    rows = list(_rows(program, random.Random(7)))
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder) / "answers.csv", Path(folder) / "answers.xlsx"
        _write_csv(tables[0], rows)
        _write_workbook(tables[1], rows)
        shown = preview(program, [tables[0]])
        assert shown.rows == ROWS, shown.rows
        assert not shown.faulty
        return [
            Figure("10,000 answer rows read from CSV", "s", _seconds(program, tables[0])),
            Figure("10,000 answer rows read from xlsx", "s", _seconds(program, tables[1])),
            Figure(
                "the demand of all answers after it",
                "s",
                _in_seconds(timed(lambda: requirements(shown.after), TIMES)),
            ),
        ]


def _seconds(program: Program, path: Path) -> tuple[float, ...]:
    return _in_seconds(timed(lambda: preview(program, [path]), TIMES))


def _in_seconds(taken: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(one / 1000 for one in taken)


def _rows(program: Program, draw: random.Random) -> Iterator[tuple[object, ...]]:
    """Yield answers: each respondent rates every competency of a post."""
    posts, competencies = list(program.posts.values()), list(program.competencies.values())
    made = respondent = 0
    while made < ROWS:
        post, firm = draw.choice(posts), respondent % FIRMS
        respondent += 1
        for one in competencies[: ROWS - made]:
            made += 1
            yield (
                f"M{respondent:04}",
                f"Firm {firm:02}",
                "manager",
                post.code,
                one.code,
                draw.randint(1, 5),
                draw.randint(0, 4),
            )


def _write_csv(path: Path, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *rows])


def _write_workbook(path: Path, rows: list[tuple[object, ...]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("answers")
        for n, row in enumerate([HEADERS, *rows]):
            sheet.write_row(n, 0, row)
