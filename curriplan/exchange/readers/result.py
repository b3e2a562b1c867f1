"""What every reader returns, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curriplan.domain.finding import NOWHERE, Finding, Place
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class Offer:
    """What a mapping could say of one file.

    ``fields``: each field of the format with the headers that it is known by; ``needed``: those of which
    one is lacking, so that the file cannot be read; ``read``: each field that was found, with its header;
    ``headers``: all that stand in the file. No format, no fields.
    """

    path: Path
    format: str = ""
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    read: tuple[tuple[str, str], ...] = ()
    headers: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


class UnreadableFile(Exception):
    """A file cannot be used at all. ``code`` is a key below ``finding.`` in the texts.

    ``offer``: what a mapping could say of it, where it holds a table.
    """

    def __init__(self, code: str, where: Place = NOWHERE, **args: Any) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.args_by_name = args
        self.offer: Offer | None = None


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
    offer: Offer | None = None
