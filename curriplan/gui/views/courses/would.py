"""What the deletion of a course would do, said before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from curriplan.analysis.compare import Moved
from curriplan.analysis.order import courses_in_order
from curriplan.app.figures import share, spread
from curriplan.app.impact import Impact, impact
from curriplan.domain.course import Course
from curriplan.domain.edits.courses import remove_courses
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import Block, Links, Pairs, Paragraph, Section
from curriplan.gui.levels import level_key
from curriplan.gui.severity import finding_chip

SHOWN = 6


def deletion(desk: Desk, course: Course) -> Section:
    """Return what would be lost with a course; nothing as long as the demand is not known."""
    if not desk.results.demand_is_known:
        return Section("", ())
    would = impact(desk.program, desk.results, lambda now: remove_courses(now, [course.id]), desk.today)
    blocks = (
        *_levels(desk, would),
        *_needed_by(desk, course, would),
        *_sums(desk, would),
        *(finding_chip(desk, one) for one in would.troubles[:SHOWN]),
    )
    return Section(
        desk.say("impact.deleting.title"),
        blocks or (Paragraph(desk.say("impact.deleting.nothing"), dim=True),),
    )


def _levels(desk: Desk, would: Impact) -> Iterable[Block]:
    """Show the required levels that would fall, the worst first."""
    fallen = sorted((one for one in would.shift.moved if _missing(one)), key=_missing, reverse=True)
    if not fallen:
        return
    yield Paragraph(desk.say("impact.deleting.fall", n=len(fallen), posts=len({one.post for one in fallen})))
    rows, clicks = zip(*(_fall(desk, one) for one in fallen[:SHOWN]), strict=True)
    yield Pairs(rows, clicks)
    if len(fallen) > SHOWN:
        yield Paragraph(desk.say("impact.deleting.more", n=len(fallen) - SHOWN), dim=True)


def _missing(one: Moved) -> int:
    """Return how many levels more would be missing."""
    if one.before is None or one.after is None:
        return 0
    return one.after.missing - one.before.missing


def _fall(desk: Desk, one: Moved) -> tuple[tuple[str, str], Callable[[], object]]:
    program = desk.program
    post, node = program.posts[one.post], program.competencies[one.competency]
    name = f"{desk.name(node.name, node.code)} · {desk.name(post.name, post.code)}"
    held = [level_key(desk, level) for level in _levels_of(one)]
    click = partial(desk.goto, "gaps", Selection(post=one.post, competency=one.competency))
    return (name, desk.say("impact.deleting.level", before=held[0], after=held[1], required=held[2])), click


def _levels_of(one: Moved) -> tuple[int | None, int | None, int | None]:
    """Return delivered before and after, and required."""
    before, after = one.before, one.after
    return (
        None if before is None else before.delivered,
        None if after is None else after.delivered,
        None if after is None else after.required,
    )


def _needed_by(desk: Desk, course: Course, would: Impact) -> Iterable[Block]:
    """Name the courses that would need it no longer, because it is no longer there."""
    needing = {one.key[0] for one in would.changes if one.table == "requisites"} - {course.id}
    if needing:
        rows = [one for one in courses_in_order(desk.program) if one.id in needing]
        yield Paragraph(desk.say("impact.deleting.unneed", n=len(rows)))
        yield Links(
            tuple(
                (desk.name(one.name, one.code), partial(desk.select, Selection(course=one.id)))
                for one in rows
            )
        )


def _sums(desk: Desk, would: Impact) -> Iterable[Block]:
    """Show the figures of the whole programme that would be others."""
    hours = [spread((one.hours for one in sums), desk.figure) for sums in would.totals]
    credit = [spread((one.credits for one in sums), desk.figure) for sums in would.totals]
    ready = [share(one) for one in would.shift.readiness]
    pairs = tuple(
        (desk.say(f"impact.deleting.{name}"), " → ".join(both))
        for name, both in (("hours", hours), ("credits", credit), ("readiness", ready))
        if both[0] != both[1]
    )
    if pairs:
        yield Pairs(pairs)
