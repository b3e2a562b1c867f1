"""The pages of the window; their order is the order of the work and of the rail."""

from __future__ import annotations

from curriplan.gui.views.gaps.page import GapsPage
from curriplan.gui.views.home.page import HomePage
from curriplan.gui.views.map.page import MapPage
from curriplan.gui.views.page import Page
from curriplan.gui.views.plan.page import PlanPage

VIEWS: tuple[type[Page], ...] = (HomePage, MapPage, GapsPage, PlanPage)
