"""The model of the course grid: a sheet whose rows bear the colour of their type and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt

from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk
from curriplan.gui.models.grid import Mark
from curriplan.gui.sheets.model import SheetModel
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.courses.fields import course_fields

OF_COURSES = frozenset({"courses", "contributions", "requisites", "placements"})


def findings_by_course(desk: Desk) -> dict[str, list[Finding]]:
    """Return the findings whose place is a course, or something that belongs to one."""
    found: dict[str, list[Finding]] = {}
    for one in desk.results.findings(desk.today):
        if one.where.table in OF_COURSES and one.where.key:
            found.setdefault(one.where.key[0], []).append(one)
    return found


class CourseGrid(SheetModel):
    """Courses by id, one row each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "courses", course_fields)
        self.findings: Mapping[str, Sequence[Finding]] = {}

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Take the findings by course; marks that changed are painted again."""
        if findings != self.findings:
            self.findings = findings
            if self._keys:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._keys) - 1)

    def mark(self, row: int) -> Mark:
        program, theme = self._desk.program, self._desk.theme
        key = self._keys[row]
        course = program.courses.get(key)
        kind = None if course is None else program.course_types.get(course.type or "")
        stripe = theme.role(None if kind is None else kind.role)
        words = "" if kind is None else self._desk.name(kind.name, kind.code)
        held = {one.severity for one in self.findings.get(key, ())}
        worst = next((one for one in (Severity.ERROR, Severity.WARNING) if one in held), None)
        if worst is None:
            return Mark(stripe, words=words)
        said = f"{words} {self._desk.say(f'courses.has_{worst.value}')}".strip()
        return Mark(stripe, SEVERITY_SIGNS[worst], theme.severity(worst).ink, said)
