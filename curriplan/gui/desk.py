"""What every page shares: the open programme, its derived results, texts, theme, selection, the way about.

One desk belongs to one window. Pages ask it, listen to its topics, and never reach for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from curriplan.app.derived import Derived
from curriplan.app.failures import failure_sentence
from curriplan.app.jobs import Jobs
from curriplan.app.notify import Topic
from curriplan.app.session import Edit, Edited, SaveState, Session
from curriplan.app.settings import Settings
from curriplan.app.texts import Texts
from curriplan.domain.changes import Changes
from curriplan.domain.history import Label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.theme import Theme

if TYPE_CHECKING:
    from curriplan.analysis.account.account import Figure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected, in the words of the programme; ids, empty where they do not apply.

    Rows that have no word of their own here stand in ``table`` and ``row``.
    """

    course: str = ""
    competency: str = ""
    post: str = ""
    term: str = ""
    revision: int = 0
    table: str = ""
    row: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is selected."""
        return self != NOTHING


NOTHING = Selection()


@dataclass(frozen=True, slots=True)
class Asked:
    """Figures that are asked "Why?", several to choose from, and what was asked before."""

    figures: tuple[Figure, ...]
    before: Asked | None = None


@dataclass(frozen=True, slots=True)
class Toast:
    """A short message; with ``undo`` it offers to take the edit back."""

    text: str
    undo: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why pages wait in vain for the results of the open programme; ``again`` offers to try once more."""

    problem: BaseException
    sentence: str
    again: bool


@dataclass(frozen=True, slots=True)
class FileWish:
    """A wish about files: begin with a sample, open a programme, or import tables."""

    sample: str = ""
    programme: Path | None = None
    tables: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Goto:
    """A wish to see a page, with something selected on it."""

    page: str
    selection: Selection = NOTHING


class Desk:
    """The shared state of one window."""

    def __init__(self, jobs: Jobs, settings: Settings, theme: Theme) -> None:
        self.jobs = jobs
        self.settings = settings
        self.theme = theme
        self.texts = Texts(settings.lang)
        self.session: Session | None = None
        self.derived: Derived | None = None
        self.trouble: Trouble | None = None
        self.selection = NOTHING
        self.asked: Asked | None = None
        self.opened: Topic[Session | None] = Topic()
        self.edited: Topic[Edited] = Topic()
        self.saved: Topic[SaveState] = Topic()
        self.demand_known: Topic[None] = Topic()
        self.troubled: Topic[Trouble] = Topic()
        self.again: Topic[None] = Topic()
        self.selected: Topic[Selection] = Topic()
        self.why_asked: Topic[Asked | None] = Topic()
        self.wanted: Topic[Goto] = Topic()
        self.typing_wanted: Topic[str] = Topic()
        self.commands: Topic[str] = Topic()
        self.files_wanted: Topic[FileWish] = Topic()
        self.toasts: Topic[Toast] = Topic()
        self.restyled: Topic[Theme] = Topic()
        self.retold: Topic[Texts] = Topic()
        self.settings_changed: Topic[Settings] = Topic()

    @property
    def program(self) -> Program:
        """Return the open programme's present value.

        Raises:
            LookupError: no programme is open.

        """
        if self.session is None:
            raise LookupError("no programme is open")
        return self.session.program

    @property
    def results(self) -> Derived:
        """Return the derived results of the open programme.

        Raises:
            LookupError: no programme is open.

        """
        if self.derived is None:
            raise LookupError("no programme is open")
        return self.derived

    @property
    def today(self) -> date:
        """Return the day that dates are compared with."""
        return date.today()  # noqa: DTZ011 - a review date is a day of the user's own calendar

    def name(self, text: Text, code: str = "") -> str:
        """Return a bilingual name in the window's language."""
        return self.texts.name(text, code)

    def say(self, key: str, /, **args: object) -> str:
        """Return a sentence of the catalogue in the window's language."""
        return self.texts(key, **args)

    def figure(self, value: float | None) -> str:
        """Return a figure with at most two decimals, or a dash where it is not known."""
        return "–" if value is None else f"{round(value, 2):,g}"

    def select(self, selection: Selection) -> None:
        """Select something in every view."""
        if selection != self.selection:
            self.selection, self.asked = selection, None
            self.selected.tell(selection)

    def ask(self, figures: tuple[Figure, ...], before: Asked | None = None) -> None:
        """Have the inspector say where a figure comes from, or offer several; ``before`` is what ``ask_back`` asks."""
        self.asked = Asked(figures, before)
        self.why_asked.tell(self.asked)

    def ask_back(self) -> None:
        """Ask again what was asked before; where nothing was, the inspector goes back to what is selected."""
        self.asked = None if self.asked is None else self.asked.before
        self.why_asked.tell(self.asked)

    def look_again(self) -> None:
        """Have the inspector ask the page anew, though the selection is the same."""
        self.selected.tell(self.selection)

    def type_into(self, field: str) -> None:
        """Have the inspector take the next keys in a field, by its name, as soon as it shows one."""
        self.typing_wanted.tell(field)

    def goto(self, page: str, selection: Selection = NOTHING) -> None:
        """Show a page, with something selected on it."""
        self.wanted.tell(Goto(page, selection))

    def edit(self, label: Label, edit: Edit) -> Changes:
        """Change the open programme; what refuses the edit is told as a toast and nothing changes."""
        session = self.session
        if session is None:
            return ()
        return self.told(lambda: session.apply(label, edit)) or ()

    def step(self, move: Callable[[Session], bool]) -> None:
        """Undo or redo, once what is to be taken back is at hand; a conflict is told as a toast."""
        session = self.session
        if session is not None:
            session.prepare_step(lambda: self._step(session, move))

    def _step(self, session: Session, move: Callable[[Session], bool]) -> None:
        self.told(lambda: move(session))

    def told(self, act: Callable[[], T]) -> T | None:
        """Do something; tell an expected failure as a toast and return None. A defect is raised."""
        try:
            return act()
        except Exception as problem:  # noqa: BLE001 - what is no expected failure is raised again
            self.complain(problem)
        return None

    def complain(self, problem: BaseException) -> None:
        """Tell an expected failure as a toast; raise a defect."""
        sentence = failure_sentence(problem, self.texts)
        if sentence is None:
            raise problem
        self.toasts.tell(Toast(sentence))
