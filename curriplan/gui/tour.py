"""The tour: five steps through the smaller sample, told in the inspector above what the page itself says there.

It is optional and can be taken again; it changes nothing itself. A step only leads to a page with something selected.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Action, Content, Paragraph, Section

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow

SAMPLE = "international_trade"
POST, COMPETENCY = "SO", "C18"
"""The firm gap that the sample's README describes, by codes: store operation, cost and price."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its key in the texts (``tour.NAME``), the page, and what is selected there of the gap."""

    name: str
    page: str
    post: bool = False
    competency: bool = False


STEPS = (
    Step("demand", "demand", post=True, competency=True),
    Step("map", "map", competency=True),
    Step("gaps", "gaps", post=True, competency=True),
    Step("close", "gaps", post=True, competency=True),
    Step("plan", "plan"),
)


def selection_of(program: Program, step: Step) -> Selection:
    """Return what a step selects; what is no longer in the programme is left out."""
    posts = {one.code: one.id for one in program.posts.values()}
    nodes = {one.code: one.id for one in program.competencies.values()}
    return Selection(
        post=posts.get(POST, "") if step.post else "",
        competency=nodes.get(COMPETENCY, "") if step.competency else "",
    )


class Tour:
    """The tour of one window: where it stands, and how it goes on."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._desk = window, window.desk
        self._at: int | None = None
        self._waits, self._asks = False, False
        self._before: Path | None = None
        self._desk.opened.listen(lambda _: self._put_away())
        self._desk.demand_known.listen(lambda _: self._begin_if_wanted())

    @property
    def step(self) -> Step | None:
        """Return the present step; None while no tour is taken."""
        return None if self._at is None else STEPS[self._at]

    def take(self) -> None:
        """Begin at the first step, in the sample; say first that it takes the place of another programme."""
        session = self._desk.session
        if session is None:
            self._open_sample()
        elif session.program.about.name == sample_program(SAMPLE).about.name:
            self._want()
        else:
            self._at, self._asks = None, True
            self._desk.type_into(self._desk.say("tour.begin"))
            self._desk.look_again()

    def _open_sample(self) -> None:
        """Open the copy of the sample that was used last, or make one where there is none."""
        session, about = self._desk.session, sample_program(SAMPLE).about
        self._before = None if session is None else session.store.path
        names = (about.name.zh, about.name.en)
        copies = (Path(one.path) for one in self._desk.settings.recent if one.names == names)
        copy = next((path for path in copies if path.exists()), None)
        if copy is None:
            self._window.files.new_from_sample(SAMPLE, self._want)
        else:
            self._window.files.door.open(copy, self._want)

    def _return(self) -> None:
        """End the tour in the programme that was open before."""
        if self._before is not None:
            self._window.files.open(self._before)

    def _want(self) -> None:
        self._waits = True
        if self._desk.derived is not None and self._desk.results.demand_is_known:
            self._begin_if_wanted()

    def _begin_if_wanted(self) -> None:
        if self._waits:
            self._waits = False
            self._go(0)

    def _put_away(self) -> None:
        self._at, self._waits, self._asks = None, False, False

    def _question(self) -> Content:
        """Return what is said before the sample takes the place of the open programme."""
        say, about = self._desk.say, self._desk.program.about
        words = Paragraph(say("tour.ask", name=self._desk.name(about.name, about.code)))
        begin = Action(say("tour.begin"), self._open_sample, primary=True)
        return Content(
            say("command.tour"), "", (Section("", (words, begin, Action(say("tour.stay"), self.end))),)
        )

    def _go(self, at: int) -> None:
        self._at = at
        step = STEPS[at]
        self._desk.goto(step.page, selection_of(self._desk.program, step))
        self._desk.type_into(self._onward())
        self._desk.look_again()

    def _onward(self) -> str:
        last = self._at == len(STEPS) - 1
        return self._desk.say("tour.end" if last else "tour.next")

    def next(self) -> None:
        """Go to the next step; behind the last the tour is over."""
        if self._at is not None and self._at + 1 < len(STEPS):
            self._go(self._at + 1)
        else:
            self.end()

    def end(self) -> None:
        """End the tour, wherever it stands."""
        self._put_away()
        self._window.inspect()

    def above(self, content: Content) -> Content:
        """Return what the inspector shows: the present step, then what the page says; without a tour only that."""
        if self._asks:
            return self._question()
        if self._at is None:
            return content
        say, step = self._desk.say, STEPS[self._at]
        onward = Action(self._onward(), self.next, primary=True)
        others = [Action(say("tour.stop"), self.end)] if self._at + 1 < len(STEPS) else []
        if self._window.page.name != step.page:
            here = self._at
            others.insert(0, Action(say("tour.back"), lambda: self._go(here)))
        if self._before is not None:
            others.append(Action(say("tour.return"), self._return))
        about = (Paragraph(content.subtitle, dim=True),) if content.subtitle else ()
        return Content(
            say(f"tour.{step.name}.title"),
            say("tour.step", n=self._at + 1, all=len(STEPS)),
            (
                Section("", (Paragraph(say(f"tour.{step.name}.text")), onward, *others)),
                Section(content.title, (*about, *(content.sections[0].blocks if content.sections else ()))),
                *content.sections[1:],
            ),
        )
