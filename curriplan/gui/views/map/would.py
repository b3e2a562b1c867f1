"""What each other level of a cell would do to the gaps, said before it is set."""

from __future__ import annotations

from functools import partial

from curriplan.app.figures import share
from curriplan.app.impact import Shift, shift
from curriplan.domain.edits.contributions import set_levels
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Block, Pairs, Paragraph
from curriplan.gui.levels import level_key


def other_levels(desk: Desk, course: str, competency: str) -> tuple[Block, ...]:
    """Return a line for each level that would change a gap; nothing as long as the demand is not known."""
    if not desk.results.demand_is_known:
        return ()
    program = desk.program
    held = program.contributions.get(course, {}).get(competency)
    now = 0 if held is None else held.level
    pairs = []
    for level in range(program.about.scale.highest + 1):
        if level != now:
            would = shift(program, desk.results, partial(set_levels, cells=[(course, competency, level)]))
            words = _words(desk, would)
            if words:
                pairs.append((level_key(desk, level), words))
    return (Pairs(tuple(pairs)),) if pairs else (Paragraph(desk.say("impact.level.nothing"), dim=True),)


def _words(desk: Desk, would: Shift) -> str:
    """Say how many gaps would close, narrow, widen or open, and what the readiness would be."""
    counts = {"closes": 0, "narrows": 0, "opens": 0, "widens": 0}
    for one in would.moved:
        if one.before is not None and one.after is not None:
            before, after = one.before.missing, one.after.missing
            if after < before:
                counts["narrows" if after else "closes"] += 1
            elif after > before:
                counts["widens" if before else "opens"] += 1
    said = [desk.say(f"impact.level.{name}", n=n) for name, n in counts.items() if n]
    ready = [share(one) for one in would.readiness]
    if ready[0] != ready[1]:
        said.append(desk.say("impact.level.readiness", before=ready[0], after=ready[1]))
    return " · ".join(said)
