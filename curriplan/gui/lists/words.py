"""What edits of lists are called, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.changes import Changes
from curriplan.domain.history import Label, label
from curriplan.domain.tables import Row
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk
from curriplan.gui.lists.kinds import RowList, named


def list_name(kind: RowList) -> Text:
    """Return what a list is called, in both languages."""
    return Text(*(Texts(lang)(f"lists.name.{kind.name}") for lang in reversed(LANGUAGES)))


def added(kind: RowList, row: Row) -> Label:
    """Return what it is called to add a row."""
    return label("list.add", list=list_name(kind), code=row.code)


def removed(kind: RowList, rows: Sequence[Row]) -> Label:
    """Return what it is called to remove rows."""
    if len(rows) == 1:
        return label("list.remove", row=named(rows[0]))
    return label("list.remove_some", list=list_name(kind), n=len(rows))


def told_removed(desk: Desk, kind: RowList, rows: Sequence[Row], changes: Changes) -> str:
    """Say what a removal took along, and which courses every student takes from now on."""
    say = desk.say
    gone = sum(one.after is None and one.table != kind.name for one in changes)
    what = say("lists.some_removed", n=len(rows), list=say(f"lists.name.{kind.name}"))
    if len(rows) == 1:
        what = say("lists.removed", row=named(rows[0]))
    parts = [what, say("lists.removed_with", n=gone) if gone else ""]
    wide = sum(
        one.table == "courses" and bool(one.before.tracks) and one.after is not None and not one.after.tracks
        for one in changes
        if one.before is not None
    )
    parts.append(say("lists.for_all_tracks", n=wide) if wide and kind.name == "tracks" else "")
    return " ".join(part for part in parts if part)
