"""Moving the focus from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_next_region(regions: Sequence[QWidget], held: QWidget | None) -> None:
    """Focus the first thing that takes the focus in the region after the one that holds ``held``."""
    seen = [one for one in regions if one.isVisible()]
    at = next((n for n, one in enumerate(seen) if held is not None and one.isAncestorOf(held)), -1)
    region = seen[(at + 1) % len(seen)]
    first = next((one for one in region.findChildren(QWidget) if _takes_focus(one)), region)
    first.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled()
