"""The strip below: vital figures, each leading to its page and its why; running work; whether all is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton

from curriplan.app.figures import share, spread
from curriplan.app.jobs import Job
from curriplan.app.session import SaveState
from curriplan.domain.finding import Severity
from curriplan.gui.desk import Desk
from curriplan.gui.figures import strip_figures
from curriplan.gui.tips import set_tip
from curriplan.gui.widgets.basic import button, label, restyle, row

VITALS = ("hours", "practice", "readiness", "errors", "warnings")
PAGES = {
    "hours": "courses",
    "practice": "plan",
    "readiness": "gaps",
    "errors": "checks",
    "warnings": "checks",
}


class Strip(QFrame):
    """The status strip. ``wanted`` names the page that a figure leads to."""

    wanted = Signal(str)
    retry = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFixedHeight(34)
        self._desk = desk
        line = row(self, spacing=10)
        line.setContentsMargins(16, 0, 20, 0)
        self._vitals: dict[str, QPushButton] = {}
        for name in VITALS:
            made = button("", partial(self._lead, name))
            made.setObjectName("vital")
            made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            made.customContextMenuRequested.connect(partial(self._say_why, name))
            self._vitals[name] = made
            line.addWidget(made)
        line.addStretch(1)
        self._job: Job | None = None
        self._doing = label(role="dim")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self._cancel = button(kind="flat", clicked=self._stop)
        for part in (self._doing, self._bar, self._cancel):
            part.hide()
            line.addWidget(part)
        self._saved = button("", self.retry.emit)
        self._saved.setObjectName("vital")
        line.addWidget(self._saved)

    def _lead(self, name: str) -> None:
        """Lead to the page of a figure, and say there where the figure comes from."""
        self.wanted.emit(PAGES[name])
        self._say_why(name)

    def _say_why(self, name: str, *_: object) -> None:
        """Say where a figure comes from; by the menu key or the right button the page stays."""
        if name != "readiness" or self._desk.results.demand_is_known:
            self._desk.ask(strip_figures(self._desk.program, name))

    def show_figures(self) -> None:
        """Show the vital figures of the open programme; unknown figures say so."""
        desk = self._desk
        for made in self._vitals.values():
            made.setVisible(desk.session is not None)
        if desk.session is None:
            return
        sums = desk.results.totals()
        counts = dict.fromkeys(Severity, 0)
        for finding in desk.results.open_findings(desk.today):
            counts[finding.severity] += 1
        known, results, say = desk.results.demand_is_known, desk.results, desk.say
        ready = results.gaps().totals.readiness if known else None
        assessed = results.gaps("assessed").totals.readiness if known else None
        texts = {
            "hours": say(
                "strip.hours",
                hours=spread((one.hours for one in sums), desk.figure),
                credits=spread((one.credits for one in sums), desk.figure),
            ),
            "practice": say("strip.practice", share=spread((one.practice_share for one in sums), share)),
            "readiness": say("strip.readiness", share=share(ready), assessed=share(assessed)),
            "errors": _count(say, "errors", counts[Severity.ERROR]),
            "warnings": _count(say, "warnings", counts[Severity.WARNING]),
        }
        for name, made in self._vitals.items():
            made.setText(texts[name])
            made.setAccessibleName(texts[name])
        self._tell_accepted()
        self._tone("errors", desk.theme.firm.ink if counts[Severity.ERROR] else "")
        self._tone("warnings", desk.theme.gap.ink if counts[Severity.WARNING] else "")

    def _tell_accepted(self) -> None:
        """Say in the tips how many of each severity are accepted, which the figures leave out."""
        accepted = self._desk.results.accepted(self._desk.today)
        for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING)):
            n = sum(one.severity is severity for one in accepted)
            set_tip(self._vitals[name], self._desk.say("strip.accepted", n=n) if n else "")

    def _tone(self, name: str, ink: str) -> None:
        self._vitals[name].setStyleSheet(f"color: {ink}; font-weight: 600;" if ink else "")

    def show_state(self, state: SaveState | None) -> None:
        """Say whether everything shown is stored."""
        self._saved.setVisible(state is not None)
        if state is None:
            return
        theme = self._desk.theme
        self._saved.setText(self._desk.say(f"strip.{state.value}"))
        self._saved.setAccessibleName(self._saved.text())
        ink = {SaveState.SAVED: theme.met.ink, SaveState.FAILED: theme.firm.ink}.get(state, theme.dim)
        self._saved.setStyleSheet(f"color: {ink};")
        restyle(self._saved)

    def show_job(self, job: Job | None) -> None:
        """Show how far running work is, with a way to stop it."""
        self._job = job
        for part in (self._doing, self._bar, self._cancel):
            part.setVisible(job is not None)
        if job is None:
            return
        self._cancel.setVisible(job.stoppable)
        step = job.report.step
        key = (
            f"job.{job.name}.{step}"
            if step and self._desk.texts.has(f"job.{job.name}.{step}")
            else f"job.{job.name}"
        )
        self._doing.setText(
            self._desk.say(key) if self._desk.texts.has(key) else self._desk.say(f"job.{job.name}.title")
        )
        self._cancel.setText(self._desk.say("strip.cancel"))
        done = job.report.share
        self._bar.setRange(0, 0 if done is None else 100)
        if done is not None:
            self._bar.setValue(round(done * 100))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


def _count(say: Callable[..., str], name: str, n: int) -> str:
    return say(f"strip.{name}", n=n) if n else say(f"strip.no_{name}")
