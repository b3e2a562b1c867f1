"""Copy why: who demands a competency, and what answers it, as text on the clipboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication

from curriplan.app.why import why_text
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.inspector.content import Action


def copy_why(desk: Desk, competency: str, posts: Iterable[str]) -> tuple[Action, ...]:
    """Return what copies why some posts require a competency; nothing where none does."""
    wanted = tuple(posts)

    def copy() -> None:
        said = (why_text(desk.results.why(post, competency), desk.texts) for post in wanted)
        QGuiApplication.clipboard().setText("\n\n".join(one for one in said if one))
        desk.toasts.tell(Toast(desk.say("graph.why_copied")))

    return (Action(desk.say("graph.copy_why"), copy),) if wanted else ()
