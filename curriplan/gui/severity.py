"""A severity as it stands before a finding everywhere: its sign and its word."""

from __future__ import annotations

from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Chip
from curriplan.gui.theme import SEVERITY_SIGNS


def severity_mark(desk: Desk, severity: Severity) -> str:
    """Return the sign and the word of a severity."""
    return f"{SEVERITY_SIGNS[severity]} {desk.say(f'severity.{severity.value}')}"


def finding_chip(desk: Desk, finding: Finding) -> Chip:
    """Return a finding as the inspector shows it: its severity, and beside it its sentence."""
    tone = desk.theme.severity(finding.severity)
    return Chip(severity_mark(desk, finding.severity), tone, desk.texts.finding(finding))
