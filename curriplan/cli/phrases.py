"""What argparse says of its own accord, in the language of the catalogue."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from curriplan.app.texts import Texts

PHRASES: Mapping[str, str] = {
    "usage: ": "usage",
    "positional arguments": "positional",
    "options": "options",
    "show this help message and exit": "help",
    "argument %(argument_name)s: %(message)s": "argument",
    "unrecognized arguments: %s": "unrecognized",
    "not allowed with argument %s": "not_with",
    "ignored explicit argument %r": "takes_none",
    "the following arguments are required: %s": "required",
    "one of the arguments %s is required": "one_required",
    "expected one argument": "expects_one",
    "expected at most one argument": "expects_at_most_one",
    "expected at least one argument": "expects_some",
    "invalid choice: %(value)r (choose from %(choices)s)": "no_choice",
    "invalid %(type)s value: %(value)r": "bad_value",
}
"""argparse's own words with their keys below ``cli.argparse`` in the texts."""


@contextmanager
def argparse_speaks(texts: Texts) -> Iterator[None]:
    """Have argparse tell mistakes and headings in the language of the texts.

    It asks two functions of its module for every phrase, those of gettext, whose catalogues are compiled
    files in folders of the system. While the block runs the two are ours; nobody else parses meanwhile.
    """

    def one(phrase: str) -> str:
        key = PHRASES.get(phrase)
        return phrase if key is None else texts(f"cli.argparse.{key}")

    def some(singular: str, plural: str, n: int) -> str:
        return one(singular if n == 1 else plural)

    space = vars(argparse)
    before = space["_"], space["ngettext"]
    space["_"], space["ngettext"] = one, some
    try:
        yield
    finally:
        space["_"], space["ngettext"] = before
