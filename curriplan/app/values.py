"""What the file of a session holds, what of it is shown, and which edits undo would take back there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from curriplan.domain.changes import Changes, apply, diff
from curriplan.domain.edits.beside import beside
from curriplan.domain.edits.scenarios import between, scenario_value, taken_up
from curriplan.domain.history import Label, Stacks, Stamp
from curriplan.domain.integrity import IntegrityError, problems_after
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario

MADE = "scenario.made"
"""The code of the edit that makes a scenario: like the creation of a programme, it is never undone."""

SCENARIO, ENDS = "scenario", "ends"
"""The arguments by which the label of an edit says in which scenario it was made, or which one it ended."""


def scenario_of(label: Label) -> str:
    """Return the id of the scenario in which an edit was made, or nothing."""
    return _told(label, SCENARIO)


def within(label: Label, scenario: str) -> Label:
    """Return the label of an edit that is made in a scenario."""
    return replace(label, args=(*label.args, (SCENARIO, scenario)))


def _told(label: Label, wanted: str) -> str:
    return next((str(one) for name, one in label.args if name == wanted), "")


class Values:
    """The stored programme with its scenarios, and the one of these values that is shown.

    Each scenario, as the programme itself, has its own edits that can be undone, so undo never changes what is
    not seen. None of them stands in another's way: an edit in a scenario changes that scenario's rows and
    nothing else, and an edit of the programme changes no scenario but by ending it. Such an end can be undone;
    once the scenario was edited again it cannot be redone.
    """

    def __init__(self, stored: Program, stamps: Iterable[Stamp]) -> None:
        self.stored = self.shown = stored
        self.turn = 0
        self._scenario, self._base = "", stored
        self._edited: tuple[Program, Program] | None = None
        self._labels: dict[int, Label] = {}
        self._stacks: dict[str, Stacks] = {}
        for one in stamps:
            self.note(one.revision, one.label, one.undoes)

    # -- values -----------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario | None:
        """Return the scenario that is shown, or None where it is the programme itself."""
        return self.stored.scenarios.get(self._scenario)

    def show(self, scenario: Scenario | None, base: Program) -> None:
        """Show a scenario that was made from ``base``, or the programme itself."""
        self._scenario, self._base, self._edited = "" if scenario is None else scenario.id, base, None
        self.shown = self.stored if scenario is None else scenario_value(self.stored, scenario, base)
        self.turn += 1

    def take(self, stored: Program) -> None:
        """Hold another stored value; the programme is shown as soon as its scenario is no longer there."""
        before, self.stored = self.stored, stored
        scenario, edited, self._edited = self.scenario, self._edited, None
        if scenario is None:
            self._scenario, self.shown = "", stored
        elif edited is not None and stored is edited[0]:
            self.shown = beside(edited[1], stored)
        else:
            steps = between(before, stored, scenario, self._base, self.shown)
            self.shown = beside(apply(steps, self.shown), stored)

    def edit(self, changes: Changes, shown: Program) -> tuple[Changes, Program]:
        """Return what a change of what is shown changes in the stored value, and that value then.

        What is shown then is that value itself, not one made anew: everything that an edit left alone is the
        same object, so what follows from it is soon worked out.
        """
        scenario = self.scenario
        if scenario is None:
            return changes, shown
        steps = taken_up(self.stored, scenario, self._base, changes)
        self._edited = apply(steps, self.stored), shown
        return steps, self._edited[0]

    # -- steps ------------------------------------------------------------------------------------

    def placed(self, label: Label) -> Label:
        """Return the label of an edit with the scenario in which it is made."""
        return within(label, self._scenario) if self._scenario else label

    def note(self, revision: int, label: Label, undoes: int | None) -> None:
        """Take an edit up into what undo and redo lead to; what begins there cannot be undone."""
        self._labels[revision] = label
        self.turn += undoes is None
        if revision == 1 or label.code == MADE:
            return
        place = scenario_of(label)
        self._stacks[place] = self._stacks.get(place, Stacks()).after(revision, undoes)
        self._never_end_again(place)

    def _never_end_again(self, scenario: str) -> None:
        """Forget that a scenario could be ended once more, as it is no longer what it was; and what comes then."""
        held = self._stacks.get("", Stacks())
        ends = [
            n for n, one in enumerate(held.redo) if scenario and _told(self._labels[one], ENDS) == scenario
        ]
        if ends:
            self._stacks[""] = Stacks(held.undo, held.redo[ends[-1] + 1 :])

    @property
    def undo(self) -> int | None:
        """Return the edit that undo would take back, or None."""
        return next(reversed(self._here.undo), None)

    @property
    def redo(self) -> int | None:
        """Return the edit that redo would take back, or None."""
        return next(reversed(self._here.redo), None)

    @property
    def _here(self) -> Stacks:
        return self._stacks.get(self._scenario, Stacks())

    def label(self, revision: int) -> Label:
        """Return what a revision is called."""
        return self._labels[revision]


def sound_changes(before: Program, after: Program) -> Changes:
    """Return what an edit changes.

    Raises:
        IntegrityError: it would leave a reference without its row.

    """
    changes = diff(before, after)
    broken = tuple(problems_after(changes, after)) if changes else ()
    if broken:
        raise IntegrityError(broken)
    return changes
