"""What stands on the board, worked out from the programme: cards, column heads, years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curriplan.analysis.calendar import TermLoad, first_term
from curriplan.analysis.notation import format_part
from curriplan.analysis.order import courses_in_order
from curriplan.app.figures import share, spread
from curriplan.domain.course import Course, TermPart
from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk


@dataclass(frozen=True, slots=True)
class Card:
    """A course in one term: names, notation, stripe, lock, and the worst finding about it."""

    key: str
    course: str
    name: str
    notation: str
    stripe: str
    locked: bool = False
    severity: Severity | None = None
    trouble: str = ""
    full: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a column says of its term; ``share`` is load against limit, None where either is not known."""

    title: str
    credits: str
    load: str
    weeks: str
    share: float | None
    over: bool
    trouble: str = ""


UNPLACED = ""


def cards_by_term(desk: Desk) -> dict[str, list[Card]]:
    """Return the cards of every term by its id, and under ``UNPLACED`` those without a term."""
    program = desk.program
    troubles = _troubles(desk)
    numbers = {term.number: term.id for term in program.terms.values()}
    held: dict[str, list[Card]] = {term: [] for term in numbers.values()}
    held[UNPLACED] = []
    for course in courses_in_order(program):
        begins = first_term(program, course.id)
        if begins is None:
            held[UNPLACED].append(_card(desk, course, 0, troubles))
            continue
        for index in range(course.span):
            term = numbers.get(begins + index)
            if term is not None:
                held[term].append(_card(desk, course, index, troubles))
    return held


def _card(desk: Desk, course: Course, index: int, troubles: Mapping[str, Finding]) -> Card:
    program = desk.program
    kind = program.course_types.get(course.type or "")
    placement = program.placements.get(course.id)
    part = course.parts[index] if index < len(course.parts) else TermPart()
    notation = format_part(part, course.delivery)
    if course.span > 1:
        notation = desk.say("plan.part", notation=notation, index=index + 1, span=course.span)
    finding = troubles.get(course.id)
    name = desk.name(course.name, course.code)
    return Card(
        f"{course.id}:{index}",
        course.id,
        name,
        notation or desk.say("plan.no_hours"),
        desk.theme.role(None if kind is None else kind.role),
        placement is not None and placement.locked,
        None if finding is None else finding.severity,
        "" if finding is None else desk.texts.finding(finding),
        f"{course.code}  {name}",
    )


def _troubles(desk: Desk) -> dict[str, Finding]:
    """Return the worst error or warning about the place of each course."""
    worst: dict[str, Finding] = {}
    ranks = {Severity.ERROR: 0, Severity.WARNING: 1}
    for finding in desk.results.findings(desk.today):
        about = finding.where
        if (
            finding.severity not in ranks
            or about.table not in {"placements", "requisites", "courses"}
            or not about.key
        ):
            continue
        if about.table == "courses" and finding.severity is not Severity.ERROR:
            continue
        present = worst.get(about.key[0])
        if present is None or ranks[finding.severity] < ranks[present.severity]:
            worst[about.key[0]] = finding
    return worst


def head(desk: Desk, load: TermLoad) -> Head:
    """Return what the column of a term says."""
    say, program = desk.say, desk.program
    limit = load.term.max_weekly_hours or program.about.max_weekly_hours
    hours = load.weekly_hours or None
    if hours is None:
        text = say("plan.load_unknown") if load.unknown else say("plan.no_classes")
        if not load.courses:
            text = say("plan.nothing_yet")
    else:
        text = (
            say("plan.load", hours=desk.figure(hours))
            if limit is None
            else say("plan.load_of", hours=desk.figure(hours), limit=desk.figure(limit))
        )
    share = None if hours is None or not limit else hours / limit
    over = (share or 0.0) > 1.0 or (load.class_weeks is not None and load.class_weeks < 0)
    name = desk.name(load.term.name) or say("plan.term", number=load.term.number)
    return Head(
        name,
        ""
        if load.credits is None or not load.courses
        else say("plan.credits", credits=f"{load.credits:.1f}"),
        text,
        _weeks(desk, load),
        share,
        over,
    )


def _weeks(desk: Desk, load: TermLoad) -> str:
    say = desk.say
    parts = []
    if load.class_weeks is None:
        return say("plan.weeks_unknown")
    if load.class_weeks:
        parts.append(say("plan.class_weeks", weeks=load.class_weeks))
    if load.whole_weeks:
        parts.append(say("plan.whole_weeks", weeks=load.whole_weeks))
    if load.internship_weeks:
        parts.append(say("plan.intern_weeks", weeks=load.internship_weeks))
    return say("plan.weeks", parts=" + ".join(parts))


def year_titles(desk: Desk) -> list[tuple[int, str, str]]:
    """Return (year, title, phase share) of every study year."""
    program, say = desk.program, desk.say
    shares: dict[int, list[float | None]] = {}
    for one in desk.results.phases():
        for year, own, total in one.by_year:
            shares.setdefault(year, []).append(own / total if total else None)
    titles = []
    for year in sorted({term.year for term in program.terms.values()}):
        phases = program.about.phases
        phase = say(f"plan.phase.{phases[year - 1].value}") if year <= len(phases) else ""
        titles.append(
            (
                year,
                say("plan.year", year=year, phase=phase) if phase else say("plan.year_only", year=year),
                say("plan.purity", share=spread(shares[year], share)) if year in shares else "",
            )
        )
    return titles
