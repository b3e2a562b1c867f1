"""Take from some steps those that no gap needs: a search that is cut short has often taken too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from curriplan.planning.closing.needs import Need
from curriplan.planning.closing.request import ClosingRequest
from curriplan.planning.closing.result import Step


def lean(request: ClosingRequest, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps without which a gap that they close would stay open; the dearest are dropped first.

    Courses that come from elsewhere are kept, because others may wait for them.
    """
    serving = {n: _needs(request, one) for n, one in enumerate(steps)}
    served = Counter(need for needs in serving.values() for need in needs)
    wanted = {
        need
        for target in request.targets
        if all(served[need] for need in target.needs)
        for need in target.needs
    }
    dropped: set[int] = set()
    for n in sorted(serving, key=lambda n: -request.cost(steps[n])):
        if steps[n].arrival is None and all(served[one] > 1 for one in serving[n] & wanted):
            dropped.add(n)
            served.subtract(serving[n])
    return tuple(one for n, one in enumerate(steps) if n not in dropped)


def _needs(request: ClosingRequest, step: Step) -> frozenset[Need]:
    begins = None if step.arrival is None else step.arrival.term
    taught = {one.competency for one in step.puts}
    return frozenset(
        need
        for target in request.targets
        if target.competency in taught
        for need in target.needs
        if request.serves(step, need, begins)
    )
