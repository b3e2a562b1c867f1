"""Closing many gaps at once: the running search, and its proposal as steps to take all or some of."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidgetItem, QProgressBar, QWidget

from curriplan.analysis.gap.result import Basis
from curriplan.app.closing import closing_label, effect_line, headline, reason, step_line, table_line
from curriplan.app.figures import figure
from curriplan.app.jobs import Outcome
from curriplan.app.programmes import SUFFIX, open_file
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.solving import Solving
from curriplan.gui.views.gaps.closing.asking import cell_name, change_lines, effect_of
from curriplan.gui.views.gaps.closing.lines import Lines
from curriplan.gui.widgets.basic import button, column, label, row
from curriplan.planning.closing.apply import apply, fitting
from curriplan.planning.closing.result import Cell, Proposal, Step

if TYPE_CHECKING:
    from curriplan.app.session import Edited, Session
    from curriplan.planning.closing.solve import ClosingProgress

LOOK_EVERY_MS = 100


class Stage(StrEnum):
    """What the panel shows."""

    HIDDEN = "hidden"
    RUNNING = "running"
    PROPOSAL = "proposal"


class ClosingPanel(QFrame):
    """Stands in place of the gaps while it is wanted: ``opened`` and ``closed`` say when.

    ``costs_wanted``: the user wants to see the cost table.
    """

    opened = Signal()
    closed = Signal()
    costs_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        self._desk = desk
        self.stage = Stage.HIDDEN
        self._search: Solving[ClosingProgress] | None = None
        self._proposal: Proposal | None = None
        self._asked: tuple[tuple[Cell, ...], Basis] = ((), "all")
        self._session: Session | None = None
        self._scenario = ""
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look)
        desk.opened.listen(lambda _: self.stop())
        desk.edited.listen(self._follow_edit)
        self._build()
        self._show(Stage.HIDDEN)

    def _build(self) -> None:
        lines = column(self, spacing=8, margin=12)
        top = row()
        self._title = label(role="strong", wrap=True)
        self._take = button(kind="primary", clicked=self.take_chosen)
        self._now = button(clicked=self._take_now)
        self._other = button(clicked=self._ask_for_other)
        self._cancel = button(clicked=self.stop)
        top.addWidget(self._title, 1)
        for made in (self._take, self._now, self._other, self._cancel):
            top.addWidget(made)
        lines.addLayout(top)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        lines.addWidget(self._bar)
        self._effect = label(wrap=True)
        lines.addWidget(self._effect)
        self._lists = QWidget()
        both = row(self._lists, spacing=12)
        self._steps, self._changes = Lines(), Lines()
        self._heads = (label(role="label"), label(role="label"))
        for head, held in zip(self._heads, (self._steps, self._changes), strict=True):
            side = column(spacing=4)
            side.addWidget(head)
            side.addWidget(held)
            both.addLayout(side, 1)
        self._steps.itemChanged.connect(lambda _: self._weigh())
        lines.addWidget(self._lists, 1)
        under = row()
        self._about = label(role="dim", wrap=True)
        self._costs = button(kind="link", clicked=self.costs_wanted.emit)
        under.addWidget(self._about, 1)
        under.addWidget(self._costs)
        lines.addLayout(under)
        lines.addStretch(0)

    # -- running --------------------------------------------------------------------------------------

    def start(self, cells: tuple[Cell, ...], basis: Basis, other: Path | None = None) -> None:
        """Look for the cheapest steps that close some gaps, beside the window; ``other`` may give courses."""
        if self.stage is Stage.RUNNING:
            return
        search: Solving[ClosingProgress] = Solving()
        self._search, self._proposal = search, None
        self._asked, self._session = (cells, basis), self._desk.session
        self._scenario = self._shown_scenario()
        program, results = self._desk.program, self._desk.results
        demand, report = results.requirements(), results.gaps(basis)

        def work(progress: Progress) -> Proposal:
            from curriplan.planning.closing.request import closing_request
            from curriplan.planning.closing.solve import close

            request = closing_request(
                program, demand, report, cells, other=None if other is None else _read(other)
            )
            return close(request, cancel=partial(search.is_enough, progress), progress=search.note)

        self._clock.start()
        self._show(Stage.RUNNING)
        self._look()
        self.opened.emit()
        search.job = self._desk.jobs.in_pool("closing", work, lambda outcome: self._ended(search, outcome))

    def _take_now(self) -> None:
        """End the search and keep the best steps so far."""
        if self._search is not None:
            self._search.settle()

    def stop(self) -> None:
        """Drop the search or the proposal."""
        if self._search is not None:
            self._search.drop()
        self._clock.stop()
        self._search = self._proposal = None
        if self.stage is not Stage.HIDDEN:
            self._show(Stage.HIDDEN)
            self.closed.emit()

    def _ended(self, search: Solving[ClosingProgress], outcome: Outcome[Proposal]) -> None:
        if search is not self._search or self.stage is not Stage.RUNNING:
            return
        self._clock.stop()
        self._proposal = outcome.value
        if self._proposal is None:
            self.stop()
        elif self._holds():
            self._show(Stage.PROPOSAL)
        if outcome.error is not None:
            self._desk.complain(outcome.error)

    def _look(self) -> None:
        say, latest = self._desk.say, None if self._search is None else self._search.latest
        if latest is None:
            self._about.setText(say("closing.searching"))
            return
        self._about.setText(
            say(
                "closing.best_so_far",
                cost=figure(latest.cost),
                bound=figure(latest.bound),
                seconds=f"{latest.wall_s:.0f}",
            )
        )

    def _ask_for_other(self) -> None:
        """Have the user choose a programme whose courses may be taken over, and search again."""
        title = self._desk.say("closing.other")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", f"Curriplan (*{SUFFIX})")
        if chosen:
            self.start(*self._asked, Path(chosen))

    # -- showing --------------------------------------------------------------------------------------

    def retell(self) -> None:
        """Follow the language, and another programme."""
        if self._holds():
            self._show(self.stage)

    def follow(self) -> None:
        """Follow an edit: what the steps would do now."""
        if self._proposal is not None and self._holds():
            self._weigh()

    def _follow_edit(self, _: Edited) -> None:
        self._holds()

    def _holds(self) -> bool:
        """Tell whether the programme is still the one that was asked about; else drop what no longer fits it."""
        desk, steps = self._desk, () if self._proposal is None else self._proposal.steps
        if self.stage is Stage.HIDDEN:
            return True
        if desk.session is not self._session:
            self.stop()
            return False
        same = self._scenario == self._shown_scenario()
        if same and len(fitting(desk.program, steps)) == len(steps):
            return True
        self.stop()
        desk.toasts.tell(Toast(desk.say("closing.stale")))
        return False

    def _shown_scenario(self) -> str:
        """Return the id of the scenario that is shown, or nothing."""
        session = self._desk.session
        return "" if session is None or session.scenario is None else session.scenario.id

    def _show(self, stage: Stage) -> None:
        self.stage = stage
        say, running, offered = self._desk.say, stage is Stage.RUNNING, stage is Stage.PROPOSAL
        self._bar.setVisible(running)
        self._now.setVisible(running)
        for made in (self._take, self._other, self._effect, self._lists, self._costs):
            made.setVisible(offered)
        self._now.setText(say("closing.take_now"))
        self._cancel.setText(say("strip.cancel") if running else say("closing.dismiss"))
        self._other.setText(say("closing.other"))
        self._costs.setText(say("closing.costs"))
        for head, held, key in zip(
            self._heads, (self._steps, self._changes), ("closing.steps", "closing.changes"), strict=True
        ):
            head.setText(say(key))
            held.setAccessibleName(say(key))
        if running:
            self._title.setText(say("closing.running"))
        elif offered and self._proposal is not None:
            self._offer(self._proposal)

    def _offer(self, proposal: Proposal) -> None:
        desk = self._desk
        self._title.setText(headline(proposal, desk.texts))
        evidence = f"{desk.say('closing.evidence')} " if proposal.steps else ""
        self._about.setText(evidence + table_line(desk.program, desk.texts))
        self._steps.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._steps.clear()
        for step in proposal.steps:
            item = QListWidgetItem(step_line(desk.program, step, desk.texts), self._steps)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self._steps.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._take.setVisible(bool(proposal.steps))
        self._steps.setVisible(bool(proposal.steps))
        self._heads[0].setVisible(bool(proposal.steps))
        self._effect.setVisible(bool(proposal.steps))
        self._weigh()
        if proposal.steps:
            self._take.setFocus()

    def _weigh(self) -> None:
        """Say what the steps that are ticked would do to the gaps."""
        desk, proposal = self._desk, self._proposal
        if proposal is None:
            return
        chosen = self.chosen()
        found = effect_of(desk, apply(desk.program, proposal, chosen), proposal.basis)
        self._effect.setText(effect_line(found, desk.texts))
        self._changes.clear()
        self._changes.addItems(self._open_lines(proposal))
        self._changes.addItems(change_lines(desk, found.closed))
        self._changes.addItems(change_lines(desk, (one for one in found.rows if not one.closes)))
        whole = len(chosen) == len(proposal.steps)
        self._take.setText(desk.say("closing.take_all" if whole else "closing.take_some", n=len(chosen)))
        self._take.setEnabled(bool(chosen))
        self._lists.setVisible(self._steps.count() + self._changes.count() > 0)

    def _open_lines(self, proposal: Proposal) -> list[str]:
        desk, program = self._desk, self._desk.program
        return [
            desk.say(
                "closing.stays",
                called=cell_name(desk, one.post, one.competency),
                reason=reason(program, one, desk.texts),
            )
            for one in proposal.impossible
            if one.post in program.posts and one.competency in program.competencies
        ]

    # -- taking ---------------------------------------------------------------------------------------

    def chosen(self) -> tuple[Step, ...]:
        """Return the steps that are ticked."""
        steps = () if self._proposal is None else self._proposal.steps
        return tuple(
            step for n, step in enumerate(steps) if self._steps.item(n).checkState() is Qt.CheckState.Checked
        )

    def take_chosen(self) -> None:
        """Take the steps that are ticked, as one edit."""
        desk, proposal = self._desk, self._proposal
        if proposal is None or not self._holds():
            return
        steps = fitting(desk.program, self.chosen())
        before = effect_of(desk, apply(desk.program, proposal, steps), proposal.basis)
        self.stop()
        words = closing_label(proposal, len(steps))
        changes = desk.edit(words, lambda now: apply(now, proposal, steps))
        if changes:
            desk.toasts.tell(Toast(desk.say("closing.done", n=len(before.closed)), undo=True))


def _read(path: Path) -> Program:
    """Return the programme of a file.

    Raises:
        StoreError: the file is missing, foreign, damaged or of a future version.

    """
    opened = open_file(path, read_only=True)
    try:
        return opened.program
    finally:
        opened.store.close()
