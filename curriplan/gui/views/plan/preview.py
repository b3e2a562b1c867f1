"""What a move in hand would do, told before it is made: hours a week, what breaks, which cards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.rules.check import brought
from curriplan.domain.edits.placements import place
from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.plan.cards import Head, load_change
from curriplan.gui.views.plan.short import RANKS, courses_of, short

TOLD = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """What courses in a term would do: heads of the columns that change, findings, courses that would break."""

    term: str
    heads: Mapping[str, Head]
    troubles: tuple[Finding, ...]
    breaks: frozenset[str]
    text: str

    @property
    def severity(self) -> Severity | None:
        """Return how bad it would be; None: nothing breaks."""
        return min((one.severity for one in self.troubles), key=RANKS.__getitem__, default=None)


def preview(desk: Desk, courses: Sequence[str], term: str) -> Preview:
    """Return what courses in a term would do, or off the plan for an empty term."""
    program, today = desk.program, desk.today
    after = place(program, {one: term or None for one in courses if one in program.courses})
    then = desk.results.imagine(after)
    before = desk.results.checked(today)
    troubles = tuple(one for one in brought(before, then.checked(today)) if one.severity in RANKS)
    heads = {
        new.term.id: load_change(desk, old, new)
        for old, new in zip(desk.results.loads(), then.loads(), strict=True)
        if old != new
    }
    breaks = frozenset(course for one in troubles for course in courses_of(after, one))
    return Preview(term, heads, troubles, breaks, told_troubles(desk, troubles))


def told_troubles(desk: Desk, troubles: Sequence[Finding]) -> str:
    """Return the worst of some findings in a few words each; "" where there are none."""
    worst = sorted(troubles, key=lambda one: RANKS[one.severity])
    lines = [f"{SEVERITY_SIGNS[one.severity]} {named(desk, one)}" for one in worst[:TOLD]]
    if len(worst) > TOLD:
        lines.append(desk.say("board.and_more", n=len(worst) - TOLD))
    return "\n".join(dict.fromkeys(lines))


def named(desk: Desk, finding: Finding, told: Collection[str] = ()) -> str:
    """Return a finding in a few words behind the name of its course or term, unless ``told`` has that id."""
    program, key = desk.program, finding.where.key
    text = short(desk, finding)
    if not desk.texts.has(f"short.{finding.code}") or not key or key[0] in told:
        return text
    if finding.where.table == "terms" and key[0] in program.terms:
        return desk.say(
            "board.of", what=desk.say("plan.term", number=program.terms[key[0]].number), text=text
        )
    if key[0] in program.courses:
        row = program.courses[key[0]]
        return desk.say("board.of", what=desk.name(row.name, row.code), text=text)
    return text
