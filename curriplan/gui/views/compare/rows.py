"""The rows of the three tables of the Compare page: figures, gaps that differ, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curriplan.analysis.compare import Standing, standings
from curriplan.app.comparing import LINES, Figures, best, standing_words
from curriplan.app.differences import Teller
from curriplan.domain.changes import Change, diff
from curriplan.domain.edits.beside import own_changes
from curriplan.domain.program import Program
from curriplan.gui.desk import NOTHING, Desk, Selection
from curriplan.gui.views.compare.sides import Seen

BEST = "✓"
MOST_CHANGES = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what stands before the sides, the words of each side, which are best, what it leads to.

    The sign of the best stands before it, so that figures end in line.
    """

    heads: tuple[str, ...]
    words: tuple[str, ...]
    best: frozenset[int] = frozenset()
    leads: Selection = NOTHING

    def text(self, n: int) -> str:
        """Return the words of a side, behind a sign where they are best; nothing where there is no such side."""
        if n >= len(self.words):
            return ""
        return f"{BEST} {self.words[n]}" if n in self.best else self.words[n]


def figure_rows(desk: Desk, every: Sequence[Figures]) -> dict[str, Row]:
    """Return a row for each figure, and for the weekly hours of each term."""
    rows = {
        line.name: Row(
            (desk.say(f"compare.{line.name}"),),
            tuple(line.words(one) for one in every),
            best(line, every),
        )
        for line in LINES
    }
    for number in sorted({load.term.number for one in every for load in one.loads}):
        loads = [next((load for load in one.loads if load.term.number == number), None) for one in every]
        words = tuple(desk.figure(None if load is None else load.weekly_hours) for load in loads)
        rows[f"term-{number}"] = Row((desk.say("compare.term", n=number),), words)
    return rows


def gap_rows(desk: Desk, seen: Sequence[Seen]) -> dict[str, Row]:
    """Return a row for each post x competency that does not stand the same on every side."""
    held = [standings(one.results.gaps()) for one in seen]
    rows: dict[str, Row] = {}
    for post, competency in dict.fromkeys(key for one in held for key in one):
        each = [one.get((post, competency)) for one in held]
        if any(one != each[0] for one in each):
            names = (_name(desk, seen, "posts", post), _name(desk, seen, "competencies", competency))
            rows[f"{post}/{competency}"] = Row(
                names,
                tuple(standing_words(one, desk.texts) for one in each),
                _least_missing(each),
                Selection(post=post, competency=competency),
            )
    return rows


def _least_missing(each: Sequence[Standing | None]) -> frozenset[int]:
    missing = [None if one is None else one.missing for one in each]
    known = {one for one in missing if one is not None}
    return frozenset(n for n, one in enumerate(missing) if len(known) > 1 and one == min(known))


def _name(desk: Desk, seen: Sequence[Seen], table: str, key: str) -> str:
    row = next(rows[key] for one in seen if key in (rows := getattr(one.program, table)))
    return desk.name(row.name, row.code)


def change_rows(desk: Desk, base: Program, other: Program, side: str) -> Iterator[tuple[str, Row]]:
    """Yield a row for each row of the programme that another side has differently, up to a good many."""
    changes = own_changes(diff(base, other))
    teller = Teller(other, changes, desk.texts)
    for n, change in enumerate(changes[:MOST_CHANGES]):
        yield f"{side}/{n}", Row((side, _what(desk, teller, change)), (_difference(desk, teller, change),))


def _what(desk: Desk, teller: Teller, change: Change) -> str:
    verb = "added" if change.before is None else "removed" if change.after is None else "changed"
    return desk.say(
        f"history.{verb}", table=desk.say(f"report.table.{change.table}"), name=teller.row(change)
    )


def _difference(desk: Desk, teller: Teller, change: Change) -> str:
    return " · ".join(
        f"{one.field}: {desk.say('history.from_to', before=one.before, after=one.after)}"
        for one in teller.differences(change)
    )
