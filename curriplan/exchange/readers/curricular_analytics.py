"""Curricula and degree plans of the Curricular Analytics toolbox, of NuAnalytics, and of the R package.

Lines of keys and values, then a line ``Courses``, a header and one row for each course; degree plans may
have ``Additional Courses`` as well. The R package has only the header ``id,label,term,requisites``. Codes
are the course ids of the file: only they are unique, and requisites name them. Figures of metrics at
the end of a row are left alone: they follow from the courses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Place, warning
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.progress import Progress
from curriplan.exchange.cells import Sheet, fold, text_of
from curriplan.exchange.columns import NO_MAP, ColumnMap, header_at
from curriplan.exchange.delimited import read_delimited
from curriplan.exchange.guard import FileKind
from curriplan.exchange.readers.ca_courses import LAYOUT, CourseReading
from curriplan.exchange.readers.collect import Collector
from curriplan.exchange.readers.names import name_of
from curriplan.exchange.readers.result import ReadResult, UnreadableFile
from curriplan.exchange.source import Source
from curriplan.exchange.table import LIST_ROWS, Table, missing

NAME = "curricular_analytics"
_SECTIONS = {
    "courses": True,
    "additional courses": True,
    "course learning outcomes": False,
    "curriculum learning outcomes": False,
}
_FACTS = {"curriculum", "degree plan", "institution", "degree type", "system type", "cip"}
_SYSTEMS = {"": None, "semester": False, "quarter": True}


def sniff(source: Source, given: ColumnMap = NO_MAP) -> float:  # noqa: ARG001 - told by its lines
    """Return how much (0..1) a file looks like a curriculum of the toolbox."""
    sheet = next((one for one in source.sheets if one.rows), None)
    if sheet is None:
        return 0.0
    firsts = [fold(text_of(row.at(0))) for row in sheet.rows[:12]]
    if firsts[0] in {"curriculum", "degree plan"} or ("courses" in firsts and _FACTS & set(firsts)):
        return 1.0
    header = header_at(sheet, 0, 1, LAYOUT)
    return 0.95 if {"id", "requisites"} <= {fold(one) for texts in header.titles for one in texts} else 0.0


def read(source: Source, program: Program, given: ColumnMap, progress: Progress) -> ReadResult:
    """Return the programme with the courses, requisites and terms of a file.

    Raises:
        UnreadableFile: there is no list of courses, or it has no column of ids.

    """
    if not source.sheets:
        raise missing(source, LAYOUT)
    findings = Collector(source.name)
    sheet = source.sheets[0]
    if source.kind is FileKind.TEXT and _is_swallowed(sheet):
        sheet = read_delimited(source.path, progress, by_line=True).sheet
        findings.add([warning("import.quote_closed", Place(file=source.name))])
    parts = _parts(source, sheet, given)
    facts = _facts(sheet)
    reading = CourseReading(program, findings)
    for table in parts:
        reading.take(table, progress)
    result = reading.result(_with_facts(program, facts, source.name, findings))
    columns = tuple(dict.fromkeys(pair for table in parts for pair in table.matched()))
    return ReadResult(result, findings.findings(), reading.rows, reading.skipped, NAME, columns)


def _is_swallowed(sheet: Sheet) -> bool:
    """Tell whether a quotation mark that was left open has swallowed lines of the head."""
    starts = [fold(text_of(row.at(0))) for row in sheet.rows]
    if "courses" not in starts:
        return "curriculum" in starts
    head = sheet.rows[: starts.index("courses")]
    return any(isinstance(cell, str) and "\n" in cell for row in head for cell in row.cells)


@dataclass(frozen=True, slots=True)
class _Section:
    """A list of courses: index of its header row, index after its last row."""

    header: int
    end: int


def _sections(sheet: Sheet) -> list[_Section]:
    """Return the lists of courses; a file without a line ``Courses`` is one list."""
    starts = [(n, fold(text_of(row.at(0)))) for n, row in enumerate(sheet.rows)]
    marks = [(n, _SECTIONS[text]) for n, text in starts if text in _SECTIONS]
    if not marks:
        return [_Section(0, len(sheet.rows))]
    ends = [n for n, _ in marks[1:]] + [len(sheet.rows)]
    return [_Section(n + 1, end) for (n, wanted), end in zip(marks, ends, strict=True) if wanted]


def _parts(source: Source, sheet: Sheet, given: ColumnMap) -> list[Table]:
    tables = []
    for section in _sections(sheet):
        if section.header >= min(section.end, len(sheet.rows)):
            continue
        table = Table(
            source.name, sheet, header_at(sheet, section.header, 1, LAYOUT, given), given, section.end
        )
        table.require(LAYOUT)
        if len(table.rows) > LIST_ROWS:
            raise UnreadableFile("import.too_many_rows", table.place(), limit=LIST_ROWS)
        tables.append(table)
    if not any(table.rows for table in tables):
        raise UnreadableFile("import.no_rows", Place(file=source.name))
    return tables


def _facts(sheet: Sheet) -> dict[str, str]:
    """Return the keys and values before the first list."""
    facts: dict[str, str] = {}
    for row in sheet.rows:
        key = fold(text_of(row.at(0)))
        if key in _SECTIONS:
            break
        if key in _FACTS:
            facts[key] = text_of(row.at(1))
    return facts


def _with_facts(program: Program, facts: dict[str, str], file: str, findings: Collector) -> Program:
    """Return the programme with what the file says of it; its name only where it has no course yet."""
    about = program.about
    system = facts.get("system type", "")
    if fold(system) not in _SYSTEMS:
        findings.add([warning("import.unknown_system", Place(file=file), value=system)])
    quarter = _SYSTEMS.get(fold(system))
    if quarter is not None:
        about = replace(about, quarter_system=quarter)
    if not program.courses:
        name = name_of(facts.get("curriculum", ""))
        about = replace(
            about,
            name=name or about.name,
            major_code=facts.get("cip", "") or about.major_code,
            source=facts.get("institution", "") or about.source,
        )
    return program if about == program.about else put(program, "profile", replace(about, id=PROFILE_ID))
