"""The way of the work: which steps of the story are done in a programme, and which comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from curriplan.app.derived import Derived
from curriplan.app.figures import spread
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key below ``step.`` in the texts, the page where it is done, how far it is.

    ``early``: there is nothing yet that it could be done with.
    """

    name: str
    page: str
    done: bool
    args: tuple[tuple[str, object], ...]
    early: bool = False

    @property
    def state(self) -> str:
        """Return which of its texts says how far it is."""
        if self.done:
            return "done"
        return "early" if self.early else "open"


def steps(program: Program, derived: Derived, today: date, exported: bool) -> tuple[Step, ...]:
    """Return the steps of a programme in the order of the work; what is not known yet is not done."""
    makers: tuple[Callable[[], Step], ...] = (
        lambda: _answers(program),
        lambda: _requirements(derived),
        lambda: _courses(program, derived),
        lambda: _map(program),
        lambda: _gaps(derived),
        lambda: _plan(program, derived, today),
        lambda: _checks(program, derived, today),
        lambda: _step("export", "export", exported),
    )
    return tuple(make() for make in makers)


def next_step(all_steps: tuple[Step, ...]) -> Step | None:
    """Return the first step that is not done; nobody need be asked where demands are stated without answers."""
    done = {one.name for one in all_steps if one.done}
    spared = {"answers"} if "requirements" in done else set()
    return next((one for one in all_steps if one.name not in done | spared), None)


def _step(name: str, page: str, done: bool, **args: object) -> Step:
    return Step(name, page, done, tuple(args.items()))


def _answers(program: Program) -> Step:
    firms = {one.enterprise for one in program.respondents.values()}
    return _step("answers", "demand", bool(program.respondents), n=len(program.respondents), firms=len(firms))


def _requirements(derived: Derived) -> Step:
    if not derived.demand_is_known:
        return _step("requirements", "demand", done=False, n=0, posts=0)
    held = [rows for rows in derived.requirements().values() if rows]
    return _step("requirements", "demand", bool(held), n=sum(map(len, held)), posts=len(held))


def _courses(program: Program, derived: Derived) -> Step:
    hours = spread((one.hours for one in derived.totals()), "{:,.0f}".format)
    return _step("courses", "courses", bool(program.courses), n=len(program.courses), hours=hours)


def _map(program: Program) -> Step:
    count = sum(map(len, program.contributions.values()))
    bare = sum(not program.contributions.get(course) for course in program.courses)
    return _step("map", "map", count > 0, n=count, bare=bare)


def _gaps(derived: Derived) -> Step:
    if not derived.demand_is_known:
        return Step("gaps", "gaps", done=False, args=(), early=True)
    report = derived.gaps()
    sums = report.totals
    rated = sums.met + sums.gap + sums.no_coverage + sums.over
    if not rated:
        return Step("gaps", "gaps", done=False, args=(), early=True)
    # What was stated has no interval: such a gap is not firm, but there is no doubt about it either.
    done = not any(row.missing and row.firm is not False for one in report.posts for row in one.rows)
    return _step("gaps", "gaps", done, firm=sums.firm, missing=sums.gap + sums.no_coverage)


def _plan(program: Program, derived: Derived, today: date) -> Step:
    if not program.courses:
        return Step("plan", "plan", done=False, args=(), early=True)
    without = sum(course not in program.placements for course in program.courses)
    errors = sum(one.severity is Severity.ERROR for one in derived.open_findings(today))
    done = bool(program.placements) and not without and not errors
    return _step("plan", "plan", done, errors=errors, without=without)


def _checks(program: Program, derived: Derived, today: date) -> Step:
    if not program.courses:
        return Step("checks", "checks", done=False, args=(), early=True)
    left = [one.severity for one in derived.open_findings(today)]
    errors, warnings = left.count(Severity.ERROR), left.count(Severity.WARNING)
    accepted = len(derived.accepted(today))
    done = not errors and not warnings
    return _step("checks", "checks", done, errors=errors, warnings=warnings, accepted=accepted)
