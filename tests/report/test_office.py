"""The workbook as another program sees it: recalculated, with text as text, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest

from curriplan.analysis.report.schedule_layout import HOURS
from curriplan.analysis.report.tree import Formula, Report, Spanned
from curriplan.app.texts import Texts
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from curriplan.exchange.writers.words import Language, Words
from curriplan.exchange.writers.workbook import workbook_bytes
from tests.report.office import converted, pages, without_stored_values
from tests.report.payloads import poisoned
from tests.report.programmes import empty, full, report_of
from tests.report.reading import expected, opened, placed

pytestmark = [pytest.mark.office, pytest.mark.timeout(400)]


def sample() -> Program:
    return sample_program("cross_border_ecommerce")


PROGRAMMES = {"empty": empty, "full": full, "sample": sample}


def recalculated(report: Report, lang: Language, folder: Path) -> bytes:
    source = folder / "plan.xlsx"
    source.write_bytes(without_stored_values(workbook_bytes(report, Texts, lang)))
    return converted(source, "xlsx", folder).read_bytes()


def differences(report: Report, data: bytes, lang: Language) -> tuple[int, list[str]]:
    """Return the number of formulas, and where another program has other values than the report."""
    words, formulas, wrong = Words(Texts, lang), 0, []
    for sheet, row, column, cell, between in placed(report, opened(data, values=True), lang):
        want, there = expected(cell, words, between), sheet.cell(row, column).value
        formulas += isinstance(cell.value if isinstance(cell, Spanned) else cell, Formula)
        if isinstance(want, int | float) and isinstance(there, int | float):
            agree = abs(want - there) <= 1e-9 * max(1.0, abs(want))
        else:
            agree = (there or None) == want
        if not agree:
            wrong.append(f"{sheet.title} row {row} column {column}: {there!r} for {want!r}")
    return formulas, wrong


@pytest.mark.parametrize(("name", "lang"), [("full", "en"), ("sample", "zh")])
def test_every_formula_recalculates_to_its_stored_value(name: str, lang: Language, tmp_path: Path) -> None:
    report = report_of(PROGRAMMES[name]())
    formulas, wrong = differences(report, recalculated(report, lang, tmp_path), lang)
    assert wrong == []
    assert formulas > (50 if name == "full" else 200)


def test_payloads_stay_text_when_the_workbook_is_calculated(tmp_path: Path) -> None:
    report = report_of(poisoned(full(), 0))
    data = recalculated(report, "en", tmp_path)
    formulas, wrong = differences(report, data, "en")
    assert wrong == []
    book = opened(data)
    found = sum(
        cell.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
    assert found == formulas


@pytest.mark.parametrize(("name", "lang"), [("full", "both"), ("empty", "zh")])
def test_every_page_is_a4_landscape(name: str, lang: Language, tmp_path: Path) -> None:
    report = report_of(PROGRAMMES[name]())
    source = tmp_path / "plan.xlsx"
    source.write_bytes(workbook_bytes(report, Texts, lang))
    sizes = pages(converted(source, "pdf", tmp_path))
    assert {(round(wide), round(high)) for wide, high in sizes} == {(842, 595)}
    # one page wide: no sheet of these small programmes is longer than three pages
    assert len(report.sections) <= len(sizes) <= 3 * len(report.sections)


def test_totals_follow_when_a_figure_is_changed(tmp_path: Path) -> None:
    report = report_of(full())
    book = opened(workbook_bytes(report, Texts, "en"))
    sheet = book["Schedule"]
    hours = next(cell for row in sheet.iter_rows() for cell in row if cell.number_format == '0"/18W"')
    assert hours.value == 6
    hours.value = 8
    book.save(tmp_path / "plan.xlsx")
    after = opened(converted(tmp_path / "plan.xlsx", "xlsx", tmp_path).read_bytes(), values=True)["Schedule"]
    total = next(row for row in after.iter_rows() if row[0].value == "Total")
    load = next(row for row in after.iter_rows() if row[0].value == "Hours a week")
    assert after.cell(hours.row, HOURS + 1).value == 8 * 18
    assert total[HOURS].value == 776 + 2 * 18
    assert load[hours.column - 1].value == pytest.approx(8 + 2 * 64 / 96)
