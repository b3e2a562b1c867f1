"""How wide text is. A Chinese character takes two half-width places (Unicode East Asian Width)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

POINTS_A_LINE = 14.0
POINTS_A_PLACE = 5.6
"""Height of a line and width of a half-width place at 10 points, with a little air."""

AIR = 1.8
"""Places of a column that its margins take."""

CLOSE = 1.04
"""A Chinese character is a little narrower than two half-width places of the column measure."""


def width(text: str) -> int:
    """Return the width of the longest line in half-width places."""
    return max((sum(_places(char) for char in line) for line in text.split("\n")), default=0)


def _places(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def is_chinese(text: str) -> bool:
    """Tell whether a text consists of full-width characters only, so that it can be set top to bottom."""
    return bool(text) and all(_places(char) == 2 for char in text)


def longest_word(text: str) -> int:
    """Return the width of the longest piece that does not break: a word, or one Chinese character."""
    widest = run = 0
    for char in text:
        if char.isspace() or char in "/-–":
            run = 0
        elif _places(char) == 2:
            run, widest = 0, max(widest, 2)
        else:
            run += 1
            widest = max(widest, run)
    return widest


def lines(text: str, places: float) -> int:
    """Return how many lines a text takes in a column of so many places."""
    usable = max(2.0, (places - AIR) * CLOSE)
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
            size = int(size % usable)
        used += size
    return count


def _pieces(line: str) -> Iterable[str]:
    """Yield what stays together: words with the blank behind them, single Chinese characters."""
    word = ""
    for char in line:
        if _places(char) == 2:
            if word:
                yield word
            yield char
            word = ""
        else:
            word += char
            if char.isspace():
                yield word
                word = ""
    if word:
        yield word
