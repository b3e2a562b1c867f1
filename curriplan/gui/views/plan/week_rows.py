"""The weeks of the plan in words and colours: what the drawing of weeks shows, worked out from the programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from curriplan.analysis.calendar import tracks_of
from curriplan.analysis.notation import format_part
from curriplan.analysis.order import courses_in_order
from curriplan.analysis.weeks import Bar, Kind, Stretch, TermSpan, WeekLoad, WeekPlan, week_plan
from curriplan.domain.course import Course, Delivery, TermPart
from curriplan.domain.finding import Severity
from curriplan.gui.charts.weeks import WeekBar, WeekHead, WeekPicture, WeekRow, WeekStep
from curriplan.gui.desk import Desk
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.plan.cards import year_titles
from curriplan.gui.views.plan.hues import Scheme, scheme
from curriplan.gui.views.plan.short import worst_of_courses
from curriplan.gui.views.plan.shown import Shown, keeper

OF_DELIVERY = {
    Delivery.WEEKLY: "class",
    Delivery.WEEKS: "whole",
    Delivery.INTERNSHIP: "internship",
    Delivery.LECTURES: "lectures",
}


@dataclass(frozen=True, slots=True)
class WeekWish:
    """How weeks are wanted: of which track, rows below their terms instead of their kinds."""

    track: str = ""
    by_term: bool = False


def week_picture(desk: Desk, shown: Shown, wish: WeekWish) -> WeekPicture:
    """Return what is drawn of the weeks of a track; the first where there is none of that id."""
    say, program = desk.say, desk.program
    tracks = tracks_of(program)
    plan = week_plan(program, wish.track if wish.track in tracks else tracks[0])
    limit = program.about.max_weekly_hours
    used = {one.kind for one in plan.bars} | {one.kind for span in plan.terms for one in span.stretches}
    return WeekPicture(
        tuple(_head(desk, one) for one in plan.terms),
        tuple(_rows(desk, plan, shown, wish)),
        tuple(_steps(desk, plan)),
        tuple((year, title) for year, title, _ in year_titles(desk)),
        tuple((kind, say(f"weeks.kind.{kind.value}")) for kind in Kind if kind in used),
        limit,
        "" if limit is None else say("weeks.limit", limit=desk.figure(limit)),
        say("weeks.load"),
        say("weeks.assumed"),
        tuple(
            say(f"weeks.column.{one}") for one in ("course", "kind", "term", "from", "to", "notation", "note")
        ),
    )


def _head(desk: Desk, span: TermSpan) -> WeekHead:
    say, theme = desk.say, desk.theme
    name = say("plan.term", number=span.term.number)
    if not span.known:
        note = say("plan.weeks_unknown")
    else:
        note = say("weeks.of_term", n=desk.figure(span.term.weeks))
    inks = {
        Kind.CLASS: theme.accent,
        Kind.EXAM: theme.firm.ink,
        Kind.RESERVE: theme.dim,
        Kind.HOLIDAY: theme.dim,
    }
    bars = tuple(
        WeekBar(one.kind, one.begin, one.weeks, inks.get(one.kind, theme.met.ink), _sign(desk, one))
        for one in span.stretches
    )
    return WeekHead(name, span.term.year, span.begin, span.weeks, bars, note)


def _sign(desk: Desk, stretch: Stretch) -> str:
    """Return what stands on a stretch: its letter, with its weeks where these are not in every term alike."""
    weeks = desk.figure(stretch.weeks)
    return desk.say(f"weeks.sign.{stretch.kind.value}", n=weeks)


# -- rows -----------------------------------------------------------------------------------------


def _rows(desk: Desk, plan: WeekPlan, shown: Shown, wish: WeekWish) -> Iterable[WeekRow]:
    program = desk.program
    troubled = worst_of_courses(program, desk.results.findings(desk.today))
    keeps, hues = keeper(desk, shown, troubled), scheme(desk, shown.colour)
    spans = {one.term.number: one for one in plan.terms}
    bars: dict[str, list[Bar]] = {}
    for bar in plan.bars:
        bars.setdefault(bar.course, []).append(bar)
    courses = [one for one in courses_in_order(program) if one.id in bars and keeps(one)]
    groups: dict[str, list[Course]] = {}
    for course in courses:
        first = bars[course.id][0].term
        key = str(first).zfill(3) if wish.by_term else OF_DELIVERY[course.delivery]
        groups.setdefault(key, []).append(course)
    order = sorted(groups) if wish.by_term else [one for one in OF_DELIVERY.values() if one in groups]
    for key in order:
        name = desk.say("plan.term", number=int(key)) if wish.by_term else desk.say(f"weeks.kind.{key}")
        yield WeekRow("", desk.say("weeks.group", name=name, n=len(groups[key])))
        for course in groups[key]:
            yield _row(desk, course, bars[course.id], spans, hues)


def _row(desk: Desk, course: Course, bars: list[Bar], spans: Mapping[int, TermSpan], hues: Scheme) -> WeekRow:
    hue, name = hues.of[course.id], desk.name(course.name, course.code)
    made, facts = [], []
    for bar in bars:
        part = course.parts[bar.index] if bar.index < len(course.parts) else TermPart()
        label = format_part(part, course.delivery)
        begin = bar.begin - spans[bar.term].begin
        first, last = desk.figure(int(begin) + 1), desk.figure(max(int(begin) + 1, round(begin + bar.weeks)))
        note = _note(desk, bar)
        kind = desk.say(f"weeks.kind.{bar.kind.value}")
        facts.append((name, kind, str(bar.term), first, last, label, note))
        tip = desk.say("weeks.tip", name=name, notation=label, term=bar.term, first=first, last=last)
        text = "\n".join(one for one in (tip, note) if one)
        made.append(WeekBar(bar.kind, bar.begin, bar.weeks, hue.colour, label, text, bar.guessed, bar.over))
    return WeekRow(course.id, f"{hue.sign}  {name}", tuple(made), tuple(facts))


def _note(desk: Desk, bar: Bar) -> str:
    parts = []
    if bar.over:
        parts.append(f"{SEVERITY_SIGNS[Severity.ERROR]} {desk.say('weeks.over')}")
    if bar.guessed:
        parts.append(desk.say("weeks.guessed"))
    return " ".join(parts)


# -- load -----------------------------------------------------------------------------------------


def _steps(desk: Desk, plan: WeekPlan) -> Iterable[WeekStep]:
    """Yield the load week by week; the most hours of each term are told, once."""
    most = {span.term.number: _most(plan, span) for span in plan.terms}
    told: set[int] = set()
    for one in plan.loads:
        span = next(held for held in plan.terms if held.begin <= one.begin < held.begin + held.weeks)
        number = span.term.number
        hours, label = one.classes + one.blocks, ""
        if number not in told and hours and one is most[number]:
            told.add(number)
            unknown = desk.say("weeks.at_least", hours=desk.figure(hours)) if one.unknown else ""
            label = unknown or desk.figure(hours)
        yield WeekStep(one.begin, one.weeks, one.classes, one.blocks, label)


def _most(plan: WeekPlan, span: TermSpan) -> WeekLoad | None:
    """Return the heaviest weeks of a term, classes before blocks."""
    inside = [one for one in plan.loads if span.begin <= one.begin < span.begin + span.weeks]
    return max(inside, key=lambda one: (one.classes > 0, one.classes + one.blocks, one.weeks), default=None)
