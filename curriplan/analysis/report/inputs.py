"""What a report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.gap.result import GapReport
from curriplan.domain.acceptance import Acceptance
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program
from curriplan.domain.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """A programme and what was derived from it, on both bases of evidence.

    ``findings`` None: not checked; ``accepted`` are those among them that stay as they are, with the reason.
    ``made_on`` is the date that the report bears; it comes from the caller so that the same programme
    gives the same bytes. ``version`` is the label of a named version, or the revision. ``title`` empty: the
    programme's name.
    """

    program: Program
    requirements: Requirements
    gaps: GapReport
    gaps_assessed: GapReport
    made_on: date
    findings: tuple[Finding, ...] | None = None
    version: str = ""
    title: Text = EMPTY
    accepted: Mapping[Finding, Acceptance] = field(default_factory=dict)
