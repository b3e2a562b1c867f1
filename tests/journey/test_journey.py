"""The journey in the real window under Xvfb, driven by mouse and keys; see docs/journey.md."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.journey.eyes import likeness, pixels

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "fluxbox", "xdotool", "import")
PICTURES = [
    "01-import",
    "01a-import-preview",
    "02-evidence",
    "03-courses",
    "04-levels",
    "05-worst-gap",
    "06-closed",
    "07-planned",
    "07a-proposal",
    "08-moved",
    "09-undone",
    "10-exported",
]
"""What is pictured; each picture is taken only when what it is of is seen on it (``hands.Hands.picture``)."""

KEYS_PICTURES = [
    "keys-1-found",
    "keys-2-understood",
    "keys-3-on-the-map",
    "keys-4a-preview",
    "keys-4b-closed",
    "keys-5-undone",
]
BOARD_PICTURES = [
    "board-1-found",
    "board-2-broken",
    "board-3a-would-be",
    "board-3b-fixed",
    "board-4-grouped",
    "board-5-weeks",
    "board-6-undone",
]
SAME = 0.9995
STEPS, KEYS_STEPS, BOARD_STEPS = 10, 5, 6
STARTS_WITHIN_S = 15.0


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[str]:
    """Return the name of a screen of its own, with a window manager."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    reason = os.environ.get("CURRIPLAN_NO_SCREEN", "")
    if missing and reason:
        pytest.skip(f"{reason} (not installed: {', '.join(missing)})")
    if missing:
        pytest.fail(
            f"not installed: {', '.join(missing)}. Install them, or say why not in CURRIPLAN_NO_SCREEN."
        )
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    manager = subprocess.Popen(
        ["fluxbox"],
        env={**os.environ, "DISPLAY": name, "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _until_managed(name)
    yield name
    for one in (manager, server):
        one.terminate()
        one.wait(10)


def _until_managed(name: str) -> None:
    end = time.monotonic() + STARTS_WITHIN_S
    asked = ["xdotool", "getactivewindow"]
    while time.monotonic() < end:
        answer = subprocess.run(asked, env={**os.environ, "DISPLAY": name}, capture_output=True, text=True)
        if "_NET_ACTIVE_WINDOW" not in answer.stderr or "supported" not in answer.stderr.lower():
            return


def walked(module: str, screen: str, tmp_path: Path) -> tuple[list[str], Path]:
    """Return what a journey told, line by line, and where its pictures lie."""
    pictures = Path(os.environ.get("CURRIPLAN_PICTURES") or tmp_path / "pictures")
    pictures.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "CURRIPLAN_CONFIG": str(tmp_path / "config"),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", f"tests.journey.{module}", str(pictures)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines(), pictures


def no_two_alike(pictures: Path, names: list[str]) -> None:
    """Hold that no picture shows what the one before it shows."""
    seen = [pixels(QImage(str(pictures / f"{name}.png"))) for name in names]
    for name, one, before in zip(names[1:], seen[1:], seen, strict=False):
        assert likeness(one, before) < SAME, f"{name} shows what the picture before it shows"


@pytest.mark.journey
@pytest.mark.timeout(240)
def test_ten_steps_from_answers_to_the_workbook(screen: str, tmp_path: Path) -> None:
    told, pictures = walked("walk", screen, tmp_path)
    assert len(told) == STEPS
    assert [path.stem for path in sorted(pictures.glob("[0-9]*.png"))] == PICTURES
    no_two_alike(pictures, PICTURES)


@pytest.mark.journey
@pytest.mark.timeout(240)
def test_with_keys_alone_the_worst_gap_is_found_understood_closed_and_undone(
    screen: str, tmp_path: Path
) -> None:
    told, pictures = walked("keys", screen, tmp_path)
    assert len(told) == KEYS_STEPS
    assert {line.split(": ")[1].split(" clicks")[0] for line in told} == {"0"}
    assert [path.stem for path in sorted(pictures.glob("keys-*.png"))] == KEYS_PICTURES
    no_two_alike(pictures, KEYS_PICTURES)


@pytest.mark.journey
@pytest.mark.timeout(240)
def test_with_keys_alone_a_card_is_found_moved_fixed_seen_in_its_weeks_and_undone(
    screen: str, tmp_path: Path
) -> None:
    told, pictures = walked("board_keys", screen, tmp_path)
    assert len(told) == BOARD_STEPS
    assert {line.split(": ")[1].split(" clicks")[0] for line in told} == {"0"}
    assert [path.stem for path in sorted(pictures.glob("board-*.png"))] == BOARD_PICTURES
    no_two_alike(pictures, BOARD_PICTURES)
