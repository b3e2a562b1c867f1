"""Reading files into a programme: what they would change, and taking it over as one edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from curriplan.app.session import Edit
from curriplan.domain.changes import Changes, apply, diff
from curriplan.domain.finding import Finding, Severity, has_errors
from curriplan.domain.history import Label, label
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress, quiet

if TYPE_CHECKING:
    from curriplan.exchange.readers.result import Offer

MORE = "import.more"
"""The code of the finding that only counts others."""

LABELS = "import.labels"
"""The code of the note that shows by which table texts were read as levels."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a user wants one file read: the format (empty: found by the content), and field to header.

    An empty header leaves a field unread; fields that are not named are found by their headers.
    """

    format: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def with_format(self, name: str) -> Reading:
        """Return the wish that a file be read as a format; what was said of another one's fields is dropped."""
        return self if name == self.format else Reading(name)

    def with_field(self, name: str, header: str) -> Reading:
        """Return the wish that a field be read from a header; no other wish may then name it."""
        kept = {
            one: held for one, held in self.fields.items() if one != name and (held != header or not held)
        }
        return replace(self, fields={**kept, name: header})


AS_FOUND = Reading()


@dataclass(frozen=True, slots=True)
class Preview:
    """What some files would change in a programme. ``base`` is the value it was worked out on.

    ``after`` holds every sound row; rows with an error are left out of it. ``columns`` pairs each field
    with the header it was read from; ``offers``: what could be said of the columns, a file each.
    """

    paths: tuple[Path, ...]
    base: Program
    after: Program
    changes: Changes
    findings: tuple[Finding, ...]
    rows: int
    skipped: int
    format: str
    columns: tuple[tuple[str, str], ...]
    offers: tuple[Offer, ...] = ()

    @property
    def added(self) -> int:
        """Return how many rows would be new."""
        return sum(change.before is None for change in self.changes)

    @property
    def removed(self) -> int:
        """Return how many rows would go."""
        return sum(change.after is None for change in self.changes)

    @property
    def changed(self) -> int:
        """Return how many rows would be others."""
        return len(self.changes) - self.added - self.removed

    @property
    def read_as(self) -> tuple[str, ...]:
        """Return the texts that were read as levels or importance, each with its value, as ``H = 3``."""
        told = (dict(one.args)["pairs"] for one in self.findings if one.code == LABELS)
        return tuple(dict.fromkeys(pair for pairs in told for pair in pairs))

    @property
    def faulty(self) -> bool:
        """Tell whether any row is an error, so that nothing is taken over unless it is left out."""
        return has_errors(self.findings)

    @property
    def errors(self) -> int:
        """Return how many errors there are, those among them that were only counted."""
        wrong = (one for one in self.findings if one.severity is Severity.ERROR)
        return sum(int(dict(one.args)["n"]) if one.code == MORE else 1 for one in wrong)


def preview(
    program: Program,
    paths: Sequence[Path],
    *,
    fmt: str | None = None,
    mapping: Path | None = None,
    add_missing: bool = False,
    readings: Mapping[Path, Reading] | None = None,
    progress: Progress = quiet,
) -> Preview:
    """Return what files, read one after the other, would change.

    ``readings``: how the user wants some of them read; the others as ``fmt`` and ``mapping`` say.
    ``add_missing``: posts and competencies that answers name and the programme does not have are made.

    Raises:
        UnreadableFile: a file cannot be used at all; nothing changes.

    """
    from curriplan.exchange.columns import ColumnMap
    from curriplan.exchange.readers.registry import read_file

    after, rows, skipped = program, 0, 0
    findings: list[Finding] = []
    formats: list[str] = []
    columns: list[tuple[str, str]] = []
    offers: list[Offer] = []
    for path in paths:
        wish = (readings or {}).get(path)
        given = mapping if wish is None else ColumnMap(fields=wish.fields)
        wanted = fmt if wish is None else wish.format or None
        read = read_file(path, after, wanted, given, progress, add_missing=add_missing)
        after = read.program
        findings.extend(read.findings)
        rows, skipped = rows + read.rows, skipped + read.skipped
        if read.format and read.format not in formats:
            formats.append(read.format)
        columns.extend(one for one in read.columns if one not in columns)
        if read.offer is not None:
            offers.append(read.offer)
    changes = diff(program, after)
    return Preview(
        tuple(paths),
        program,
        after,
        changes,
        tuple(findings),
        rows,
        skipped,
        ", ".join(formats),
        tuple(columns),
        tuple(offers),
    )


def import_label(shown: Preview) -> Label:
    """Return what taking a preview over is called in the history.

    The table by which texts were read as levels stands in it, so that it is stored with what it led to.
    """
    files, n = ", ".join(path.name for path in shown.paths), len(shown.changes)
    if not shown.read_as:
        return label("import.files", files=files, n=n)
    return label("import.files_read_as", files=files, n=n, pairs=", ".join(shown.read_as))


def take_over(shown: Preview) -> Edit:
    """Return the edit that takes a preview over.

    The rows are put into the programme as it is then, so that edits made meanwhile stay; a row changed
    on both sides raises ``ChangeConflict``.
    """

    def edit(program: Program) -> Program:
        return shown.after if program is shown.base else apply(shown.changes, program)

    return edit
