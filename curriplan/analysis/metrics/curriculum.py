"""All metrics of a curriculum. A new metric is a file beside this one and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curriplan.analysis.metrics.blocking import BLOCKING
from curriplan.analysis.metrics.centrality import CENTRALITY
from curriplan.analysis.metrics.complexity import COMPLEXITY
from curriplan.analysis.metrics.delay import DELAY
from curriplan.analysis.metrics.metric import Metric, Number, Values
from curriplan.analysis.metrics.order import CyclicRequisites, requisite_order
from curriplan.domain.program import Program

__all__ = ["METRICS", "CurriculumMetrics", "CyclicRequisites", "curriculum_metrics"]

METRICS: tuple[Metric, ...] = (BLOCKING, DELAY, CENTRALITY, COMPLEXITY)


@dataclass(frozen=True, slots=True)
class CurriculumMetrics:
    """Figures by course id and metric id, and their sums over all courses by metric id."""

    courses: Mapping[str, Values]
    totals: Values


def curriculum_metrics(program: Program) -> CurriculumMetrics:
    """Return every metric of every course, and the totals.

    Raises:
        CyclicRequisites: the requisites go round in a circle; the rules show it as a finding.

    """
    order = requisite_order(program)
    quarters = program.about.quarter_system
    found = {metric.id: metric.of(order, quarters) for metric in METRICS}
    return CurriculumMetrics(
        {course: {name: values[course] for name, values in found.items()} for course in program.courses},
        {name: _sum(values) for name, values in found.items()},
    )


def _sum(values: Values) -> Number:
    """Return the exact sum of integers; figures with one decimal keep one decimal."""
    total = sum(values.values())
    return total if isinstance(total, int) else round(total, 1)
