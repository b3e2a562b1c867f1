"""Files that are made to harm: each is refused with one sentence, in little time and memory."""

from __future__ import annotations

import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from curriplan.domain.finding import Place
from curriplan.domain.progress import Cancelled, quiet
from curriplan.exchange import sheet_worker
from curriplan.exchange.guard import LIMITS, Limits, check_archive
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.sheet_scan import Budget, scan
from curriplan.exchange.workbook import read_workbook
from tests.exchange.files import codes, raw_workbook, read, refusal, sheet_xml, write_csv, write_xlsx

SOON = 8.0
"""Seconds; alone each takes some 0.2 s, but the machine may be shared."""

ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE l [<!ENTITY a "lol">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY j SYSTEM "file:///etc/hostname">]>'


def _cell(text: str) -> str:
    return f'<row r="3"><c r="A3" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _gigabyte() -> Iterator[bytes]:
    head, tail = sheet_xml(_cell("@")).encode().split(b"@")
    yield head
    for _ in range(1024):
        yield b" " * 1024 * 1024
    yield tail


HOSTILE: dict[str, tuple[str, str, int | None]] = {
    "a giant merge": (sheet_xml("", after='<mergeCells><mergeCell ref="A1:ZZ20000"/></mergeCells>'), "import.merged_area", 1),
    "many merges": (
        sheet_xml("", after=f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}A{n}:ZZ{n + 99}{chr(34)}/>" for n in range(1, 1000, 100))}</mergeCells>'),
        "import.merged_area",
        201,
    ),
    "a cell at the far corner": (sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "import.far_cell", 1_048_576),
    "a cell far to the right": (sheet_xml('<row r="3"><c r="XFD3"><v>1</v></c></row>'), "import.far_cell", 3),
    "billion laughs": (LAUGHS + sheet_xml(_cell("&j;")), "import.doctype", None),
    "an outside entity": (OUTSIDE + sheet_xml(_cell("&j;")), "import.doctype", None),
    "an endless text": (sheet_xml(_cell("x" * 40_000)), "import.cell_too_long", 3),
    "rows out of order": (sheet_xml('<row r="1"><c r="A1"><v>9</v></c></row>'), "import.workbook_damaged", None),
    "cells out of order": (sheet_xml('<row r="3"><c r="B3"><v>9</v></c><c r="A3"><v>9</v></c></row>'), "import.workbook_damaged", None),
    "no XML": ("this is no XML", "import.workbook_damaged", None),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_is_refused(what: str, tmp_path: Path) -> None:
    sheet, code, row = HOSTILE[what]
    begun = time.monotonic()
    refused = refusal(raw_workbook(tmp_path / "h.xlsx", sheet), "courses")
    assert (refused.code, refused.where.row) == (code, row)
    assert time.monotonic() - begun < SOON


def test_a_gigabyte_of_spaces_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "h.xlsx", _gigabyte)
    assert path.stat().st_size < 10_000_000
    begun = time.monotonic()
    assert refusal(path).code == "import.bomb"
    assert time.monotonic() - begun < SOON


def test_filler_below_the_total_limit_is_refused(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "h.xlsx", sheet_xml(_cell(" " * 3_000_000)))
    with zipfile.ZipFile(path) as archive, pytest.raises(UnreadableFile) as refused:
        check_archive(archive, Place(file=path.name), Limits(ratio=100))
    assert refused.value.code == "import.bomb"


def test_what_really_comes_out_is_counted(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "h.xlsx", sheet_xml(""))
    limits = Limits(unpacked_bytes=100)
    where = Place(file=path.name)
    with (
        zipfile.ZipFile(path) as archive,
        archive.open("xl/worksheets/sheet1.xml") as stream,
        pytest.raises(UnreadableFile) as refused,
    ):
        scan(stream, where, limits, Budget(limits, where))
    assert refused.value.code == "import.bomb"


def test_a_part_that_declares_less_than_it_holds_is_damaged(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "h.xlsx", sheet_xml(_cell("x" * 5_000)))
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    told = path.read_bytes().replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    path.write_bytes(told)
    assert refusal(path).code == "import.workbook_damaged"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "a\\b.xml", "C:evil.xml"])
def test_names_that_lead_out_are_refused(name: str, tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "h.xlsx", sheet_xml(""))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "x")
    assert refusal(path).code == "import.workbook_damaged"


def test_macros_are_refused(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "h.xlsm", sheet_xml(""), {"xl/vbaProject.bin": "x"})
    assert refusal(path).code == "import.macros"


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"xl/media/{n}.txt": "" for n in range(LIMITS.entries)}
    assert refusal(raw_workbook(tmp_path / "h.xlsx", sheet_xml(""), parts)).code == "import.bomb"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty"),
        (b" \r\n\t ", "import.empty"),
        (b"\xef\xbb\xbf\n", "import.empty"),
        (OLE, "import.old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "import.protected"),
        (b"SQLite format 3\0" + bytes(100), "import.is_programme"),
        (b"%PDF-1.7 something", "import.binary"),
        (bytes(range(256)) * 40, "import.binary"),
        (b"PK\x03\x04" + bytes(range(256)) * 40, "import.workbook_damaged"),
        (b"code,credits\nA,1\n" + b"x" * 70_000 + b"\nB\0,2\n", "import.cell_too_long"),
        (b"code,credits\nA,1\n" + b"x,y\n" * 20_000 + b"B\0,2\n", "import.binary"),
        (b'code,credits\n"A,1\n' + b"x,y\n" * 40_000, "import.quote_open"),
        (b"{", "import.json_damaged"),
        (b'{"a": NaN}', "import.json_unusable"),
        (b'{"a": ' + b"[" * 200_000, "import.json_unusable"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "import.json_unusable"),
        (b'{"a": "\xff\xfe"}', "import.json_unusable"),
    ],
)
def test_content_that_is_no_table(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert refusal(path).code == code
    assert path.read_bytes() == content


def test_a_broken_workbook_is_not_told_to_be_an_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "bin.XLSX"
    path.write_bytes(bytes(range(256)) * 40)
    assert refusal(path).code == "import.no_workbook"


def test_places_without_a_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").code == "import.not_found"
    assert refusal(tmp_path).code == "import.not_a_file"


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(path).code == "import.no_workbook"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short(share: float, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["code", "credits"], ["A", 1]]})
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(path).code == "import.workbook_damaged"


