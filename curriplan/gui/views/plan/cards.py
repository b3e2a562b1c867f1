"""What stands on the board, worked out from the programme: cards, column heads, years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from curriplan.analysis.calendar import Factor, TermLoad, course_credits, factors, first_term, part_share
from curriplan.analysis.notation import format_part
from curriplan.analysis.order import courses_in_order, in_order
from curriplan.app.derived import Derived
from curriplan.app.figures import share, spread
from curriplan.domain.course import Course, Delivery, TermPart
from curriplan.domain.finding import Finding, Severity
from curriplan.gui.desk import Desk
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.plan.hues import Hue, Scheme, scheme
from curriplan.gui.views.plan.short import of_term, short, worst_of_courses
from curriplan.gui.views.plan.shown import EVERYTHING, Shown, keeper


@dataclass(frozen=True, slots=True)
class Card:
    """A course in one term: names, notation, stripe with its sign, lock, and the worst finding about it.

    ``weekly`` and ``credits`` are what the card counts with in the sums of its group, None where that is not
    known, or nothing is summed up.
    """

    key: str
    course: str
    name: str
    notation: str
    hue: Hue
    locked: bool = False
    finding: Finding | None = None
    trouble: str = ""
    code: str = ""
    type: str = ""
    weekly: float | None = None
    credits: float | None = None

    @property
    def severity(self) -> Severity | None:
        """Return how bad what is wrong with it is."""
        return None if self.finding is None else self.finding.severity


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The line above the cards of one type: its name and what they sum up to."""

    key: str
    name: str
    sums: str


Entry = Card | GroupLine
UNPLACED = ""


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
    severity: Severity | None = None
    full: str = ""
    short_title: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """All columns by the id of their term, and under ``UNPLACED`` what has none.

    ``hidden`` are the courses that the filter leaves out, ``legend`` the hues in use.
    """

    by_term: Mapping[str, Sequence[Entry]]
    hidden: frozenset[str]
    legend: tuple[Hue, ...]
    all: int


@dataclass(frozen=True, slots=True)
class _Ground:
    """What all cards are made from; ``factors`` only where cards are summed up."""

    desk: Desk
    hues: Scheme
    troubles: Mapping[str, Finding]
    factors: Mapping[str, Factor] = field(default_factory=dict)


def cards_by_term(desk: Desk, shown: Shown = EVERYTHING) -> Cards:
    """Return the cards of every term as they are wanted."""
    program = desk.program
    troubles = worst_of_courses(program, desk.results.findings(desk.today))
    by = factors(program) if shown.grouped else {}
    ground = _Ground(desk, scheme(desk, shown.colour), troubles, by)
    keeps = keeper(desk, shown, troubles)
    numbers = {term.number: term.id for term in program.terms.values()}
    held: dict[str, list[Card]] = {term: [] for term in numbers.values()}
    held[UNPLACED] = []
    hidden = set()
    for course in courses_in_order(program):
        if not keeps(course):
            hidden.add(course.id)
            continue
        begins = first_term(program, course.id)
        if begins is None:
            held[UNPLACED].append(_card(ground, course, 0))
            continue
        for index in range(course.span):
            term = numbers.get(begins + index)
            if term is not None:
                held[term].append(_card(ground, course, index))
    by_term = {term: _in_groups(desk, cards) if shown.grouped else cards for term, cards in held.items()}
    return Cards(by_term, frozenset(hidden), ground.hues.legend, len(program.courses))


def _card(ground: _Ground, course: Course, index: int) -> Card:
    desk, program = ground.desk, ground.desk.program
    placement = program.placements.get(course.id)
    part = course.parts[index] if index < len(course.parts) else TermPart()
    notation = format_part(part, course.delivery)
    if course.span > 1:
        notation = desk.say("plan.part", notation=notation, index=index + 1, span=course.span)
    finding = ground.troubles.get(course.id)
    name = desk.name(course.name, course.code)
    return Card(
        f"{course.id}:{index}",
        course.id,
        name,
        notation or desk.say("plan.no_hours"),
        ground.hues.of[course.id],
        placement is not None and placement.locked,
        finding,
        "" if finding is None else short(desk, finding),
        course.code,
        course.type or "",
        *(_counted(ground, course, index, part) if ground.factors else (None, None)),
    )


