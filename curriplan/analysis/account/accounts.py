"""All figures that can be asked "Why?". A new one is a function beside this file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from curriplan.analysis.account.account import Account, Figure, Results
from curriplan.analysis.account.counts import (
    carried_by_one,
    contributions,
    demands,
    findings,
    mapped,
    respondents,
    unknown_levels,
)
from curriplan.analysis.account.courses import (
    by_rule,
    credits_,
    hours,
    practice,
    unknown_hours,
    unplaced,
)
from curriplan.analysis.account.insights import insight
from curriplan.analysis.account.levels import COUNTS, no_demand, readiness, rows_counted
from curriplan.analysis.account.terms import (
    class_weeks,
    least_weekly,
    most_weekly,
    phase,
    phase_year,
    term_sum,
    weekly,
)

Ask = Callable[[Results, Figure, date], Account]

ACCOUNTS: Mapping[str, Ask] = {
    "hours": hours,
    "credits": credits_,
    "practice": practice,
    "unknown_hours": unknown_hours,
    "credits_by_rule": by_rule,
    "unplaced": unplaced,
    "weekly": weekly,
    "term_hours": term_sum,
    "term_credits": term_sum,
    "class_weeks": class_weeks,
    "most_weekly": most_weekly,
    "least_weekly": least_weekly,
    "phase": phase,
    "phase_year": phase_year,
    "readiness": readiness,
    "readiness_due": readiness,
    **dict.fromkeys(COUNTS, rows_counted),
    "no_demand": no_demand,
    "contributions": contributions,
    "mapped": mapped,
    "carried_by_one": carried_by_one,
    "demands": demands,
    "unknown_levels": unknown_levels,
    "respondents": respondents,
    "findings": findings,
    "insight": insight,
}

_TABLES = {
    **dict.fromkeys(("weekly", "term_hours", "term_credits", "class_weeks"), "terms"),
    **dict.fromkeys(("readiness", "readiness_due", *COUNTS), "posts"),
}
"""Of which table's rows a figure is, where it is one of rows."""


def account(results: Results, figure: Figure, today: date) -> Account | None:
    """Return where a figure comes from; None where what it is a figure of is no longer there."""
    return ACCOUNTS[figure.id](results, figure, today) if _is_there(results, figure) else None


def _is_there(results: Results, figure: Figure) -> bool:
    program, table = results.program, _TABLES.get(figure.id)
    if figure.id == "phase_year" and int(figure.of) > len(program.about.phases):
        return False
    if table == "posts":
        return bool(figure.by) or not figure.of or figure.of in program.posts
    if table is not None and figure.of not in getattr(program, table):
        return False
    return not figure.by or figure.by in program.tracks
