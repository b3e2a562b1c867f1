"""Start-up only: without arguments the window opens, with arguments a command runs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from curriplan.app.errors import UserError
from curriplan.app.picture import Picture, Screen

# A frozen program has no interpreter beside it: it reads workbooks by starting itself (docs/decisions/0005).
READ_WORKBOOK = "--read-workbook"

# Values hold no cycles, so they go without the collector; Python looks for cycles every 700 new objects.
NEW_OBJECTS_BEFORE_A_LOOK = 20_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == [READ_WORKBOOK]:
        from curriplan.exchange.sheet_worker import main as read_workbook

        return read_workbook(list(given[1:]))
    from curriplan.cli.face import Face
    from curriplan.cli.main import main as run_command

    return run_command(given, Face(_open, _pages, _picture, _screen))


def _open(path: Path | None) -> int:
    _need_a_screen()
    start_quickly()
    try:
        from curriplan.gui.application import run
    except ImportError as problem:
        raise UserError("cli.window_libraries", reason=str(problem)) from problem
    return run(path)


def start_quickly() -> None:
    """Load before Qt what does not need it: PySide6 reads the source of every module that comes after it."""
    gc.set_threshold(NEW_OBJECTS_BEFORE_A_LOOK, *gc.get_threshold()[1:])
    import curriplan.app.derived
    import curriplan.app.session
    import curriplan.app.steps
    import curriplan.exchange.readers.sample  # noqa: F401 - the window needs all four


def _need_a_screen() -> None:
    """Refuse with a sentence where Qt would end the whole process because it finds no screen."""
    anywhere = any(os.environ.get(one) for one in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith(("linux", "freebsd")) and not anywhere:
        raise UserError("cli.no_screen")


def _pages() -> tuple[str, ...]:
    from curriplan.gui.picture import page_names

    return page_names()


def _picture(wish: Picture) -> None:
    from curriplan.gui.picture import take_picture

    take_picture(wish)


def _screen() -> Screen:
    from curriplan.gui.picture import describe_screen

    return describe_screen()


if __name__ == "__main__":
    sys.exit(main())
