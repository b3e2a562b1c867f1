"""What is installed is whole: the wheel brings texts, icons and samples, and works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the content of the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    ended = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        held.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "curriplan", *arguments],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(("packed", "beside"), [("_resources", "resources"), ("_samples", "sample_programs")])
def test_every_file_beside_the_code_is_packed(installed: Path, packed: str, beside: str) -> None:
    def files(folder: Path) -> set[str]:
        return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}

    assert files(installed / "curriplan" / packed) == files(ROOT / beside)


def test_the_wheel_holds_the_package_and_no_tests(installed: Path) -> None:
    assert {one.name for one in installed.iterdir() if not one.name.endswith(".dist-info")} == {"curriplan"}


def test_a_sample_becomes_a_programme_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.curriplan"
    assert "cross_border_ecommerce" in run(installed, "samples").stdout
    ended = run(installed, "new", str(path), "--sample", "cross_border_ecommerce")
    assert ended.returncode == 0, ended.stderr
    assert run(installed, "check", str(path), "--lang", "zh").returncode == 0


def test_the_command_is_named(installed: Path) -> None:
    (entry,) = installed.glob("*.dist-info/entry_points.txt")
    assert "curriplan = curriplan.__main__:main" in entry.read_text("utf-8")
