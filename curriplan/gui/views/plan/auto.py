"""Planning by the solver: the running search, and its proposal as moves to accept all or one by one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QProgressBar

from curriplan.analysis.calendar import first_term
from curriplan.app.jobs import Outcome
from curriplan.app.proposals import proposal_key
from curriplan.app.session import Edited
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.solving import Solving
from curriplan.gui.widgets.basic import button, column, label, row
from curriplan.planning.result import Objective

if TYPE_CHECKING:
    from curriplan.planning.planner import PlanProgress
    from curriplan.planning.result import Demand, Move, PlanResult

LOOK_EVERY_MS = 100
TIME_LIMIT_S = 30.0
SHOWN_MOVES = 9


class Stage(StrEnum):
    """What the panel shows."""

    HIDDEN = "hidden"
    RUNNING = "running"
    PROPOSAL = "proposal"
    NO_PLAN = "no_plan"


class AutoPlan(QFrame):
    """The panel above the board. ``accepted`` gives the result, and the courses whose moves are wanted.

    A plan is one for the value that was shown when it was asked for: it is dropped, and that is told, as soon
    as another scenario is shown, or the programme itself, and as soon as what it was made for has changed.
    """

    accepted = Signal(object, list)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        self._desk = desk
        self.stage = Stage.HIDDEN
        self._search: Solving[PlanProgress] | None = None
        self._result: PlanResult | None = None
        self._asked: tuple[str, Program] | None = None
        self._offered: PlanResult | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look)
        desk.opened.listen(lambda _: self.stop())
        desk.edited.listen(self._follow)
        self._build()
        self._show(Stage.HIDDEN)

    def _build(self) -> None:
        lines = column(self, spacing=8, margin=12)
        top = row()
        self._title = label(role="strong", wrap=True)
        self._accept = button(kind="primary", clicked=self._accept_chosen)
        self._now = button(clicked=self._take_now)
        self._cancel = button(clicked=self.stop)
        top.addWidget(self._title, 1)
        for made in (self._accept, self._now, self._cancel):
            top.addWidget(made)
        lines.addLayout(top)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        lines.addWidget(self._bar)
        self._about = label(role="dim", wrap=True)
        lines.addWidget(self._about)
        self._moves = QListWidget()
        self._moves.setAlternatingRowColors(True)
        self._moves.itemChanged.connect(lambda _: self._name_accept())
        lines.addWidget(self._moves)

    # -- running --------------------------------------------------------------------------------------

    def start(self, program: Program, only: list[str] | None = None) -> None:
        """Plan a programme, or only some of its courses, beside the window."""
        if self.stage is Stage.RUNNING:
            return
        search: Solving[PlanProgress] = Solving()
        self._search, self._result = search, None
        self._asked = self._scenario(), program

        def work(progress: Progress) -> PlanResult:
            from curriplan.planning.planner import solve
            from curriplan.planning.request import plan_request

            request = plan_request(program, only=only)
            enough = partial(search.is_enough, progress)
            return solve(request, time_limit=TIME_LIMIT_S, cancel=enough, progress=search.note)

        self._clock.start()
        self._show(Stage.RUNNING)
        self._look()
        search.job = self._desk.jobs.in_pool("plan", work, lambda outcome: self._ended(search, outcome))

    def _take_now(self) -> None:
        """End the search and keep the best plan so far."""
        if self._search is not None:
            self._search.settle()

    def stop(self) -> None:
        """Drop the search or the proposal."""
        if self._search is not None:
            self._search.drop()
        self._search = self._result = self._asked = None
        self._clock.stop()
        self._show(Stage.HIDDEN)

    def _scenario(self) -> str:
        """Return the id of the scenario that is shown, or nothing."""
        session = self._desk.session
        return "" if session is None or session.scenario is None else session.scenario.id

    def _follow(self, edited: Edited) -> None:
        """Drop what is for another value than the one that is shown now; else say what would still move."""
        if self._asked is None:
            return
        from curriplan.planning.accept import same_base

        scenario, program = self._asked
        if scenario != self._scenario() or not same_base(program, edited.after):
            self._drop_as_stale()
        elif self.stage is Stage.PROPOSAL and any(one.table == "placements" for one in edited.changes):
            self._show(self.stage)

    def _drop_as_stale(self) -> None:
        self.stop()
        self._desk.toasts.tell(Toast(self._desk.say("plan.stale")))

    def _ended(self, search: Solving[PlanProgress], outcome: Outcome[PlanResult]) -> None:
        if search is not self._search or self.stage is not Stage.RUNNING:
            return
        self._clock.stop()
        self._result = outcome.value
        if self._result is None:
            self.stop()
        else:
            self._show(Stage.PROPOSAL if self._result.terms else Stage.NO_PLAN)
        if outcome.error is not None:
            raise outcome.error

    def _look(self) -> None:
        say, latest = self._desk.say, None if self._search is None else self._search.latest
        if latest is None:
            self._about.setText(say("plan.searching"))
            return
        objective = say(f"objective.{latest.objective}")
        self._about.setText(
            say(
                "plan.best_so_far",
                objective=objective,
                value=self._figure(latest.objective, latest.value),
                bound=self._figure(latest.objective, latest.bound),
                seconds=f"{latest.wall_s:.0f}",
            )
        )

    # -- showing --------------------------------------------------------------------------------------

    def retell(self) -> None:
        """Follow the language."""
        self._show(self.stage)

    def _show(self, stage: Stage) -> None:
        self.stage = stage
        say, running, offered = self._desk.say, stage is Stage.RUNNING, stage is Stage.PROPOSAL
        self.setVisible(stage is not Stage.HIDDEN)
        self._bar.setVisible(running)
        self._now.setVisible(running)
        self._accept.setVisible(offered)
        self._moves.setVisible(stage in {Stage.PROPOSAL, Stage.NO_PLAN})
        self._now.setText(say("plan.take_now"))
        self._cancel.setText(say("strip.cancel") if running else say("plan.dismiss"))
        self._moves.setAccessibleName(say("plan.moves"))
        if running:
            self._title.setText(say("plan.planning"))
        elif offered and self._result is not None:
            self._offer(self._result)
        elif stage is Stage.NO_PLAN and self._result is not None:
            self._explain(self._result)

    def _offer(self, result: PlanResult) -> None:
        say = self._desk.say
        moves = self._possible(result)
        left_out = self._left_out()
        self._title.setText(say(proposal_key(replace(result, moves=tuple(moves))), n=len(moves)))
        self._about.setText(self._objectives(result))
        self._fill([(self._move_text(one), one.course) for one in moves], checkable=True, without=left_out)
        self._offered = result
        self._moves.setVisible(bool(moves))
        self._accept.setVisible(bool(moves))
        self._name_accept()
        if moves:
            self._accept.setFocus()

    def _possible(self, result: PlanResult) -> list[Move]:
        """Return the moves that would still change something; some may have been made by hand since."""
        program = self._desk.program
        now = [
            (one, first_term(program, one.course)) for one in result.moves if one.course in program.courses
        ]
        return [replace(one, before=before) for one, before in now if before != one.after]

    def _left_out(self) -> set[str]:
        """Return the courses whose moves are not ticked."""
        items = [self._moves.item(n) for n in range(self._moves.count())]
        every = {str(item.data(Qt.ItemDataRole.UserRole)) for item in items}
        return every - set(self._chosen()) if self._offered is self._result else set()

    def _explain(self, result: PlanResult) -> None:
        say = self._desk.say
        self._title.setText(say(f"plan.none.{result.status}"))
        self._about.setText(say("plan.clash_about") if result.conflict else "")
        self._fill([(self._demand_text(one), "") for one in result.conflict], checkable=False)
        self._moves.setVisible(bool(result.conflict))

    def _fill(self, rows: list[tuple[str, str]], *, checkable: bool, without: Collection[str] = ()) -> None:
        self._moves.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._moves.clear()
        for text, course in rows:
            item = QListWidgetItem(text, self._moves)
            item.setData(Qt.ItemDataRole.UserRole, course)
            if checkable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = course not in without
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._moves.blockSignals(False)  # noqa: FBT003 - Qt's signature
        line = self._moves.sizeHintForRow(0) if rows else 0
        self._moves.setFixedHeight(min(len(rows), SHOWN_MOVES) * line + 6)

    def _objectives(self, result: PlanResult) -> str:
        say = self._desk.say
        parts = []
        for one in result.objectives:
            value = self._figure(one.name, one.value)
            if one.proven:
                parts.append(say("plan.objective_proven", name=say(f"objective.{one.name}"), value=value))
            else:
                bound = self._figure(one.name, one.bound)
                parts.append(
                    say("plan.objective_bound", name=say(f"objective.{one.name}"), value=value, bound=bound)
                )
        return "  ·  ".join(parts)

    def _figure(self, objective: str, value: float | None) -> str:
        if value is not None and objective == Objective.PHASE_SCORE:
            return f"{value * 100:.1f} %"
        return self._desk.figure(value)

    def _move_text(self, move: Move) -> str:
        say, course = self._desk.say, self._desk.program.courses[move.course]
        reason = say(f"move.{move.reason}", **self._words(move.args))
        return say(
            "plan.move_row",
            course=self._desk.name(course.name, course.code),
            before="–" if move.before is None else move.before,
            after="–" if move.after is None else move.after,
            reason=reason,
        )

    def _demand_text(self, demand: Demand) -> str:
        say, words = self._desk.say, self._words(demand.args)
        return f"{say(f'clash.{demand.code}', **words)}  –  {say(f'relax.{demand.relax}', **words)}"

    def _words(self, args: tuple[tuple[str, object], ...]) -> dict[str, object]:
        return {
            name: value.pick(self._desk.texts.lang) if isinstance(value, Text) else value
            for name, value in args
        }

    # -- accepting ------------------------------------------------------------------------------------

    def _chosen(self) -> list[str]:
        items = [self._moves.item(n) for n in range(self._moves.count())]
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _name_accept(self) -> None:
        chosen = len(self._chosen())
        whole = chosen == self._moves.count()
        self._accept.setText(self._desk.say("plan.accept_all" if whole else "plan.accept_some", n=chosen))
        self._accept.setEnabled(chosen > 0)

    def _accept_chosen(self) -> None:
        result, chosen, asked = self._result, self._chosen(), self._asked
        if result is None or asked is None:
            return
        from curriplan.planning.accept import still_holds

        if not still_holds(self._desk.program, asked[1], result, chosen):
            self._drop_as_stale()
            return
        self.stop()
        self.accepted.emit(result, chosen)
