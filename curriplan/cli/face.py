"""What commands ask of the window. Start-up hands it in, because the two doors do not know each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from curriplan.app.picture import Picture, Screen


@dataclass(frozen=True, slots=True)
class Face:
    """The window's side of the commands ``open``, ``picture``, ``demo`` and ``doctor``.

    ``open`` shows the window until it is closed and returns the exit code. ``pages`` are the names that
    ``picture`` knows. ``screen`` says what the window would be drawn with.
    """

    open: Callable[[Path | None], int]
    pages: Callable[[], tuple[str, ...]]
    picture: Callable[[Picture], None]
    screen: Callable[[], Screen]
