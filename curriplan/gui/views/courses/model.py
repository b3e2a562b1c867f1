"""The model of the course grid: follows the programme row by row and is never reset."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk
from curriplan.gui.models.following import follow_rows
from curriplan.gui.models.grid import Cell, GridModel, Mark
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.courses.fields import Field, course_fields

Index = QModelIndex | QPersistentModelIndex
OF_COURSES = frozenset({"courses", "contributions", "requisites", "placements"})


def findings_by_course(desk: Desk) -> dict[str, list[Finding]]:
    """Return the findings whose place is a course, or something that belongs to one."""
    found: dict[str, list[Finding]] = {}
    for one in desk.results.findings(desk.today):
        if one.where.table in OF_COURSES and one.where.key:
            found.setdefault(one.where.key[0], []).append(one)
    return found


class CourseGrid(GridModel):
    """Courses by id, one row each. ``wants_order`` tells (column, falls); column -1 is the usual order."""

    wants_order = Signal(int, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.fields: tuple[Field, ...] = course_fields(desk)
        self.findings: Mapping[str, Sequence[Finding]] = {}
        self._keys: list[str] = []
        self._cells: dict[str, list[Cell]] = {}

    # -- following ------------------------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the ids of the courses that are shown, in their order."""
        return tuple(self._keys)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Show these courses; what is shown already stays selected."""
        if list(keys) == self._keys:
            return
        if len(keys) == len(self._keys) and set(keys) == set(self._keys):
            self._reorder(keys)
        else:
            follow_rows(self, self._keys, keys)

    def _reorder(self, keys: Sequence[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        place = {key: n for n, key in enumerate(keys)}
        old = self.persistentIndexList()
        new = [self.index(place[self._keys[one.row()]], one.column()) for one in old]
        self._keys[:] = keys
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def forget(self, courses: Iterable[str] | None = None) -> None:
        """Have some courses, or all, looked at again, and tell views which rows really changed."""
        old = self._cells
        names = set(old) if courses is None else set(courses) & old.keys()
        self._cells = {key: cells for key, cells in old.items() if key not in names}
        known = self._desk.program.courses
        changed = [
            n
            for n, key in enumerate(self._keys)
            if key in names and key in known and self._row(key) != old[key]
        ]
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.fields) - 1))

    def show_findings(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Take the findings by course; marks that changed are painted again."""
        if findings != self.findings:
            self.findings = findings
            if self._keys:
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._keys) - 1)

    def retell(self) -> None:
        """Follow the language: headings, and the order of the names."""
        self.fields = course_fields(self._desk)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.fields) - 1)
        self.forget()

    def _row(self, key: str) -> list[Cell]:
        held = self._cells.get(key)
        if held is None:
            course = self._desk.program.courses.get(key)
            if course is None:  # gone already, while its row is on its way out
                return [Cell()] * len(self.fields)
            name = self._desk.name(course.name, course.code)
            held = []
            for field in self.fields:
                text = field.text(course)
                default = "" if text else field.default(course)
                said = f"{name}, {self._desk.say(field.heading)}: {text or default}"
                held.append(Cell(text, default, said))
            self._cells[key] = held
        return held

    # -- what the grid asks ---------------------------------------------------------------------------

    def key(self, row: int) -> str:
        return self._keys[row]

    def row_of(self, key: str) -> int | None:
        return self._keys.index(key) if key in self._keys else None

    def cell(self, row: int, column: int) -> Cell:
        return self._row(self._keys[row])[column]

    def heading(self, column: int) -> str:
        return self._desk.say(self.fields[column].heading)

    def right(self, column: int) -> bool:
        return self.fields[column].right

    def editable(self, column: int) -> bool:
        session = self._desk.session
        return bool(self.fields[column].path) and session is not None and not session.read_only

    def options(self, column: int) -> list[str]:
        return self.fields[column].options()

    def flipped(self, row: int, column: int) -> str | None:
        if not self.fields[column].flips:
            return None
        return self._desk.say("courses.no" if self.cell(row, column).text else "courses.yes")

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

    # -- Qt ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.fields)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.wants_order.emit(column, order is Qt.SortOrder.DescendingOrder)


def _runs(rows: Collection[int]) -> list[tuple[int, int]]:
    """Return the first and last of every unbroken run of rising numbers."""
    runs: list[tuple[int, int]] = []
    for n in rows:
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return runs
