"""What a picture of a page is asked with, and what the window is drawn with: plain values for both doors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from curriplan.domain.text import Lang


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a programme as a PNG; width and height in device-independent pixels."""

    program: Path
    page: str
    out: Path
    width: int = 1440
    height: int = 900
    theme: Literal["light", "dark"] = "light"
    lang: Lang = "en"


@dataclass(frozen=True, slots=True)
class Screen:
    """Version of Qt, how it draws, the font, and which font draws Chinese ("": none does)."""

    qt: str
    platform: str
    font: str
    chinese_font: str
