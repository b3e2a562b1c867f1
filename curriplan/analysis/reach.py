"""Everything that lies on a way through a node, where lines lead from left to right.

Reachability in both directions: no way is ever listed, there may be more than 10^21 of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Lit(Generic[K]):
    """Nodes and lines on some way through what was asked for."""

    nodes: frozenset[K]
    lines: frozenset[tuple[K, K]]


@dataclass(frozen=True, slots=True)
class Ways(Generic[K]):
    """What stands directly left and right of every node that has a line."""

    before: Mapping[K, tuple[K, ...]]
    after: Mapping[K, tuple[K, ...]]

    @classmethod
    def of(cls, lines: Iterable[tuple[K, K]]) -> Ways[K]:
        """Return the ways along lines, each named from left to right."""
        before: dict[K, list[K]] = {}
        after: dict[K, list[K]] = {}
        for one, other in lines:
            after.setdefault(one, []).append(other)
            before.setdefault(other, []).append(one)
        return cls({k: tuple(v) for k, v in before.items()}, {k: tuple(v) for k, v in after.items()})

    def changed(self, gone: Iterable[tuple[K, K]], come: Iterable[tuple[K, K]]) -> Ways[K]:
        """Return the ways with some lines gone and others come.

        >>> ways = Ways.of([("post", "competency"), ("competency", "course")])
        >>> ways.changed([("competency", "course")], [("competency", "other")]).after
        {'post': ('competency',), 'competency': ('other',)}
        """
        before, after = dict(self.before), dict(self.after)
        for one, other in gone:
            after[one], before[other] = _without(after[one], other), _without(before[other], one)
        for one, other in come:
            after[one] = (*after.get(one, ()), other)
            before[other] = (*before.get(other, ()), one)
        return Ways({k: v for k, v in before.items() if v}, {k: v for k, v in after.items() if v})

    def through(self, *nodes: K) -> Lit[K]:
        """Return everything on a way through any of some nodes.

        >>> ways = Ways.of([("post", "competency"), ("competency", "course"), ("other", "competency")])
        >>> sorted(ways.through("post").nodes)
        ['competency', 'course', 'post']
        """
        left, right = _walk(nodes, self.before), _walk(nodes, self.after)
        lines = {(one, node) for node in left for one in self.before.get(node, ())}
        lines |= {(node, one) for node in right for one in self.after.get(node, ())}
        return Lit(frozenset(left | right), frozenset(lines))


def _without(held: tuple[K, ...], one: K) -> tuple[K, ...]:
    at = held.index(one)
    return held[:at] + held[at + 1 :]


def _walk(nodes: Iterable[K], steps: Mapping[K, tuple[K, ...]]) -> set[K]:
    found = set(nodes)
    queue = list(found)
    for node in queue:
        fresh = [one for one in steps.get(node, ()) if one not in found]
        found.update(fresh)
        queue.extend(fresh)
    return found
