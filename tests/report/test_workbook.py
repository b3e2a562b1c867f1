"""The workbook read back: every cell, every formula, the print set-up, in each language."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from curriplan.analysis.report.formula import Ratio
from curriplan.analysis.report.tree import (
    Column,
    Formula,
    Level,
    Report,
    Row,
    Section,
    Spanned,
    Table,
    Weekly,
    WholeWeeks,
    plain_headers,
    say,
)
from curriplan.app.texts import Texts
from curriplan.domain.course import Track
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.progress import Cancelled
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program
from curriplan.exchange.writers.grid import grid_of
from curriplan.exchange.writers.result import CannotWrite
from curriplan.exchange.writers.styles import SIZE
from curriplan.exchange.writers.words import Language, Words
from curriplan.exchange.writers.workbook import workbook_bytes, write_workbook
from tests.report.programmes import MADE_ON, empty, full, report_of
from tests.report.reading import expected, opened, placed, sheets
from tests.strategies import programs

LANGUAGES: tuple[Language, ...] = ("en", "zh", "both")
A4_ACROSS, MARGIN = 11.69, 0.4  # inches
POINTS_A_CHARACTER = 5.25  # width of a column in points for each of its characters
PROGRAMMES = {"empty": empty, "full": full}


@pytest.fixture(scope="module")
def sample_report() -> Report:
    return report_of(sample_program("cross_border_ecommerce"))


@pytest.fixture(
    scope="module", params=[(name, lang) for name in PROGRAMMES for lang in LANGUAGES], ids="-".join
)
def written(request: pytest.FixtureRequest) -> tuple[Report, bytes, Language]:
    name, lang = request.param
    report = report_of(PROGRAMMES[name]())
    return report, workbook_bytes(report, Texts, lang), lang


def test_every_cell_reads_back_as_it_stands_in_the_report(written: tuple[Report, bytes, Language]) -> None:
    report, data, lang = written
    words = Words(Texts, lang)
    found = list(placed(report, opened(data, values=True), lang))
    for sheet, row, column, cell, between in found:
        there = sheet.cell(row, column).value
        want = expected(cell, words, between)
        if isinstance(want, float):
            assert there == pytest.approx(want, rel=1e-12), (sheet.title, row, column)
        else:
            assert there == want, (sheet.title, row, column)
    assert found


def test_formulas_stand_where_the_report_has_them_and_nowhere_else(
    written: tuple[Report, bytes, Language],
) -> None:
    report, data, lang = written
    book = opened(data)
    wanted = {
        (sheet.title, row, column)
        for sheet, row, column, cell, _ in placed(report, book, lang)
        if isinstance(cell.value if isinstance(cell, Spanned) else cell, Formula)
    }
    assert formula_cells(book) == wanted


def formula_cells(book: Any) -> set[tuple[str, int, int]]:
    return {
        (sheet.title, cell.row, cell.column)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_every_sheet_prints_on_a4_landscape_one_page_wide(written: tuple[Report, bytes, Language]) -> None:
    report, data, _ = written
    book = opened(data)
    for sheet, section in zip(book.worksheets, report.sections, strict=True):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_area
        assert "&P" in sheet.oddFooter.center.text
        frozen = section.frozen
        assert bool(sheet.print_title_rows) == frozen
        has_rows = bool(section.tables[0].rows) if frozen else False
        assert (sheet.freeze_panes is not None) == (frozen and has_rows)


def test_sheet_names_are_legal_and_single(written: tuple[Report, bytes, Language]) -> None:
    _, data, _ = written
    names = opened(data).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_the_same_report_gives_the_same_bytes(written: tuple[Report, bytes, Language]) -> None:
    report, data, lang = written
    time.sleep(0.01)
    assert workbook_bytes(report, Texts, lang) == data


def test_properties_hold_the_given_date_and_no_machine() -> None:
    data = workbook_bytes(report_of(full()), Texts, "en")
    properties = opened(data).properties
    assert properties.created == datetime(MADE_ON.year, MADE_ON.month, MADE_ON.day)  # noqa: DTZ001
    assert properties.title == "Cross-border e-commerce"
    assert not properties.creator
    assert not properties.lastModifiedBy
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def schedule_cell(code: str, kind: type) -> Any:
    report = report_of(full())
    book = opened(workbook_bytes(report, Texts, "en"))
    for sheet, row, column, cell, _ in placed(report, book, "en"):
        if sheet.title == "Schedule" and isinstance(cell, kind) and sheet.cell(row, 4).value == code:
            return sheet.cell(row, column)
    raise AssertionError(code)


def test_the_official_notation_is_a_number_with_its_format() -> None:
    weekly = schedule_cell("SHOP", Weekly)
    assert (weekly.value, weekly.number_format) == (6, '0"/18W"')
    helper = weekly.offset(0, 6)
    assert (helper.value, helper.number_format) == (18, '0"W"')
    whole = schedule_cell("MIL", WholeWeeks)
    assert (whole.value, whole.number_format) == (2, '0"W"')
    half = schedule_cell("HALF", Weekly)
    assert (half.value, half.number_format) == (2.5, '0.0"/14W"')
    member = schedule_cell("EL1", Weekly)
    assert (member.value, member.number_format) == (2, '0"/16W"')


def test_helper_columns_are_grouped_and_folded() -> None:
    sheet = opened(workbook_bytes(report_of(full()), Texts, "en"))["Schedule"]
    folded = [key for key, one in sheet.column_dimensions.items() if one.outlineLevel == 1]
    assert folded
    assert all(sheet.column_dimensions[key].hidden for key in folded)
    assert any(one.collapsed for one in sheet.column_dimensions.values())


def test_totals_are_live_over_the_whole_column() -> None:
    report = report_of(full())
    book = opened(workbook_bytes(report, Texts, "en"))
    texts = {
        sheet.cell(row, column).value
        for sheet, row, column, cell, _ in placed(report, book, "en")
        if sheet.title == "Schedule" and isinstance(cell, Formula)
    }
    assert any(str(text).startswith("=SUMPRODUCT(") for text in texts)
    assert any("+K" in str(text) or "+L" in str(text) for text in texts)  # hours off the timetable


def test_a_ratio_of_nothing_is_an_empty_text() -> None:
    program = put(empty(), "courses", replace(full().courses["raw"], pool=None))
    report = report_of(program)
    book = opened(workbook_bytes(report, Texts, "en"), values=True)
    ratios = [
        sheet.cell(row, column).value
        for sheet, row, column, cell, _ in placed(report, book, "en")
        if isinstance(cell, Formula) and isinstance(cell.expression, Ratio) and cell.value is None
    ]
    assert ratios
    assert set(ratios) <= {None, ""}


def test_levels_take_their_colours_from_the_ramp() -> None:
    sheet = opened(workbook_bytes(report_of(full()), Texts, "en"))["Course map"]
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert [(rule.operator, rule.formula) for rule in rules] == [
        ("equal", [str(level)]) for level in range(1, 5)
    ]
    assert len({rule.dxf.fill.bgColor.rgb for rule in rules}) == 4


def test_a_status_has_a_sign_a_word_and_a_colour() -> None:
    sheet = opened(workbook_bytes(report_of(full()), Texts, "en"))["Gaps"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "✕ no course"]
    assert cells
    assert {cell.fill.fgColor.rgb for cell in cells} == {"FFF7E1EE"}


def test_codes_of_digits_are_not_marked_as_doubtful() -> None:
    with zipfile.ZipFile(BytesIO(workbook_bytes(report_of(full()), Texts, "en"))) as parts:
        held = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert all(b'numberStoredAsText="1"' in one for one in held)


def test_filters_stand_over_lists() -> None:
    book = opened(workbook_bytes(report_of(full()), Texts, "en"))
    with_filter = {sheet.title for sheet in book.worksheets if sheet.auto_filter.ref}
    assert with_filter == {"Gaps", "Requirements", "Competencies", "Checks"}


def test_both_languages_stand_in_one_cell() -> None:
    sheet = opened(workbook_bytes(report_of(full()), Texts, "both")).worksheets[1]
    found = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "大学英语\nEnglish" in found  # one below the other, so that columns stay narrow
    assert "数据课\nData" in found
    assert "课程名称\nCourse" in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_schedule_prints_at_seven_points_on_a4(sample_report: Report, lang: Language) -> None:
    section = next(one for one in sample_report.sections if one.id == "plan")
    grid = grid_of(section, Words(Texts, lang))
    held = sum(size for n, size in enumerate(grid.widths) if n not in grid.helpers)
    across = (A4_ACROSS - 2 * MARGIN) * 72
    assert SIZE * across / (held * POINTS_A_CHARACTER) >= 7


def test_each_track_has_its_own_legal_sheet() -> None:
    awkward = Text("甲/乙:[*?]", "A/B:[*?]")
    program = put(full(), "tracks", Track("a", "A", awkward), Track("b", "B", awkward))
    names = opened(workbook_bytes(report_of(program), Texts, "en")).sheetnames
    assert [name for name in names if name.startswith("Schedule")] == ["Schedule A B", "Schedule A B 2"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_is_written_whole(sample_report: Report, lang: Language, tmp_path: Path) -> None:
    report = sample_report
    target = tmp_path / "plan.xlsx"
    write_workbook(report, target, Texts, lang)
    book = opened(target.read_bytes(), values=True)
    words = Words(Texts, lang)
    wrong = [
        (sheet.title, row, column)
        for sheet, row, column, cell, between in placed(report, book, lang)
        if not same(sheet.cell(row, column).value, expected(cell, words, between))
    ]
    assert not wrong


def same(there: Any, want: object) -> bool:
    if isinstance(want, float) and isinstance(there, int | float):
        return abs(there - want) <= 1e-9 * max(1.0, abs(want))
    return bool(there == want)


@settings(max_examples=8, deadline=None)
@given(programs(4))
def test_any_programme_can_be_written(program: Program) -> None:
    report = report_of(program)
    book = opened(workbook_bytes(report, Texts, "both"))
    assert len(sheets(report, book)) == len(report.sections)


def test_a_text_that_no_cell_can_hold_is_refused_with_its_place(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"before")
    long = Text("很" * 32_768, "")
    program = full()
    course = replace(program.courses["shop"], name=long)
    with pytest.raises(CannotWrite) as refused:
        write_workbook(report_of(put(program, "courses", course)), target, Texts, "zh")
    assert write_is_told(refused.value)
    assert refused.value.args_by_name["length"] == 32_768
    twice = replace(course, name=Text("很" * 20_000, "x" * 20_000))
    with pytest.raises(CannotWrite) as refused:
        write_workbook(report_of(put(program, "courses", twice)), target, Texts, "both")
    assert refused.value.code == "export.text_too_long"
    assert refused.value.args_by_name["length"] > 32_767
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def write_is_told(refusal: CannotWrite) -> bool:
    return all(Texts(lang)(f"error.{refusal.code}", **refusal.args_by_name) for lang in ("en", "zh"))


def test_too_many_columns_are_refused() -> None:
    count = 16_385
    table = Table((Column(),) * count, plain_headers(*["x"] * count), (Row((1,) * count),))
    section = Section("wide", say("sheet.gaps"), say("title.gaps"), (table,))
    report = Report(Text("", "x"), say("sheet.gaps"), MADE_ON, (section,))
    with pytest.raises(CannotWrite) as refused:
        workbook_bytes(report, Texts, "en")
    assert refused.value.code == "export.too_many_columns"
    assert write_is_told(refused.value)


def test_cancelled_work_leaves_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"before")

    def stop(share: float | None, step: str = "") -> None:
        if share:
            raise Cancelled(step)

    with pytest.raises(Cancelled):
        write_workbook(report_of(full()), target, Texts, "en", stop)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_keys_of_a_scale_are_shown_and_the_cell_stays_a_number() -> None:
    program = full()
    about = program.about
    keys = [replace(level, key=key) for level, key in zip(about.scale.levels, "IRMX", strict=True)]
    lettered = replace(about, scale=replace(about.scale, levels=tuple(keys)))
    report = report_of(replace(program, profile={lettered.id: lettered}))
    book = opened(workbook_bytes(report, Texts, "en"))
    cells = [
        sheet.cell(row, column)
        for sheet, row, column, cell, _ in placed(report, book, "en")
        if sheet.title == "Course map" and isinstance(cell, Level)
    ]
    assert '"R●↓"' in {cell.number_format for cell in cells}
    assert all(isinstance(cell.value, int) for cell in cells)
