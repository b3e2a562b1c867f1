"""The tables of a report as one CSV file that spreadsheet programs open as it is."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from curriplan.analysis.report.tree import Cell, Formula, Number, Report, Section, Spanned, Table
from curriplan.domain.progress import Progress, quiet
from curriplan.exchange.csv_guard import guarded
from curriplan.exchange.writers.atomic import write_atomically
from curriplan.exchange.writers.grid import shown
from curriplan.exchange.writers.words import Language, Texts, Words

BOM = "\ufeff"
"""Without it, spreadsheet programs take Chinese for another encoding."""


def write_csv(
    report: Report,
    path: Path,
    texts: Texts,
    lang: Language,
    progress: Progress = quiet,
    section: str | None = None,
) -> None:
    """Write the tables of a report, or of one section by its id, below each other.

    UTF-8 with BOM, CRLF. Each table has its sheet's name above it and an empty line below.

    Raises:
        KeyError: the report has no section of this id.
        CannotWrite: the place cannot be written.
        Cancelled: ``progress`` raised it; nothing was written.

    """
    words = Words(texts, lang)
    held = report.sections if section is None else (report.section(section),)
    target = StringIO(newline="")
    out = csv.writer(target, lineterminator="\r\n")
    for done, one in enumerate(held):
        progress(done / len(held), "export")
        out.writerows(_section_lines(one, words))
    write_atomically(path, (BOM + target.getvalue()).encode())


def _section_lines(section: Section, words: Words) -> Iterator[list[str]]:
    name = words.text(section.title)
    for table in section.tables:
        title = words.text(table.title)
        of = words.text(section.of)
        yield [guarded(" – ".join(part for part in (name, of, title) if part))]
        yield from table_lines(table, words)
        yield []


def table_lines(table: Table, words: Words) -> Iterator[list[str]]:
    """Yield the header and body lines of a table; helper columns are left out.

    A cell over several rows stands in each of them, so that every line says of what it is.
    """
    kept = [index for index, column in enumerate(table.columns) if not column.helper]
    for heads in table.headers:
        texts = ["" if head is None else _shown(head.value, words).replace("\n", " ") for head in heads]
        yield [guarded(texts[index]) for index in kept]
    lasting: dict[int, tuple[int, Cell]] = {}
    for row in table.rows:
        line: list[str] = []
        for index in kept:
            cell = row.cells[index]
            if isinstance(cell, Spanned) and cell.rows > 1:
                lasting[index] = (cell.rows, cell.value)
            left, value = lasting.get(index, (0, None))
            line.append(_field(value if left else cell, words))
            lasting[index] = (max(0, left - 1), value)
        yield line


def _field(cell: Cell, words: Words) -> str:
    """Return a cell as a field; plain numbers stay numbers, so a minus in front of them is no danger."""
    value = cell.value if isinstance(cell, Spanned) else cell
    text = _shown(value, words)
    return text if isinstance(value, int | float | Number | Formula) else guarded(text)


def _shown(value: Cell, words: Words) -> str:
    inner = value.value if isinstance(value, Spanned) else value
    return shown(inner, words)
