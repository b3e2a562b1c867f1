"""The start page: samples, recent files, and the next step of the open programme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curriplan.app.figures import share
from curriplan.app.jobs import Outcome
from curriplan.app.programmes import SUFFIX
from curriplan.app.session import Edited
from curriplan.app.settings import Recent
from curriplan.app.steps import next_step, steps
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.exchange.readers.sample import SampleInfo, list_samples, sample_program
from curriplan.gui.coverage import coverage
from curriplan.gui.desk import FileWish, Selection
from curriplan.gui.inspector.content import Action, Content, Pairs, Paragraph, Section
from curriplan.gui.later import AfterPaint
from curriplan.gui.models.table import Column, TableModel
from curriplan.gui.views.home.cards import CoveragePainter, StartCard, StepLine
from curriplan.gui.views.home.programme import programme_sections
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import card, column, label, row
from curriplan.gui.widgets.fitted import FittedTable

STEPS = 8
SIDE_BY_SIDE, SHARES = 760, (10, 9)


class HomePage(Page):
    """Where a day with the program begins."""

    name = "home"
    needs_program = False

    def build(self, body: QVBoxLayout) -> None:
        """Make cards, recent files and steps."""
        # The empty one is the last thing to begin with.
        self._samples = sorted(list_samples(), key=lambda one: (one.name.startswith("blank"), one.name))
        self._cards: dict[str, StartCard] = {}
        self._pictured = False
        self._pictures = AfterPaint(self, self._read_all)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("scrolled")
        whole = column(inside, spacing=8)
        self._across: QHBoxLayout = row(spacing=20)
        whole.addLayout(self._across)
        left, right = column(spacing=8), column(spacing=8)
        for side, part in zip((left, right), SHARES, strict=True):
            self._across.addLayout(side, part)
        area.setWidget(inside)
        body.addWidget(area, 1)
        self._build_start(left)
        self._build_recent(whole)
        self._build_steps(right)
        self.setAcceptDrops(True)
        self.desk.settings_changed.listen(lambda _: self.follow(None))

    def _build_start(self, left: QVBoxLayout) -> None:
        heading = label(role="label")
        self.say(heading.setText, "home.start")
        left.addWidget(heading)
        grid = QGridLayout()
        grid.setSpacing(12)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        left.addLayout(grid)
        places = [(one.name, one) for one in self._samples]
        for n, (name, _) in enumerate(places):
            made = StartCard(self.desk, ())
            made.begun.connect(lambda sample=name: self._begin(sample))
            self._cards[name] = made
            grid.addWidget(made, n // 2, n % 2)
        excel = StartCard(self.desk, None)
        excel.begun.connect(lambda: self.desk.commands.tell("new_from_excel"))
        self._cards["excel"] = excel
        grid.addWidget(excel, len(places) // 2, len(places) % 2)

    def _build_recent(self, below: QVBoxLayout) -> None:
        self._recent_heading: QLabel = label(role="label")
        self.say(self._recent_heading.setText, "home.recent")
        below.addSpacing(8)
        below.addWidget(self._recent_heading)
        columns: list[Column[Recent]] = [
            Column("home.recent_name", lambda one: one.name_in(self.desk.texts.lang), width=280),
            Column("home.recent_coverage", self._courses_of, lambda one: len(one.levels), width=90),
            Column("home.recent_day", lambda one: one.day, width=110),
            *(self._ready_column(name) for name in ("readiness", "assessed")),
        ]
        self._recent_model = TableModel(columns, self.desk.say)
        self._recent = FittedTable(self.desk, self._recent_model)
        self._recent.setItemDelegateForColumn(1, CoveragePainter(self._recent))
        self.say(self._recent.setAccessibleName, "home.recent")
        self._recent.opened.connect(self._open)
        self._recent_box = card()
        column(self._recent_box, margin=2).addWidget(self._recent)
        below.addWidget(self._recent_box)
        below.addStretch(1)

    def _courses_of(self, one: Recent) -> str:
        return self.desk.say("home.recent_courses", n=len(one.levels)) if one.levels else ""

    @staticmethod
    def _ready_column(name: str) -> Column[Recent]:
        """Return the column of readiness on one of the two bases."""
        return Column(
            f"home.recent_{name}",
            lambda one: share(getattr(one, name)),
            lambda one: getattr(one, name) or 0.0,
            right=True,
            width=80,
        )

    def _build_steps(self, right: QVBoxLayout) -> None:
        self._steps_heading: QLabel = label(role="label")
        right.addWidget(self._steps_heading)
        self._steps_box = card()
        lines = column(self._steps_box, spacing=0, margin=12)
        self._lines = [StepLine(self.desk, self.desk.goto) for _ in range(STEPS)]
        for n, line in enumerate(self._lines):
            if n:
                rule = QFrame()
                rule.setFixedHeight(1)
                rule.setStyleSheet("background: palette(mid);")
                lines.addWidget(rule)
            lines.addWidget(line)
        right.addWidget(self._steps_box)
        right.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what comes next above what to begin with, where there is no room for both side by side."""
        super().resizeEvent(event)
        if self._built:
            narrow = event.size().width() < SIDE_BY_SIDE
            way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
            self._across.setDirection(way)
            self._share_out()

    def _share_out(self) -> None:
        """Give the steps their part of the width; without a programme there are none, and the cards have it all."""
        level = self._across.direction() == QBoxLayout.Direction.LeftToRight
        alone = SHARES[0], 0
        for n, part in enumerate((0, 0) if not level else alone if self.desk.session is None else SHARES):
            self._across.setStretch(n, part)

    # -- following ------------------------------------------------------------------------------------

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme, the settings and the language."""
        if edited is None:
            self._tell_cards()
            self._recent_model.retell()
        self._recent_model.show_rows({one.path: one for one in self.desk.settings.recent})
        self._recent.fit_anew()
        self._recent.fit()
        self._recent_box.setVisible(bool(self.desk.settings.recent))
        self._recent_box.setFixedHeight(28 * len(self.desk.settings.recent) + 40)
        self._recent_heading.setVisible(bool(self.desk.settings.recent))
        self._tell_steps()
        if not self._pictured:
            self._pictured = True
            self._pictures.ask()

    def _read_all(self) -> None:
        self.desk.jobs.in_pool("samples", self._read_samples, self._picture)

    def _read_samples(self, progress: Progress) -> dict[str, Program]:
        read = {}
        for n, one in enumerate(self._samples):
            progress(n / len(self._samples))
            read[one.name] = sample_program(one.name)
        return read

    def _picture(self, outcome: Outcome[dict[str, Program]]) -> None:
        if outcome.error is not None:
            raise outcome.error
        for name, program in (outcome.value or {}).items():
            made = self._cards[name]
            made.picture.levels = coverage(program) or None
            made.picture.words = self.desk.say("home.empty_picture")
            made.picture.update()
            info = next(one for one in self._samples if one.name == name)
            facts = self.desk.say(
                "home.facts",
                courses=len(program.courses),
                posts=len(program.posts),
                answers=len(program.respondents),
            )
            self._tell_card(info, facts)

    def _tell_cards(self) -> None:
        say = self.desk.say
        for info in self._samples:
            self._tell_card(info, "")
        self._cards["excel"].picture.words = say("home.drop")
        self._cards["excel"].tell(say("home.excel"), say("home.excel_facts"), say("home.excel_about"))
        self._pictured = False

    def _tell_card(self, info: SampleInfo, facts: str) -> None:
        self._cards[info.name].tell(self.desk.name(info.title), facts, self.desk.name(info.about))

    def _tell_steps(self) -> None:
        desk = self.desk
        shown = desk.session is not None
        self._steps_box.setVisible(shown)
        self._steps_heading.setVisible(shown)
        self._share_out()
        if desk.session is None:
            return
        about = desk.program.about
        self._steps_heading.setText(desk.say("home.next_in", name=desk.name(about.name, about.code)))
        key = str(desk.session.store.path.resolve())
        exported = any(
            one.path == key and one.exported == desk.session.revision for one in desk.settings.recent
        )
        found = steps(desk.program, desk.results, desk.today, exported)
        coming = next_step(found)
        for n, (line, step) in enumerate(zip(self._lines, found, strict=True), 1):
            facts = desk.say(f"step.{step.name}.{step.state}", **dict(step.args))
            line.tell(n, step.page, desk.say(f"step.{step.name}.name"), facts, step.done, step is coming)

    def headline(self) -> tuple[str, str]:
        """Say what this page is for."""
        return "", self.desk.say("home.about")

    def inspect(self, selection: Selection) -> Content:
        """Show what the open programme states of itself; greet a newcomer where none is open."""
        say = self.desk.say
        if self.desk.session is not None:
            return Content(say("profile.title"), say("profile.about"), programme_sections(self.desk))
        keys = Pairs(
            (
                ("Ctrl+K", say("home.key_search")),
                ("Ctrl+Z", say("home.key_undo")),
                ("0 – 4", say("home.key_level")),
                ("F1", say("home.key_help")),
            )
        )
        first = Action(say("home.try_sample"), lambda: self._begin(self._samples[0].name), primary=True)
        greeting = (Paragraph(say("home.new_here")), first)
        return Content(
            say("home.new_here_title"), "", (Section("", greeting), Section(say("home.keys"), (keys,)))
        )

    # -- beginning ------------------------------------------------------------------------------------

    def _begin(self, sample: str) -> None:
        self.desk.files_wanted.tell(FileWish(sample=sample))

    def _open(self, path: str) -> None:
        self.desk.files_wanted.tell(FileWish(programme=Path(path)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        programmes = [path for path in paths if path.suffix == SUFFIX]
        if programmes:
            self._open(str(programmes[0]))
        elif paths:
            self.desk.files_wanted.tell(FileWish(tables=tuple(paths)))
