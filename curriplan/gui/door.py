"""How programmes come into the window and leave it, so that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from curriplan.app.failures import failure_sentence
from curriplan.app.jobs import Outcome
from curriplan.app.programmes import open_file, usual_author
from curriplan.app.session import Opened, SaveState, Session
from curriplan.app.settings import Recent
from curriplan.domain.progress import Progress
from curriplan.gui.coverage import coverage
from curriplan.gui.desk import Desk
from curriplan.gui.opening import Opening
from curriplan.gui.widgets.unsaved import Unsaved

Call = Callable[[], object]


class Door:
    """Lets one programme in at a time, and none out whose edits are not on the disk.

    ``put_down`` ends what is being typed, so that it is an edit like any other. Where something is not
    stored, ``bar`` says so; whoever wants to leave then decides there.
    """

    def __init__(self, desk: Desk, bar: Unsaved, put_down: Call) -> None:
        self.opening: Opening | None = None
        self._desk, self._bar, self._put_down = desk, bar, put_down
        self._loading: _Loading | None = None
        self._wish: Call | None = None
        desk.saved.listen(self._saved)
        desk.demand_known.listen(lambda _: self.remember())
        bar.again.connect(self.retry)
        bar.discard.connect(self._discard)

    # -- in ---------------------------------------------------------------------------------------

    def open(self, path: Path, then: Call | None = None) -> bool:
        """Open a programme beside the window, in place of the one that is open, and make a call then.

        Returns whether it will be there, or is; a file that cannot be opened is told later, and nothing
        changes.
        """
        path = path.resolve()
        if self.opening is not None and _same_file(path, self.opening.session.store.path):
            self.stop_loading()  # what is wished last counts
            self._desk.goto("home")
            if then is not None:
                then()
            return True
        if self._desk.session is not None and self._desk.session.state is SaveState.FAILED:
            self._ask(lambda: self.open(path, then))
            return False
        if self._loading is None or self._loading.path != path:
            self.stop_loading()
            self._loading = _Loading(self._desk, path, lambda outcome: self._here(path, outcome, then))
            self._loading.start()
        return True

    def _here(self, path: Path, outcome: Outcome[Opened], then: Call | None) -> None:
        self._loading = None
        if outcome.error is not None:
            self._desk.complain(outcome.error)
        elif outcome.value is not None and not self.may_leave(lambda: self.open(path, then)):
            outcome.value.store.close()
        elif outcome.value is not None:
            self.show(Session(outcome.value, self._desk.jobs, self.author))
            if outcome.value.store.refusal is not None:
                self._desk.complain(outcome.value.store.refusal)
            if then is not None:
                then()

    def show(self, session: Session) -> None:
        """Show a programme that was opened; the one before has left."""
        self.opening = Opening(self._desk, session)
        self._bar.hide()
        self.remember()
        self._desk.opened.tell(session)

    @property
    def author(self) -> str:
        """Return the name that edits are signed with."""
        return self._desk.settings.author or usual_author()

    # -- out --------------------------------------------------------------------------------------

    def leave(self, then: Call) -> None:
        """Close the open programme and make a call; where that would lose an edit, ask first."""
        if self.may_leave(then):
            then()

    def may_leave(self, then: Call) -> bool:
        """Close the open programme; where that would lose an edit, ask, and make the call when decided."""
        self._put_down()
        if self._let_go(discard=False):
            return True
        self._ask(then)
        return False

    def stop_loading(self) -> None:
        """Let go of a programme that is on its way in."""
        if self._loading is not None:
            self._loading.drop()
            self._loading = None

    def _let_go(self, *, discard: bool) -> bool:
        opening = self.opening
        if opening is None:
            return True
        self.remember()
        if not opening.session.close(discard=discard):
            return False
        self.opening = self._wish = None
        opening.end()
        self._bar.hide()
        return True

    # -- what is not stored -----------------------------------------------------------------------

    def retry(self) -> None:
        """Try again to store what could not be stored."""
        session = self._desk.session
        if session is not None and session.state is SaveState.FAILED:
            session.retry_save()

    def went_elsewhere(self, session: Session, revision: int, path: Path) -> None:
        """Go on with a copy that holds all that is shown, where it is more than the file holds."""
        if self._desk.session is not session or session.revision != revision or not session.unsaved:
            return
        wish = self._wish
        self._let_go(discard=True)
        if wish is not None:
            wish()
        else:
            self._desk.opened.tell(None)
            self.open(path)

    def _discard(self) -> None:
        wish = self._wish
        self._let_go(discard=True)
        if wish is not None:
            wish()

    def _ask(self, then: Call) -> None:
        self._wish = then
        self._tell_unsaved()
        self._bar.setFocus()

    def _saved(self, state: SaveState) -> None:
        if state is SaveState.FAILED:
            self._tell_unsaved()
        elif state is not SaveState.SAVING:
            self._wish = None
            self._bar.hide()

    def _tell_unsaved(self) -> None:
        session, desk = self._desk.session, self._desk
        if session is None:
            return
        why = None if session.failure is None else failure_sentence(session.failure, desk.texts)
        self._bar.tell(session.unsaved, why or desk.say("error.store.unknown"), leaving=bool(self._wish))

    # -- recent files -----------------------------------------------------------------------------

    def remember(self) -> None:
        """Note the open programme among the recent ones, with its readiness where it is known.

        A scenario that is shown says nothing of the programme itself.
        """
        desk = self._desk
        if desk.session is None:
            return
        key = str(desk.session.store.path)
        known = next((one for one in desk.settings.recent if one.path == key), Recent(key))
        about = desk.session.stored.about
        recent = replace(known, name=desk.name(about.name, about.code), day=desk.today.isoformat())
        recent = replace(recent, levels=coverage(desk.session.stored), names=(about.name.zh, about.name.en))
        if desk.results.demand_is_known and desk.session.scenario is None:
            every, assessed = (desk.results.gaps(basis).totals.readiness for basis in ("all", "assessed"))
            recent = replace(recent, readiness=every, assessed=assessed)
        desk.settings = desk.settings.opened(recent)
        desk.settings_changed.tell(desk.settings)


class _Loading:
    """A programme on its way in. Dropped, its file is closed as soon as it is open."""

    def __init__(self, desk: Desk, path: Path, here: Callable[[Outcome[Opened]], None]) -> None:
        self.path = path
        self._desk, self._tell = desk, here
        self._dropped = False
        self._opened: Opened | None = None

    def start(self) -> None:
        """Begin to read the file, after all that is being stored."""
        self._desk.jobs.on_lane("load", self._work, self._ended)

    def _work(self, _: Progress) -> Opened:
        self._opened = open_file(self.path)
        return self._opened

    def drop(self) -> None:
        """No longer wish for it."""
        self._dropped = True

    def _ended(self, outcome: Outcome[Opened]) -> None:
        if not self._dropped and not outcome.cancelled:
            self._tell(outcome)
        elif self._opened is not None:
            self._opened.store.close()


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other.resolve()