@pytest.mark.parametrize("size", ["A1:A1", "A1:B2", "A1:XFD1048576"])
def test_what_a_sheet_says_of_its_size_is_not_believed(size: str, tmp_path: Path) -> None:
    body = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>N{n}</t></is></c><c r="B{n}"><v>2</v></c></row>'
        for n in range(3, 40)
    )
    path = raw_workbook(tmp_path / "x.xlsx", sheet_xml(body, before=f'<dimension ref="{size}"/>'))
    assert read(path, reader="courses").rows == 38


def test_a_far_cell_that_only_has_a_format_is_harmless(tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "x.xlsx", sheet_xml('<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    result = read(path, reader="courses")
    assert (result.rows, codes(result)) == (1, [])


def test_prefixed_tags_are_seen_by_the_scan(tmp_path: Path) -> None:
    far = '<x:row r="3"><x:c r="XFD3"><x:v>1</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>{far}</x:sheetData></x:worksheet>'
    assert refusal(raw_workbook(tmp_path / "x.xlsx", sheet)).code == "import.far_cell"


def test_a_cancelled_import_is_free_at_once(tmp_path: Path) -> None:
    rows = [["code", "credits"], *([f"N{n}", 2] for n in range(60_000))]
    path = write_xlsx(tmp_path / "big.xlsx", {"S": rows})
    asked: list[float] = []

    def progress(share: float | None, step: str = "") -> None:
        assert (share, step) == (None, "reading")
        asked.append(time.monotonic())
        if len(asked) > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(path, progress)
    assert time.monotonic() - asked[-1] < 1.0


def test_a_workbook_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    rows = [["code", "credits"], *([f"N{n}", 2] for n in range(60_000))]
    path = write_xlsx(tmp_path / "big.xlsx", {"S": rows})
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(path, quiet, seconds=0.2)
    assert refused.value.code == "import.too_slow"


def test_the_library_parses_guarded() -> None:
    assert openpyxl.DEFUSEDXML
    assert not openpyxl.LXML


def test_the_frozen_program_answers_to_the_same_word() -> None:
    from curriplan.__main__ import READ_WORKBOOK

    assert READ_WORKBOOK == sheet_worker.FLAG


def test_a_value_that_no_number_holds_is_damage_and_not_a_traceback(tmp_path: Path) -> None:
    sheet = sheet_xml('<row r="3"><c r="A3"><v>twelve</v></c></row>')
    assert refusal(raw_workbook(tmp_path / "x.xlsx", sheet)).code == "import.workbook_damaged"


def test_a_huge_text_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(LIMITS.file_bytes + 1)
    assert refusal(path).code == "import.too_large"


def test_a_line_with_too_many_columns(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [["code", "credits"], ["A", *range(3_000)]])
    refused = refusal(path)
    assert (refused.code, refused.where.row) == ("import.too_many_columns", 2)


def test_an_empty_text_is_the_result_of_a_formula_too(tmp_path: Path) -> None:
    cells = '<c r="A3" t="inlineStr"><is><t>N2</t></is></c><c r="B3" t="{}"><f>X1</f><v></v></c>'
    text = raw_workbook(tmp_path / "t.xlsx", sheet_xml(f'<row r="3">{cells.format("str")}</row>'))
    assert codes(read(text, reader="courses")) == []
    number = raw_workbook(tmp_path / "n.xlsx", sheet_xml(f'<row r="3">{cells.format("n")}</row>'))
    assert codes(read(number, reader="courses")) == ["import.formula_empty"]


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import os; os.abort()", "import.workbook_damaged"),
        ("raise MemoryError", "import.too_much_memory"),
        ('print(\'{"sheet": "S", "areas": [], "uncomputed": [], "failed": []}\')', "import.workbook_damaged"),
    ],
)
def test_a_process_that_dies_is_one_sentence(
    program: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [["code"], ["A"]]})
    monkeypatch.setattr("curriplan.exchange.workbook.worker_command", lambda: [sys.executable, "-c", program])
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(path, quiet)
    assert refused.value.code == code


def test_a_header_of_nothing_but_signs_takes_no_time(tmp_path: Path) -> None:
    rows = [
        ["id", "company", "post", *(f"{'a.' * 200}{n} [importance]" for n in range(300))],
        ["1", "A", "P1"],
    ]
    begun = time.monotonic()
    assert refusal(write_csv(tmp_path / "x.csv", rows), "answers_wide").code == "import.no_question"
    assert time.monotonic() - begun < SOON
