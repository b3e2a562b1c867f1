"""Degree plans of Curricular Analytics, read and judged by themselves: nothing here is shared with the program.

Both formats are read: the toolbox's, with three kinds of requisites, and the R package's, with one. The
latter does not tell prerequisites from corequisites: what stands in the same term in its plan is one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

SECTIONS = ("courses", "additional courses")
KINDS = {"prerequisites": "pre", "corequisites": "co", "strict-corequisites": "strict"}


@dataclass(frozen=True, slots=True)
class DegreePlan:
    """A curriculum with its plan, if it has one. Courses go by the ids of the file; credits None: not stated.

    ``requisites`` maps (needed course, course) to ``pre``, ``co`` or ``strict``.
    """

    name: str
    credits: Mapping[str, float | None]
    terms: Mapping[str, int]
    requisites: Mapping[tuple[str, str], str]

    @property
    def is_planned(self) -> bool:
        """Tell whether every course has a term."""
        return bool(self.credits) and self.terms.keys() == self.credits.keys()

    @property
    def has_credits(self) -> bool:
        """Tell whether the credits of every course are stated."""
        return None not in self.credits.values()

    def loads(self, terms: Mapping[str, int], count: int) -> list[float]:
        """Return the credits of each term of a plan."""
        held = [0.0] * count
        for course, number in terms.items():
            held[number - 1] += self.credits[course] or 0.0
        return held

    def distance(self, terms: Mapping[str, int]) -> int:
        """Return the requisite distance: terms between needed and needing courses, added up."""
        return sum(terms[course] - terms[needed] for needed, course in self.requisites)

    def balance(self, terms: Mapping[str, int], count: int) -> float:
        """Return the balance objective: |load - load| over ordered pairs of terms."""
        return sum(abs(one - other) for one, other in permutations(self.loads(terms, count), 2))

    def is_right(self, terms: Mapping[str, int], count: int, least: float | None, most: float | None) -> bool:
        """Check that a plan holds every course once, keeps the requisites and the credits of each term."""
        if terms.keys() != self.credits.keys() or not all(1 <= one <= count for one in terms.values()):
            return False
        kept = {
            "pre": lambda needed, course: needed < course,
            "co": lambda needed, course: needed <= course,
            "strict": lambda needed, course: needed == course,
        }
        if not all(
            kept[kind](terms[needed], terms[course]) for (needed, course), kind in self.requisites.items()
        ):
            return False
        loads = self.loads(terms, count) if self.has_credits else []
        return all((least is None or one >= least) and (most is None or one <= most) for one in loads)


def read_plan(path: Path) -> DegreePlan:
    """Return the degree plan of a file of either format."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [[cell.strip() for cell in line] for line in csv.reader(file)]
    rows = list(_rows(lines))
    named = [({key.lower(): value for key, value in row.items()}) for row in rows]
    ids = [row.get("course id") or row.get("id", "") for row in named]
    credits_ = {
        one: float(row["credit hours"]) if row.get("credit hours") else None
        for one, row in zip(ids, named, strict=True)
    }
    terms = {one: int(row["term"]) for one, row in zip(ids, named, strict=True) if row.get("term")}
    requisites: dict[tuple[str, str], str] = {}
    for one, row in zip(ids, named, strict=True):
        for needed, kind in _needed(row):
            if needed in credits_ and needed != one:
                requisites.setdefault((needed, one), kind)
        for needed in filter(None, row.get("requisites", "").split(";")):
            alike = needed in terms and terms[needed] == terms.get(one)
            requisites.setdefault((needed, one), "co" if alike else "pre")
    return DegreePlan(path.stem, credits_, terms, requisites)


def _needed(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column, kind in KINDS.items():
        yield from ((one.strip(), kind) for one in row.get(column, "").split(";") if one.strip())


def _rows(lines: Iterable[list[str]]) -> Iterator[dict[str, str]]:
    """Yield the courses of every list of a file by the names of its columns."""
    header: list[str] | None = None
    for line in lines:
        first = line[0].lower() if line else ""
        if first in SECTIONS:
            header = None
        elif first in ("course id", "id"):
            header = line
        elif header is not None and first:
            yield dict(zip(header, line, strict=False))
