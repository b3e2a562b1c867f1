"""F1: what a page is for and how it is used, in the inspector."""

from __future__ import annotations

from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Content, Pairs, Paragraph, Section

KEYS = ("search", "undo", "inspector", "next_region", "why", "explain")


def explain_page(desk: Desk, page: str) -> Content:
    """Return the explanation of a page: its purpose, then one paragraph for each way to use it."""
    say, texts = desk.say, desk.texts
    lines = []
    number = 1
    while texts.has(f"help.{page}.line{number}"):
        lines.append(Paragraph(say(f"help.{page}.line{number}")))
        number += 1
    keys = Pairs(tuple((say(f"help.key.{name}"), say(f"help.does.{name}")) for name in KEYS))
    return Content(
        say(f"page.{page}.title"),
        say(f"help.{page}.about"),
        (Section(say("help.how"), tuple(lines)), Section(say("help.keys"), (keys,))),
    )
