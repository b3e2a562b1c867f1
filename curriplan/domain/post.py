"""Posts that a programme trains for, the tasks they do, and demands that do not come from answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from curriplan.domain.text import EMPTY, Text


class PostLevel(StrEnum):
    """Level of a post; ``graduate`` is the built-in post "Every graduate"."""

    INITIAL = "initial"
    PROMOTION = "promotion"
    GRADUATE = "graduate"


@dataclass(frozen=True, slots=True)
class Post:
    """A job, or what every graduate owes.

    ``share`` is the share of graduates that take the post (None: equal shares). ``contexts`` are
    values such as ``B2B`` or ``export``. ``tracks`` serve the post; none named means all.
    """

    id: str
    code: str = ""
    name: Text = EMPTY
    level: PostLevel = PostLevel.INITIAL
    job_group: Text = EMPTY
    description: Text = EMPTY
    contexts: frozenset[str] = frozenset()
    tracks: frozenset[str] = frozenset()
    promotes_to: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    share: float | None = None
    source: str = ""
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Task:
    """What a post does, with its step on the trade's process chain (a key of the profile's steps)."""

    id: str
    post: str
    code: str = ""
    name: Text = EMPTY
    step: str = ""
    competencies: frozenset[str] = frozenset()
    source: str = ""
    position: float = 0.0


class StatementSource(StrEnum):
    """Who makes a demand that does not come from answers."""

    DESIGNER = "designer"
    PANEL = "panel"
    REGULATION = "regulation"
    FRAMEWORK = "framework"


@dataclass(frozen=True, slots=True)
class Statement:
    """A demand of a post with its reason.

    ``level`` None: required, level not known. ``importance`` 0..1 or None. Beside answers the higher
    level holds, unless ``prevails`` says that the statement replaces them.
    """

    id: str
    post: str
    competency: str
    level: int | None = None
    importance: float | None = None
    source: StatementSource = StatementSource.DESIGNER
    reason: Text = EMPTY
    contexts: frozenset[str] = frozenset()
    prevails: bool = False
    stated_on: date | None = None
