"""``curriplan open``: the window on a programme."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from curriplan.app.errors import UserError
from curriplan.app.texts import Texts
from curriplan.cli.command import Call, Command, Exit


def _add(parser: ArgumentParser, texts: Texts) -> None:
    parser.add_argument("file", metavar="FILE", help=texts("cli.option.file"))


def _run(call: Call) -> Exit:
    named = str(call.options.file)
    if "://" in named:
        raise UserError("cli.url", url=named)
    path = Path(named)
    _look_into(path)
    return Exit(call.face.open(path))


def _look_into(path: Path) -> None:
    """Refuse here, with an exit code for scripts, what the window could only refuse in a message.

    Raises:
        StoreError: the file is missing, foreign, damaged or of a future version.

    """
    from curriplan.storage.store import Store

    Store.open(path, read_only=True).close()


OPEN = Command("open", _add, _run)
