"""Planning by the solver: the running search, and its proposal as moves to accept all or one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance

from curriplan.analysis.calendar import first_term
from curriplan.app.proposals import aims_of, brought_words, clash_words, proposal_key, stopped_words
from curriplan.app.session import Edited
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk
from curriplan.gui.scenarios import in_scenario
from curriplan.gui.solving_panel import PanelWords, SolvingPanel, Stage
from curriplan.gui.tips import set_tip
from curriplan.gui.views.plan.race import Race
from curriplan.gui.widgets.basic import button
from curriplan.planning.result import Objective

if TYPE_CHECKING:
    from collections.abc import Callable

    from curriplan.planning.planner import PlanProgress
    from curriplan.planning.result import Move, PlanResult

__all__ = ["AutoPlan", "Stage"]

TIME_LIMIT_S = 30.0
SHOWN_MOVES = 9
WORDS = PanelWords(
    running="plan.planning",
    searching="plan.searching",
    steps="plan.moves",
    take_all="plan.accept_all",
    take_some="plan.accept_some",
    stale="plan.stale",
)


class AutoPlan(SolvingPanel["PlanProgress", "PlanResult"]):
    """The panel above the board. ``accepted`` gives the result, and the courses whose moves are wanted;
    ``kept`` gives the same, wanted in a scenario.

    A plan is dropped as well as soon as another scenario is shown, or the programme itself.
    """

    accepted = Signal(object, list)
    kept = Signal(object, list)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, WORDS)
        self._asked: Program | None = None
        self._offered: PlanResult | None = None
        self._race = Race(desk)
        self._keep = button(clicked=self.keep_chosen)
        self._top.insertWidget(self._top.indexOf(self._accept) + 1, self._keep)
        self._lines.addWidget(self._about)
        self._lines.addWidget(self._race)
        self._lines.addWidget(self._steps)
        self._show(Stage.HIDDEN)

    # -- running --------------------------------------------------------------------------------------

    def start(self, program: Program, only: list[str] | None = None) -> None:
        """Plan a programme, or only some of its courses, beside the window."""
        if self.stage is Stage.RUNNING:
            return
        self._asked = program
        aims, results = aims_of(self._desk.settings.plan_aims), self._desk.results
        demand = results.requirements() if results.demand_is_known else None

        def work(enough: Callable[[], bool], note: Callable[[PlanProgress], None]) -> PlanResult:
            from curriplan.analysis.demand.derive import requirements
            from curriplan.planning.early import due_requirements
            from curriplan.planning.planner import solve
            from curriplan.planning.request import plan_request

            early = Objective.EARLY_GAPS in aims
            due = due_requirements(program, demand or requirements(program)) if early else ()
            request = plan_request(program, aims, only=only, due=due)
            return solve(request, time_limit=TIME_LIMIT_S, cancel=enough, progress=note)

        self._race.clear()
        self._begin("plan", work)

    def _look(self) -> None:
        super()._look()
        if self._search is not None and self._search.latest is not None:
            self._race.add(self._search.latest)

    def _follow_edit(self, edited: Edited) -> None:
        """Drop what is for another value than the one that is shown now; else say what would still move."""
        if self._asked is None or self.stage is Stage.HIDDEN:
            return
        from curriplan.planning.accept import same_base

        if self._asked_in != self._shown() or not same_base(self._asked, edited.after):
            self._drop_as_stale("plan.stale_none" if self.stage is Stage.NO_PLAN else "")
        elif self.stage is Stage.PROPOSAL and any(one.table == "placements" for one in edited.changes):
            self._show(self.stage)

    def _found(self, result: PlanResult) -> None:
        self._show(Stage.PROPOSAL if result.terms else Stage.NO_PLAN)

    def _progress(self, latest: PlanProgress) -> str:
        return self._desk.say(
            "plan.best_so_far",
            objective=self._desk.say(f"objective.{latest.objective}"),
            value=self._figure(latest.objective, latest.value),
            bound=self._figure(latest.objective, latest.bound),
            seconds=f"{latest.wall_s:.0f}",
        )

    # -- showing --------------------------------------------------------------------------------------

    def retell(self) -> None:
        """Follow the language."""
        self._show(self.stage)

    def _show(self, stage: Stage) -> None:
        super()._show(stage)
        self.setVisible(stage is not Stage.HIDDEN)
        self._race.setVisible(stage is Stage.RUNNING)
        self._steps.setVisible(stage in {Stage.PROPOSAL, Stage.NO_PLAN})
        self._keep.setVisible(False)
        self._keep.setText(self._desk.say("plan.keep"))
        set_tip(self._keep, self._desk.say("plan.keep_tip"))
        if stage is Stage.PROPOSAL and self._result is not None:
            self._offer(self._result)
        elif stage is Stage.NO_PLAN and self._result is not None:
            self._explain(self._result)

    def _offer(self, result: PlanResult) -> None:
        say = self._desk.say
        moves = self._possible(result)
        left_out = set(self._steps.keys()) - set(self._chosen()) if self._offered is result else set()
        self._title.setText(say(proposal_key(replace(result, moves=tuple(moves))), n=len(moves)))
        texts = self._desk.texts
        told = "" if result.stopped_by == "proof" else stopped_words(texts, result)
        about = (self._objectives(result), told, brought_words(texts, result))
        self._about.setText("\n".join(filter(None, about)))
        self._steps.fill_ticked([(self._move_text(one), one.course) for one in moves], left_out)
        self._steps.fit_rows(SHOWN_MOVES)
        self._offered = result
        self._steps.setVisible(bool(moves))
        self._accept.setVisible(bool(moves))
        self._keep.setVisible(bool(moves) and not in_scenario(self._desk))
        self._weigh()
        if moves:
            self._accept.setFocus()

    def _possible(self, result: PlanResult) -> list[Move]:
        """Return the moves that would still change something; some may have been made by hand since."""
        program = self._desk.program
        now = [
            (one, first_term(program, one.course)) for one in result.moves if one.course in program.courses
        ]
        return [replace(one, before=before) for one, before in now if before != one.after]

    def _explain(self, result: PlanResult) -> None:
        say = self._desk.say
        self._title.setText(say(f"plan.none.{result.status}"))
        clashes = clash_words(self._desk.texts, result)
        unknown = say("clash_set.not_found") if result.status == "infeasible" else ""
        self._about.setText(clashes[0].about if clashes else unknown)
        rows: list[str] = []
        for n, clash in enumerate(clashes):
            rows += [clash.about] if n else []
            rows += [f"{text}  –  {relax}" for text, relax in clash.demands]
        self._steps.fill(rows)
        self._steps.fit_rows(SHOWN_MOVES)
        self._steps.setVisible(bool(rows))

    def _objectives(self, result: PlanResult) -> str:
        say = self._desk.say
        parts = []
        for one in result.objectives:
            value = self._figure(one.name, one.value)
            if one.value is None:
                parts.append(say("plan.objective_unknown", name=say(f"objective.{one.name}")))
            elif one.proven:
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

    def _words(self, args: tuple[tuple[str, object], ...]) -> dict[str, object]:
        return {
            name: value.pick(self._desk.texts.lang) if isinstance(value, Text) else value
            for name, value in args
        }

    # -- accepting ------------------------------------------------------------------------------------

    def _chosen(self) -> list[str]:
        return self._steps.chosen()

    def take_chosen(self) -> None:
        """Hand on the courses whose moves are ticked, unless the plan no longer holds for them."""
        self._hand_on(self.accepted)

    def keep_chosen(self) -> None:
        """Hand them on to be kept as a scenario: the programme stays as it is."""
        self._hand_on(self.kept)

    def _hand_on(self, to: SignalInstance) -> None:
        result, chosen, asked = self._result, self._chosen(), self._asked
        if result is None or asked is None:
            return
        from curriplan.planning.accept import still_holds

        if not still_holds(self._desk.program, asked, result, chosen):
            self._drop_as_stale()
            return
        self.stop()
        to.emit(result, chosen)
