"""Into a scenario and back to the programme, from anywhere in the window."""

from __future__ import annotations

from curriplan.app.scenarios import show_scenario
from curriplan.domain.scenario import Scenario
from curriplan.gui.desk import Desk


def in_scenario(desk: Desk) -> bool:
    """Tell whether a scenario is shown instead of the programme."""
    return desk.session is not None and desk.session.scenario is not None


def enter_scenario(desk: Desk, scenario: Scenario) -> None:
    """Show and edit a scenario from now on, on every page."""
    session = desk.session
    if session is not None:
        desk.told(lambda: show_scenario(session, scenario))
        desk.look_again()


def leave_scenario(desk: Desk) -> None:
    """Show and edit the programme itself again."""
    session = desk.session
    if session is not None:
        desk.told(lambda: show_scenario(session, None))
        desk.look_again()
