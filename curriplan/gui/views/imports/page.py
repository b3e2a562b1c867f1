"""The import preview: what files would change, each problem with its row, and taking it over as one edit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QSplitter, QVBoxLayout, QWidget

from curriplan.app.failures import failure_sentence
from curriplan.app.importing import AS_FOUND, Preview, Reading, import_label, preview, take_over
from curriplan.app.jobs import Job, Outcome
from curriplan.app.places import code_of, place_words
from curriplan.app.session import Edited, Session
from curriplan.domain.changes import Change, ChangeConflict
from curriplan.domain.finding import Finding
from curriplan.domain.survey import Respondent
from curriplan.exchange.readers.result import Offer
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import Content, Pairs, Paragraph, Section
from curriplan.gui.models.table import Column, TableModel
from curriplan.gui.severity import severity_mark
from curriplan.gui.theme import Tone
from curriplan.gui.views.imports.columns import offer_sections
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label
from curriplan.gui.widgets.table import FactTable

SHOWN = 5000
ROW, ROOM_OF_HEADINGS, LEAST_ROWS = 28, 76, 2
"""A short list of problems leaves its room to the changes, so heights are counted, in pixels."""

SHOWN_ON = {
    **dict.fromkeys(
        ("respondents", "enterprises", "surveys", "questions", "statements", "posts", "tasks"), "demand"
    ),
    **dict.fromkeys(("competencies", "modules", "frameworks"), "lists"),
    "contributions": "map",
    "terms": "plan",
}
"""The page on which rows of a table are seen, where it is not Courses."""


class ImportPage(Page):
    """What a file would change, before it does."""

    name = "import"

    def build(self, body: QVBoxLayout) -> None:
        """Make the buttons, the list of problems and the list of changes."""
        self._preview: Preview | None = None
        self._refusal = ""
        self._reading = False
        self._paths: list[Path] = []
        self._offers: tuple[Offer, ...] = ()
        self._wishes: dict[Path, Reading] = {}
        self._base: Session | None = None
        self._job: Job | None = None
        self._no_longer_wait: Callable[[], None] | None = None
        self.desk.opened.listen(lambda _: self._drop())
        bar = self.toolbar_in_lines(body)
        self._take = button(kind="primary", clicked=self.take)
        self._skip = QCheckBox()
        self._skip.toggled.connect(lambda _: self._enable())
        self._add = QCheckBox()
        self._add.toggled.connect(lambda _: self._read_files())
        self._other = button(clicked=lambda: self.desk.commands.tell("import"))
        self._columns = button(clicked=self.choose_columns)
        self._leave = button(clicked=self.leave)
        self.say(self._skip.setText, "import.skip")
        self.say(self._add.setText, "import.add")
        self.say(self._other.setText, "import.other")
        self.say(self._columns.setText, "import.choose_columns")
        self.say(self._leave.setText, "import.leave")
        for widget in (self._take, self._skip, self._add, self._columns, self._other, self._leave):
            bar.addWidget(widget)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(12)
        parts.setStyleSheet("QSplitter::handle { background: transparent; }")
        self._problems_box = self._build_problems()
        parts.addWidget(self._problems_box)
        self._changes_box = self._build_changes()
        parts.addWidget(self._changes_box)
        body.addWidget(parts, 1)

    def _build_problems(self) -> QWidget:
        columns: list[Column[Finding]] = [
            Column(
                "import.severity",
                lambda one: severity_mark(self.desk, one.severity),
                tone=self._tone,
                width=110,
            ),
            Column("import.place", lambda one: place_words(one.where, self.desk.texts), width=260),
            Column("import.problem", self._sentence, width=500),
        ]
        self._problems = TableModel(columns, self.desk.say)
        return self._boxed(FactTable(self.desk, self._problems), "import.problems")

    def _build_changes(self) -> QWidget:
        columns: list[Column[Change]] = [
            Column("import.what", self._verb, width=110),
            Column("import.table", lambda one: self.desk.say(f"report.table.{one.table}"), width=130),
            Column("import.row", self._row_name, width=460),
        ]
        self._changes = TableModel(columns, self.desk.say)
        return self._boxed(FactTable(self.desk, self._changes), "import.changes")

    def _boxed(self, table: FactTable, key: str) -> QWidget:
        heading = label(role="label")
        self.say(heading.setText, key)
        self.say(table.setAccessibleName, key)
        box = card()
        lines = column(box, spacing=4, margin=8)
        lines.addWidget(heading)
        lines.addWidget(table, 1)
        return box

    def is_empty(self) -> bool:
        """Tell whether no file was chosen yet, or what was shown is taken over or dropped."""
        return self._base is None

    def next_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to choose a file."""
        return self.desk.say("import.choose_file"), lambda: self.desk.commands.tell("import")

    # -- reading --------------------------------------------------------------------------------------

    def take_files(self, paths: list[Path]) -> None:
        """Read files beside the window and show what they would change.

        What answers name is made without asking where there is no competency at all: a programme begun
        from a workbook has nothing that they could be about.
        """
        self._paths, self._wishes = paths, {}
        with QSignalBlocker(self._add):
            self._add.setChecked(not self.desk.program.competencies)
        self._read_files()

    def _read_files(self) -> None:
        """Read the files once the answers are there, which they are compared with."""
        self._drop()
        session = self.desk.session
        if session is None:
            return
        self._base, self._reading = session, True
        self.update_now(None)
        self._no_longer_wait = session.with_answers(lambda: self._start(session))

    def _start(self, session: Session) -> None:
        program, paths, add = session.program, self._paths, self._add.isChecked()
        wishes = dict(self._wishes)
        job = self.desk.jobs.in_pool(
            "import",
            lambda progress: preview(program, paths, add_missing=add, readings=wishes, progress=progress),
            lambda outcome: self._read(session, outcome),
        )
        self._job = None if job.finished.is_set() else job

    def _drop(self) -> None:
        """Let go of the preview, and of what is being read; nothing has changed."""
        if self._no_longer_wait is not None:
            self._no_longer_wait()
        if self._job is not None:
            self._job.cancel()
        self._no_longer_wait = self._job = self._base = self._preview = None
        self._refusal, self._reading, self._stale = "", False, True
        self._offers = ()
        self._skip.setChecked(False)

    def _read(self, session: Session, outcome: Outcome[Preview]) -> None:
        if session is not self._base:
            return
        self._reading, self._job = False, None
        if outcome.error is not None:
            sentence = failure_sentence(outcome.error, self.desk.texts)
            if sentence is None:
                raise outcome.error
            self._refusal = sentence
            offer = getattr(outcome.error, "offer", None)
            self._offers = () if offer is None else (offer,)
        self._preview = outcome.value
        if outcome.value is not None:
            self._offers = outcome.value.offers
        self.update_now(None)
        self.desk.look_again()
        (self._other if self._refusal else self._take).setFocus()

    def refresh(self, edited: Edited | None) -> None:
        """Show the preview."""
        if edited is not None:
            return
        shown = self._preview
        self._problems.retell()
        self._changes.retell()
        findings = () if shown is None else shown.findings
        changes = () if shown is None else shown.changes
        self._problems.show_rows({str(n): one for n, one in enumerate(findings[:SHOWN])})
        self._changes.show_rows({str(n): one for n, one in enumerate(changes[:SHOWN])})
        self._problems_box.setVisible(bool(findings))
        self._changes_box.setVisible(not self._refusal)
        self._problems_box.setMaximumHeight(ROOM_OF_HEADINGS + ROW * max(LEAST_ROWS, len(findings)))
        self._enable()

    def _enable(self) -> None:
        shown = self._preview
        self._skip.setVisible(shown is not None and shown.faulty)
        self._columns.setVisible(bool(self._offers))
        self._add.setVisible(shown is not None or bool(self._refusal))
        allowed = shown is not None and bool(shown.changes) and (not shown.faulty or self._skip.isChecked())
        self._take.setEnabled(allowed)
        self._take.setVisible(not self._refusal)
        self._take.setText(self.desk.say("import.take", n=0 if shown is None else len(shown.changes)))

    def headline(self) -> tuple[str, str]:
        """Say what would change, or why the file cannot be used."""
        say, shown = self.desk.say, self._preview
        if self._reading:
            return say("import.reading"), ""
        if self._refusal:
            return self._refusal, ""
        if shown is None:
            return "", ""
        files = ", ".join(path.name for path in shown.paths)
        if shown.faulty:
            return say("import.faulty", files=files, n=shown.errors), say("import.nothing_yet")
        if not shown.changes:
            return say("import.no_change", files=files), ""
        return (
            say(
                "import.headline",
                files=files,
                added=shown.added,
                changed=shown.changed,
                removed=shown.removed,
            ),
            say("import.nothing_yet"),
        )

    def inspect(self, selection: Selection) -> Content:
        """Say how the files were understood, and let that be put right."""
        say, shown = self.desk.say, self._preview
        columns = tuple(
            section
            for one in self._offers
            for section in offer_sections(
                self.desk, one, self._wishes.get(one.path, AS_FOUND), partial(self._wish, one.path)
            )
        )
        about = Section("", (Paragraph(say("import.about"), dim=True),))
        if shown is None:
            return Content(say("page.import.title"), "", (*columns, about))
        facts = Pairs(
            (
                (say("import.rows"), str(shown.rows)),
                (say("import.skipped"), str(shown.skipped)),
            )
        )
        return Content(
            ", ".join(path.name for path in shown.paths),
            say("page.import.title"),
            (Section("", (facts,)), *columns, about),
        )

    def _wish(self, path: Path, wish: Reading) -> None:
        """Read the files again, one of them in another way."""
        self._wishes[path] = wish
        self._read_files()

    def choose_columns(self) -> None:
        """Lead to the choices in the panel beside, which may be folded away."""
        self.desk.type_into(self.desk.say("import.format"))
        self.desk.look_again()

    # -- taking over ----------------------------------------------------------------------------------

    def take(self) -> None:
        """Take the preview over as one edit, and go where it is seen."""
        shown = self._preview
        if shown is None or self._base is not self.desk.session:
            return
        try:
            changes = self.desk.edit(import_label(shown), take_over(shown))
        except ChangeConflict:
            self.desk.toasts.tell(Toast(self.desk.say("import.conflict")))
            return
        if not changes:
            return
        self._drop()
        self.desk.toasts.tell(Toast(self.desk.say("import.done", n=len(changes)), undo=True))
        self.desk.goto(_page_of(changes[-1].table))

    def leave(self) -> None:
        """Drop the preview; nothing has changed."""
        self._drop()
        self.desk.goto("home")

    # -- words ----------------------------------------------------------------------------------------

    def _tone(self, finding: Finding) -> Tone:
        return self.desk.theme.severity(finding.severity)

    def _sentence(self, finding: Finding) -> str:
        return self.desk.texts.finding(finding)

    def _verb(self, change: Change) -> str:
        verb = "added" if change.before is None else "removed" if change.after is None else "changed"
        return self.desk.say(f"import.{verb}")

    def _row_name(self, change: Change) -> str:
        row = change.after if change.after is not None else change.before
        name = getattr(row, "name", None)
        code = getattr(row, "code", "")
        words = self.desk.name(name) if name else ""
        if isinstance(row, Respondent):
            words = self.desk.say("import.respondent", role=row.role or "–", n=len(row.ratings))
        if words or code:
            return f"{code}  {words}".strip()
        program = self.desk.program if self._preview is None else self._preview.after
        return code_of(program, change.table, change.key)


def _page_of(table: str) -> str:
    return SHOWN_ON.get(table, "courses")
