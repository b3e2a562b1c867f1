"""Running commands in this process, and looking at what they wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from curriplan.app.picture import Picture, Screen
from curriplan.app.programmes import create
from curriplan.cli.face import Face
from curriplan.cli.main import main
from curriplan.domain.program import Program


@dataclass
class Asked:
    """What a command asked of the window."""

    opened: list[Path | None] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    screen: Screen = field(
        default_factory=lambda: Screen("6.8.0", "offscreen", "DejaVu Sans", "WenQuanYi Micro Hei")
    )

    def face(self) -> Face:
        """Return a window that only remembers."""

        def open_window(path: Path | None) -> int:
            self.opened.append(path)
            return 0

        return Face(open_window, lambda: ("map", "gaps", "plan"), self.pictures.append, lambda: self.screen)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str
    asked: Asked

    @property
    def object(self) -> dict[str, Any]:
        """Return the one JSON object on standard output; NaN and the like are not JSON."""

        def refuse(text: str) -> None:
            raise AssertionError(f"{text} is not JSON")

        held: dict[str, Any] = json.loads(self.out, parse_constant=refuse)
        return held

    def refused(self, code: int = 3) -> str:
        """Return the one sentence of a refusal: one line on standard error, none elsewhere."""
        assert self.code == code, (self.out, self.err)
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


Run = Callable[..., Ended]


def runner(capsys: pytest.CaptureFixture[str], asked: Asked) -> Run:
    """Return the way to run a command; arguments are turned into text."""

    def run(*arguments: object) -> Ended:
        code = main([str(one) for one in arguments], asked.face())
        told = capsys.readouterr()
        return Ended(code, told.out, told.err, asked)

    return run


def stored(path: Path, program: Program) -> Path:
    """Store a programme in a new file and return its path."""
    create(path, program, "Tester").close()
    return path
