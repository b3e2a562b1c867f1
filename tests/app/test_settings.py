"""What is remembered of recent files survives the file, and what is not sound in it is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curriplan.app.settings import Recent, Settings, load_settings, save_settings


def test_recent_files_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    known = Settings(
        "zh",
        recent=(
            Recent("a", "A", "2026-03-01", 0.83, 7, 0.41, (3, 0, 2), ("甲", "A")),
            Recent("b", readiness=None, assessed=None),
        ),
    )
    save_settings(known, path)
    assert load_settings(path) == known


def test_a_recent_file_is_called_in_the_language_of_the_window() -> None:
    known = Recent("folder/a.curriplan", "A", names=("甲", "A"))
    assert (known.name_in("zh"), known.name_in("en")) == ("甲", "A")
    assert Recent("folder/a.curriplan", "B").name_in("zh") == "B"
    assert Recent("folder/a.curriplan").name_in("zh") == "a"


@pytest.mark.parametrize("names", ["甲", ["甲"], ["甲", 1], None])
def test_names_that_are_none_are_left_out(tmp_path: Path, names: Any) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"recent": [{"path": "a", "name": "A", "names": names}]}))
    (held,) = load_settings(path).recent
    assert (held.names, held.name_in("zh")) == (("", ""), "A")


@pytest.mark.parametrize("share", ["much", -0.1, 1.5, None, [0.5], float("nan")])
def test_a_share_that_is_none_stays_unknown(tmp_path: Path, share: Any) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"recent": [{"path": "a", "readiness": share, "assessed": share}]}))
    (held,) = load_settings(path).recent
    assert (held.readiness, held.assessed) == (None, None)
