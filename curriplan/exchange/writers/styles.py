"""Colours and cell formats of the workbook. Each colour stands beside a sign or a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from curriplan.analysis.report.tree import Align, RowKind, Tone
from curriplan.exchange.writers.words import Language

INK, DIM, LINE = "#1F2328", "#5A6068", "#C9C8C3"
HEADER_FILL, GROUP_FILL = "#E9EFFC", "#F6F6F4"
TONES: Mapping[Tone, tuple[str, str | None]] = {
    Tone.MET: ("#046C4E", "#DDF3EA"),
    Tone.LATE: ("#046C4E", "#DDF3EA"),
    Tone.GAP: ("#7A5200", "#FFF2D6"),
    Tone.FIRM: ("#9A3A06", "#FBD9C3"),
    Tone.NO_COVERAGE: ("#84305F", "#F7E1EE"),
    Tone.OVER: ("#1D5F8A", "#E2F1FA"),
    Tone.UNRATED: (DIM, "#EDECE8"),
    Tone.NO_DEMAND: (DIM, "#EDECE8"),
    Tone.ERROR: ("#9A3A06", "#FBD9C3"),
    Tone.WARNING: ("#7A5200", "#FFF2D6"),
    Tone.NOTE: (DIM, None),
}
"""Ink and fill of each tone: the light theme of the window."""

RAMP = ("#DBE6FB", "#B3C9F6", "#7D9FEC", "#3F66CC")
"""Fills of the levels, the lowest first; the last one is dark enough for white figures."""

WHITE = "#FFFFFF"
FONTS: Mapping[Language, str] = {"en": "Calibri", "zh": "Microsoft YaHei", "both": "Microsoft YaHei"}
SIZE = 10


def ramp_colours(level: int, highest: int) -> tuple[str, str]:
    """Return ink and fill of a level on a scale that has ``highest`` levels."""
    step = 0 if highest <= 1 else round((level - 1) * (len(RAMP) - 1) / (highest - 1))
    step = max(0, min(len(RAMP) - 1, step))
    return (WHITE if step == len(RAMP) - 1 else INK), RAMP[step]


class Styles:
    """The formats of one workbook; the same properties always give the same format."""

    def __init__(self, book: Any, lang: Language) -> None:
        self._book = book
        self._base = {"font_name": FONTS[lang], "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
        self._known: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """Return the format with some properties beside the usual ones."""
        key = tuple(sorted(properties.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format({**self._base, **properties})
        return self._known[key]

    def title(self) -> Any:
        """Return the format of a sheet's title."""
        return self.of(bold=True, font_size=15)

    def about(self) -> Any:
        """Return the format of the line below a title."""
        return self.of(font_color=DIM)

    def table_title(self) -> Any:
        """Return the format of a table's title."""
        return self.of(bold=True, font_size=11)

    def sentence(self) -> Any:
        """Return the format of a sentence over several columns."""
        return self.of(text_wrap=True, valign="top", font_color=DIM)

    def head(self, tone: Tone | None, *, upright: bool = False, numeric: str = "") -> Any:
        """Return the format of a header cell; an ``upright`` one is read from below."""
        properties: dict[str, Any] = {
            "bold": True,
            "align": "center",
            "text_wrap": True,
            "bg_color": HEADER_FILL,
            **_edge(),
            **_toned(tone),
        }
        if upright:
            properties |= {"rotation": 90, "valign": "bottom", "bold": False}
        if numeric:
            properties["num_format"] = numeric
        return self.of(**properties)

    def body(self, kind: RowKind, align: Align, tone: Tone | None, *, wrap: bool, numeric: str = "") -> Any:
        """Return the format of a body cell."""
        properties: dict[str, Any] = {"align": "center"} if align is Align.CENTRE else _beside(align)
        properties |= {**_edge(), **_ROWS[kind], **_toned(tone)}
        if wrap:
            properties["text_wrap"] = True
        if numeric:
            properties["num_format"] = numeric
        return self.of(**properties)

    def swatch(self, level: int, highest: int, numeric: str) -> Any:
        """Return the format of a level in a legend: the colours of the ramp, fixed."""
        ink, fill = ramp_colours(level, highest)
        return self.of(align="center", font_color=ink, bg_color=fill, num_format=numeric, **_edge())

    def ramp(self, level: int, highest: int) -> Any:
        """Return what a level's cell takes from the ramp: colours only, no font."""
        ink, fill = ramp_colours(level, highest)
        key = (("ramp", ink + fill),)
        if key not in self._known:
            self._known[key] = self._book.add_format({"font_color": ink, "bg_color": fill})
        return self._known[key]


_ROWS: Mapping[RowKind, Mapping[str, Any]] = {
    RowKind.BODY: {},
    RowKind.GROUP: {"bg_color": GROUP_FILL, "italic": True},
    RowKind.SUBTOTAL: {"bg_color": GROUP_FILL, "bold": True},
    RowKind.TOTAL: {"bg_color": HEADER_FILL, "bold": True},
}


def _beside(align: Align) -> dict[str, Any]:
    return {"align": align.value, "indent": 1}


def _edge() -> dict[str, Any]:
    return {"border": 1, "border_color": LINE}


def _toned(tone: Tone | None) -> dict[str, Any]:
    if tone is None or tone not in TONES:
        return {}
    ink, fill = TONES[tone]
    return {"font_color": ink} | ({} if fill is None else {"bg_color": fill})
