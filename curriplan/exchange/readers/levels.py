"""What an answer says: an importance on the survey's scale, a level on the programme's."""

from __future__ import annotations

from dataclasses import dataclass

from curriplan.domain.scale import Kind, Scale
from curriplan.exchange.cells import Cell, fold, number_of, text_of
from curriplan.exchange.columns import ColumnMap
from curriplan.exchange.readers.vocabulary import IMPORTANCE_LABELS, NOT_NEEDED, is_blank_answer

LABEL_SCALE = (1, 5)


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, or None for no answer; ``label`` is the text that it was read from, if it was text."""

    value: int | None
    label: str = ""


NO_ANSWER = Answer(None)


class OutOfScale(ValueError):
    """A cell says something that the scale does not have."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__(low, high)
        self.low = low
        self.high = high


def importance_of(cell: Cell, low: int, high: int, given: ColumnMap) -> Answer:
    """Return the importance that a cell states, as a number or as one of the usual five labels.

    Raises:
        OutOfScale: it is no whole number within the scale, and no label that is known for it.

    """
    text = text_of(cell)
    if is_blank_answer(text):
        return NO_ANSWER
    labels = {fold(label): value for label, value in given.importance.items()}
    if (low, high) == LABEL_SCALE:
        labels = {**IMPORTANCE_LABELS, **labels}
    value = labels.get(fold(text))
    if value is not None and low <= value <= high:
        return Answer(value, text)
    return Answer(_whole(cell, low, high))


def level_of(cell: Cell, scale: Scale, kind: Kind, given: ColumnMap) -> Answer:
    """Return the level that a cell states: a number, a key or an anchor text of the scale; 0: not needed.

    Raises:
        OutOfScale: it is none of these.

    """
    text = text_of(cell)
    if is_blank_answer(text):
        return NO_ANSWER
    value = _labels(scale, kind, given).get(fold(text))
    if value is not None and 0 <= value <= scale.highest:
        return Answer(value, "" if text.isdecimal() else text)
    return Answer(_whole(cell, 0, scale.highest))


def _labels(scale: Scale, kind: Kind, given: ColumnMap) -> dict[str, int]:
    """Return every text that names a level; keys go before anchors, the user's own words before both."""
    labels = dict.fromkeys(NOT_NEEDED, 0)
    for number, level in enumerate(scale.levels, 1):
        anchor = level.anchor(kind)
        labels |= {fold(text): number for text in (anchor.zh, anchor.en) if text}
    labels |= {fold(level.key): number for number, level in enumerate(scale.levels, 1)}
    return labels | {fold(label): value for label, value in given.levels.items()}


def _whole(cell: Cell, low: int, high: int) -> int:
    try:
        number = number_of(cell)
    except ValueError:
        raise OutOfScale(low, high) from None
    if number is None or not number.is_integer() or not low <= number <= high:
        raise OutOfScale(low, high)
    return int(number)
