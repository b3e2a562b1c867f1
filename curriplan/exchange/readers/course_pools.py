"""Pools among courses, as the schedule prints them: a row of its own, ``公共选修课：3 选 1，计入``, then its courses."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from curriplan.domain.course import UNKNOWN_HOURS, Course, Hours, Pool
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.exchange.cells import fold, plain
from curriplan.exchange.readers.course_figures import Figures, read_figures
from curriplan.exchange.readers.names import Names, fresh_id, name_of
from curriplan.exchange.table import Record

_CHINESE = re.compile(r"(?P<name>.+)[:：]\s*(?P<n>\d+)\s*选\s*(?P<k>\d+)[,，]\s*计入")
_ENGLISH = re.compile(r"(?P<name>.+): (?P<k>\d+) of (?P<n>\d+) to choose, counts with", re.IGNORECASE)
_TOLERANCE = 0.05


class Pools:
    """The pools that rows stand for, and the one whose courses are read just now."""

    def __init__(self, program: Program) -> None:
        self._rows = dict(program.pools)
        self._known = Names(program.pools.values())
        self._fresh: dict[str, Pool] = {}
        self._present: str | None = None

    def begins(self, record: Record, label: str) -> bool:
        """Tell whether a row is a pool, and take it in; the rows below it are its courses."""
        found = next((one for form in (_CHINESE, _ENGLISH) if (one := form.fullmatch(plain(label)))), None)
        if found is None:
            return False
        code, name = record.code("code"), found["name"].strip()
        ident = self._known.find(code or name) or fresh_id(self._rows, "pool", fold(code or name))
        held = self._rows.get(ident) or Pool(ident, code, position=float(len(self._rows) + 1))
        given, figures = name_of(name), read_figures(record)
        pool = replace(
            held,
            code=code or held.code,
            name=replace(held.name, zh=given.zh or held.name.zh, en=given.en or held.name.en),
            choose=int(found["k"]),
            **_required(figures, held, again=ident in self._fresh),
        )
        self._rows[ident] = self._fresh[ident] = pool
        self._known.add(pool)
        self._present = ident
        return True

    def ends(self) -> None:
        """Note that what follows is no longer of a pool."""
        self._present = None

    def member(self, course: Course) -> Course:
        """Return a course as one of the present pool: its brackets say that it counts through it."""
        return course if self._present is None else replace(course, pool=self._present, counted=True)

    def kept(self, program: Program) -> Program:
        """Return the programme with the pools that were met."""
        return put(program, "pools", *self._fresh.values())


def _required(figures: Figures, held: Pool, *, again: bool) -> dict[str, Any]:
    """Return what a pool requires; one that stands in several groups of courses requires all of it together."""
    credits_, hours = figures.value("credits"), _hours(figures)
    if again:
        places = {
            one.name: _sum(getattr(held.hours, one.name), getattr(hours, one.name)) for one in fields(Hours)
        }
        return {"credits": _sum(held.credits, credits_), "hours": Hours(**places)}
    return {
        "credits": held.credits if credits_ is None else credits_,
        "hours": held.hours if hours == UNKNOWN_HOURS else hours,
    }


def _sum(one: float | None, other: float | None) -> float | None:
    return other if one is None else one + (other or 0.0)


def _hours(figures: Figures) -> Hours:
    """Return the required hours by place where these add up to all of them, else unknown hours."""
    hours = Hours(
        theory=figures.inside("theory"),
        on_campus=figures.inside("on_campus"),
        off_campus=figures.inside("off_campus"),
        extracurricular=figures.outside,
    )
    total = figures.value("total")
    agree = total is not None and hours.total is not None and abs(hours.total - total) < _TOLERANCE
    return hours if agree else UNKNOWN_HOURS
