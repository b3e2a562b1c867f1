"""The floors hold, and the contract would notice if they did not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

FLOORS = "Floors: an arrow may only point down"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    start = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", start, "--no-cache"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
    )


def test_the_floors_hold() -> None:
    ended = lint(ROOT)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"{FLOORS}, and siblings do not know each other KEPT" in ended.stdout


@pytest.mark.parametrize(
    ("place", "line", "broken"),
    [
        ("domain/ids.py", "from curriplan.app import errors\n", FLOORS),
        ("exchange/readers/result.py", "from curriplan.planning import result\n", FLOORS),
        ("cli/__init__.py", "import curriplan.gui\n", FLOORS),
        ("analysis/order.py", "import PySide6\n", "Qt only in the window"),
        ("app/notify.py", "import openpyxl\n", "Workbook libraries only in exchange"),
        ("domain/text.py", "import networkx\n", "The domain knows no third party"),
        ("attic/__init__.py", '"""A folder without a place."""\n', "attic"),
    ],
)
def test_a_planted_violation_is_caught(tmp_path: Path, place: str, line: str, broken: str) -> None:
    shutil.copytree(ROOT / "curriplan", tmp_path / "curriplan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "curriplan" / place
    path.parent.mkdir(exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + line, "utf-8")
    ended = lint(tmp_path)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert broken in ended.stdout
