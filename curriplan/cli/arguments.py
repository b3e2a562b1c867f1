"""Arguments that several commands share."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from curriplan.app.texts import Texts


def file_argument(parser: ArgumentParser, texts: Texts) -> None:
    """Add FILE, the programme."""
    parser.add_argument("file", metavar="FILE", type=Path, help=texts("cli.option.file"))


def json_option(parser: ArgumentParser, texts: Texts) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help=texts("cli.option.json"))


def dry_run_option(parser: ArgumentParser, texts: Texts) -> None:
    """Add ``--dry-run``."""
    parser.add_argument("--dry-run", action="store_true", help=texts("cli.option.dry_run"))


def positive(text: str) -> float:
    """Return a number above zero.

    Raises:
        ArgumentTypeError: it is none.

    """
    try:
        value = float(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"{text!r} is not above 0")
    return value


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return the reader of a whole number within bounds."""

    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return int(text)

    return read
