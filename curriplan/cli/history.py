"""``curriplan history``: who changed what, and when."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from curriplan.app.places import code_of
from curriplan.app.scenarios import edit_words
from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument, json_option
from curriplan.cli.command import Call, Command, Exit
from curriplan.domain.changes import Change
from curriplan.domain.codec import Plain, to_plain
from curriplan.domain.edits.scenarios import seen
from curriplan.domain.history import Revision, Stamp
from curriplan.domain.program import Program
from curriplan.domain.tables import Row


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    with call.reading() as session:
        if call.out.json:
            revisions = [_revision(session.program, one, call.texts) for one in session.store.revisions()]
            call.out.object({"revisions": revisions})
        else:
            head = [call.texts(f"cli.history.{name}") for name in ("revision", "at", "author", "label")]
            call.out.table(head, [_line(one, session.stored, call.texts) for one in session.stamps()], "rlll")
    return Exit.DONE


def label_words(stamp: Stamp, program: Program, texts: Texts) -> str:
    """Return what a revision did, in words."""
    words = edit_words(stamp, program, texts)
    return words if stamp.undoes is None else texts("cli.history.undoes", n=stamp.undoes, words=words)


def _line(stamp: Stamp, program: Program, texts: Texts) -> tuple[object, ...]:
    at = stamp.at.astimezone().strftime("%Y-%m-%d %H:%M")
    return stamp.revision, at, stamp.author or None, label_words(stamp, program, texts)


def _revision(program: Program, one: Revision, texts: Texts) -> dict[str, Any]:
    stamp = one.stamp
    return {
        "revision": stamp.revision,
        "at": stamp.at.isoformat(),
        "author": stamp.author or None,
        "label": label_words(stamp, program, texts),
        "undoes": stamp.undoes,
        "changes": [change_object(program, change) for change in seen(one.changes)],
    }


def change_object(program: Program, change: Change) -> dict[str, Any]:
    """Return a change of a row as scripts read it; ids become codes by a programme."""
    return {
        "table": change.table,
        "id": "/".join(change.key),
        "code": _code(program, change),
        "before": _plain(change.before),
        "after": _plain(change.after),
    }


def _code(program: Program, change: Change) -> str:
    """Return the code that the row had in this revision, or what refers to it today."""
    row = change.after if change.after is not None else change.before
    return getattr(row, "code", "") or code_of(program, change.table, change.key)


def _plain(row: Row | None) -> Plain:
    return None if row is None else to_plain(row)


HISTORY = Command("history", _add, _run)
