from __future__ import annotations

import pytest

from curriplan.analysis.report.formula import (
    Area,
    Expression,
    Minus,
    Plus,
    Ratio,
    Sum,
    SumProduct,
    across,
    at,
    down,
    value_of,
)
from curriplan.analysis.report.settle import CircularFormula, settled
from curriplan.analysis.report.tree import (
    Cell,
    Column,
    Formula,
    Level,
    Number,
    Row,
    Spanned,
    Table,
    Weekly,
    WholeWeeks,
)
from curriplan.exchange.writers.formulas import printed

GRID = {(0, 0): 4.0, (0, 1): 14.0, (1, 0): 2.0, (1, 1): 26.0, (2, 0): 3.0}
CASES: tuple[tuple[Expression, float | None, str], ...] = (
    (Sum((down(0, 0, 2),)), 9.0, "SUM(A11:A13)"),
    (Sum((at(1, 1),)), 26.0, "B12"),
    (Sum((at(0, 0), across(1, 0, 1))), 32.0, "SUM(A11,A12:B12)"),
    (SumProduct((down(0, 0, 1), down(1, 0, 1))), 108.0, "SUMPRODUCT(A11:A12,B11:B12)"),
    (SumProduct((down(0, 0, 2), down(1, 0, 2))), 108.0, "SUMPRODUCT(A11:A13,B11:B13)"),
    (Plus((Sum((at(0, 0),)), Sum((at(1, 0),)))), 6.0, "A11+A12"),
    (Minus(Sum((at(0, 0),)), Sum((at(1, 0),))), 2.0, "ROUND(A11-(A12),2)"),
    (Ratio(Sum((at(0, 0),)), Sum((at(1, 0),))), 2.0, 'IF(A12=0,"",(A11)/A12)'),
    (Ratio(Sum((at(0, 0),)), Sum((at(9, 9),))), None, 'IF(J20=0,"",(A11)/J20)'),
)


@pytest.mark.parametrize(("expression", "value", "text"), CASES)
def test_a_formula_has_its_value_and_its_notation(
    expression: Expression, value: float | None, text: str
) -> None:
    assert value_of(expression, lambda row, column: GRID.get((row, column))) == value
    assert printed(expression, 10) == text


@pytest.mark.parametrize(
    ("left", "result"), [(1.005, 1.01), (-1.005, -1.01), (1e-12, 0.0), (-1e-12, 0.0), (2.5, 2.5)]
)
def test_differences_round_as_spreadsheets_do(left: float, result: float) -> None:
    found = value_of(
        Minus(Sum((at(0, 0),)), Sum((at(1, 1),))), lambda r, c: left if (r, c) == (0, 0) else None
    )
    assert found == result


def _table(*cells: Cell) -> Table:
    return Table((Column(),) * len(cells), (), (Row(cells),))


def test_formulas_are_settled_over_every_kind_of_number() -> None:
    total = Formula(Sum((across(0, 0, 4),)))
    table = settled(_table(1, Number(2.5), Weekly(4, 14), WholeWeeks(2), Level(3, "R"), "x", Spanned(total)))
    assert table.rows[0].cells[6] == Spanned(Formula(total.expression, 12.5))


def test_a_formula_may_stand_on_another() -> None:
    inner = Formula(Sum((across(0, 0, 1),)))
    outer = Formula(Sum((across(0, 1, 2),)))
    row = settled(_table(2, 3, inner, outer)).rows[0].cells
    assert [cell.value for cell in row if isinstance(cell, Formula)] == [5, 8]


def test_a_formula_over_itself_is_refused() -> None:
    with pytest.raises(CircularFormula):
        settled(_table(1, Formula(Sum((across(0, 0, 1),)))))


def test_areas_list_their_cells_row_by_row() -> None:
    assert Area(0, 1, 1, 2).cells == ((0, 1), (0, 2), (1, 1), (1, 2))
