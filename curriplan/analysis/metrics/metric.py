"""What a metric is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from curriplan.analysis.metrics.order import Order

Number = int | float
Values = Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of each course, from the order of requisites alone.

    ``id`` is its key in files and texts. Where a college counts in quarters, each course's figure is taken
    times ``quarters``, rounded to one decimal. The worked example stands in the docstring of ``compute``
    and is run as a test.
    """

    id: str
    unit: str
    formula: str
    source: str
    compute: Callable[[Order], Mapping[str, int]]
    quarters: float = 1.0

    def of(self, order: Order, quarter_system: bool = False) -> Values:
        """Return the figure of every course.

        >>> half = Metric("half", "courses", "1", "an example", lambda order: {"v1": 5}, quarters=0.5)
        >>> half.of(Order.of({"v1": frozenset()})), half.of(Order.of({"v1": frozenset()}), True)
        ({'v1': 5}, {'v1': 2.5})
        """
        found = self.compute(order)
        if not quarter_system or self.quarters == 1.0:
            return found
        return {course: round(self.quarters * figure, 1) for course, figure in found.items()}
