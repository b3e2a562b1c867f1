"""Closing many gaps at once: the running search, and its proposal as steps to take all or some of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from curriplan.analysis.gap.result import Basis
from curriplan.app.closing import (
    closing_label,
    done_line,
    effect_line,
    first_need,
    headline,
    others_line,
    reason,
    step_line,
    sum_line,
    table_line,
)
from curriplan.app.figures import figure
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.solving_panel import PanelWords, SolvingPanel, Stage
from curriplan.gui.views.gaps.closing.asking import cell_name, change_lines, effect_of
from curriplan.gui.views.gaps.closing.elsewhere import ask_for_other, read_other
from curriplan.gui.widgets.basic import button, column, label, row
from curriplan.gui.widgets.lines import Lines
from curriplan.planning.closing.apply import apply, fitting
from curriplan.planning.closing.result import Cell, Proposal, Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from curriplan.app.session import Edited
    from curriplan.planning.closing.solve import ClosingProgress

__all__ = ["ClosingPanel", "Stage"]

WORDS = PanelWords(
    running="closing.running",
    searching="closing.searching",
    steps="closing.steps",
    take_all="closing.take_all",
    take_some="closing.take_some",
    stale="closing.stale",
)


class ClosingPanel(SolvingPanel["ClosingProgress", Proposal]):
    """Stands in place of the gaps while it is wanted: ``opened`` and ``closed`` say when.

    ``costs_wanted``: the user wants to see the cost table.
    """

    costs_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, WORDS)
        self._asked: tuple[tuple[Cell, ...], Basis] = ((), "all")
        self._other = button(clicked=self._ask_for_other)
        self._top.insertWidget(self._top.count() - 1, self._other)
        self._effect = label(wrap=True)
        self._lines.addWidget(self._effect)
        self._build_lists()
        under = row()
        self._costs = button(kind="link", clicked=self.costs_wanted.emit)
        under.addWidget(self._about, 1)
        under.addWidget(self._costs)
        self._lines.addLayout(under)
        self._lines.addStretch(0)
        self._show(Stage.HIDDEN)

    def _build_lists(self) -> None:
        self._lists = QWidget()
        both = row(self._lists, spacing=12)
        self._changes = Lines()
        self._heads = (label(role="label"), label(role="label"))
        for head, held in zip(self._heads, (self._steps, self._changes), strict=True):
            side = column(spacing=4)
            side.addWidget(head)
            side.addWidget(held)
            both.addLayout(side, 1)
        self._lines.addWidget(self._lists, 1)

    # -- running --------------------------------------------------------------------------------------

    def start(self, cells: tuple[Cell, ...], basis: Basis, other: Path | None = None) -> None:
        """Look for the cheapest steps that close some gaps, beside the window; ``other`` may give courses."""
        if self.stage is Stage.RUNNING:
            return
        self._asked = (cells, basis)
        program, results = self._desk.program, self._desk.results
        demand, report = results.requirements(), results.gaps(basis)

        def work(enough: Callable[[], bool], note: Callable[[ClosingProgress], None]) -> Proposal:
            from curriplan.planning.closing.request import closing_request
            from curriplan.planning.closing.solve import close

            theirs = None if other is None else read_other(other)
            request = closing_request(program, demand, report, cells, other=theirs)
            return close(request, cancel=enough, progress=note)

        self._begin("closing", work)

    def _found(self, result: Proposal) -> None:
        if self._holds():
            self._show(Stage.PROPOSAL)

    def _progress(self, latest: ClosingProgress) -> str:
        return self._desk.say(
            "closing.best_so_far",
            cost=figure(latest.cost),
            bound=figure(latest.bound),
            seconds=f"{latest.wall_s:.0f}",
        )

    def _ask_for_other(self) -> None:
        """Have the user choose a programme whose courses may be taken over, and search again."""
        chosen = ask_for_other(self, self._desk)
        if chosen is not None:
            self.start(*self._asked, chosen)

    # -- showing --------------------------------------------------------------------------------------

    def retell(self) -> None:
        """Follow the language, and another programme."""
        if self._holds():
            self._show(self.stage)

    def follow(self) -> None:
        """Follow an edit: what the steps would do now."""
        if self._result is not None and self._holds():
            self._weigh()

    def _follow_edit(self, edited: Edited) -> None:
        self._holds()

    def _holds(self) -> bool:
        """Tell whether the programme is still the one that was asked about; else drop what no longer fits it."""
        desk, steps = self._desk, () if self._result is None else self._result.steps
        if self.stage is Stage.HIDDEN:
            return True
        if desk.session is not self._asked_in[0]:
            self.stop()
            return False
        if self._asked_in == self._shown() and len(fitting(desk.program, steps)) == len(steps):
            return True
        self._drop_as_stale()
        return False

    def _show(self, stage: Stage) -> None:
        super()._show(stage)
        say, offered = self._desk.say, stage is Stage.PROPOSAL
        for made in (self._other, self._effect, self._lists, self._costs):
            made.setVisible(offered)
        self._other.setText(say("closing.other"))
        self._costs.setText(say("closing.costs"))
        self._changes.setAccessibleName(say("closing.changes"))
        for head, key in zip(self._heads, ("closing.steps", "closing.changes"), strict=True):
            head.setText(say(key))
        if offered and self._result is not None:
            self._offer(self._result)

    def _offer(self, proposal: Proposal) -> None:
        desk = self._desk
        need = first_need(desk.program, desk.results.requirements())
        others = others_line(proposal.asked, proposal.closes, desk.texts)
        self._title.setText(f"{headline(proposal, desk.texts, need)} {others}".strip())
        evidence = f"{desk.say('closing.evidence')} " if proposal.steps else ""
        self._about.setText(evidence + table_line(desk.program, desk.texts))
        told = (step_line(desk.program, step, desk.texts) for step in proposal.steps)
        self._steps.fill_ticked((text, str(n)) for n, text in enumerate(told))
        for made in (self._accept, self._steps, self._heads[0], self._effect):
            made.setVisible(bool(proposal.steps))
        self._weigh()
        if proposal.steps:
            self._accept.setFocus()

    def _weigh(self) -> None:
        """Say what the steps that are ticked would do to the gaps."""
        desk, proposal = self._desk, self._result
        if proposal is None:
            return
        super()._weigh()
        chosen = self.chosen()
        found = effect_of(desk, apply(desk.program, proposal, chosen), proposal.basis)
        summed = sum_line(desk.program, chosen, proposal.growth, desk.texts)
        self._effect.setText(f"{summed}\n{effect_line(found, desk.texts)}")
        left = (one for one in found.rows if not one.closes)
        self._changes.fill(
            (*self._open_lines(proposal), *change_lines(desk, found.closed), *change_lines(desk, left))
        )
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
        steps = () if self._result is None else self._result.steps
        return tuple(steps[int(n)] for n in self._steps.chosen())

    def take_chosen(self) -> None:
        """Take the steps that are ticked, as one edit."""
        desk, proposal = self._desk, self._result
        if proposal is None or not self._holds():
            return
        steps = fitting(desk.program, self.chosen())
        found = effect_of(desk, apply(desk.program, proposal, steps), proposal.basis)
        done = done_line(proposal.asked, (one.cell for one in found.closed), desk.texts)
        self.stop()
        words = closing_label(proposal, len(steps))
        changes = desk.edit(words, lambda now: apply(now, proposal, steps))
        if changes:
            desk.toasts.tell(Toast(done, undo=True))
