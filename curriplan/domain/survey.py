"""Who said what, when and in which role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from curriplan.domain.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A firm that answers; its weight is shared among its answers to an item."""

    id: str
    code: str = ""
    name: Text = EMPTY
    region: Text = EMPTY
    size: str = ""
    contexts: frozenset[str] = frozenset()
    weight: float = 1.0
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Survey:
    """One round of questions. ``importance_min``/``max`` bound its importance scale.

    ``example`` marks answers that were made up to show the program and come from nobody.
    """

    id: str
    code: str = ""
    name: Text = EMPTY
    held_on: date | None = None
    method: Text = EMPTY
    region: Text = EMPTY
    importance_min: int = 1
    importance_max: int = 5
    example: bool = False
    source: str = ""
    note: Text = EMPTY
    position: float = 0.0


class QuestionKind(StrEnum):
    """Form of a question; ratings of competencies are answers of their own and need no question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RATING = "rating"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PublishedShare:
    """A share in per cent (0..100) that a source printed for an option, as printed."""

    option: str
    percent: float


@dataclass(frozen=True, slots=True)
class Option:
    """A possible answer with a short key."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a survey that does not rate competencies.

    ``published`` holds shares of a source whose single answers are not at hand, with ``stated_n``
    and ``role`` as the source names them.
    """

    id: str
    survey: str
    code: str = ""
    text: Text = EMPTY
    kind: QuestionKind = QuestionKind.SINGLE
    options: tuple[Option, ...] = ()
    role: str = ""
    stated_n: int | None = None
    stated_enterprises: int | None = None
    published: tuple[PublishedShare, ...] = ()
    source: str = ""
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Rating:
    """How important a competency is at a post, and at which level it is needed.

    ``level`` 0 means "not needed at this post" and is an answer; None is no answer.
    """

    post: str
    competency: str
    importance: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question: option keys, or text for an open question."""

    question: str
    options: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Respondent:
    """One person's answers to one survey, in one role."""

    id: str
    survey: str
    enterprise: str
    code: str = ""
    role: str = ""
    answered_on: date | None = None
    contexts: frozenset[str] = frozenset()
    ratings: tuple[Rating, ...] = ()
    choices: tuple[Choice, ...] = ()
