"""Which figures can be asked "Why?" where: on a page, of what is selected, in the strip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curriplan.analysis.account.account import Figure
from curriplan.analysis.account.terms import heaviest
from curriplan.analysis.calendar import tracks_of
from curriplan.analysis.gap.result import Basis
from curriplan.analysis.insight.groups import BY_MODULE, grouped
from curriplan.analysis.order import terms_in_order
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk

BASES: tuple[Basis, ...] = ("all", "assessed")
PER_TRACK = frozenset({"hours", "credits", "practice", "phase"})
OF_TERM = ("weekly", "term_hours", "term_credits", "class_weeks")

STRIP: Mapping[str, tuple[str, ...]] = {
    "hours": ("hours", "credits"),
    "practice": ("practice",),
    "readiness": ("readiness",),
    "errors": ("findings",),
    "warnings": ("findings",),
}
"""Which figures stand behind each vital figure of the strip."""

OF_PAGE: Mapping[str, tuple[str, ...]] = {
    "demand": ("respondents", "demands", "unknown_levels"),
    "courses": ("hours", "credits", "practice", "unknown_hours", "credits_by_rule"),
    "map": ("contributions", "mapped", "carried_by_one"),
    "gaps": ("requirements", "met", "missing", "firm", "late", "over", "unrated", "no_demand"),
    "plan": ("most_weekly", "least_weekly", "phase", "unplaced"),
}
"""Which figures a page tells in its headline."""


@dataclass(frozen=True, slots=True)
class Named:
    """Figures below a heading, whose key in the texts is ``why.ask.HEADING``."""

    heading: str
    figures: tuple[Figure, ...]


def strip_figures(program: Program, vital: str) -> tuple[Figure, ...]:
    """Return the figures behind a vital figure of the strip."""
    if vital == "readiness":
        return tuple(Figure("readiness", basis=basis) for basis in BASES)
    if vital in {"errors", "warnings"}:
        severity = Severity.ERROR if vital == "errors" else Severity.WARNING
        return (Figure("findings", severity.value),)
    return _per_track(program, STRIP[vital])


def selected_figures(desk: Desk) -> tuple[Figure, ...]:
    """Return the figures of the post or the term that is selected."""
    held, program = desk.selection, desk.program
    if held.post in program.posts and held.competency in program.competencies:
        need = desk.results.requirements().get(held.post, {}) if desk.results.demand_is_known else {}
        return (Figure("cell", held.post, held.competency),) if held.competency in need else ()
    if held.post in program.posts and desk.results.demand_is_known:
        ready = tuple(Figure("readiness", held.post, "", basis) for basis in BASES)
        due = tuple(Figure("readiness_due", held.post, "", basis) for basis in BASES)
        return (*ready, *due, Figure("requirements", held.post), Figure("missing", held.post))
    if held.term in program.terms:
        track = heaviest(program, held.term)[0]
        return tuple(Figure(name, held.term, track) for name in OF_TERM)
    return ()


def page_figures(desk: Desk, page: str) -> tuple[Named, ...]:
    """Return the figures of a page below their headings, and last those of the programme."""
    program, known = desk.program, desk.results.demand_is_known
    own = OF_PAGE.get(page, ()) if known or page in {"courses", "plan"} else ()
    found = [
        Named("selected", selected_figures(desk)),
        Named("page", _per_track(program, own)),
        *(_of_gaps(desk) if page == "gaps" and known else ()),
        *((_of_plan(program),) if page == "plan" else ()),
        Named("programme", _of_programme(program, known=known)),
    ]
    return tuple(one for one in found if one.figures)


def _per_track(program: Program, names: tuple[str, ...]) -> tuple[Figure, ...]:
    tracks = tracks_of(program)
    return tuple(
        Figure(name, "", track or "") for name in names for track in (tracks if name in PER_TRACK else ("",))
    )


def _of_gaps(desk: Desk) -> tuple[Named, ...]:
    report = desk.results.gaps()
    posts = tuple(Figure("readiness", one.post) for one in report.posts if one.rows)
    groups = grouped(desk.program, report, BY_MODULE)
    return (
        Named("by_post", posts),
        Named("by_module", tuple(Figure("readiness", one.key, BY_MODULE) for one in groups)),
    )


def _of_plan(program: Program) -> Named:
    terms = terms_in_order(program)
    return Named("by_term", tuple(Figure("weekly", one.id, heaviest(program, one.id)[0]) for one in terms))


def _of_programme(program: Program, *, known: bool) -> tuple[Figure, ...]:
    ready = strip_figures(program, "readiness") if known else ()
    due = tuple(Figure("readiness_due", basis=basis) for basis in BASES) if known else ()
    checks = tuple(Figure("findings", one.value) for one in Severity)
    return (*_per_track(program, ("hours", "credits", "practice")), *ready, *due, *checks)
