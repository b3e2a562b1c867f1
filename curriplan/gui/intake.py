"""The next intake as a programme of its own, made from the one that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from curriplan.app.intakes import MADE, next_intake, past_dates
from curriplan.app.jobs import Outcome
from curriplan.app.programmes import create, free_path
from curriplan.app.session import Session
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario
from curriplan.gui.desk import Toast

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow


def new_intake(window: MainWindow) -> None:
    """Store the next intake beside the open programme, answers and all, and go on with it.

    It begins with what is shown; where that is a scenario, it is said of which one.
    """
    session = window.desk.session
    if session is not None and session.damage is not None:
        window.desk.complain(session.damage)
    elif session is not None:
        session.with_answers(lambda: _make(window, session))


def _make(window: MainWindow, session: Session) -> None:
    desk, scenario = window.desk, session.scenario
    program = desk.told(lambda: next_intake(session.program))
    if program is None:
        return
    folder, lang, author = session.store.path.parent, desk.texts.lang, window.files.door.author

    def make() -> Path:
        path = free_path(folder, program, lang)
        create(path, program, author, MADE).close()
        return path

    def made(outcome: Outcome[Path]) -> None:
        if outcome.error is not None:
            desk.complain(outcome.error)
        elif outcome.value is not None:
            path = outcome.value
            window.files.door.open(path, lambda: _tell(window, program, path, scenario))

    desk.jobs.on_lane("make", lambda _: make(), made)


def _tell(window: MainWindow, program: Program, path: Path, scenario: Scenario | None) -> None:
    desk, past = window.desk, past_dates(program)
    said = [desk.say("intake.made", path=str(path), year=str(program.about.intake))]
    if scenario is not None:
        said.append(desk.say("intake.of_scenario", name=scenario.name))
    if past:
        said.append(desk.say("intake.past", n=len(past)))
    desk.toasts.tell(Toast(" ".join(said)))
