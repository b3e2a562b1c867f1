"""Puts a theme on the application: palette, style sheet, font."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from curriplan.app.settings import Theme as Choice
from curriplan.domain.resources import folder
from curriplan.gui.desk import Desk
from curriplan.gui.theme import DARK, LIGHT, Theme, palette

FONT_PX = 13


def chosen_theme(choice: Choice) -> Theme:
    """Return the theme of a setting; ``system`` follows the system where it says."""
    if choice == "system":
        dark = QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def next_theme(theme: Theme) -> Choice:
    """Return the setting that switches away from a theme."""
    return "light" if theme.dark else "dark"


def style_sheet(theme: Theme) -> str:
    """Return the style sheet with the theme's colours put in."""
    text = (folder("resources") / "style.qss").read_text("utf-8")
    tokens = {
        "background": theme.background,
        "panel": theme.panel,
        "line": theme.line,
        "ink": theme.ink,
        "dim": theme.dim,
        "accent": theme.accent,
        "accent_fill": theme.accent_fill,
        "on_accent": theme.on_accent,
        "hover": theme.hover,
        "firm": theme.firm.ink,
        "gap": theme.gap.ink,
        "gap_fill": theme.gap.fill,
        "met": theme.met.ink,
        "title": str(FONT_PX + 7),
        **{name: _icon(name, theme) for name in ("down", "tick", "dot")},
    }
    return re.sub(r"@(\w+)@", lambda found: tokens[found.group(1)], text)


def _icon(name: str, theme: Theme) -> str:
    """Return the path of a drawing that a style sheet names; it has one for each theme."""
    return (folder("resources") / "icons" / f"{name}-{'dark' if theme.dark else 'light'}.svg").as_posix()


def apply_theme(desk: Desk) -> None:
    """Put the theme that the settings name on the whole application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("a window needs a QApplication")
    desk.theme = chosen_theme(desk.settings.theme)
    sheet = style_sheet(desk.theme)
    if app.styleSheet() == sheet:
        return  # setting again what is on would have every widget made ready anew
    app.setStyle("Fusion")
    app.setPalette(palette(desk.theme))
    font = QFont(app.font())
    font.setPixelSize(FONT_PX)
    app.setFont(font)
    app.setStyleSheet(sheet)
