"""Files as users and attackers make them, and a programme to read them into."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from curriplan.app.places import placed_sentence
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.competency import Competency
from curriplan.domain.course import Course
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Finding, error
from curriplan.domain.integrity import problems
from curriplan.domain.post import Post
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind
from curriplan.domain.text import Text
from curriplan.exchange.readers.registry import read_file
from curriplan.exchange.readers.result import ReadResult, UnreadableFile

Rows = Sequence[Any]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

COMPETENCIES = (
    Competency("c1", "C1", Text("数据库设计", "Database design"), position=1.0),
    Competency("c2", "C2", Text("软件测试", "Testing"), position=2.0),
    Competency("c3", "C3", Text("团队协作", "Teamwork"), kind=Kind.QUALITY, position=3.0),
    Competency("c4", "C4", Text("英语读写", "SQL"), kind=Kind.KNOWLEDGE, position=4.0),
)
COURSES = (
    Course("k1", "K1", Text("高等数学A1", "Mathematics"), position=1.0),
    Course("k2", "K2", Text("程序设计基础", "Programming"), position=2.0),
    Course("k3", "K3", Text("软件工程", "Software engineering"), position=3.0),
)


def program(terms: int = 6, posts: int = 2, courses: bool = True) -> Program:
    """Return a programme with four competencies, three courses and one or two posts."""
    one = blank_program(Text("试验", "Trial"), terms)
    jobs = (
        Post("p1", "P1", Text("网店运营", "Shop operator")),
        Post("p2", "P2", Text("客服", "Customer service")),
    )
    one = put(put(one, "posts", *jobs[:posts]), "competencies", *COMPETENCIES)
    return put(one, "courses", *COURSES) if courses else one


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write rows as a text table."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_xlsx(
    path: Path,
    sheets: Mapping[str, Rows],
    merges: Sequence[tuple[int, int, int, int]] = (),
    formulas: Mapping[tuple[int, int], tuple[str, Any]] | None = None,
) -> Path:
    """Write rows as a workbook; texts stay texts. Merges and formulas count from 0 and go to the first sheet."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_worksheet(name)
        below = {
            (r, c)
            for a, b, y, z in merges
            for r in range(a, y + 1)
            for c in range(b, z + 1)
            if (r, c) != (a, b)
        }
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if number == 0 and (row, column) in below:
                    continue
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif cell is not None:
                    sheet.write(row, column, cell)
        if number == 0:
            for area in merges:
                sheet.merge_range(*area, "")
                sheet.write(area[0], area[1], rows[area[0]][area[1]])
            for (row, column), (formula, value) in (formulas or {}).items():
                sheet.write_formula(row, column, formula, None, value)
    book.close()
    return path


def raw_workbook(
    path: Path, sheet: str | Callable[[], Iterable[bytes]], parts: Mapping[str, str] | None = None
) -> Path:
    """Write a workbook part by part, with a sheet that no spreadsheet program would write."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    package = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in package.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for chunk in [sheet.encode()] if isinstance(sheet, str) else sheet():
                part.write(chunk)
    return path


def sheet_xml(body: str, before: str = "", after: str = "") -> str:
    """Return the XML of a sheet with a header ``code, credits``, one course and some more rows."""
    header = "".join(
        f'<c r="{at}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in (("A", "code"), ("B", "credits"))
    )
    course = '<c r="A2" t="inlineStr"><is><t>N1</t></is></c><c r="B2"><v>3</v></c>'
    rows = f'<row r="1">{header}</row><row r="2">{course}</row>{body}'
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Return the English sentences of findings; each must exist, with all its arguments, in each language."""
    spoken = {lang: [placed_sentence(one, Texts(lang)) for one in findings] for lang in LANGUAGES}
    return spoken["en"]


def refusal(
    path: Path, reader: str | None = None, into: Program | None = None, **more: Any
) -> UnreadableFile:
    """Return how a file is refused; it must be refused, with a sentence that says where."""
    with pytest.raises(UnreadableFile) as caught:
        read_file(path, into or program(), reader, **more)
    refused = caught.value
    spoken = sentences([error(refused.code, refused.where, **refused.args_by_name)])
    assert refused.where.file, spoken
    return refused


def read(path: Path, into: Program | None = None, reader: str | None = None, **more: Any) -> ReadResult:
    """Return what reading a file leads to; integrity must hold and each finding have its sentence and place."""
    result = read_file(path, into or program(), reader, **more)
    assert not list(problems(result.program))
    sentences(result.findings)
    assert all(one.where.file == path.name for one in result.findings)
    return result


def codes(result: ReadResult) -> list[str]:
    """Return the codes of the findings."""
    return [one.code for one in result.findings]


def places(result: ReadResult, code: str) -> list[tuple[int | None, str]]:
    """Return row and column of the findings of a code."""
    return [(one.where.row, one.where.column) for one in result.findings if one.code == code]


HOSTILE_CELLS = (
    "=HYPERLINK(1)",
    "'=1+1",
    "x" * 32_000,
    "9" * 400,
    "1e999",
    "-1",
    "nan",
    "\u202egnp.exe",
    "a\nb",
    "<img src='file://x'>",
    "{value}",
    "; , 、 |",
    "\ud7ff\U0010ffff",
    "#REF!",
)
