"""The pages of the window; their order is the order of the work and of the rail.

A page's code is loaded when the page is first wanted: loading all of them would be a third of the start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from curriplan.gui.views.page import Page


@dataclass(frozen=True, slots=True)
class View:
    """A page before it is wanted: its name, which is its icon's as well, and what loads its class."""

    name: str
    load: Callable[[], type[Page]]


def _home() -> type[Page]:
    from curriplan.gui.views.home.page import HomePage

    return HomePage


def _demand() -> type[Page]:
    from curriplan.gui.views.demand.page import DemandPage

    return DemandPage


def _courses() -> type[Page]:
    from curriplan.gui.views.courses.page import CoursesPage

    return CoursesPage


def _map() -> type[Page]:
    from curriplan.gui.views.map.page import MapPage

    return MapPage


def _gaps() -> type[Page]:
    from curriplan.gui.views.gaps.page import GapsPage

    return GapsPage


def _plan() -> type[Page]:
    from curriplan.gui.views.plan.page import PlanPage

    return PlanPage


def _checks() -> type[Page]:
    from curriplan.gui.views.checks.page import ChecksPage

    return ChecksPage


def _compare() -> type[Page]:
    from curriplan.gui.views.compare.page import ComparePage

    return ComparePage


def _export() -> type[Page]:
    from curriplan.gui.views.export.page import ExportPage

    return ExportPage


def _history() -> type[Page]:
    from curriplan.gui.views.history.page import HistoryPage

    return HistoryPage


def _import() -> type[Page]:
    from curriplan.gui.views.imports.page import ImportPage

    return ImportPage


def _lists() -> type[Page]:
    from curriplan.gui.views.lists.page import ListsPage

    return ListsPage


VIEWS: tuple[View, ...] = (
    View("home", _home),
    View("demand", _demand),
    View("courses", _courses),
    View("map", _map),
    View("gaps", _gaps),
    View("plan", _plan),
    View("checks", _checks),
    View("compare", _compare),
    View("export", _export),
    View("history", _history),
    View("lists", _lists),
)

PASSING: tuple[View, ...] = (View("import", _import),)
"""Pages that come up on their own occasion and do not stand on the rail."""
