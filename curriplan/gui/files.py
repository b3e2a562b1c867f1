"""What the window does with files: open, make, import, copy. Dialogs only to choose a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from curriplan.app.derived import Derived
from curriplan.app.programmes import SUFFIX, create, free_path, open_session, programmes_folder
from curriplan.app.session import Session
from curriplan.app.settings import Recent
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.desk import Toast
from curriplan.storage.errors import StoreError

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow


class Files:
    """File commands of one window. Failures are one sentence in a toast; nothing else changes."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._desk = window.desk

    def ask_open(self) -> None:
        """Have the user choose a programme and open it."""
        say = self._desk.say
        name, _ = QFileDialog.getOpenFileName(
            self._window, say("command.open"), str(self._folder()), f"{say('file.programme')} (*{SUFFIX})"
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a programme in place of the one that is open; False if it cannot be opened."""
        try:
            session = open_session(path, self._desk.jobs, self._author())
        except StoreError as problem:
            self._complain(problem)
            return False
        self.show(session, path)
        return True

    def new_from_sample(self, name: str) -> None:
        """Make a programme of one's own from a sample, in the user's documents, and open it."""
        program = sample_program(name)
        self._make(program, free_path(programmes_folder(), program, self._desk.texts.lang))

    def _make(self, program: Program, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            create(path, program, self._author()).close()
        except StoreError as problem:
            self._complain(problem)
            return
        except OSError as problem:
            self._desk.toasts.tell(
                Toast(self._desk.say("error.folder", folder=str(path.parent), reason=problem.strerror))
            )
            return
        if self.open(path):
            self._desk.toasts.tell(Toast(self._desk.say("file.made", path=str(path))))

    def new_from_excel(self) -> None:
        """Make an empty programme and show what chosen files would bring into it."""
        names = self._choose_tables()
        if not names:
            return
        self.new_from_sample("blank_three_year")
        if self._desk.session is not None:
            self._window.show_import(names)

    def ask_import(self) -> None:
        """Have the user choose files and show what importing them would change."""
        names = self._choose_tables()
        if names:
            self._window.show_import(names)

    def _choose_tables(self) -> list[Path]:
        say = self._desk.say
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            say("command.import"),
            str(self._folder()),
            f"{say('file.tables')} (*.xlsx *.csv *.json)",
        )
        return [Path(name) for name in names]

    def ask_copy(self) -> None:
        """Have the user choose where a copy goes and write it."""
        session = self._desk.session
        if session is None:
            return
        say = self._desk.say
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            say("command.save_copy"),
            str(session.store.path),
            f"{say('file.programme')} (*{SUFFIX})",
        )
        if not name:
            return
        target = Path(name if name.endswith(SUFFIX) else name + SUFFIX)
        try:
            self._desk.jobs.wait_on_lane(lambda: session.store.copy_to(target))
        except StoreError as problem:
            self._complain(problem)
            return
        self._desk.toasts.tell(Toast(say("file.copied", path=str(target))))

    def close_programme(self) -> None:
        """Close the programme and show the start page."""
        self.remember()
        session, self._desk.session, self._desk.derived = self._desk.session, None, None
        if session is not None:
            session.close()
        self._desk.opened.tell(None)

    def show(self, session: Session, path: Path) -> None:
        """Show a programme that was opened, in place of the one that is open."""
        before = self._desk.session
        if before is not None:
            self.remember()
            before.close()
        self._desk.session = session
        self._desk.derived = Derived(lambda: session.program)
        self.remember()
        self._desk.opened.tell(session)

    def remember(self) -> None:
        """Note the open programme among the recent ones, with its readiness where it is known."""
        desk = self._desk
        if desk.session is None:
            return
        key = str(desk.session.store.path.resolve())
        known = next((one for one in desk.settings.recent if one.path == key), Recent(key))
        about = desk.program.about
        ready = desk.results.gaps().totals.readiness if desk.results.demand_is_known else known.readiness
        recent = replace(
            known, name=desk.name(about.name, about.code), day=desk.today.isoformat(), readiness=ready
        )
        desk.settings = desk.settings.opened(recent)
        desk.settings_changed.tell(desk.settings)

    def _complain(self, problem: StoreError) -> None:
        self._desk.toasts.tell(Toast(self._desk.say(f"error.{problem.code}", **problem.args_by_name)))

    def _author(self) -> str:
        return self._desk.settings.author

    def _folder(self) -> Path:
        recent = self._desk.settings.recent
        return Path(recent[0].path).parent if recent else programmes_folder()
