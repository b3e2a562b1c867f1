"""What the file of a session holds, what of it is shown, and which edits undo would take back there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from curriplan.domain.changes import Changes, diff
from curriplan.domain.edits.beside import beside
from curriplan.domain.edits.scenarios import scenario_value, with_value
from curriplan.domain.history import Label, Stacks, Stamp
from curriplan.domain.integrity import IntegrityError, problems_after
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario

SCENARIO = "scenario"
"""The argument by which the label of an edit says in which scenario it was made."""


def scenario_of(label: Label) -> str:
    """Return the id of the scenario in which an edit was made, or nothing."""
    return next((str(one) for name, one in label.args if name == SCENARIO), "")


class Values:
    """The stored programme with its scenarios, and the one of these values that is shown.

    A scenario is a row of the stored programme. Each of them, as the programme itself, has its own edits that
    can be undone, so undo never changes what is not seen.
    """

    def __init__(self, stored: Program, stamps: Iterable[Stamp]) -> None:
        self.stored = self.shown = stored
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
        self.take(self.stored)

    def take(self, stored: Program) -> None:
        """Hold another stored value; the programme is shown as soon as its scenario is no longer there."""
        self.stored = stored
        scenario, edited = self.scenario, self._edited
        if scenario is None:
            self._scenario, self.shown = "", stored
        elif edited is not None and stored is edited[0]:
            self.shown = beside(edited[1], stored)
        else:
            self.shown = scenario_value(stored, scenario, self._base)

    def edited(self, shown: Program) -> Program:
        """Return the stored value that shows another value.

        What is shown then is that value itself, not one made anew: everything that an edit left alone is the
        same object, so what follows from it is soon worked out.
        """
        scenario = self.scenario
        if scenario is None:
            return shown
        stored = with_value(self.stored, scenario, self._base, shown)
        self._edited = stored, shown
        return stored

    # -- steps ------------------------------------------------------------------------------------

    def placed(self, label: Label) -> Label:
        """Return the label of an edit with the scenario in which it is made."""
        return replace(label, args=(*label.args, (SCENARIO, self._scenario))) if self._scenario else label

    def note(self, revision: int, label: Label, undoes: int | None) -> None:
        """Take an edit up into what undo and redo lead to; the creation cannot be undone."""
        self._labels[revision] = label
        if revision > 1:
            place = scenario_of(label)
            self._stacks[place] = self._stacks.get(place, Stacks()).after(revision, undoes)

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
