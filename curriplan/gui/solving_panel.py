"""A search as a panel: how far it is, the ways to end it, and what it found, to be ticked and taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from curriplan.app.jobs import Outcome
from curriplan.app.session import Edited
from curriplan.domain.progress import Progress
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.solving import Solving
from curriplan.gui.widgets.basic import button, column, label, row
from curriplan.gui.widgets.lines import Lines

if TYPE_CHECKING:
    from curriplan.app.session import Session

P = TypeVar("P")
R = TypeVar("R")
Work = Callable[[Callable[[], bool], Callable[[P], None]], R]
"""A search: asks whether it is enough, tells how far it is, returns what it found."""

LOOK_EVERY_MS = 100


class Stage(StrEnum):
    """What the panel shows; ``no_plan``: why there is nothing to propose."""

    HIDDEN = "hidden"
    RUNNING = "running"
    PROPOSAL = "proposal"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True)
class PanelWords:
    """The keys of what a panel says by itself; ``take_all`` and ``take_some`` count ``n`` steps."""

    running: str
    searching: str
    steps: str
    take_all: str
    take_some: str
    stale: str


class SolvingPanel(QFrame, Generic[P, R]):
    """What every such panel has; a subclass places ``_about`` and ``_steps`` below the bar and fills them.

    A result is one for the value that was shown when it was asked for: it is dropped with another programme,
    and a subclass drops it, and tells so, when what it was made for has changed (``_drop_as_stale``).
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, words: PanelWords) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        self._desk, self._panel_words = desk, words
        self.stage = Stage.HIDDEN
        self._search: Solving[P] | None = None
        self._result: R | None = None
        self._asked_in: tuple[Session | None, str] = (None, "")
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self._lines = column(self, spacing=8, margin=12)
        self._top = row()
        self._title = label(role="strong", wrap=True)
        self._accept = button(kind="primary", clicked=self.take_chosen)
        self._now = button(clicked=self._take_now)
        self._cancel = button(clicked=self.stop)
        self._top.addWidget(self._title, 1)
        for made in (self._accept, self._now, self._cancel):
            self._top.addWidget(made)
        self._lines.addLayout(self._top)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._lines.addWidget(self._bar)
        self._about = label(role="dim", wrap=True)
        self._steps = Lines()
        self._steps.ticked.connect(self._weigh)
        desk.opened.listen(lambda _: self.stop())
        desk.edited.listen(self._follow_edit)

    # -- what subclasses give -------------------------------------------------------------------------

    def _progress(self, latest: P) -> str:
        """Say how far the search is."""
        raise NotImplementedError

    def _found(self, result: R) -> None:
        """Show what was found."""
        self._show(Stage.PROPOSAL)

    def _follow_edit(self, edited: Edited) -> None:
        """Drop what no longer fits the programme."""
        raise NotImplementedError

    def take_chosen(self) -> None:
        """Take the steps that are ticked, as one edit."""
        raise NotImplementedError

    def _weigh(self) -> None:
        """Follow the ticks."""
        chosen = len(self._steps.chosen())
        whole = chosen == self._steps.count()
        key = self._panel_words.take_all if whole else self._panel_words.take_some
        self._accept.setText(self._desk.say(key, n=chosen))
        self._accept.setEnabled(chosen > 0)

    # -- running --------------------------------------------------------------------------------------

    def _begin(self, lane: str, work: Work[P, R]) -> None:
        """Search beside the window; ``lane`` is the job's name."""
        search: Solving[P] = Solving()
        self._search, self._result, self._asked_in = search, None, self._shown()

        def run(progress: Progress) -> R:
            return work(partial(search.is_enough, progress), search.note)

        self._clock.start()
        self._show(Stage.RUNNING)
        self._look()
        self.opened.emit()
        search.job = self._desk.jobs.in_pool(lane, run, lambda outcome: self._ended(search, outcome))

    def _take_now(self) -> None:
        """End the search and keep the best so far."""
        if self._search is not None:
            self._search.settle()

    def stop(self) -> None:
        """Drop the search or what it found."""
        if self._search is not None:
            self._search.drop()
        self._clock.stop()
        self._search = self._result = None
        if self.stage is not Stage.HIDDEN:
            self._show(Stage.HIDDEN)
            self.closed.emit()

    def _drop_as_stale(self, words: str = "") -> None:
        self.stop()
        self._desk.toasts.tell(Toast(self._desk.say(words or self._panel_words.stale)))

    def _shown(self) -> tuple[Session | None, str]:
        """Return the programme that is shown, and the id of the scenario, or nothing."""
        session = self._desk.session
        return session, "" if session is None or session.scenario is None else session.scenario.id

    def _ended(self, search: Solving[P], outcome: Outcome[R]) -> None:
        if search is not self._search or self.stage is not Stage.RUNNING:
            return
        self._clock.stop()
        self._result = outcome.value
        if self._result is None:
            self.stop()
        else:
            self._found(self._result)
        if outcome.error is not None:
            self._desk.complain(outcome.error)

    def _look(self) -> None:
        latest = None if self._search is None else self._search.latest
        told = self._desk.say(self._panel_words.searching) if latest is None else self._progress(latest)
        self._about.setText(told)

    # -- showing --------------------------------------------------------------------------------------

    def _show(self, stage: Stage) -> None:
        """Show what belongs to a stage; a subclass shows what was found as well."""
        self.stage = stage
        say, running = self._desk.say, stage is Stage.RUNNING
        self._bar.setVisible(running)
        self._now.setVisible(running)
        self._accept.setVisible(stage is Stage.PROPOSAL)
        self._now.setText(say("solving.take_now"))
        self._cancel.setText(say("strip.cancel") if running else say("solving.dismiss"))
        self._steps.setAccessibleName(say(self._panel_words.steps))
        if running:
            self._title.setText(say(self._panel_words.running))
