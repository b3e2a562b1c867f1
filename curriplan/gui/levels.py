"""A level as it is shown everywhere: by the key of the programme's scale, never by its number."""

from __future__ import annotations

from curriplan.gui.desk import Desk

NOT_KNOWN = "?"


def level_key(desk: Desk, level: int | None) -> str:
    """Return the key of a level on the programme's scale; 0 means that nothing is needed or delivered."""
    return NOT_KNOWN if level is None else desk.program.about.scale.key(level)
