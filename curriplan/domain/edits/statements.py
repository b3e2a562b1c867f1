"""Edits of statements: demands of a post that do not come from answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from curriplan.domain.edits.rows import drop, put
from curriplan.domain.post import Statement
from curriplan.domain.program import Program


def state(program: Program, statement: Statement) -> Program:
    """Return the programme with one more demand, or with one of the same id replaced."""
    return put(program, "statements", statement)


def change_statement(program: Program, post: str, statement: str, **fields: Any) -> Program:
    """Return the programme with some fields of a demand set anew.

    Raises:
        KeyError: the post has no such demand.

    """
    return put(program, "statements", replace(program.statements[post][statement], **fields))


def withdraw(program: Program, post: str, statement: str) -> Program:
    """Return the programme without a demand."""
    return drop(program, "statements", [(post, statement)])
