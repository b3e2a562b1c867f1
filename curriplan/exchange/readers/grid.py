"""Headers of questionnaires: which competency, which post, and what is asked about it.

Form services join the stem of a grid question and the label of its row in their own ways:
``stem [row]``, ``stem—row``, ``stem.row``, ``第4题(row)``; people write ``competency [importance]`` or
``post / competency - level``. So a header is taken apart at each sign that may join, and the parts are
looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curriplan.exchange.cells import plain
from curriplan.exchange.columns import header_key
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.readers.vocabulary import Dimension, dimension_of

_BRACKETED = re.compile(r"^(.*?)[\[【(]([^\[\]【】]*)[\])】]$")
_JOIN = re.compile(r"——|—|–|\s-\s|[/|·.:\-_]")
_NUMBERING = re.compile(r"^(?:q|第)?\d+题?[、.:)]\s*", re.IGNORECASE)
_LONGEST = 500
# A header of nothing but joining signs must not be taken apart in every way there is.
_MOST_JOINS = 12
Parts = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """What a header asks. ``competency`` and ``post`` are ids or None; ``stem`` and ``label`` as printed."""

    competency: str | None
    post: str | None
    dimension: Dimension | None
    stem: str
    label: str


def question_of(title: str, subjects: Subjects) -> Question:
    """Return what a header asks, as far as it can be told."""
    text = _NUMBERING.sub("", plain(title))[:_LONGEST]
    for label, rest in _readings(text):
        competency = subjects.find_competency(label)
        if competency is not None:
            return Question(competency, _post_in(rest, subjects), dimension_of(rest), rest, label)
    stem, label = next(_splits(text), ("", text))
    return Question(None, None, dimension_of(stem or text), stem, label)


def _readings(text: str) -> Iterator[Parts]:
    """Yield (label, the rest) for each way to take a header apart, once and twice."""
    yield text, ""
    for left, right in _splits(text):
        yield right, left
        yield left, right
    for left, right in _splits(text):
        for part, rest in ((left, right), (right, left)):
            for first, second in _splits(part):
                yield second, f"{first} | {rest}"
                yield first, f"{second} | {rest}"


def _splits(text: str) -> Iterator[Parts]:
    """Yield the two parts of a text: a bracket at its end first, then each joining sign from the right."""
    found = _BRACKETED.fullmatch(text)
    if found is not None and found[1].strip() and found[2].strip():
        yield found[1].strip(), found[2].strip()
    for join in reversed(list(_JOIN.finditer(text))[-_MOST_JOINS:]):
        left, right = text[: join.start()].strip(), text[join.end() :].strip()
        if left and right:
            yield left, right


def _post_in(text: str, subjects: Subjects) -> str | None:
    """Return the post that a text is, or that one of its parts is."""
    for part in (text, *(part for split in _splits(text) for part in split)):
        found = subjects.posts.find(part)
        if found is not None:
            return found
    return None


def stem_key(question: Question) -> str:
    """Return what the rows of one grid question have in common."""
    return header_key(question.stem)
