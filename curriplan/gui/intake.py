"""The next intake as a programme of its own, made from the one that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from curriplan.app.intakes import MADE, next_intake, past_dates
from curriplan.app.jobs import Outcome
from curriplan.app.programmes import create, free_path
from curriplan.app.session import Session
from curriplan.domain.program import Program
from curriplan.gui.desk import Toast

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow


def new_intake(window: MainWindow) -> None:
    """Store the next intake beside the open programme, answers and all, and go on with it."""
    session = window.desk.session
    if session is not None:
        session.with_answers(lambda: _make(window, session))


def _make(window: MainWindow, session: Session) -> None:
    desk = window.desk
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
            window.files.door.open(path, lambda: _tell(window, program, path))

    desk.jobs.on_lane("make", lambda _: make(), made)


def _tell(window: MainWindow, program: Program, path: Path) -> None:
    desk, past = window.desk, past_dates(program)
    text = desk.say("intake.made", path=str(path), year=str(program.about.intake))
    desk.toasts.tell(Toast(f"{text} {desk.say('intake.past', n=len(past))}" if past else text))
