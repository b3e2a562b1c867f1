"""The start of the program as its user starts it, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.sample import sample, stored

NOT_BEFORE_THE_PAINT = {"ortools", "openpyxl", "xlsxwriter", "alembic", "numpy", "networkx", "defusedxml"}
NOT_FOR_LOOKING = {"ortools", "openpyxl", "xlsxwriter", "alembic"}


def test_no_heavy_library_is_loaded_to_show_the_sample(tmp_path: Path) -> None:
    path = stored(sample(), tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.painted", "open", str(path)],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
        },
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    moments = json.loads(done.stdout)
    assert not NOT_BEFORE_THE_PAINT & set(moments["painted"]["heavy"])
    assert not NOT_FOR_LOOKING & set(moments["complete"]["heavy"])
    assert "numpy" in moments["complete"]["heavy"], "the demand was not computed: nothing was looked at"
