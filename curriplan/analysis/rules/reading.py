"""Which parts of a programme a rule looks at."""

from __future__ import annotations

from typing import Any, cast

from curriplan.domain.program import Program


class Reading:
    """Stands for a programme and notes which of its parts are read.

    A rule is a pure function of what it reads: while that is the same, its findings are the same.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self.parts: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        """Note a part when it is read first; after that it is an attribute like any other."""
        value = getattr(self._program, name)
        self.parts.add(name)
        setattr(self, name, value)
        return value

    def as_program(self) -> Program:
        """Return what a rule is given in place of the programme."""
        return cast("Program", self)
