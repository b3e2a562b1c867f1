"""Instances of the generalised problem in both published formats: JSON of PyCSP3 and DZN of MiniZinc."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMENT = re.compile(r"%[^\n]*")
ENTRY = re.compile(r"(\w+)\s*=\s*([^;]*);")
SET = re.compile(r"\{([^}]*)\}")
WHOLE = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance; courses are named c1, c2 ..., periods count from 1.

    ``before`` holds pairs (earlier course, later course), ``undesired`` pairs (course, period of the plan),
    ``courses`` the least and the most courses of each curriculum in each period.
    """

    name: str
    periods: int
    periods_a_year: int
    loads: Mapping[str, int]
    curricula: tuple[tuple[str, ...], ...]
    before: tuple[tuple[str, str], ...]
    undesired: tuple[tuple[str, int], ...]
    courses: tuple[int, int]


def read_instance(path: Path) -> Instance:
    """Return the instance of a file, by its suffix."""
    text = path.read_text("utf-8")
    name = path.stem.removesuffix("-gbac")
    return _of_json(name, json.loads(text)) if path.suffix == ".json" else _of_dzn(name, text)


def _of_json(name: str, held: dict[str, Any]) -> Instance:
    """Return the instance of PyCSP3's JSON: courses and periods from 0, undesired ones in every year."""
    years, a_year = held["nYears"], held["nPeriodsPerYear"]
    return Instance(
        name,
        years * a_year,
        a_year,
        {_course(n): load for n, load in enumerate(held["courseLoads"], 1)},
        tuple(tuple(_course(one + 1) for one in courses) for courses in held["curricula"]),
        tuple((_course(first + 1), _course(second + 1)) for first, second in held["precedences"]),
        tuple(
            (_course(course + 1), year * a_year + period + 1)
            for course, period in held["undesiredPeriods"]
            for year in range(years)
        ),
        (held["loadBounds"]["min"], held["loadBounds"]["max"]),
    )


def _of_dzn(name: str, text: str) -> Instance:
    """Return the instance of MiniZinc's data: courses and periods from 1, undesired ones of the whole plan."""
    held = dict(ENTRY.findall(COMMENT.sub("", text)))
    periods = int(held["n_periods"])
    return Instance(
        name,
        periods,
        periods,
        {_course(n): load for n, load in enumerate(_numbers(held["course_load"]), 1)},
        tuple(tuple(map(_course, _numbers(one))) for one in SET.findall(held["courses_of"])),
        tuple((_course(first), _course(second)) for first, second in _pairs(held["precedes"])),
        tuple((_course(course), period) for course, period in _pairs(held["undesirable"])),
        (int(held["min_courses"]), int(held["max_courses"])),
    )


def _course(number: int) -> str:
    return f"c{number}"


def _numbers(text: str) -> Sequence[int]:
    return [int(one) for one in WHOLE.findall(text)]


def _pairs(text: str) -> Sequence[tuple[int, int]]:
    """Return the pairs of an ``array2d(names, 1..2, [a, b, c, d ...])``."""
    numbers = _numbers(text[text.index("[") :])
    return list(zip(numbers[::2], numbers[1::2], strict=True))