def _counted(
    ground: _Ground, course: Course, index: int, part: TermPart
) -> tuple[float | None, float | None]:
    """Return the hours a week and the credits that a card counts with."""
    rule, factor = ground.desk.program.about.credit_rule, ground.factors[course.id]
    credit, weekly = course_credits(course, rule), part.weekly_hours
    if course.delivery is not Delivery.WEEKLY:
        weekly = 0.0
    return (
        None if weekly is None else weekly * factor.hours,
        None if credit is None else credit * part_share(course, index, rule) * factor.credits,
    )


def told(desk: Desk, card: Card) -> list[str]:
    """Return the lines of a card's tip: what it is called, what it takes, its hue, its lock, what is wrong."""
    lines = [f"{card.code}  {card.name}", card.notation, f"{card.hue.sign}  {card.hue.name}"]
    if card.locked:
        lines.append(desk.say("board.fixed_here"))
    if card.finding is not None:
        lines.append(f"{SEVERITY_SIGNS[card.finding.severity]} {desk.texts.finding(card.finding)}")
    return lines


# -- groups ---------------------------------------------------------------------------------------


def _in_groups(desk: Desk, cards: Sequence[Card]) -> list[Entry]:
    """Return cards below lines of their types; the order within a type stays."""
    order = {one.id: n for n, one in enumerate(in_order(desk.program.course_types))}
    ranked = sorted(cards, key=lambda card: order.get(card.type, len(order)))
    entries: list[Entry] = []
    for kind, group in groupby(ranked, key=lambda card: card.type):
        held = list(group)
        entries.append(_group_line(desk, kind, held))
        entries.extend(held)
    return entries


def _group_line(desk: Desk, kind: str, cards: Sequence[Card]) -> GroupLine:
    row = desk.program.course_types.get(kind)
    name = desk.say("board.no_type") if row is None else desk.name(row.name, row.code)
    hours, credits_ = (_sum(one.weekly for one in cards), _sum(one.credits for one in cards))
    words = {"credits": desk.figure(None if credits_ is None else round(credits_, 1))}
    sums = desk.say("board.group_credits", **words)
    if hours != 0:
        sums = desk.say("board.group_sums", hours=desk.figure(hours), **words)
    return GroupLine(f"group:{kind}", name, sums)


def _sum(figures: Iterable[float | None]) -> float | None:
    """Return a sum, None where a part is not known."""
    held = list(figures)
    return None if any(one is None for one in held) else sum(one or 0.0 for one in held)


# -- heads ----------------------------------------------------------------------------------------


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
    part = None if hours is None or not limit else hours / limit
    over = (part or 0.0) > 1.0 or (load.class_weeks is not None and load.class_weeks < 0)
    numbered = say("plan.term", number=load.term.number)
    credits_ = "" if load.credits is None or not load.courses else f"{load.credits:.1f}"
    return Head(
        desk.name(load.term.name) or numbered,
        credits_ and say("plan.credits", credits=credits_),
        text,
        _weeks(desk, load),
        part,
        over,
        short_title=numbered,
    )


def head_with_troubles(desk: Desk, load: TermLoad, findings: Iterable[Finding]) -> Head:
    """Return what a column says, with what is wrong with its term beyond too many hours, which the load tells."""
    made = head(desk, load)
    wrong = of_term(findings, load.term.id)
    others = [one for one in wrong if one.code != "weekly_hours_limit"]
    full = "\n".join(f"{SEVERITY_SIGNS[one.severity]} {desk.texts.finding(one)}" for one in wrong)
    if not others:
        return replace(made, full=full)
    return replace(made, trouble=short(desk, others[0]), severity=others[0].severity, full=full)


def load_change(desk: Desk, now: TermLoad, then: TermLoad) -> Head:
    """Return what a column would say after a move: hours a week now and then."""
    made = head(desk, then)
    if now.weekly_hours is None or then.weekly_hours is None or now.weekly_hours == then.weekly_hours:
        return made
    limit = then.term.max_weekly_hours or desk.program.about.max_weekly_hours
    words = {"before": desk.figure(now.weekly_hours), "after": desk.figure(then.weekly_hours)}
    if limit is None:
        return replace(made, load=desk.say("board.load_change", **words))
    return replace(made, load=desk.say("board.load_change_of", limit=desk.figure(limit), **words))


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


def year_titles(desk: Desk, results: Derived | None = None) -> list[tuple[int, str, str]]:
    """Return (year, title, phase share) of every study year; ``results`` are those of another plan."""
    program, say = desk.program, desk.say
    shares: dict[int, list[float | None]] = {}
    for one in (results or desk.results).phases():
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
