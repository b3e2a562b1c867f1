"""Single steps that close a gap, as the inspector offers them: cheapest first, previewed in place, then taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from curriplan.analysis.gap.result import Basis, GapRow
from curriplan.app.closing import (
    closing_label,
    costing,
    course_of,
    doing,
    done_line,
    effect_line,
    gain_line,
    reason,
)
from curriplan.app.jobs import Outcome
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.inspector.content import Action, Block, Pairs, Paragraph
from curriplan.gui.views.gaps.closing.asking import change_pairs, effect_of
from curriplan.gui.views.gaps.closing.elsewhere import ask_for_other, read_other
from curriplan.planning.closing.apply import apply
from curriplan.planning.closing.needs import is_open
from curriplan.planning.closing.options import Option, alone, options
from curriplan.planning.closing.reasons import reasons
from curriplan.planning.closing.request import ClosingRequest, closing_request
from curriplan.planning.closing.result import Cell, Step

OFFERED, OFFERED_FROM_ELSEWHERE = 4, 2
ROWS_TOLD = 6
Search = Callable[[tuple[Cell, ...]], object]


@dataclass(slots=True)
class CloseIt:
    """The section "Close it" of one window. ``search`` looks for the cheapest set for some gaps."""

    desk: Desk
    search: Search
    previewed: tuple[Cell, Step] | None = None
    other: Program | None = None

    def __post_init__(self) -> None:
        self.desk.opened.listen(lambda _: self._look_in(None))

    def blocks(self, row: GapRow, basis: Basis) -> tuple[Block, ...]:
        """Return the steps that close a gap or bring it nearer; nothing where it is not open."""
        if not is_open(row):
            return ()
        cell = (row.post, row.competency)
        results = self.desk.results
        request = closing_request(
            self.desk.program, results.requirements(), results.gaps(basis), (cell,), other=self.other
        )
        found = options(request)
        if not found:
            return (self._why_none(request), *self._elsewhere(request))
        shown = _shown(found)
        offers = [block for n, one in enumerate(shown) for block in self._offer(request, one, first=n == 0)]
        offers += self._elsewhere(request)
        if not shown[0].whole:
            offers.append(
                Action(
                    self.desk.say("closing.search"),
                    lambda: self.search((cell,)),
                    self.desk.say("closing.together"),
                )
            )
        return tuple(offers)

    def _elsewhere(self, request: ClosingRequest) -> tuple[Block, ...]:
        """Return the offer to take courses from another programme; where one was looked at, what it is, and if in vain."""
        say, other = self.desk.say, self.other
        offer = Action(say("closing.other"), self._ask)
        if other is None:
            return (offer,)
        key = "closing.also_from" if request.arriving else "closing.none_from"
        return (Paragraph(say(key, name=self.desk.name(other.about.name)), dim=True), offer)

    def _ask(self) -> None:
        """Have the user choose another programme, and read it beside the window."""
        path, program = ask_for_other(None, self.desk), self.desk.program
        if path is not None:
            self.desk.jobs.in_pool("closing", lambda _: read_other(path), partial(self._read, program))

    def _read(self, asked_for: Program, outcome: Outcome[Program]) -> None:
        if outcome.error is not None:
            self.desk.complain(outcome.error)
        elif outcome.value is not None and self.desk.session is not None and asked_for is self.desk.program:
            self._look_in(outcome.value)
            self.desk.look_again()

    def _look_in(self, other: Program | None) -> None:
        self.other, self.previewed = other, None

    def _why_none(self, request: ClosingRequest) -> Paragraph:
        (why,) = reasons(request, request.targets, proven=True)
        return Paragraph(reason(self.desk.program, why, self.desk.texts))

    def _offer(self, request: ClosingRequest, option: Option, *, first: bool) -> tuple[Block, ...]:
        desk, step = self.desk, option.step
        course = course_of(desk.program, step)
        about = desk.say(
            "closing.option" if option.whole else "closing.option_part",
            course=desk.name(course.name, course.code),
            what=doing(desk.program, step, desk.texts),
            cost=costing(step, desk.texts),
            gain=gain_line(option, desk.texts),
        )
        target = request.targets[0].cell
        if self.previewed != (target, step):
            preview = partial(self._preview, (target, step))
            return (Action(desk.say("closing.preview"), preview, about, primary=first),)
        return (Paragraph(about), *self._previewed(request, option))

    def _previewed(self, request: ClosingRequest, option: Option) -> tuple[Block, ...]:
        """Return the gaps before and after a step, and the way to take it."""
        desk = self.desk
        proposal = alone(request, option)
        found = effect_of(desk, apply(desk.program, proposal), request.report.basis)
        pairs = change_pairs(desk, found.rows[:ROWS_TOLD], proposal.asked[0][1])
        more = len(found.rows) - ROWS_TOLD
        rest = (Paragraph(desk.say("closing.more", n=more), dim=True),) if more > 0 else ()

        def take() -> None:
            self.previewed = None
            changes = desk.edit(closing_label(proposal), lambda now: apply(now, proposal))
            if changes:
                desk.toasts.tell(Toast(done_line(proposal.asked, proposal.closes, desk.texts), undo=True))

        return (
            Pairs(pairs),
            *rest,
            Paragraph(effect_line(found, desk.texts), dim=True),
            Action(desk.say("closing.take"), take, primary=True),
            Action(desk.say("closing.leave"), partial(self._preview, None)),
        )

    def _preview(self, what: tuple[Cell, Step] | None) -> None:
        self.previewed = what
        self.desk.type_into(self.desk.say("closing.preview" if what is None else "closing.take"))
        self.desk.look_again()


def _shown(found: Sequence[Option]) -> list[Option]:
    """Return the cheapest steps that close the gap, or come near; of courses from elsewhere the cheapest beside them."""
    able = [one for one in found if one.whole] or list(found)
    own = [one for one in able if one.step.arrival is None][:OFFERED]
    arriving = [one for one in able if one.step.arrival is not None][:OFFERED_FROM_ELSEWHERE]
    return [*own, *arriving]
