"""How wide text is: Chinese characters by their East Asian Width, letters by rough classes."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

POINTS_A_LINE = 14.0
POINTS_A_PLACE = 5.6
"""Height of a line and width of a place at 10 points, with a little air."""

AIR = 1.8
"""Places of a column that its margins take."""

_NARROW, _BROAD = frozenset("fijlrtI.,;:'|!()[]{} /-·"), frozenset("mwMW@%&")


@lru_cache(maxsize=8192)
def width(text: str) -> float:
    """Return the width of the longest line in places, a place being as wide as a digit."""
    return max((sum(map(_places, line)) for line in text.split("\n")), default=0.0)


@cache
def _places(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if _is_wide(char):
        return 1.95
    if char in _NARROW:
        return 0.65
    if char in _BROAD:
        return 1.5
    return 1.2 if char.isupper() else 1.0


@cache
def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


def is_chinese(text: str) -> bool:
    """Tell whether a text consists of full-width characters only, so that it can be set top to bottom."""
    return bool(text) and all(_is_wide(char) for char in text)


def longest_word(text: str) -> float:
    """Return the width of the longest piece that does not break: a word, or one Chinese character."""
    return max((width(piece.rstrip()) for piece in _pieces(text)), default=0.0)


def lines(text: str, places: float) -> int:
    """Return how many lines a text takes in a column of so many places."""
    usable = max(2.0, places - AIR)
    return sum(_broken(line, usable) for line in text.split("\n"))


def _broken(line: str, usable: float) -> int:
    """Return the lines that one line breaks into, at spaces and between Chinese characters."""
    count, used = 1, 0.0
    for piece in _pieces(line):
        size = width(piece)
        if used and used + width(piece.rstrip()) > usable:
            count, used = count + 1, 0.0
        if size > usable:
            count += math.ceil(size / usable) - 1
            size %= usable
        used += size
    return count


def _pieces(line: str) -> Iterable[str]:
    """Yield what stays together: words with the blank or hyphen behind them, Chinese characters."""
    word = ""
    for char in line:
        if _is_wide(char):
            if word:
                yield word
            yield char
            word = ""
        else:
            word += char
            if char.isspace() or char in "/-–":
                yield word
                word = ""
    if word:
        yield word
