"""Whatever a name begins with, it stays text: in the workbook and in CSV."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.analysis.report.tree import Formula, Spanned
from curriplan.app.texts import Texts
from curriplan.exchange.csv_guard import guarded, unguarded
from curriplan.exchange.writers.csv_tables import write_csv
from curriplan.exchange.writers.words import Words, clean
from curriplan.exchange.writers.workbook import workbook_bytes
from tests.report.payloads import PAYLOADS, poisoned
from tests.report.programmes import full, report_of
from tests.report.reading import expected, opened, placed

STARTS = range(0, len(PAYLOADS), 7)


@pytest.mark.parametrize("start", STARTS)
def test_no_payload_becomes_a_formula(start: int) -> None:
    report = report_of(poisoned(full(), start))
    book = opened(workbook_bytes(report, Texts, "en"))
    words = Words(Texts, "en")
    ours = set()
    for sheet, row, column, cell, between in placed(report, book, "en"):
        value = cell.value if isinstance(cell, Spanned) else cell
        there = sheet.cell(row, column)
        if isinstance(value, Formula):
            ours.add((sheet.title, row, column))
        elif isinstance(there.value, str):
            assert there.value == expected(cell, words, between)
    formulas = {
        (sheet.title, cell.row, cell.column)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == ours
    assert not any(sheet.title.strip("'") != sheet.title for sheet in book.worksheets)
    assert not [link for sheet in book.worksheets for link in sheet._hyperlinks]


def test_every_payload_arrives_as_text() -> None:
    found: set[str] = set()
    for start in STARTS:
        book = opened(workbook_bytes(report_of(poisoned(full(), start)), Texts, "en"))
        found |= {
            cell.value
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str)
        }
    missing = [one for one in PAYLOADS if clean(one).strip() not in found]
    assert not missing


@pytest.mark.parametrize("start", STARTS)
def test_no_field_of_the_csv_begins_with_a_trigger(start: int, tmp_path: Path) -> None:
    target = tmp_path / "tables.csv"
    write_csv(report_of(poisoned(full(), start)), target, Texts, "en")
    text = target.read_bytes().decode("utf-8-sig")
    fields = [field for line in csv.reader(StringIO(text, newline="")) for field in line]
    dangerous = re.compile(r"[=+@\t\r\n＝＋－＠]|-(?!\d+(\.\d+)?%?$)")
    assert not [field for field in fields if dangerous.match(field)]
    assert any(field.startswith("'=") for field in fields)


@given(st.text(alphabet="'=+-@\t\r\n＝＋－＠a1"))
def test_what_is_guarded_comes_back_unchanged(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", guarded(text))


@pytest.mark.parametrize("text", ["'tis", "", "O'Neil", "a=1", "课程"])
def test_harmless_text_is_not_touched(text: str) -> None:
    assert guarded(text) == unguarded(text) == text
