"""What the program remembers about its user: a small text file, never a secret."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from curriplan.domain.text import Lang, Text

Theme = Literal["system", "light", "dark"]
RECENT = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A programme that was open lately: its file, its name then (in another language ``names``), the day, its readiness if known.

    ``readiness`` stands on all evidence, ``assessed`` on assessed evidence only.
    ``levels`` holds the highest level that each course brings, 0 for none: a small picture of the map.
    ``exported`` is the revision up to which its workbook was written from this machine, 0 for never.
    """

    path: str
    name: str = ""
    day: str = ""
    readiness: float | None = None
    exported: int = 0
    assessed: float | None = None
    levels: tuple[int, ...] = ()
    names: tuple[str, str] = ("", "")  # Chinese, English

    def name_in(self, lang: Lang) -> str:
        """Return the name in a language, or what is known of it."""
        return Text(*self.names).pick(lang) or self.name or Path(self.path).stem


@dataclass(frozen=True, slots=True)
class Settings:
    """Language, theme, author's name, recent files (newest first), window state as base 64; how the plan is shown
    (``plan_...``), and what automatic planning makes best, in order and with commas between (``plan_aims``).
    """

    lang: Lang = "en"
    theme: Theme = "system"
    author: str = ""
    recent: tuple[Recent, ...] = ()
    geometry: str = ""
    compact: bool = False
    plan_view: str = "board"
    plan_colour: str = "type"
    plan_grouped: bool = False
    plan_aims: str = "even_load,phase_score"

    def opened(self, file: Recent) -> Settings:
        """Return the settings after a file was opened, or after more became known of it."""
        rest = tuple(one for one in self.recent if one.path != file.path)
        return replace(self, recent=(file, *rest)[:RECENT])

    def forgot(self, path: str) -> Settings:
        """Return the settings without a file."""
        return replace(self, recent=tuple(one for one in self.recent if one.path != path))


def settings_path() -> Path:
    """Return where the settings of this user lie; ``CURRIPLAN_CONFIG`` names another folder."""
    chosen = os.environ.get("CURRIPLAN_CONFIG")
    if chosen:
        return Path(chosen) / "settings.json"
    import platformdirs

    return platformdirs.user_config_path("curriplan", appauthor=False) / "settings.json"


def load_settings(path: Path) -> Settings:
    """Return the stored settings; a missing or damaged file gives the defaults, for it holds no work."""
    try:
        held = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _sound(held) if isinstance(held, dict) else Settings()


def _sound(held: Mapping[str, Any]) -> Settings:
    """Take over every value of the right type; settings of another version must not stop the program."""
    plain = Settings()
    values: dict[str, Any] = {}
    for one in fields(Settings):
        value = held.get(one.name)
        if one.name == "recent" and isinstance(value, list):
            values["recent"] = tuple(recent for item in value if (recent := _recent(item)) is not None)[
                :RECENT
            ]
        elif isinstance(value, type(getattr(plain, one.name))) and one.name != "recent":
            values[one.name] = value
    if values.get("lang") not in {"en", "zh"}:
        values.pop("lang", None)
    if values.get("theme") not in {"system", "light", "dark"}:
        values.pop("theme", None)
    return Settings(**values)


def _recent(item: Any) -> Recent | None:
    if not isinstance(item, dict) or not isinstance(item.get("path"), str):
        return None
    return Recent(
        item["path"],
        str(item.get("name", "")),
        str(item.get("day", "")),
        _share(item.get("readiness")),
        item["exported"] if isinstance(item.get("exported"), int) else 0,
        _share(item.get("assessed")),
        _levels(item.get("levels")),
        _names(item.get("names")),
    )


def _names(held: Any) -> tuple[str, str]:
    if isinstance(held, list) and len(held) == 2 and all(isinstance(one, str) for one in held):
        return held[0], held[1]
    return "", ""


def _share(held: Any) -> float | None:
    return float(held) if isinstance(held, int | float) and 0 <= held <= 1 else None


def _levels(held: Any) -> tuple[int, ...]:
    known = held if isinstance(held, list) else []
    return tuple(one for one in known if isinstance(one, int) and 0 <= one <= 9)


def save_settings(settings: Settings, path: Path) -> None:
    """Store the settings whole or not at all.

    Raises:
        OSError: the place cannot be written.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
    beside.replace(path)
