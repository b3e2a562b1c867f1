"""Another programme whose courses may be taken over: asked for, and read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from curriplan.app.programmes import SUFFIX, open_file
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk


def ask_for_other(parent: QWidget | None, desk: Desk) -> Path | None:
    """Have the user choose the file of a programme; None: they did not."""
    title = desk.say("closing.other")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", f"Curriplan (*{SUFFIX})")
    return Path(chosen) if chosen else None


def read_other(path: Path) -> Program:
    """Return the programme of a file.

    Raises:
        StoreError: the file is missing, foreign, damaged or of a future version.

    """
    opened = open_file(path, read_only=True)
    try:
        return opened.program
    finally:
        opened.store.close()
