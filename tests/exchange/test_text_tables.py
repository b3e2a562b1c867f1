"""Text tables: encodings, delimiters, guards, quotation marks; and the small turns of cells and headers."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriplan.domain.progress import Cancelled, quiet
from curriplan.exchange.cells import (
    Cell,
    Sheet,
    SheetRow,
    address,
    code_of,
    date_of,
    letter,
    number_of,
    text_of,
)
from curriplan.exchange.columns import Column, Layout, find_header, header_key
from curriplan.exchange.delimited import encoding_of, read_delimited
from curriplan.exchange.workbook import read_workbook
from tests.exchange.files import write_csv, write_xlsx


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        ("代码,名称\n1,数学", "utf-8", "utf-8"),
        ("代码,名称\n1,数学", "utf-8-sig", "utf-8-sig"),
        ("代码,名称\n1,数学", "utf-16", "utf-16"),
        ("代码,名称\n1,数学", "gb18030", "gb18030"),
        ("code,name\n1,Café crème,\n2,Élève déjà", "latin-1", "cp1252"),
        ("code,name\n1,“quoted”", "cp1252", "cp1252"),
        ("code,name\n1,plain", "ascii", "utf-8"),
    ],
)
def test_encodings(text: str, written: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode(written))
    assert encoding_of(path) == found
    assert path.read_text(found) == text


def test_bytes_of_no_encoding_are_still_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"code,name\n1,\x81\x8d\x8f\xff")
    assert encoding_of(path) == "latin-1"


def test_rows_count_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n\n"two\nlines",x\n,,\nlast,y\n')
    assert [row.number for row in read_delimited(path, quiet).sheet.rows] == [1, 3, 5]


def test_our_own_guard_against_formulas_is_taken_off(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [["'=1+1", "'plain'", "'+2", "'@x", "-3", "'"]])
    assert read_delimited(path, quiet).sheet.rows[0].cells == ("=1+1", "'plain'", "+2", "@x", "-3", "'")


def test_a_long_text_can_be_cancelled(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [["a", "b"]] * 20_000)

    def progress(share: float | None, step: str = "") -> None:
        assert share is not None
        assert step == "reading"
        raise Cancelled

    with pytest.raises(Cancelled):
        read_delimited(path, progress)


MORNING = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 - cells of a spreadsheet have no zone
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12).filter(
    lambda text: text.strip() and text[0] != "'"
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=2, max_size=6)
    ),
    delimiter=st.sampled_from(",;\t"),
)
def test_any_text_comes_back(rows: list[list[str]], delimiter: str, tmp_path: Path) -> None:
    # A header of plain names, as every table has one, is what the delimiter is told by.
    table = [[f"h{n}" for n in range(len(rows[0]))] for _ in range(len(rows) * 4)] + rows
    path = write_csv(tmp_path / "t.csv", table, "utf-8", delimiter)
    assert [row.cells for row in read_delimited(path, quiet).sheet.rows] == [tuple(row) for row in table]


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_letters(index: int, letters: str) -> None:
    assert (letter(index), address(3, index)) == (letters, f"{letters}3")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("001", "001"),
        (1, "1"),
        (1.0, "1"),
        (1.5, "1.5"),
        ("１２（Ａ）", "12(A)"),
        (" x  y ", "x y"),
        (None, ""),
        (1.10, "1.1"),
    ],
)
def test_codes_are_text(cell: Cell, code: str) -> None:
    assert code_of(cell) == code


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("３．５", 3.5),
        ("3,5", 3.5),
        (" 4 ", 4.0),
        (2, 2.0),
        ("1e2", 100.0),
        ("", None),
        (None, None),
        ("-1", -1.0),
        (".5", 0.5),
    ],
)
def test_numbers(cell: Cell, number: float | None) -> None:
    assert number_of(cell) == number


@pytest.mark.parametrize(
    "cell",
    [
        "three",
        "1,500",
        "1.2.3",
        True,
        date(2026, 1, 1),
        "nan",
        "inf",
        "1e99",
        float("inf"),
        float("nan"),
        "0x10",
        "1_0",
        "٣x",
    ],
)
def test_what_is_no_number(cell: Cell) -> None:
    with pytest.raises(ValueError):
        number_of(cell)


@pytest.mark.parametrize(
    "cell", ["2026-03-01", "2026/3/1 10:01:15", "2026年3月1日", "２０２６．３．１", MORNING, date(2026, 3, 1), "2026/03/01 2:21:45 PM GMT+3"]
)  # fmt: skip
def test_days(cell: Cell) -> None:
    assert date_of(cell) == date(2026, 3, 1)


@pytest.mark.parametrize("cell", ["03/01/2026", "2026-13-01", "2026-02-30", "soon", 46_000])
def test_what_is_no_day(cell: Cell) -> None:
    with pytest.raises(ValueError):
        date_of(cell)


def test_times_keep_their_text() -> None:
    assert text_of(MORNING) == "2026-03-01 09:30:00"


@pytest.mark.parametrize(
    "header",
    [
        "贵单位名称",
        "1、贵单位名称：",
        "Q1. 贵单位名称",
        "贵单位名称【单选】",
        "贵单位名称（必填）*",
        "　贵单位 名称",
        "第1题、贵单位名称",
    ],
)
def test_headers_that_are_one(header: str) -> None:
    assert header_key(header) == header_key("贵单位名称")


def test_headers_that_differ() -> None:
    assert header_key("Hours (theory)") != header_key("Hours")
    assert header_key("Course ID") == header_key("course_id")
    assert header_key("***") == "***"


LAYOUT = Layout(
    (Column("code", ("code",)), Column("name", ("name",)), Column("level", ("level",))), (("code",),)
)


def _sheet(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("S", tuple(SheetRow(n, cells) for n, cells in enumerate(rows, 1)))


def test_the_header_is_the_row_that_says_most() -> None:
    header = find_header(
        _sheet(("code",), ("title of the list",), ("name", "code", "level"), ("a", "b", 1)), LAYOUT
    )
    assert header is not None
    assert (header.row, header.body, dict(header.columns)) == (3, 3, {"name": 0, "code": 1, "level": 2})


def test_a_data_row_does_not_become_a_header() -> None:
    header = find_header(_sheet(("code", "other", "x"), ("name", "level", "y")), LAYOUT)
    assert header is not None
    assert header.columns == {"name": 0, "level": 1}


def test_no_header_at_all() -> None:
    assert find_header(_sheet(("a", "b"), (1, 2)), LAYOUT) is None


VALUES = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8).filter(
        str.strip
    ),
    st.sampled_from(["001", "=1+1", "1.0", "'x", "TRUE"]),
    st.integers(-(10**9), 10**9),
    st.integers(-(10**7), 10**7).map(lambda n: n / 1000),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_cell_comes_back_from_a_workbook(rows: list[list[Cell]], tmp_path: Path) -> None:
    (sheet,) = read_workbook(write_xlsx(tmp_path / "t.xlsx", {"S": rows}), quiet)
    read = {
        (row.number, n): cell for row in sheet.rows for n, cell in enumerate(row.cells) if cell is not None
    }
    written = {
        (n, k): cell for n, row in enumerate(rows, 1) for k, cell in enumerate(row) if cell is not None
    }
    assert read.keys() == written.keys()
    for here, cell in written.items():
        found = read[here]
        assert (date_of(found) if isinstance(cell, date) else found) == cell
        assert isinstance(found, str) == isinstance(cell, str)
