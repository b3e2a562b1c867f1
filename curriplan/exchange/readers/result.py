"""What every reader returns, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from curriplan.domain.finding import NOWHERE, Finding, Place
from curriplan.domain.program import Program


class UnreadableFile(Exception):
    """A file cannot be used at all. ``code`` is a key below ``finding.`` in the texts."""

    def __init__(self, code: str, where: Place = NOWHERE, **args: Any) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.args_by_name = args


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The programme after the import, findings with their places, rows read and rows left out.

    Rows with an error are left out of ``program``; the caller decides whether any error stops the
    import as a whole. The preview is ``diff(present, result.program)``.
    """

    program: Program
    findings: tuple[Finding, ...] = ()
    rows: int = 0
    skipped: int = 0
    format: str = ""
    columns: tuple[tuple[str, str], ...] = field(default=())
