"""What a proposal to close gaps is called, in both doors: its headline, its steps, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curriplan.analysis.calendar import course_hours
from curriplan.analysis.demand.requirement import Requirements
from curriplan.app.figures import figure, share, spread
from curriplan.app.texts import Texts
from curriplan.domain.course import Course
from curriplan.domain.history import Label, label
from curriplan.domain.profile import USUAL_COSTS
from curriplan.domain.program import Program
from curriplan.planning.closing.apply import DUST, Growth, on_timetable
from curriplan.planning.closing.effect import Effect
from curriplan.planning.closing.options import Option
from curriplan.planning.closing.result import Cell, Impossible, Proposal, Step

LEVELS = frozenset({"level", "reach"})


def first_need(program: Program, requirements: Requirements) -> str | None:
    """Return what must be done before any gap can be closed, as a key below ``closing.first.``; None: nothing."""
    if not any(requirements.values()):
        return "demand"
    if not program.courses:
        return "courses"
    rule = program.about.credit_rule
    if all(course_hours(one, rule) is None for one in program.courses.values()):
        return "hours"
    return None if any(program.contributions.values()) else "map"


def headline(proposal: Proposal, texts: Texts, need: str | None = None) -> str:
    """Return what was found: how many gaps close for how many hours, and whether that is proven.

    ``need``: what must be done first (``first_need``), told where nothing was found.
    """
    closed = len(frozenset(proposal.asked) & frozenset(proposal.closes))
    if need is not None and not proposal.steps:
        return texts(f"closing.first.{need}")
    if not proposal.asked:
        return texts("closing.nothing_to_close")
    key = f"closing.headline.{proposal.status}" if proposal.steps else f"closing.none.{proposal.status}"
    return texts(
        key,
        n=len(proposal.steps),
        hours=figure(proposal.hours),
        bound=figure(proposal.bound),
        closed=closed,
        asked=len(proposal.asked),
    )


def others_line(asked: Iterable[Cell], closes: Iterable[Cell], texts: Texts) -> str:
    """Return how many gaps close that nobody asked for; empty where none does."""
    more = len(frozenset(closes) - frozenset(asked))
    return texts("closing.also", n=more) if more else ""


def done_line(asked: Iterable[Cell], closes: Iterable[Cell], texts: Texts) -> str:
    """Return what was closed, counted as the headline counts."""
    wanted, shut = frozenset(asked), frozenset(closes)
    done = texts("closing.done", closed=len(wanted & shut), asked=len(wanted))
    return f"{done} {others_line(wanted, shut, texts)}".strip()


def sum_line(program: Program, steps: Sequence[Step], growth: Growth, texts: Texts) -> str:
    """Return how the hours of steps come to those of the timetable: in hours that are there, on top, and rounded up."""
    hours, on_top = sum(one.hours for one in steps), sum(one.added for one in steps)
    moved, added = sum(one.moved for one in steps), on_timetable(program, steps, growth)
    kind = "on_top" if hours - on_top < DUST else "both" if on_top else "within"
    told = [
        texts(f"closing.sum.{kind}", hours=figure(hours), within=figure(hours - on_top), top=figure(on_top))
    ]
    if added - on_top > DUST:
        step = figure(program.about.costs.weekly_step)
        told.append(texts("closing.sum.rounded", step=step, added=figure(added)))
    if moved:
        told.append(texts("closing.sum.moved", moved=figure(moved)))
    return " ".join(told)


def gain_line(option: Option, texts: Texts) -> str:
    """Return the gain for an hour, or that it is not known."""
    ratio = option.ratio
    return texts("closing.gain_unknown") if ratio is None else texts("closing.gain", gain=f"{ratio:.2f}")


def table_line(program: Program, texts: Texts) -> str:
    """Return by which cost table hours were counted, and whether that is the default."""
    table = program.about.costs
    usual = table == USUAL_COSTS
    return texts("closing.table_default" if usual else "closing.table", version=table.version)


def course_of(program: Program, step: Step) -> Course:
    """Return the course of a step, also one that arrives by it."""
    return program.courses[step.course] if step.arrival is None else step.arrival.course


def doing(program: Program, step: Step, texts: Texts) -> str:
    """Return what a step does for its competency, without naming course and competency."""
    if step.arrival is not None:
        return texts("closing.do.course", term=step.arrival.term)
    put, before, scale = step.puts[0], step.before[0], program.about.scale
    return texts(
        f"closing.do.{step.kind.value}",
        level=scale.key(put.level),
        before="–" if before is None else scale.key(before.level),
        mode=texts(f"mode.{put.mode.value}"),
    )


def costing(step: Step, texts: Texts) -> str:
    """Return the hours of a step: on top of the course, or within it; and theory that becomes training."""
    within = step.taken is not None
    cost = texts("closing.cost.within" if within else "closing.cost.on_top", hours=figure(step.hours))
    if not step.moved:
        return cost
    return texts("closing.cost.both", cost=cost, moved=figure(step.moved))


def step_line(program: Program, step: Step, texts: Texts) -> str:
    """Return a step as one sentence."""
    course, main = course_of(program, step), step.main
    competency = None if main is None else program.competencies[main.competency]
    return texts(
        "closing.step" if competency is not None else "closing.step_needed",
        course=texts.name(course.name, course.code),
        competency="" if competency is None else texts.name(competency.name, competency.code),
        what=doing(program, step, texts),
        cost=costing(step, texts),
    )


def reason(program: Program, one: Impossible, texts: Texts) -> str:
    """Return why a gap stays open; levels by their keys."""
    scale = program.about.scale
    args = {
        name: scale.key(value) if name in LEVELS and isinstance(value, int) else value
        for name, value in one.args
    }
    return texts(f"closing.reason.{one.reason}", **args)


def effect_line(effect: Effect, texts: Texts) -> str:
    """Return readiness before and after on both bases, and the hours of the programme."""
    (all_before, assessed_before), (all_after, assessed_after) = effect.before, effect.after
    return texts(
        "closing.effect",
        before=share(all_before.totals.readiness),
        after=share(all_after.totals.readiness),
        assessed_before=share(assessed_before.totals.readiness),
        assessed_after=share(assessed_after.totals.readiness),
        hours_before=spread(effect.hours[0]),
        hours_after=spread(effect.hours[1]),
    )


def closing_label(proposal: Proposal, steps: int | None = None) -> Label:
    """Return what the edit is called that takes some steps of a proposal, or all."""
    return label("gaps.close", n=len(proposal.steps) if steps is None else steps)
