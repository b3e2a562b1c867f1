from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis.calendar import term_loads, totals, tracks_of
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.report.schedule import schedule_table
from curriplan.analysis.report.schedule_layout import (
    CODE,
    CREDITS,
    EXTRA,
    FIRST_TERM,
    HOURS,
    NAME,
    TYPE,
    Layout,
)
from curriplan.analysis.report.tree import (
    Cell,
    Formula,
    Number,
    Row,
    RowKind,
    Say,
    Section,
    Spanned,
    Table,
    Unit,
    Weekly,
    WholeWeeks,
)
from curriplan.domain.course import Track
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from tests.random_programs import random_program
from tests.report.programmes import empty, full, report_of
from tests.strategies import SEEDS


def layout(program: Program) -> Layout:
    return Layout(tuple(terms_in_order(program)))


def number(cell: Cell) -> float | None:
    match cell:
        case Formula(value=value) | Number(value=value) | Weekly(hours=value) | WholeWeeks(weeks=value):
            return value
        case _:
            return None


def course_row(table: Table, code: str) -> Row:
    return next(row for row in table.rows if row.cells[CODE] == code)


def closing_row(table: Table, key: str) -> Row:
    def says(cell: Cell) -> bool:
        return (
            isinstance(cell, Spanned)
            and isinstance(cell.value, Say)
            and cell.value.key == f"report.plan.{key}"
        )

    return next(row for row in table.rows if says(row.cells[TYPE]))


def test_a_weekly_cell_holds_hours_and_its_weeks_stand_in_the_helper_column() -> None:
    program = full()
    where = layout(program)
    cells = course_row(schedule_table(program, None), "SHOP").cells
    assert cells[where.term_column(3) or 0] == Weekly(6, 18)
    assert cells[(where.term_column(3) or 0) + 6] == Number(18, Unit.WEEKS)
    assert where.columns()[where.first_multiplier].helper
    assert isinstance(cells[HOURS], Formula)
    assert number(cells[HOURS]) == 108


def test_whole_weeks_and_off_timetable_hours_count_live() -> None:
    program = full()
    table = schedule_table(program, None)
    military = course_row(table, "MIL").cells
    assert military[layout(program).term_column(1) or 0] == WholeWeeks(2)
    assert isinstance(military[HOURS], Formula)
    assert number(military[HOURS]) == 52
    law = course_row(table, "LAW").cells
    assert law[EXTRA] == Number(24, Unit.OFF_TIMETABLE)
    assert isinstance(law[HOURS], Formula)
    assert number(law[HOURS]) == 72


def test_stated_hours_that_differ_from_the_parts_stay_as_stated_and_the_check_shows_it() -> None:
    program = full()
    shop = program.courses["shop"]
    program = change_course(program, "shop", hours=replace(shop.hours, theory=40.0))
    cells = course_row(schedule_table(program, None), "SHOP").cells
    assert cells[HOURS] == Number(112.0)
    assert number(cells[layout(program).check]) == 0
    assert number(course_row(schedule_table(full(), None), "SHOP").cells[layout(program).check]) == 0


def test_the_pool_counts_with_its_required_figures() -> None:
    program = full()
    table, where = schedule_table(program, None), layout(program)
    pool = next(row for row in table.rows if row.kind is RowKind.GROUP)
    assert (number(pool.cells[HOURS]), number(pool.cells[CREDITS])) == (64, 4)
    member = course_row(table, "EL1").cells
    assert number(member[where.hour_weight]) == 64 / 96
    assert number(member[where.credit_weight]) == 4 / 6
    assert isinstance(member[FIRST_TERM + 1], Weekly)
    assert member[FIRST_TERM + 1] == Weekly(2, 16)


def test_a_course_that_does_not_count_stands_in_brackets_with_weight_zero() -> None:
    program = full()
    cells = course_row(schedule_table(program, None), "PE").cells
    assert cells[layout(program).hour_weight] == Number(0.0)
    hours = cells[HOURS]
    assert isinstance(hours, Formula)
    assert hours.bracketed


