"""What the inspector says of a row of any list: everything that can be changed about it, and what names it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from curriplan.analysis.order import in_order
from curriplan.domain.history import label
from curriplan.domain.mentions import mentions
from curriplan.domain.program import Program
from curriplan.domain.tables import Key, Row
from curriplan.gui.desk import Desk, Selection, Toast
from curriplan.gui.inspector.content import Action, Block, Choice, Content, Links, Pairs, Section
from curriplan.gui.inspector.content import Field as Line
from curriplan.gui.lists.kinds import BY_NAME, STEPS, TASKS, RowList, named
from curriplan.gui.lists.words import added, removed, told_removed
from curriplan.gui.names import plain
from curriplan.gui.reading import Unreadable
from curriplan.gui.sheets.field import Field, value_at

LINKS_TOLD = 12
LINKED = {"courses": "courses", "posts": "demand", "competencies": "map"}
"""Rows that lead somewhere, and the page that shows them best."""


def row_content(desk: Desk, kind: RowList, key: str) -> Content:
    """Return a row with all its fields, what names it, and the way to delete it."""
    row, say = kind.rows(desk.program)[key], desk.say
    return Content(
        desk.name(row.name, row.code) or say("lists.nameless"),
        f"{row.code} · {say(f'lists.one.{kind.name}')}".removeprefix(" · "),
        (
            Section("", row_blocks(desk, kind, key)),
            Section(say("lists.named_by"), _named_by(desk, kind, key)),
            Section("", (delete_action(desk, kind, key),)),
        ),
    )


# -- fields --------------------------------------------------------------------------------------------


def row_blocks(desk: Desk, kind: RowList, key: str) -> tuple[Block, ...]:
    """Return a field or a choice for everything that can be changed about a row."""
    row = kind.rows(desk.program)[key]
    return tuple(_block(desk, kind, key, row, one) for one in kind.columns(desk) if one.path)


def _block(desk: Desk, kind: RowList, key: str, row: Row, field: Field) -> Block:
    name = desk.say(field.heading)
    if field.values is not None:
        return _choice(desk, kind, key, name, value_at(row, field.path), field)
    return Line(
        name,
        field.text(row),
        lambda typed: _read(desk, kind, key, field, typed),
        hint=field.default(row),
        options=tuple(field.options()),
    )


def _choice(desk: Desk, kind: RowList, key: str, name: str, held: Any, field: Field) -> Choice:
    options, values = field.options(), field.values() if field.values is not None else []
    if field.clears and not field.flips:
        options, values = ["–", *options], [field.read(""), *values]
    return Choice(
        name,
        tuple(options),
        values.index(held) if held in values else None,
        lambda n: _set(desk, kind, key, field, values[n]),
        listed=True,
    )


def _read(desk: Desk, kind: RowList, key: str, field: Field, text: str) -> str | None:
    """Set a field to what a text means; return what is wrong with it where it means nothing."""
    if not field.clears and not plain(text):
        return desk.say("courses.bad.empty")
    try:
        value = field.read(text)
    except Unreadable as problem:
        return desk.say(f"courses.bad.{problem.code}", **problem.args_by_name)
    _set(desk, kind, key, field, value)
    return None


def _set(desk: Desk, kind: RowList, key: str, field: Field, value: Any) -> None:
    row = kind.rows(desk.program).get(key)
    if row is not None:
        words = label("row.change", table=kind.name, name=named(row))
        desk.edit(words, lambda now: kind.put(now, [(key, field.path, value)]))


# -- rows that come and go -----------------------------------------------------------------------------


def add_to(desk: Desk, kind: RowList, after: str | None = None, **given: str) -> str | None:
    """Add a row and select it; ``given`` are fields that it has from the start. Return its key, or None."""
    if desk.session is None:
        return None
    (key,) = kind.fresh_keys(desk.program, 1)

    def edit(now: Program) -> Program:
        return kind.put(kind.add(now, key, after), [(key, path, value) for path, value in given.items()])

    try:
        fresh = kind.rows(edit(desk.program))[key]
    except LookupError as missing:
        desk.toasts.tell(Toast(desk.say(f"lists.first.{missing.args[0]}")))
        return None
    if not desk.edit(added(kind, fresh), edit):
        return None
    return key


def name_field(desk: Desk) -> str:
    """Return the name of the field for a row's name in the window's language."""
    return desk.say(f"lists.column.name_{desk.texts.lang}")


def delete_action(desk: Desk, kind: RowList, key: str) -> Action:
    """Return the way to delete a row."""
    return Action(desk.say(f"lists.delete.{kind.name}"), partial(delete, desk, kind, key))


def delete(desk: Desk, kind: RowList, key: str) -> None:
    """Delete a row with all that only made sense through it, and offer to undo that."""
    row = kind.rows(desk.program).get(key)
    if row is None:
        return
    changes = desk.edit(removed(kind, [row]), lambda now: kind.remove(now, [key]))
    if changes:
        desk.toasts.tell(Toast(told_removed(desk, kind, [row], changes), undo=True))


# -- what names it -------------------------------------------------------------------------------------


def _named_by(desk: Desk, kind: RowList, key: str) -> tuple[Block, ...]:
    """Count what names a row, by list, and lead to what can be shown."""
    held = _naming(desk.program, kind, key)
    counts = Pairs(tuple((desk.say(f"lists.name.{table}"), str(len(rows))) for table, rows in held.items()))
    links = [_link(desk, table, at, row) for table, rows in held.items() for at, row in rows]
    told = tuple(one for one in links if one is not None)[:LINKS_TOLD]
    return (counts, *((Links(told),) if told else ())) if held else ()


def _naming(program: Program, kind: RowList, key: str) -> dict[str, list[tuple[Key, Row]]]:
    if kind.name == STEPS.name:
        tasks: list[tuple[Key, Row]] = [((t.id,), t) for t in in_order(program.tasks) if t.step == key]
        return {TASKS.name: tasks} if tasks else {}
    held: dict[str, list[tuple[Key, Row]]] = {}
    for table, at, row in mentions(program, kind.name, key):
        held.setdefault(table, []).append((at, row))
    return held


def _link(desk: Desk, table: str, at: Key, row: Row) -> tuple[str, Callable[[], object]] | None:
    """Return the name of a row and the way to it; None for rows that stand on no page of their own."""
    if table not in LINKED and table not in BY_NAME:
        return None
    kind = BY_NAME.get(table)
    selection = Selection(course=at[0]) if kind is None else kind.selection(at[0])
    name = desk.name(row.name, row.code) or desk.say("lists.nameless")
    return name, partial(desk.goto, LINKED.get(table, "lists"), selection)
