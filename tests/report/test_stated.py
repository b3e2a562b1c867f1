"""What a form states stands on the sheet of weeks and shares beside what follows, and what differs is marked."""

from __future__ import annotations

from dataclasses import replace

from curriplan.analysis.report.by_type import by_type_table
from curriplan.analysis.report.schedule import schedule_table
from curriplan.analysis.report.schedule_layout import CODE, CREDITS, HOURS
from curriplan.analysis.report.terms import CHECK, CLASS, terms_table
from curriplan.analysis.report.tree import Days, Formula, Mark, Number, Row, Tone, Unit
from curriplan.app.texts import Texts
from curriplan.domain.edits.fields import change_row
from curriplan.domain.program import Program
from curriplan.domain.stated import StatedHours, StatedWeeks
from curriplan.exchange.writers.words import Words
from tests.exchange.test_official_form import imported
from tests.report.programmes import full

WORDS = Words(Texts, "en")


def values(row: Row) -> list[float | None]:
    """Return what the cells of a row come to."""
    return [cell.value if isinstance(cell, Formula | Number) else None for cell in row.cells]


def row_of(held: Program, code: str) -> Row:
    return next(row for row in schedule_table(held, None).rows if row.cells[CODE] == code)


def test_the_identity_of_the_official_form_is_printed_and_what_differs_is_marked() -> None:
    table = terms_table(imported(), None)
    first, second, *_, sixth = table.rows[:6]
    assert values(first)[CLASS : CHECK + 1] == [14, 3.5, 0, 1, None, 18.5, 5, 23.5, 23, 0.5]
    assert values(second)[CHECK] == values(sixth)[CHECK] == 0
    mark = first.cells[CHECK + 1]
    assert isinstance(mark, Mark)
    assert mark.tone is Tone.ERROR
    assert "Whole-week courses: 3.5 on the form, 3.8 by the courses" in WORDS.text(mark)
    assert second.cells[CHECK + 1] is None


def test_the_sums_of_the_form_stand_below_those_of_its_terms() -> None:
    *_, total, printed, between = terms_table(imported(), None).rows
    assert values(total)[CLASS : CHECK + 1] == [85, 5.5, 18, 5, 5, 118.5, 29, 147.5, 147, 0.5]
    assert values(printed)[CLASS:CHECK] == [85, None, 18, 5, 5, None, 29, None, 147]
    assert values(between)[CLASS:CHECK] == [0, None, 0, 0, 0, None, 0, None, 0]


def test_a_programme_that_states_nothing_has_neither_column_nor_rows() -> None:
    table = terms_table(full(), None)
    stated = terms_table(change_row(full(), "terms", ("term-1",), class_weeks=3.0), None)
    assert len(stated.columns) == len(table.columns) + 1
    assert len(stated.rows) == len(table.rows)
    about = replace(full().about, stated_weeks=StatedWeeks(weeks=1))
    assert len(terms_table(replace(full(), profile={about.id: about}), None).rows) == len(table.rows) + 2


def test_sub_totals_stand_beside_those_of_the_courses() -> None:
    kind = next(
        one for one in full().course_types.values() if any(c.type == one.id for c in full().courses.values())
    )
    held = change_row(full(), "course_types", (kind.id,), stated=StatedHours(hours=1))
    table, plain = by_type_table(held, None), by_type_table(full(), None)
    assert len(table.columns) == len(plain.columns) + 2
    assert [len(row.cells) for row in table.rows] == [len(row.cells) + 2 for row in plain.rows]
    row = next(one for one in table.rows if values(one)[-2] == 1)
    assert values(row)[-1] == (values(row)[2] or 0) - 1


def test_the_notations_of_the_form_are_printed_as_they_were_read() -> None:
    assert row_of(imported(), "00066").cells.count(Days(4)) == 1
    assert "(1W)" in row_of(imported(), "00059").cells
    assert row_of(imported(), "00068").cells.count("☆") == 6
    assert row_of(imported(), "00068").cells[CREDITS] == Number(1, bracketed=True)
    hours = row_of(imported(), "00096").cells[HOURS]
    assert isinstance(hours, Formula)
    assert (hours.value, hours.unit) == (64, Unit.MARKED)
