"""Sums that a printed form states, beside what follows from terms and courses: typed, or left open."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial

from curriplan.analysis.calendar import term_loads, tracks_of
from curriplan.analysis.sums import all_hours, weeks_of
from curriplan.domain.stated import StatedHours, StatedWeeks
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Field, Paragraph, Section
from curriplan.gui.inspector.fields import RowFields
from curriplan.gui.reading import Unreadable, number


def stated_sections(desk: Desk, row: RowFields) -> tuple[Section, ...]:
    """Return the sums of the schedule and of the table of weeks; faint figures are those that there are."""
    track = tracks_of(desk.program)[0]
    loads = [weeks_of(load) for load in term_loads(desk.program, track)]
    hours = all_hours(desk.program, track)
    in_hours = {one.name: getattr(hours, one.name) for one in fields(StatedHours)}
    in_weeks = {one.name: _sum([getattr(load, one.name) for load in loads]) for one in fields(StatedWeeks)}
    about = Paragraph(desk.say("profile.stated_about"), dim=True)
    return (
        Section(desk.say("profile.stated_head"), (about, *_fields(desk, row, "stated", in_hours))),
        Section(desk.say("profile.stated_weeks_head"), _fields(desk, row, "stated_weeks", in_weeks)),
    )


def _sum(figures: list[float | None]) -> float | None:
    return None if None in figures or not figures else sum(one or 0.0 for one in figures)


def _fields(desk: Desk, row: RowFields, outer: str, derived: dict[str, float | None]) -> tuple[Field, ...]:
    return tuple(_field(desk, row, outer, name, known) for name, known in derived.items())


def _field(desk: Desk, row: RowFields, outer: str, name: str, derived: float | None) -> Field:
    held = getattr(getattr(desk.program.about, outer), name)
    hint = "" if derived is None else desk.figure(derived)
    shown = "" if held is None else f"{held:g}"
    return Field(
        desk.say(f"profile.{outer}.{name}"), shown, partial(_store, desk, row, outer, name), hint=hint
    )


def _store(desk: Desk, row: RowFields, outer: str, name: str, typed: str) -> str | None:
    """Keep what was typed; empty means that the form states no such sum."""
    try:
        value = number(typed)
    except Unreadable as problem:
        return desk.say(f"courses.bad.{problem.code}", **problem.args_by_name)
    row.set(**{outer: replace(getattr(desk.program.about, outer), **{name: value})})
    return None
