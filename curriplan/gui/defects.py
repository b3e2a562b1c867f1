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

from curriplan.app.defects import write_down
from curriplan.gui.desk import Desk, Toast

LOG = logging.getLogger("curriplan")


def tell_defects(desk: Desk, folder: Path) -> Callable[[], None]:
    """Have every exception that nobody expected written to a log and told as a toast.

    Returns the function that ends it.
    """
    before = sys.excepthook

    def told(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, problem, trace)
            return
        LOG.error("defect: %s", "".join(traceback.format_exception(kind, problem, trace)))
        path = write_down(problem, folder)
        desk.toasts.tell(Toast(desk.say("error.defect", what=kind.__name__, path=str(path or "–"))))

    sys.excepthook = told

    def end() -> None:
        sys.excepthook = before

    return end
