"""Into a scenario and back to the programme, from anywhere in the window; and what the programme was before."""

from __future__ import annotations

from collections.abc import Callable

from curriplan.app.exporting import title_of
from curriplan.app.jobs import Outcome
from curriplan.app.versions import earlier, is_at_hand, program_at
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario
from curriplan.gui.desk import Desk


def in_scenario(desk: Desk) -> bool:
    """Tell whether a scenario is shown instead of the programme."""
    return desk.session is not None and desk.session.scenario is not None


def shown_name(desk: Desk) -> str:
    """Return what is shown as a document names it: the programme, and the scenario if it is one."""
    session = desk.session
    return "" if session is None else desk.name(title_of(session.program, session.scenario))


def enter_scenario(desk: Desk, scenario: Scenario) -> None:
    """Show and edit a scenario from now on, on every page, as soon as what it was made from is there."""
    session = desk.session
    if session is None:
        return

    def show(base: Program | None) -> None:
        row = session.stored.scenarios.get(scenario.id)
        if base is not None and row is not None:
            desk.told(lambda: session.show(row, base))
            desk.look_again()

    if is_at_hand(session, scenario.base):
        show(desk.told(lambda: program_at(session, scenario.base)))
    else:
        read_earlier(desk, scenario.base, show)


def leave_scenario(desk: Desk) -> None:
    """Show and edit the programme itself again."""
    session = desk.session
    if session is not None:
        desk.told(lambda: session.show(None, session.stored))
        desk.look_again()


def read_earlier(desk: Desk, revision: int, then: Callable[[Program | None], None]) -> None:
    """Rebuild what the open programme was after a revision, beside the window, and make a call.

    Why that cannot be is told, and None is given then. Nothing is called once another programme is open.
    """
    session = desk.session
    rebuild = None if session is None else desk.told(lambda: earlier(session, revision))
    if rebuild is None:
        then(None)
        return

    def here(outcome: Outcome[Program]) -> None:
        if session is not desk.session or outcome.cancelled:
            return
        then(outcome.value)
        if outcome.error is not None:
            desk.complain(outcome.error)

    desk.jobs.on_lane("history", lambda _: rebuild(), here)
