"""What every section owes: whole rows, known words, an empty and a full programme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from curriplan.analysis.report.build import SECTIONS
from curriplan.analysis.report.matrix_cells import MOST_COLUMNS, parts
from curriplan.analysis.report.tree import (
    Block,
    Cell,
    Head,
    Legend,
    Level,
    Listing,
    Mark,
    Report,
    Say,
    Spanned,
    Table,
    Tone,
)
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.competency import Competency
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.writers.words import Words
from tests.report.programmes import empty, full, report_of

PROGRAMMES = {"empty": empty, "full": full}


@pytest.fixture(params=PROGRAMMES)
def report(request: pytest.FixtureRequest) -> Report:
    return report_of(PROGRAMMES[request.param]())


def values(block: Block) -> Iterator[Cell | Head]:
    match block:
        case Say():
            yield block
        case Legend(entries=entries):
            yield from (part for entry in entries for part in entry)
        case Table():
            yield from (head for row in block.headers for head in row if head is not None)
            yield from (cell for row in block.rows for cell in row.cells)
            yield block.title
            yield block.empty


def said(value: Any) -> Iterator[Say]:
    match value:
        case Say(args=args):
            yield value
            for _, one in args:
                yield from said(one)
        case Head(value=inner) | Spanned(value=inner) | Mark(words=inner):
            yield from said(inner)
        case Listing(items=items):
            for item in items:
                yield from said(item)
        case _:
            return


def sentences(report: Report) -> Iterator[Say]:
    yield report.about
    for section in report.sections:
        yield section.name
        yield section.title
        for block in section.blocks:
            for value in values(block):
                yield from said(value)


def test_every_table_is_whole(report: Report) -> None:
    for section in report.sections:
        for table in section.tables:
            for row in (*table.headers, *(row.cells for row in table.rows)):
                assert len(row) == len(table.columns), section.id
            assert table.rows or table.empty is not None, section.id


def test_headers_cover_each_column_once(report: Report) -> None:
    for section in report.sections:
        for table in section.tables:
            covered = [
                (row + down, column + across)
                for row, heads in enumerate(table.headers)
                for column, head in enumerate(heads)
                if head is not None
                for down in range(head.rows)
                for across in range(head.columns)
            ]
            assert len(covered) == len(set(covered)) == len(table.headers) * len(table.columns), section.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_in_the_catalogue(report: Report, lang: Any) -> None:
    words = Words(Texts, lang)
    shown = [words.text(one) for one in sentences(report)]
    assert all(shown)
    assert len(shown) > 50


def test_every_section_is_made_even_for_an_empty_programme() -> None:
    ids = [section.id for section in report_of(empty()).sections]
    assert len(set(ids)) == len(SECTIONS)
    assert "checks" not in [section.id for section in report_of(full(), checked=False).sections]


def test_a_frozen_section_repeats_the_headers_of_its_first_table(report: Report) -> None:
    for section in report.sections:
        if section.frozen:
            assert section.tables[0].headers, section.id


def competency_row(program: Program, code: str) -> tuple[Cell, ...]:
    table = report_of(program).section("competencies").tables[0]
    return next(row.cells for row in table.rows if row.cells[0] == code)


def test_competencies_show_the_highest_demand_and_the_worst_status() -> None:
    row = competency_row(full(), "C03")
    assert Level(4, "4") in row
    assert Level(3, "3") in row
    assert [cell.tone for cell in row if isinstance(cell, Mark)] == [Tone.GAP]


def test_the_matrix_shows_the_counted_level_and_its_evidence() -> None:
    table = report_of(full()).section("matrix").tables[0]
    english = next(row.cells for row in table.rows if row.cells[2] == "EN")
    assert english[4] == Level(2, "2", "●↓")
    policy = next(row.cells for row in table.rows if row.cells[2] == "LAW")
    assert policy[5] == Level(3, "3", "◐↓")


def test_requirements_show_the_evidence_and_the_statements_their_reason() -> None:
    table = report_of(full()).section("requirements").tables[0]
    words = Words(Texts, "en")
    rows = [
        [words.text(cell) if isinstance(cell, Say | Text) else cell for cell in row.cells]
        for row in table.rows
    ]
    spoken = next(row for row in rows if row[1] == "C01")
    assert "3:8" in spoken
    assert any("panel: The panel asks for it" in row for row in rows)


def test_the_gap_list_names_what_delivers() -> None:
    table = report_of(full()).section("gaps").tables[0]
    words = Words(Texts, "en")
    last = [words.text(row.cells[-1]) if isinstance(row.cells[-1], Listing) else "" for row in table.rows]
    assert "EN 2● T2, INT 3○ T6" in last


def test_a_wide_matrix_becomes_several_pages_between_modules() -> None:
    program = full()
    many = [
        Competency(f"x{n}", f"X{n}", module="m1" if n < 30 else "m2", position=100 + n) for n in range(60)
    ]
    program = put(program, "competencies", *many)
    pages = list(parts(program))
    assert sum(len(page) for page in pages) == 65
    assert all(0 < len(page) <= MOST_COLUMNS for page in pages)
    assert {one.module for one in pages[0]} == {"m1"}
    assert len([one for one in report_of(program).sections if one.id == "matrix"]) == len(pages)


def test_one_huge_module_is_cut_into_pages() -> None:
    many = [Competency(f"x{n}", f"X{n}") for n in range(200)]
    pages = list(parts(put(empty(), "competencies", *many)))
    assert sum(len(page) for page in pages) == 200
    assert max(len(page) for page in pages) <= MOST_COLUMNS


def test_an_empty_programme_has_one_page() -> None:
    assert list(parts(empty())) == [()]
