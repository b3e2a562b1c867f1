"""How a list that is shown becomes another one: rows taken out and put in, never everything anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, MutableSequence, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def kept(old: Sequence[K], new: Sequence[K]) -> set[K]:
    """Return the keys that can stay where they are: a longest run in the order of both lists."""
    place = {key: n for n, key in enumerate(new)}
    tails: list[int] = []
    ends: list[K] = []
    before: dict[K, K | None] = {}
    for key in old:
        at = place.get(key)
        if at is None:
            continue
        slot = bisect_left(tails, at)
        before[key] = ends[slot - 1] if slot else None
        if slot == len(tails):
            tails.append(at)
            ends.append(key)
        else:
            tails[slot], ends[slot] = at, key
    stay: set[K] = set()
    last = ends[-1] if ends else None
    while last is not None:
        stay.add(last)
        last = before[last]
    return stay


def follow(
    shown: MutableSequence[K],
    new: Sequence[K],
    removing: Callable[[int, int], Callable[[], None]],
    inserting: Callable[[int, int], Callable[[], None]],
) -> None:
    """Make ``shown`` equal to ``new``.

    ``removing(first, last)`` and ``inserting(first, last)`` are told before rows go or come (both ends
    included) and return what is to be called afterwards, as Qt's begin and end do.
    """
    if list(shown) == list(new):
        return
    stay = kept(list(shown), new)
    _take_out(shown, stay, removing)
    at = 0
    while at < len(new):
        if at < len(shown) and shown[at] == new[at]:
            at += 1
            continue
        end = at
        while end < len(new) and new[end] not in stay:
            end += 1
        done = inserting(at, end - 1)
        shown[at:at] = new[at:end]
        done()
        at = end


def _take_out(
    shown: MutableSequence[K], stay: set[K], removing: Callable[[int, int], Callable[[], None]]
) -> None:
    last = len(shown) - 1
    while last >= 0:
        if shown[last] in stay:
            last -= 1
            continue
        first = last
        while first > 0 and shown[first - 1] not in stay:
            first -= 1
        done = removing(first, last)
        del shown[first : last + 1]
        done()
        last = first - 1
