"""One programme that is open in the window: its session, its results, its jobs, let go together.

What happens to it is told through the desk, and only until ``end``: news of a programme that is no longer
shown reaches nobody.
"""

from __future__ import annotations

from curriplan.analysis.demand.requirement import Requirements
from curriplan.app.derived import Derived
from curriplan.app.failures import failure_sentence
from curriplan.app.jobs import Job, Outcome
from curriplan.app.session import Edited, Session
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk, Toast, Trouble


class Opening:
    """What belongs to one open programme, from when it is shown until another takes its place."""

    def __init__(self, desk: Desk, session: Session) -> None:
        """Put the programme on the desk and follow it."""
        self.session = session
        self.derived = Derived(lambda: session.program)
        self._desk = desk
        self._demand: Job | None = None
        self._ended = False
        desk.session, desk.derived, desk.trouble = session, self.derived, None
        self._ends = (
            session.edited.listen(self._edited),
            session.saved.listen(desk.saved.tell),
            session.answers_arrived.listen(lambda _: self.compute()),
            session.found_damage.listen(self._damaged),
            desk.again.listen(lambda _: self.compute()),
        )

    def end(self) -> None:
        """Let everything go; the session is closed by whoever ends it."""
        self._ended = True
        for end in self._ends:
            end()
        if self._demand is not None:
            self._demand.cancel()
        self._desk.session = self._desk.derived = self._desk.trouble = None

    # -- what posts require -----------------------------------------------------------------------

    def compute(self) -> None:
        """Work out what posts require, beside the window; one such job runs at a time."""
        if self._demand is not None:
            return
        self._desk.trouble = None
        work, done = self.derived.prepare_demand, self._demand_here
        job = self._desk.jobs.in_pool("demand", work, done, stoppable=False)
        self._demand = None if job.finished.is_set() else job

    def _demand_here(self, outcome: Outcome[tuple[Program, Requirements]]) -> None:
        self._demand = None
        if self._ended or outcome.cancelled:
            return
        if outcome.error is not None:
            sentence = failure_sentence(outcome.error, self._desk.texts)
            self._tell_trouble(outcome.error, sentence or self._desk.say("error.demand"), again=True)
            if sentence is None:
                raise outcome.error
        elif outcome.value is not None:
            self.derived.take_demand(outcome.value)
            self._follow_demand()
            if self.derived.demand_is_known:
                self._desk.demand_known.tell(None)

    def _follow_demand(self) -> None:
        """Have the demand follow an edit: at once where few cells changed, in a job after many answers."""
        if self.derived.demand_is_known or not self.session.answers_loaded:
            return
        if self.derived.demand_is_near:
            self.derived.requirements()
        else:
            self.compute()

    def _edited(self, edited: Edited) -> None:
        if self._demand is None:
            self._follow_demand()
        self._desk.edited.tell(edited)

    # -- trouble ----------------------------------------------------------------------------------

    def _damaged(self, problem: BaseException) -> None:
        sentence = failure_sentence(problem, self._desk.texts) or self._desk.say("error.answers")
        if self.session.answers_loaded:
            self._desk.toasts.tell(Toast(sentence))
        else:
            self._tell_trouble(problem, sentence, again=False)

    def _tell_trouble(self, problem: BaseException, sentence: str, *, again: bool) -> None:
        trouble = Trouble(problem, sentence, again)
        self._desk.trouble = trouble
        self._desk.toasts.tell(Toast(sentence))
        self._desk.troubled.tell(trouble)
