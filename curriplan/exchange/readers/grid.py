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
_STRONG_JOIN = re.compile(r"——|—|–|\s-\s|\s[/·]\s|[|:]")
_POST_JOIN = re.compile(r"\s[/|·–—-]\s|\|")
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


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a header names that the programme does not have: a competency, perhaps a post. Both as printed.

    ``known_post``: the id of the post that it names beside it.
    """

    competency: str
    dimension: Dimension
    post: str = ""
    known_post: str | None = None


def proposed(title: str, subjects: Subjects, usual: str, *, told: bool) -> Proposal | None:
    """Return what a header would ask if the part that names no question named a competency.

    Of ``stem [name]`` and ``name [importance]`` one part asks and the other one names. ``usual`` says
    what is asked where no header does; ``told``: rows say which post is meant.
    """
    text = _NUMBERING.sub("", plain(title))[:_LONGEST]
    found = next(_named(text), None)
    asked = dimension_of(usual)
    if found is None and asked is not None:
        found = text, "", asked
    if found is None or found[2] == "present":
        return None
    name, stem, dimension = found
    for left, right in _splits(name):
        for post, rest in ((left, right), (right, left)):
            known = subjects.posts.find(post)
            if known is not None:
                return Proposal(rest, dimension, known_post=known)
    parts = _POST_JOIN.split(name, 1)
    known = _post_in(stem, subjects)
    if told or known is not None or len(parts) == 1:
        return Proposal(name, dimension, known_post=known)
    return Proposal(parts[1].strip(), dimension, post=parts[0].strip())


def _named(text: str) -> Iterator[tuple[str, str, Dimension]]:
    """Yield (name, what asks, what is asked) for the ways in which exactly one part of a header asks.

    A bracket at the end goes before signs that only join, and these before signs that words hold too; of
    signs of one kind the one with the longest name, so that ``post - name - importance`` stays together.
    """
    strong = [
        (text[: one.start()], text[one.end() :]) for one in list(_STRONG_JOIN.finditer(text))[:_MOST_JOINS]
    ]
    splits = list(_splits(text))
    bracket = [splits.pop(0)] if splits and _BRACKETED.fullmatch(text) else []
    for group in (bracket, strong, splits):
        found = [one for left, right in group if (one := _asking(left.strip(), right.strip())) is not None]
        yield from sorted(found, key=lambda one: -len(one[0]))


def _asking(left: str, right: str) -> tuple[str, str, Dimension] | None:
    of_left, of_right = dimension_of(left), dimension_of(right)
    if of_left is not None and of_right is None and right:
        return right, left, of_left
    return (left, right, of_right) if of_right is not None and of_left is None and left else None


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
