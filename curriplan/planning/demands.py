"""The demands that a plan must meet, each as the user knows it, so that a clash can be named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from curriplan.planning.request import PlanRequest

DemandKind = Literal[
    "calendar", "classes", "span", "fixed", "allowed", "weeks", "requisite", "cap", "places", "pool"
]


@dataclass(frozen=True, slots=True)
class DemandKey:
    """One demand: ``row`` is a course id, or the position of a requisite, cap, resource or pool in the request."""

    kind: DemandKind
    row: str | int = ""


CALENDAR = DemandKey("calendar")
CLASSES = DemandKey("classes")
"""The class weeks of all weekly courses at once: nobody wants them listed one by one."""


def class_demands(request: PlanRequest) -> tuple[DemandKey, ...]:
    """Return the demands that ``CLASSES`` stands for."""
    return tuple(DemandKey("weeks", one.id) for one in request.courses if any(one.needs) and not one.is_block)


def demands_of(request: PlanRequest) -> Iterator[DemandKey]:
    """Yield every demand of a request, the ones that are easiest to give up last."""
    yield CALENDAR
    for course in request.courses:
        if course.span > 1:
            yield DemandKey("span", course.id)
        if any(course.needs) or course.is_block:
            yield DemandKey("weeks", course.id)
    yield from (DemandKey("requisite", n) for n in range(len(request.requisites)))
    yield from (DemandKey("places", n) for n in range(len(request.places)))
    yield from (DemandKey("pool", n) for n in range(len(request.unfilled)))
    yield from (DemandKey("cap", n) for n in range(len(request.caps)))
    yield from (DemandKey("allowed", course.id) for course in request.courses if course.allowed)
    yield from (DemandKey("fixed", course.id) for course in request.courses if course.fixed is not None)
