"""Programmes side by side: the figures of each, and what two of them differ in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from curriplan.analysis.calendar import PhaseScore, TermLoad, Totals
from curriplan.analysis.compare import Moved, Standing, moved
from curriplan.analysis.gap.result import GapTotals
from curriplan.app.derived import Derived
from curriplan.app.figures import figure, share, spread
from curriplan.app.texts import Texts
from curriplan.domain.changes import Changes, diff
from curriplan.domain.edits.beside import own_changes
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program

Better = Literal["more", "less", ""]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one programme. ``totals`` and ``phases`` are by track; ``loads`` by term, of the heaviest.

    ``metrics`` are the sums over all courses by name, None where requisites go round in a circle.
    """

    gaps: GapTotals
    assessed: GapTotals
    totals: tuple[Totals, ...]
    phases: tuple[PhaseScore, ...]
    loads: tuple[TermLoad, ...]
    findings: Mapping[Severity, int]
    metrics: Mapping[str, int | float] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two programmes: their figures, the changes that lead from one to the other, and the gaps that differ."""

    figures: tuple[Figures, Figures]
    changes: Changes
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure to compare by: values of a programme (of every track, if it has some), words for one value.

    ``better`` says whether more or less of it is better; a programme is judged by its worst track.
    """

    name: str
    values: Callable[[Figures], Iterable[float | None]]
    word: Callable[[float], str] = figure
    better: Better = ""

    def words(self, held: Figures) -> str:
        """Return the figure as people read it."""
        return spread(self.values(held), self.word)

    def rank(self, held: Figures) -> float | None:
        """Return a number that is greater where the figure is better; None where nothing can be said."""
        values = list(self.values(held))
        known = [one for one in values if one is not None]
        if not self.better or not known or len(known) < len(values):
            return None
        return min(known) if self.better == "more" else -max(known)


def _gaps(count: Callable[[GapTotals], int]) -> Callable[[Figures], Iterable[float | None]]:
    """Return a count of requirements, not known where nothing is required."""

    def counted(held: Figures) -> Iterable[float | None]:
        sums = held.gaps
        required = sums.met + sums.gap + sums.no_coverage + sums.over + sums.unrated
        return (count(sums) if required else None,)

    return counted


def _metric(name: str) -> Callable[[Figures], Iterable[float | None]]:
    return lambda held: (None if held.metrics is None else held.metrics[name],)


def _found(severity: Severity) -> Callable[[Figures], Iterable[float | None]]:
    return lambda held: (held.findings[severity],)


LINES: tuple[Measured, ...] = (
    Measured("readiness", lambda held: (held.gaps.readiness,), share, "more"),
    Measured("readiness_due", lambda held: (held.gaps.readiness_due,), share, "more"),
    Measured("readiness_assessed", lambda held: (held.assessed.readiness,), share, "more"),
    Measured("missing", _gaps(lambda sums: sums.gap + sums.no_coverage), better="less"),
    Measured("firm", _gaps(lambda sums: sums.firm), better="less"),
    Measured("late", _gaps(lambda sums: sums.late), better="less"),
    Measured("no_demand", lambda held: (held.gaps.no_demand,), better="less"),
    Measured("hours", lambda held: (one.hours for one in held.totals)),
    Measured("practice", lambda held: (one.practice_share for one in held.totals), share),
    Measured("credits", lambda held: (one.credits for one in held.totals)),
    Measured("phase", lambda held: (one.score for one in held.phases), share, "more"),
    Measured("heaviest", lambda held: (_heaviest(held),), better="less"),
    Measured("errors", _found(Severity.ERROR), better="less"),
    Measured("warnings", _found(Severity.WARNING), better="less"),
    Measured("notes", _found(Severity.NOTE), better="less"),
    Measured("complexity", _metric("complexity"), better="less"),
)
"""What programmes are compared by; the order is that of the table."""


def _heaviest(held: Figures) -> float | None:
    """Return the most weekly hours of any term."""
    return max((one.weekly_hours for one in held.loads if one.weekly_hours is not None), default=None)


def best(line: Measured, every: Iterable[Figures]) -> frozenset[int]:
    """Return which of some programmes are best in a figure; none where they are equal or cannot be ranked."""
    ranks = [line.rank(one) for one in every]
    known = {one for one in ranks if one is not None}
    if len(known) < 2:
        return frozenset()
    return frozenset(n for n, one in enumerate(ranks) if one == max(known))


def figures(program: Program, results: Derived, today: date) -> Figures:
    """Return the figures of a programme; findings are those of a day."""
    counts = dict.fromkeys(Severity, 0)
    for one in results.open_findings(today):
        counts[one.severity] += 1
    return Figures(
        results.gaps().totals,
        results.gaps("assessed").totals,
        results.totals(),
        results.phases(),
        results.loads(),
        counts,
        _metrics(program),
    )


def _metrics(program: Program) -> Mapping[str, int | float] | None:
    from curriplan.analysis.metrics.curriculum import CyclicRequisites, curriculum_metrics

    try:
        return curriculum_metrics(program).totals
    except CyclicRequisites:
        return None


def compare(one: Program, other: Program, today: date) -> Comparison:
    """Compare two programmes; rows are the same where their ids are."""
    first, second = Derived(lambda: one), Derived(lambda: other)
    return Comparison(
        (figures(one, first, today), figures(other, second, today)),
        own_changes(diff(one, other)),
        moved(first.gaps(), second.gaps()),
    )


def standing_words(one: Standing | None, texts: Texts) -> str:
    """Return how a post x competency stands, in words."""
    if one is None:
        return texts("compare.not_required")
    status = "late" if one.late else "firm" if one.firm else one.status.value
    return texts(
        "compare.standing",
        delivered=one.delivered,
        required=one.required,
        status=texts(f"status.{status}"),
    )
