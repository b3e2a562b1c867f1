"""A bound for even loads: courses shared out over alike terms, with nothing in their way.

Whatever requisites and weeks demand, each term holds some pattern: so many courses of each size. How
often each pattern is used is a small problem of its own (the patterns of the cutting-stock problem, P.
C. Gilmore and R. E. Gomory, Operations Research 9, 1961), whose optimum no plan can beat. Where most
courses have 3 credits and the mean is 4.4, it proves at once what a search over terms takes minutes for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

MOST_PATTERNS = 4_000


@dataclass(frozen=True, slots=True)
class Partition:
    """Sizes to be shared out over a number of terms."""

    sizes: tuple[int, ...]
    terms: int

    def away(self, load: int, scale: int) -> int:
        """Return scale x |load - mean| of one term; ``terms`` divides ``scale``."""
        return abs(scale * load - scale // self.terms * sum(self.sizes))


@dataclass(frozen=True, slots=True)
class Patterns:
    """The bound of the deviation, in units of which ``scale`` make one of the sizes."""

    partition: Partition
    scale: int

    def add(self, model: CpModel, most: int) -> bool:
        """Build the problem of patterns up to a largest load; return False where there are too many of them."""
        return add_patterns(model, self.partition, most, self.scale)


def add_patterns(model: CpModel, partition: Partition, most: int, scale: int) -> bool:
    """Build the problem of patterns up to a largest load; return False where there are too many of them."""
    counts = Counter(one for one in partition.sizes if one)
    kinds = sorted(counts, reverse=True)
    used: list[IntVar] = []
    away: list[LinearExpr] = []
    per_kind: dict[int, list[LinearExpr]] = {kind: [] for kind in kinds}
    for pattern in _patterns(kinds, [counts[kind] for kind in kinds], most):
        if len(used) == MOST_PATTERNS:
            return False
        times = model.new_int_var(0, partition.terms, "")
        used.append(times)
        away.append(
            partition.away(sum(n * kind for n, kind in zip(pattern, kinds, strict=True)), scale) * times
        )
        for n, kind in zip(pattern, kinds, strict=True):
            if n:
                per_kind[kind].append(n * times)
    model.add(sum(used) == partition.terms)
    for kind in kinds:
        model.add(sum(per_kind[kind]) == counts[kind])
    model.minimize(sum(away))
    return True


def _patterns(kinds: Sequence[int], counts: Sequence[int], room: int) -> Iterator[tuple[int, ...]]:
    """Yield how many of each kind a term can hold."""
    if not kinds:
        yield ()
        return
    for n in range(min(counts[0], room // kinds[0]) + 1):
        for rest in _patterns(kinds[1:], counts[1:], room - n * kinds[0]):
            yield (n, *rest)
