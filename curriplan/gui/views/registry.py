"""The pages of the window; their order is the order of the work and of the rail."""

from __future__ import annotations

from curriplan.gui.views.page import Page

VIEWS: tuple[type[Page], ...] = ()
