"""How numbers of the report tree print: number formats of a spreadsheet, and plain text."""

from __future__ import annotations

from curriplan.analysis.notation import format_part
from curriplan.analysis.report.tree import Days, Formula, Level, Number, Unit, Weekly, WholeWeeks
from curriplan.domain.course import Delivery, TermPart

Numeric = Number | Weekly | WholeWeeks | Days | Level | Formula
GENERAL = "General"
_FORMATS = {
    Unit.COUNT: "0",
    Unit.SHARE: "0.0%",
    Unit.RATIO: "0.00",
    Unit.CHECK: '[Red]+General;[Red]-General;"✓"',
}
_SUFFIXES = {
    Unit.OFF_TIMETABLE: "#",
    Unit.MARKED: "*",
    Unit.WEEKS: "W",
    Unit.WEEK_HOURS: "h/W",
    Unit.DAY_HOURS: "h/d",
}


def number_format(value: Numeric) -> str:
    """Return the number format: ``0"/14W"`` for 4 h in each of 14 weeks, ``0"W"`` for whole weeks."""
    match value:
        case Weekly(hours=hours, weeks=weeks):
            return f'{_digits(hours)}"/{_plain(weeks)}W"'
        case WholeWeeks(weeks=weeks):
            return f'{_digits(weeks)}"W"'
        case Days(days=days):
            return f'{_digits(days)}"d"'
        case Level(level=level, key=key, sign=sign):
            return f'0"{sign}"' if key == str(level) else f'"{_quoted(key)}{sign}"'
        case Number(value=number, unit=unit, bracketed=bracketed):
            return _bracketed(_of_unit(unit, number), bracketed=bracketed)
        case Formula(value=number, unit=unit, bracketed=bracketed):
            return _bracketed(_of_unit(unit, number or 0.0), bracketed=bracketed)


def number_of(value: Numeric) -> float | None:
    """Return the number that a cell holds."""
    match value:
        case Weekly(hours=number) | WholeWeeks(weeks=number) | Days(days=number) | Level(level=number):
            return number
        case Number(value=number):
            return number
        case Formula(value=result):
            return result


def as_text(value: Numeric) -> str:
    """Return a number as text: official notation, levels by key, shares in per cent."""
    match value:
        case Weekly(hours=hours, weeks=weeks):
            return format_part(TermPart(hours, weeks), Delivery.WEEKLY)
        case WholeWeeks(weeks=weeks):
            return f"{_plain(weeks)}W"
        case Days(days=days):
            return f"{_plain(days)}d"
        case Level(key=key, sign=sign):
            return key + sign
        case Number(value=number, unit=unit, bracketed=bracketed):
            text = _unit_text(unit, number)
        case Formula(value=result, unit=unit, bracketed=bracketed):
            text = "" if result is None else _unit_text(unit, result)
    return f"({text})" if bracketed else text


def _of_unit(unit: Unit, number: float) -> str:
    if unit in _SUFFIXES:
        return f'{_digits(number)}"{_SUFFIXES[unit]}"'
    if unit in _FORMATS:
        return _FORMATS[unit]
    return GENERAL if number == round(number, 2) else _digits(number)


def _unit_text(unit: Unit, number: float) -> str:
    if unit is Unit.SHARE:
        return f"{number * 100:.1f}%"
    if unit is Unit.RATIO:
        return f"{number:.2f}"
    return _plain(round(number, 2)) + _SUFFIXES.get(unit, "")


def _digits(number: float) -> str:
    decimals = next((n for n in range(3) if abs(number - round(number, n)) < 1e-9), 2)
    return "0" if decimals == 0 else f"0.{'0' * decimals}"


def _plain(number: float | None) -> str:
    return "?" if number is None else f"{number:.10g}"


def _quoted(key: str) -> str:
    """Return a key for use between quotes in a number format, where a quote mark cannot stand."""
    return key.replace('"', "”").replace("\\", "")


def _bracketed(pattern: str, *, bracketed: bool) -> str:
    if not bracketed:
        return pattern
    return f'"("{pattern[:-1]})"' if pattern.endswith('"') else f'"("{pattern}")"'
