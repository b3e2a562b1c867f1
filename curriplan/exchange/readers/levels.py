"""What an answer says: an importance on the survey's scale, a level on the programme's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curriplan.domain.finding import Finding, Place, note
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


class AnswerScale:
    """Reads the answers of one file; what was read once is remembered, for most cells say the same.

    ``labels`` are the texts that were read, with the value of each.
    """

    def __init__(self, scale: Scale, given: ColumnMap) -> None:
        self._highest = scale.highest
        self._levels = {kind: _level_labels(scale, kind, given) for kind in Kind}
        self._importance = {fold(label): value for label, value in given.importance.items()}
        self._known: dict[tuple[object, ...], Answer] = {}
        self.labels: dict[str, int] = {}

    def importance(self, cell: Cell, low: int, high: int) -> Answer:
        """Return the importance that a cell states, as a number or as one of the usual five labels.

        Raises:
            OutOfScale: it is no whole number within the scale, and no label that is known for it.

        """
        key = (type(cell), cell, low, high)
        if key not in self._known:
            usual = IMPORTANCE_LABELS if (low, high) == LABEL_SCALE else {}
            self._keep(key, _answer(cell, {**usual, **self._importance}, low, high))
        return self._known[key]

    def level(self, cell: Cell, kind: Kind) -> Answer:
        """Return the level that a cell states: a number, a key or an anchor text; 0: not needed.

        Raises:
            OutOfScale: it is none of these.

        """
        key = (type(cell), cell, kind)
        if key not in self._known:
            self._keep(key, _answer(cell, self._levels[kind], 0, self._highest))
        return self._known[key]

    def _keep(self, key: tuple[object, ...], answer: Answer) -> None:
        self._known[key] = answer
        if answer.label and answer.value is not None:
            self.labels[answer.label] = answer.value

    def note(self, where: Place) -> list[Finding]:
        """Return a note of the texts that were read as values, if there were any."""
        pairs = [f"{label} = {value}" for label, value in self.labels.items()]
        return [note("import.labels", where, pairs=pairs)] if pairs else []


def _level_labels(scale: Scale, kind: Kind, given: ColumnMap) -> dict[str, int]:
    """Return every text that names a level; keys go before anchors, the user's own words before both."""
    labels = dict.fromkeys(NOT_NEEDED, 0)
    for number, level in enumerate(scale.levels, 1):
        anchor = level.anchor(kind)
        labels |= {fold(text): number for text in (anchor.zh, anchor.en) if text}
    labels |= {fold(level.key): number for number, level in enumerate(scale.levels, 1)}
    return labels | {fold(label): value for label, value in given.levels.items()}


def _answer(cell: Cell, labels: Mapping[str, int], low: int, high: int) -> Answer:
    text = text_of(cell)
    if is_blank_answer(text):
        return NO_ANSWER
    value = labels.get(fold(text))
    if value is not None and low <= value <= high:
        return Answer(value, "" if text.isdecimal() else text)
    return Answer(_whole(cell, low, high))


def _whole(cell: Cell, low: int, high: int) -> int:
    try:
        number = number_of(cell)
    except ValueError:
        raise OutOfScale(low, high) from None
    if number is None or not number.is_integer() or not low <= number <= high:
        raise OutOfScale(low, high)
    return int(number)
