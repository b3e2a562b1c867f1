"""The pages of the window; their order is the order of the work and of the rail."""

from __future__ import annotations

from curriplan.gui.views.courses.page import CoursesPage
from curriplan.gui.views.demand.page import DemandPage
from curriplan.gui.views.export.page import ExportPage
from curriplan.gui.views.gaps.page import GapsPage
from curriplan.gui.views.history.page import HistoryPage
from curriplan.gui.views.home.page import HomePage
from curriplan.gui.views.imports.page import ImportPage
from curriplan.gui.views.map.page import MapPage
from curriplan.gui.views.page import Page
from curriplan.gui.views.plan.page import PlanPage

VIEWS: tuple[type[Page], ...] = (
    HomePage,
    DemandPage,
    CoursesPage,
    MapPage,
    GapsPage,
    PlanPage,
    ExportPage,
    HistoryPage,
)

PASSING: tuple[type[Page], ...] = (ImportPage,)
"""Pages that come up on their own occasion and do not stand on the rail."""
