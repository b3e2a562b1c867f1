"""The formats that can be read, in the order in which they are offered, and the way to read a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from curriplan.domain.finding import Place
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress, quiet
from curriplan.exchange.cells import text_of
from curriplan.exchange.columns import NO_MAP, ColumnMap, Layout, load_map
from curriplan.exchange.offers import offer_of
from curriplan.exchange.readers import (
    answers_long,
    answers_wide,
    ca_courses,
    competencies,
    contributions,
    course_columns,
    courses,
    curricular_analytics,
    posts,
    program_json,
    tasks,
    term_columns,
    terms,
)
from curriplan.exchange.readers.lists import ListFormat
from curriplan.exchange.readers.result import Offer, ReadResult, UnreadableFile
from curriplan.exchange.source import Source, open_source

TABLES = (".xlsx", ".csv", ".txt")
_SURE = 0.5
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. ``name`` is what ``--format`` takes, and a key below ``format.`` in the texts.

    ``sniff`` tells 0..1 how much a file looks like it; ``read`` returns the programme with the file
    imported, and raises ``UnreadableFile`` where it cannot be used at all. ``layouts`` are the columns of
    which a mapping may speak, of each shape that the format has.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[Source, ColumnMap], float]
    read: Callable[[Source, Program, ColumnMap, Progress], ReadResult]
    layouts: tuple[Layout, ...] = ()


def _list(form: ListFormat) -> Reader:
    return Reader(form.table, TABLES, form.sniff, form.read, (form.layout,))


READERS: tuple[Reader, ...] = (
    Reader(answers_long.NAME, TABLES, answers_long.sniff, answers_long.read, (answers_long.LAYOUT,)),
    Reader(answers_wide.NAME, TABLES, answers_wide.sniff, answers_wide.read, (answers_wide.LAYOUT,)),
    Reader(courses.NAME, TABLES, courses.sniff, courses.read, (course_columns.LAYOUT,)),
    _list(posts.FORMAT),
    _list(tasks.FORMAT),
    _list(competencies.FORMAT),
    Reader(terms.NAME, TABLES, terms.sniff, terms.read, (term_columns.LAYOUT,)),
    Reader(
        contributions.NAME,
        TABLES,
        contributions.sniff,
        contributions.read,
        (contributions.LONG, contributions.MATRIX),
    ),
    Reader(
        curricular_analytics.NAME,
        (".csv",),
        curricular_analytics.sniff,
        curricular_analytics.read,
        (ca_courses.LAYOUT,),
    ),
    Reader(program_json.NAME, (".json",), program_json.sniff, program_json.read),
)


def read_file(
    path: Path,
    program: Program,
    format: str | None = None,  # noqa: A002 - what the command line calls it
    mapping: ColumnMap | Path | None = None,
    progress: Progress = quiet,
    *,
    add_missing: bool = False,
) -> ReadResult:
    """Return the programme that importing a file leads to, with findings for what is wrong in it.

    Nothing is written anywhere: the caller shows ``diff(program, result.program)`` and decides.
    ``format`` is the name of a reader; without it the reader is chosen by what the file holds.
    ``mapping`` says which column holds what, as a value or as the file of one. ``add_missing``: posts and
    competencies that answers name and the programme does not have are made.

    Raises:
        UnreadableFile: the file cannot be used at all, or no reader knows it.
        Cancelled: the user no longer wants it.

    """
    wanted = None if format is None else named(format, path)
    given = load_map(mapping) if isinstance(mapping, Path) else mapping or NO_MAP
    given = replace(given, add_missing=add_missing or given.add_missing)
    source = open_source(path, progress)
    reader = wanted
    try:
        reader = reader or recognise(source, given)
        result = reader.read(source, program, given, progress)
    except UnreadableFile as failure:
        failure.offer = _offer(source, reader, given)
        raise
    return replace(result, offer=_offer(source, reader, given, result))


def _offer(
    source: Source, reader: Reader | None, given: ColumnMap, result: ReadResult | None = None
) -> Offer | None:
    if source.document is not None:
        return None
    name, layouts = ("", ()) if reader is None else (reader.name, reader.layouts)
    return offer_of(source, name, layouts, given, None if result is None else result.columns)


def named(name: str, path: Path) -> Reader:
    """Return the reader of a name.

    Raises:
        UnreadableFile: there is none; the path only says which file was meant.

    """
    found = next((one for one in READERS if one.name == name), None)
    if found is None:
        known = [one.name for one in READERS]
        raise UnreadableFile("import.unknown_format", Place(file=path.name), value=name, known=known)
    return found


def recognise(source: Source, given: ColumnMap = NO_MAP) -> Reader:
    """Return the reader that a file looks most like.

    Raises:
        UnreadableFile: it looks like nothing that can be read.

    """
    scores = [(one.sniff(source, given), one) for one in READERS]
    score, best = max(scores, key=lambda pair: pair[0])
    if score < _SURE:
        raise UnreadableFile("import.unknown_layout", Place(file=source.name), headers=_first_texts(source))
    return best


def _first_texts(source: Source) -> list[str]:
    """Return the first texts of a file, so that the user sees what was taken for its header."""
    rows = (row for sheet in source.sheets for row in sheet.rows[:1])
    texts = [text for row in rows for text in map(text_of, row.cells) if text]
    return [text[:60] for text in texts[:_SHOWN]] or ["–"]
