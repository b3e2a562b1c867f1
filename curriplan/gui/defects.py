"""What happens when the program itself fails: it is written down and told, and the window goes on.

Everything that was stored is safe; an edit is stored as it is made.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from curriplan.gui.desk import Desk, Toast

LOG = logging.getLogger("curriplan")
LOG_NAME = "defects.log"


def tell_defects(desk: Desk, folder: Path) -> Callable[[], None]:
    """Have every exception that nobody expected written to a log and told as a toast.

    Returns the function that ends it.
    """
    before = sys.excepthook

    def told(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, problem, trace)
            return
        lines = "".join(traceback.format_exception(kind, problem, trace))
        LOG.error("defect: %s", lines)
        path = _written(lines, folder)
        desk.toasts.tell(Toast(desk.say("error.defect", what=kind.__name__, path=str(path or "–"))))

    sys.excepthook = told

    def end() -> None:
        sys.excepthook = before

    return end


def _written(lines: str, folder: Path) -> Path | None:
    """Append to the log; where that is not possible the toast and standard error have to do."""
    path = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(lines + "\n")
    except OSError as problem:
        LOG.warning("the log cannot be written: %s", problem)
        return None
    return path
