"""What the window does with files: open, make, import, copy. Dialogs only to choose a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from curriplan.app.errors import UserError
from curriplan.app.jobs import Outcome
from curriplan.app.programmes import SUFFIX, create, free_path, programmes_folder
from curriplan.domain.edits.rows import put
from curriplan.domain.text import Lang, Text
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.desk import Toast
from curriplan.gui.door import Door

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow

Call = Callable[[], object]
BLANK = "blank_three_year"


class Files:
    """File commands of one window. Failures are one sentence in a toast; nothing else changes."""

    def __init__(self, window: MainWindow, door: Door) -> None:
        self._window = window
        self._desk = window.desk
        self.door: Door = door

    def ask_open(self) -> None:
        """Have the user choose a programme and open it."""
        say = self._desk.say
        name, _ = QFileDialog.getOpenFileName(
            self._window, say("command.open"), str(self._folder()), f"{say('file.programme')} (*{SUFFIX})"
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a programme in place of the one that is open; False if that has to be decided first."""
        return self.door.open(path)

    def new_from_sample(self, name: str, then: Call | None = None, title: str = "") -> None:
        """Make a programme of one's own from a sample, in the user's documents, open it and make a call.

        A title takes the place of the sample's name.
        """
        author, lang = self.door.author, self._desk.texts.lang

        def made(outcome: Outcome[Path]) -> None:
            if outcome.error is not None:
                self._desk.complain(outcome.error)
            elif outcome.value is not None:
                path = outcome.value
                self.door.open(path, lambda: self._tell_made(path, then))

        self._desk.jobs.on_lane("make", lambda _: _made(name, lang, author, title), made)

    def _tell_made(self, path: Path, then: Call | None) -> None:
        self._desk.toasts.tell(Toast(self._desk.say("file.made", path=str(path))))
        if then is not None:
            then()

    def new_from_excel(self) -> None:
        """Make an empty programme and show what chosen files would bring into it."""
        names = self._choose_tables()
        if names:
            self.new_from_tables(names)

    def new_from_tables(self, paths: list[Path]) -> None:
        """Make an empty programme, called as the first file is, and show what files would bring into it."""
        title = paths[0].stem.replace("_", " ").strip()
        self.new_from_sample(BLANK, lambda: self._window.show_import(paths), title)

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
        self.copy_to(Path(name if name.endswith(SUFFIX) else name + SUFFIX))

    def copy_to(self, target: Path) -> None:
        """Write a copy that holds all that is shown; go on with it where it is more than the file holds."""
        session = self._desk.session
        if session is None:
            return
        revision, desk = session.revision, self._desk

        def done(outcome: Outcome[bool]) -> None:
            if outcome.error is not None:
                desk.complain(outcome.error)
            elif not outcome.cancelled:
                key = "file.copied" if outcome.value else "file.copied_afresh"
                desk.toasts.tell(Toast(desk.say(key, path=str(target))))
                self.door.went_elsewhere(session, revision, target)

        session.copy_to(target, done)

    def close_programme(self) -> None:
        """Close the programme and show the start page."""
        self.door.leave(lambda: self._desk.opened.tell(None))

    def _folder(self) -> Path:
        recent = self._desk.settings.recent
        return Path(recent[0].path).parent if recent else programmes_folder()


def _made(name: str, lang: Lang, author: str, title: str) -> Path:
    """Store a sample as a programme of one's own, in the user's documents.

    Raises:
        UserError: the folder cannot be used.
        StoreError: the file cannot be written.

    """
    program, folder = sample_program(name), programmes_folder()
    if title:
        named = Text(zh=title) if lang == "zh" else Text(en=title)
        program = put(program, "profile", replace(program.about, name=named))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError("folder", folder=str(folder), reason=problem.strerror) from problem
    path = free_path(folder, program, lang)
    create(path, program, author).close()
    return path