def test_totals_are_counted_by_hand() -> None:
    table = schedule_table(full(), None)
    total = closing_row(table, "total").cells
    # 64 + 72 + 52 + 64 (pool) + 108 + 35 + 21 + 360; sport does not count, the old course has no hours
    assert number(total[HOURS]) == 776
    assert abs((number(closing_row(table, "practice_share").cells[HOURS]) or 0) - 508 / 776) < 1e-12
    load = closing_row(table, "weekly_load").cells
    shown = [number(cell) for cell in load[FIRST_TERM : FIRST_TERM + 4]]
    assert shown == pytest.approx([2 + 3, 2 + 2 * 2 * 64 / 96, 6 + 2 * 64 / 96, 2.5])
    assert load[FIRST_TERM + 4] is None  # one course runs whose hours are not known: not zero
    timed = closing_row(table, "term_hours").cells
    assert number(timed[FIRST_TERM]) == 2 * 16 + 3 * 16 + 2 * 26


def test_credits_by_term_are_shown_where_hours_are_unknown() -> None:
    shown = closing_row(schedule_table(full(), None), "term_credits").cells
    assert number(shown[FIRST_TERM + 4]) == 3


def test_subtotals_stand_at_the_end_of_each_type() -> None:
    table = schedule_table(full(), None)
    kinds = [row.kind for row in table.rows]
    assert kinds.count(RowKind.SUBTOTAL) == 4
    span = table.rows[0].cells[TYPE]
    assert isinstance(span, Spanned)
    assert table.rows[span.rows - 1].kind is RowKind.SUBTOTAL


def test_a_course_without_a_term_is_told_and_counts() -> None:
    program = place(full(), {"shop": None})
    section = schedule_sections_of(program)[0]
    assert Say("report.plan.unplaced", (("n", 2),)) in section.blocks
    assert number(closing_row(section.tables[0], "total").cells[HOURS]) == 776


def schedule_sections_of(program: Program) -> list[Section]:
    return [one for one in report_of(program).sections if one.id == "plan"]


def test_each_track_has_its_own_schedule() -> None:
    program = put(full(), "tracks", Track("a", "A", Text("甲", "A")), Track("b", "B", Text("乙", "B")))
    program = change_course(program, "shop", tracks=frozenset({"a"}))
    first, second = schedule_sections_of(program)
    assert (first.of, second.of) == (Text("甲", "A"), Text("乙", "B"))
    assert any(row.cells[CODE] == "SHOP" for row in first.tables[0].rows)
    assert not any(row.cells[CODE] == "SHOP" for row in second.tables[0].rows)


def test_an_empty_programme_has_headers_and_says_that_there_is_nothing() -> None:
    table = schedule_table(empty(), None)
    assert table.rows == ()
    assert table.empty is not None
    assert all(len(row) == len(table.columns) for row in table.headers)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(1, 6))
def test_the_live_totals_are_those_of_the_calendar(seed: int, size: int) -> None:
    program = random_program(Random(seed), size)
    where = layout(program)
    for track in tracks_of(program):
        table = schedule_table(program, track)
        if not table.rows:
            continue
        sums, total = totals(program, track), closing_row(table, "total").cells
        assert_same(number(total[HOURS]), sums.hours)
        assert_same(number(total[CREDITS]), sums.credits)
        if sums.practice_share is not None:
            assert_same(number(closing_row(table, "practice_share").cells[HOURS]), sums.practice_share)
        load = closing_row(table, "weekly_load").cells
        for column, one in enumerate(term_loads(program, track), FIRST_TERM):
            assert_same(number(load[column]), one.weekly_hours)
        assert len(table.columns) == where.width


def assert_same(shown: float | None, figure: float | None) -> None:
    """Nothing to count may show as an empty cell; ten decimals are figures, the rest is dust."""
    assert (shown or 0.0) == pytest.approx(figure or 0.0, rel=1e-7, abs=1e-7)


def test_names_stand_in_the_name_column() -> None:
    assert course_row(schedule_table(full(), None), "SHOP").cells[NAME] == Text("店铺运营实务", "Store lab")
