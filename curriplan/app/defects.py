"""Defects of the program itself, written down for whoever mends them."""

from __future__ import annotations

import traceback
from pathlib import Path

LOG_NAME = "defects.log"


def write_down(problem: BaseException, folder: Path) -> Path | None:
    """Append a defect with its traceback to the log of a folder; None where that cannot be written."""
    path = folder / LOG_NAME
    lines = "".join(traceback.format_exception(problem))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(lines + "\n")
    except OSError:
        return None
    return path
