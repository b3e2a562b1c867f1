"""What the inspector shows, as plain blocks; pages make them, ``panel.py`` draws them.

Texts here are already in the user's language; all are shown as plain text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from curriplan.gui.theme import Tone


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two."""

    text: str
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A short coloured mark with text beside it."""

    text: str
    tone: Tone
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with values, one below the other; a name may be clicked."""

    rows: tuple[tuple[str, str], ...]
    clicks: tuple[Callable[[], object] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """A small bar chart: label and count each, with n printed below."""

    bars: tuple[tuple[str, float], ...]
    caption: str = ""
    marked: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values, as buttons or, where these need too much room, as a list.

    ``pick`` is called with the index. ``listed``: as a list behind its name, however few the values are.
    """

    name: str
    options: tuple[str, ...]
    chosen: int | None
    pick: Callable[[int], object]
    hint: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A text that can be changed; ``store`` is called with what was typed and may answer with a complaint.

    ``options`` are offered while typing; ``hint`` stands faintly where nothing does.
    """

    name: str
    text: str
    store: Callable[[str], str | None]
    suffix: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do about it."""

    text: str
    act: Callable[[], object]
    about: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Names that lead somewhere; each may be taken away, ``removes`` names and does that."""

    links: tuple[tuple[str, Callable[[], object]], ...]
    removes: tuple[tuple[str, Callable[[], object]], ...] = ()


Block = Paragraph | Chip | Pairs | Bars | Choice | Field | Action | Links


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks below a small heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Title, what it is, and sections; sections without blocks are not shown."""

    title: str = ""
    subtitle: str = ""
    sections: tuple[Section, ...] = ()


EMPTY = Content()
