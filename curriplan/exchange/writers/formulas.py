"""Formulas of the report tree in the notation of spreadsheets."""

from __future__ import annotations

from curriplan.analysis.report.formula import Area, Expression, Minus, Plus, Ratio, Sum, SumProduct
from curriplan.exchange.cells import address


def printed(expression: Expression, top: int) -> str:
    """Return an expression as a spreadsheet prints it, for a table whose body begins at row ``top`` (from 0)."""
    match expression:
        case Sum(areas=(one,)) if one.first_row == one.last_row and one.first_column == one.last_column:
            return _area(one, top)
        case Sum(areas=areas):
            return f"SUM({','.join(_area(area, top) for area in areas)})"
        case SumProduct(areas=areas):
            return f"SUMPRODUCT({','.join(_area(area, top) for area in areas)})"
        case Plus(terms=terms):
            return "+".join(printed(term, top) for term in terms)
        case Minus(left=left, right=right):
            return f"ROUND({printed(left, top)}-({printed(right, top)}),2)"
        case Ratio(over=over, under=under):
            divisor = printed(under, top)
            return f'IF({divisor}=0,"",({printed(over, top)})/{divisor})'


def _area(area: Area, top: int) -> str:
    first = address(top + area.first_row + 1, area.first_column)
    last = address(top + area.last_row + 1, area.last_column)
    return first if first == last else f"{first}:{last}"
