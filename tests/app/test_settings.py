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
            Recent("a", "A", "2026-03-01", 0.83, 7, 0.41, (3, 0, 2)),
            Recent("b", readiness=None, assessed=None),
        ),
    )
    save_settings(known, path)
    assert load_settings(path) == known


@pytest.mark.parametrize("share", ["much", -0.1, 1.5, None, [0.5], float("nan")])
def test_a_share_that_is_none_stays_unknown(tmp_path: Path, share: Any) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"recent": [{"path": "a", "readiness": share, "assessed": share}]}))
    (held,) = load_settings(path).recent
    assert (held.readiness, held.assessed) == (None, None)
