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


def positive(texts: Texts) -> Callable[[str], float]:
    """Return the reader of a number above zero."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise ArgumentTypeError(texts("cli.wrong.number", value=text)) from None
        if not 0 < value < float("inf"):
            raise ArgumentTypeError(texts("cli.wrong.positive", value=text))
        return value

    return read


def whole(texts: Texts, least: int, most: int) -> Callable[[str], int]:
    """Return the reader of a whole number within bounds."""

    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ArgumentTypeError(texts("cli.wrong.whole", value=text, least=least, most=most))
        return int(text)

    return read
