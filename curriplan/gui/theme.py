"""Colours and measures of both themes, as one value that painters ask.

Hues follow the Okabe-Ito set; every status has a sign as well, so no colour stands alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from curriplan.analysis.gap.result import Status
from curriplan.domain.course import TypeRole
from curriplan.domain.finding import Severity


@dataclass(frozen=True, slots=True)
class Tone:
    """Ink and fill that belong together."""

    ink: str
    fill: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. Colours are ``#rrggbb``; ``levels[n - 1]`` fills level n, ``level_inks`` its figure."""

    dark: bool
    background: str
    panel: str
    line: str
    ink: str
    dim: str
    accent: str
    accent_fill: str
    on_accent: str
    hover: str
    met: Tone
    gap: Tone
    firm: Tone
    no_coverage: Tone
    over: Tone
    unrated: Tone
    levels: tuple[str, str, str, str]
    level_inks: tuple[str, str, str, str]
    roles: tuple[tuple[TypeRole, str], ...]

    def role(self, role: TypeRole | None) -> str:
        """Return the stripe colour of a course type's role."""
        return dict(self.roles).get(role or TypeRole.OTHER, self.dim)

    def level(self, level: int, highest: int = 4) -> Tone:
        """Return the tone of a level on a scale of any length."""
        if level < 1:
            return Tone(self.dim, self.panel)
        step = round((level - 1) * 3 / max(1, highest - 1))
        step = min(3, max(0, step))
        return Tone(self.level_inks[step], self.levels[step])

    def severity(self, severity: Severity) -> Tone:
        """Return the tone of a finding's severity."""
        return {Severity.ERROR: self.firm, Severity.WARNING: self.gap, Severity.NOTE: self.unrated}[severity]

    def status(self, status: Status, firm: bool | None = None) -> Tone:
        """Return the tone of a gap status; a firm gap has its own."""
        if status is Status.GAP:
            return self.firm if firm else self.gap
        return {
            Status.MET: self.met,
            Status.NO_COVERAGE: self.no_coverage,
            Status.OVER: self.over,
            Status.UNRATED: self.unrated,
        }[status]


LIGHT = Theme(
    dark=False,
    background="#f6f6f4",
    panel="#ffffff",
    line="#e3e2de",
    ink="#1f2328",
    dim="#5f656c",
    accent="#2f5bd0",
    accent_fill="#e9effc",
    on_accent="#ffffff",
    hover="#f0f0ed",
    met=Tone("#046c4e", "#ddf3ea"),
    gap=Tone("#7a5200", "#fff2d6"),
    firm=Tone("#9a3a06", "#fbd9c3"),
    no_coverage=Tone("#84305f", "#f7e1ee"),
    over=Tone("#1d5f8a", "#e2f1fa"),
    unrated=Tone("#5f656c", "#ecebe7"),
    levels=("#dbe6fb", "#b3c9f6", "#7d9fec", "#456ed5"),
    level_inks=("#1f2328", "#1f2328", "#10182b", "#ffffff"),
    roles=(
        (TypeRole.PUBLIC_BASIC, "#747d8f"),
        (TypeRole.PROFESSIONAL_BASIC, "#2f5bd0"),
        (TypeRole.PRACTICAL, "#0a9a74"),
        (TypeRole.PLATFORM, "#c47a0a"),
        (TypeRole.INTERNSHIP, "#a83f80"),
        (TypeRole.OTHER, "#8aa0bd"),
    ),
)

DARK = Theme(
    dark=True,
    background="#17191c",
    panel="#1f2226",
    line="#33373d",
    ink="#e8e8e6",
    dim="#9aa0a6",
    accent="#8fb0ff",
    accent_fill="#273352",
    on_accent="#10182b",
    hover="#272b30",
    met=Tone("#3fd0a5", "#12392f"),
    gap=Tone("#f0b64a", "#40330f"),
    firm=Tone("#ff9a5c", "#47260f"),
    no_coverage=Tone("#e79ac6", "#3d1f33"),
    over=Tone("#7cc4ee", "#15354a"),
    unrated=Tone("#9aa0a6", "#2b2f35"),
    levels=("#22304f", "#2c4373", "#3a5cab", "#6c92ee"),
    level_inks=("#e8e8e6", "#e8e8e6", "#ffffff", "#0d1322"),
    roles=(
        (TypeRole.PUBLIC_BASIC, "#8d96a8"),
        (TypeRole.PROFESSIONAL_BASIC, "#8fb0ff"),
        (TypeRole.PRACTICAL, "#3fd0a5"),
        (TypeRole.PLATFORM, "#f0b64a"),
        (TypeRole.INTERNSHIP, "#e79ac6"),
        (TypeRole.OTHER, "#9db4d0"),
    ),
)

SIGNS = {
    "met": "",
    "late": "◷",
    "gap": "▽",
    "firm": "▼",
    "no_coverage": "✕",
    "over": "▲",
    "unrated": "?",
    "no_demand": "–",
}


SEVERITY_SIGNS = {Severity.ERROR: "▼", Severity.WARNING: "▽", Severity.NOTE: "·"}


def sign(status: Status, firm: bool | None = None, late: bool = False) -> str:
    """Return the sign that stands beside a status, so that colour is never alone."""
    if late and status in {Status.MET, Status.OVER}:
        return SIGNS["late"]
    return SIGNS["firm"] if status is Status.GAP and firm else SIGNS[status.value]


def palette(theme: Theme) -> QPalette:
    """Return the palette that every standard control follows."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.background),
        (roles.Base, theme.panel),
        (roles.AlternateBase, theme.background),
        (roles.Button, theme.panel),
        (roles.WindowText, theme.ink),
        (roles.Text, theme.ink),
        (roles.ButtonText, theme.ink),
        (roles.ToolTipBase, theme.panel),
        (roles.ToolTipText, theme.ink),
        (roles.PlaceholderText, theme.dim),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.Link, theme.accent),
        (roles.Mid, theme.line),
        (roles.Midlight, theme.hover),
        (roles.Light, theme.panel),
        (roles.Dark, theme.line),
        (roles.Shadow, theme.line),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.dim))
    return made
