"""The files of the project, as its tests look at them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("curriplan", "tests", "benchmarks")
SKIPPED = {"__pycache__", ".venv", ".git", "build", "dist", "demo"}


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below some folders of the project."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if SKIPPED.isdisjoint(path.parts))


def text_files() -> Iterator[tuple[Path, str]]:
    """Yield every file of the project that is text, with its text."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if hidden or not SKIPPED.isdisjoint(parts) or not path.is_file():
            continue
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def name_of(path: Path) -> str:
    """Return a file's path within the project."""
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"), name_of(path))
