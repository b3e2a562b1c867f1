"""Hours and credits of a course as forms print them: ``48``, ``16#`` outside the timetable, ``(108)``, ``64*``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from curriplan.analysis.notation import Figure, NotationError, parse_figure
from curriplan.domain.course import Course, Delivery, Hours
from curriplan.exchange.cells import number_of, text_of
from curriplan.exchange.readers.course_columns import is_weeks
from curriplan.exchange.table import Record

PLACES = ("theory", "lab", "on_campus", "off_campus", "extracurricular")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a row states of hours and credits, by field."""

    held: Mapping[str, Figure]

    def value(self, name: str) -> float | None:
        """Return a figure without its signs, None where it is blank."""
        found = self.held.get(name)
        return None if found is None else found.value

    def inside(self, name: str) -> float | None:
        """Return the hours of a place that are on the timetable, None where there are none."""
        found = self.held.get(name)
        return None if found is None or found.outside else found.value

    @property
    def outside(self) -> float | None:
        """Return the hours outside the timetable, of their own column or marked so in another."""
        own = self.value("extracurricular")
        marked = [one.value for name, one in self.held.items() if one.outside and name in PLACES[:-1]]
        return own if own is not None else sum(marked) if marked else None


def read_figures(record: Record) -> Figures:
    """Return hours and credits of a row; what is no such figure is noted."""
    found = {name: figure_in(record, name) for name in (*PLACES, "total", "credits")}
    return Figures({name: one for name, one in found.items() if one is not None})


def figure_in(record: Record, name: str) -> Figure | None:
    """Return the figure of a field, None if it is blank or a time in weeks, which is read as such elsewhere."""
    cell, text = record.cell(name), record.text(name)
    if not text or is_weeks(text):
        return None
    try:
        number_of(cell)
    except ValueError:
        pass
    else:
        number = record.number_in(name)
        return None if number is None else Figure(number)
    try:
        return parse_figure(text)
    except NotationError:
        record.fail("import.not_a_figure", record.place(name), value=text_of(cell))
        return None


def with_figures(record: Record, course: Course, figures: Figures) -> Course:
    """Return a course with what a row states of its hours and credits; sums that differ are remarked."""
    bracketed = any(not one.counted for name, one in figures.held.items() if name in {"total", "credits"})
    return replace(
        course,
        hours=_hours(record, course, figures),
        credits=course.credits if figures.value("credits") is None else figures.value("credits"),
        # What a pool holds counts through it, and is printed in brackets as well.
        counted=course.counted and (not bracketed or course.pool is not None),
        marked=course.marked or any(one.marked for one in figures.held.values()),
    )


def _hours(record: Record, course: Course, figures: Figures) -> Hours:
    """Return the hours of a row. Laboratory hours are practice on campus, lectures are theory."""
    lab, practice = figures.inside("lab"), figures.inside("on_campus")
    given = {
        "theory": figures.inside("theory"),
        "on_campus": None if lab is None and practice is None else (lab or 0.0) + (practice or 0.0),
        "off_campus": figures.inside("off_campus"),
        "extracurricular": figures.outside,
    }
    hours = replace(course.hours, **{name: value for name, value in given.items() if value is not None})
    total = figures.value("total")
    if total is not None and hours.total is None:
        if course.delivery is Delivery.LECTURES:
            return replace(hours, theory=total)
        record.warn("import.hours_unsplit", record.place("total"), value=total)
    elif total is not None and hours.total != total:
        record.warn("import.hours_differ", record.place("total"), value=total, parts=hours.total)
    return hours
