"""Everything that follows from a programme, computed when asked and again when what it read has changed.

Each entry names a pure function and the tables that it reads. Views ask, and keep nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from curriplan.analysis.calendar import (
    PhaseScore,
    TermLoad,
    Totals,
    heaviest_loads,
    phase_score,
    totals,
    tracks_of,
)
from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.demand.distributions import Distribution, distributions
from curriplan.analysis.demand.importance_performance import Point, importance_performance
from curriplan.analysis.demand.requirement import Requirements
from curriplan.analysis.demand.tally import SurveyTally, tallies
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import Basis, GapReport
from curriplan.analysis.rules.accepted import judged
from curriplan.analysis.rules.check import Checked, checked
from curriplan.domain.acceptance import Acceptance
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress, quiet

if TYPE_CHECKING:
    from curriplan.analysis.account.account import Account, Figure
    from curriplan.analysis.graph import Graph
    from curriplan.analysis.insight.insight import Found, Ground, Insight
    from curriplan.analysis.prerequisites import Prerequisites
    from curriplan.analysis.why import Piece
    from curriplan.planning.result import Objective
    from curriplan.planning.whereabouts import Standing

T = TypeVar("T")

DEMAND_TABLES = ("respondents", "statements", "posts", "profile", "surveys", "enterprises")
TALLY_TABLES = ("respondents", "surveys", "questions", "enterprises", "profile")
PLAN_TABLES = ("courses", "course_types", "pools", "terms", "placements", "profile", "tracks")


@dataclass(slots=True)
class _Held(Generic[T]):
    inputs: tuple[Any, ...]
    value: T


class Derived:
    """The derived results of the programme that ``present`` returns."""

    def __init__(self, present: Callable[[], Program]) -> None:
        self._present = present
        self._held: dict[str, _Held[Any]] = {}
        self._demand: tuple[Program, Requirements] | None = None
        self._gaps: dict[Basis, tuple[Program, Requirements, GapReport]] = {}
        self._checked: Checked | None = None
        self._graph: tuple[tuple[Program, Requirements], Graph] | None = None
        self._ground: Ground | None = None
        self._insights: dict[str, Found] = {}
        self._standing: Standing | None = None

    def imagine(self, program: Program) -> Derived:
        """Return the derived results of another value, computed from what is known of this one."""
        made = Derived(lambda: program)
        made._demand, made._checked = self._demand, self._checked
        made._gaps, made._held = dict(self._gaps), dict(self._held)
        return made

    @property
    def program(self) -> Program:
        """Return the programme that all this follows from."""
        return self._present()

    def requirements(self) -> Requirements:
        """Return what posts require; only cells whose answers or statements changed are computed."""
        program = self._present()
        if self._demand is None or not _same(program, self._demand[0], DEMAND_TABLES):
            self._demand = (program, requirements(program, quiet, self._demand))
        return self._demand[1]

    @property
    def demand_is_known(self) -> bool:
        """Tell whether ``requirements`` would answer without computing."""
        return self._demand is not None and _same(self._present(), self._demand[0], DEMAND_TABLES)

    @property
    def demand_is_near(self) -> bool:
        """Tell whether the answers are those that were computed with, so that an edit costs a few cells."""
        return self._demand is not None and self._demand[0].respondents is self._present().respondents

    def prepare_demand(self, progress: Progress) -> tuple[Program, Requirements]:
        """Compute the requirements in a job; hand the result to ``take_demand``."""
        program, known = self._present(), self._demand
        return program, requirements(program, progress, known)

    def take_demand(self, prepared: tuple[Program, Requirements]) -> None:
        """Keep requirements that a job computed; what changed meanwhile is computed when asked."""
        self._demand = prepared

    def gaps(self, basis: Basis = "all") -> GapReport:
        """Return the gap report on a basis of evidence; only competencies that an edit touched are measured."""
        program, demand = self._present(), self.requirements()
        report = gap_report(program, demand, basis, self._gaps.get(basis))
        self._gaps[basis] = (program, demand, report)
        return report

    def graph(self) -> Graph:
        """Return the graph of the programme and of what its posts require, for reading at once.

        It is one graph that follows the edits, so nobody keeps or changes it.
        """
        from curriplan.analysis.graph import build
        from curriplan.analysis.graph_follow import follow

        now = (self._present(), self.requirements())
        if self._graph is None:
            self._graph = (now, build(*now))
        elif self._graph[0][0] is not now[0] or self._graph[0][1] is not now[1]:
            before, graph = self._graph
            self._graph = (now, follow(graph, before, now))
        return self._graph[1]

    def why(self, post: str, competency: str) -> tuple[Piece, ...]:
        """Return who demands a competency of a post, and what answers it."""
        from curriplan.analysis.why import why

        return why(self._present(), self.graph(), post, competency)

    def account(self, figure: Figure, today: date) -> Account | None:
        """Return where a figure comes from; None where what it is a figure of is no longer there."""
        from curriplan.analysis.account.accounts import account

        return account(self, figure, today)

    def prerequisites(self) -> Prerequisites:
        """Return courses in their terms with what they need of each other."""
        from curriplan.analysis.prerequisites import prerequisites

        return self._get("prerequisites", (*PLAN_TABLES, "requisites"), prerequisites)

    def tallies(self) -> Mapping[str, SurveyTally]:
        """Return who answered every survey, by its id."""
        return self._get("tallies", TALLY_TABLES, tallies)

    def distributions(self) -> Mapping[str, Distribution]:
        """Return how every question was answered, by its id."""
        return self._get("distributions", TALLY_TABLES, _distributions)

    def priorities(self) -> tuple[Point, ...]:
        """Return importance against performance for every competency that is required with an importance."""
        report = self.gaps()
        return self._get(
            "priorities", ("profile", "competencies"), lambda now: importance_performance(now, report), report
        )

    def loads(self) -> tuple[TermLoad, ...]:
        """Return the load of every term, for the track with the most hours in it."""
        return self._get("loads", PLAN_TABLES, heaviest_loads)

    def totals(self) -> tuple[Totals, ...]:
        """Return hours, practice hours and credits of every track; one where there are no tracks."""
        return self._get("totals", PLAN_TABLES, lambda now: tuple(totals(now, one) for one in tracks_of(now)))

    def phases(self) -> tuple[PhaseScore, ...]:
        """Return the phase score of every track; one where there are no tracks."""
        return self._get(
            "phases", PLAN_TABLES, lambda now: tuple(phase_score(now, one) for one in tracks_of(now))
        )

    def findings(self, today: date) -> tuple[Finding, ...]:
        """Return all findings of the programme."""
        return self._judged(today)[0]

    def accepted(self, today: date) -> Mapping[Finding, Acceptance]:
        """Return the findings that somebody has accepted as they stand, each with its acceptance."""
        return self._judged(today)[1]

    def open_findings(self, today: date) -> tuple[Finding, ...]:
        """Return the findings that nobody has accepted."""
        found, known = self._judged(today)
        return tuple(one for one in found if one not in known) if known else found

    def _judged(self, today: date) -> tuple[tuple[Finding, ...], Mapping[Finding, Acceptance]]:
        """Return all findings, those of acceptances that accept nothing any more last, and the accepted ones."""
        found = self.checked(today).findings
        return self._get("judged", ("acceptances",), lambda now: judged(now, found), found)

    def checked(self, today: date) -> Checked:
        """Return the check of the programme; only rules that read what an edit touched are asked again."""
        self._checked = checked(self._present(), today, self._checked)
        return self._checked

    def standing(self, aims: tuple[Objective, ...]) -> Standing:
        """Return the plan as it stands, ready to be asked why a course is where it is, by objectives in order."""
        from curriplan.planning.whereabouts import standing

        program, held = self._present(), self._standing
        if held is not None and held.request.objectives != aims:
            held = None
        if held is None or held.request.program is not program:
            held = self._standing = standing(program, aims, previous=held)
        return held

    def insight(self, insight: Insight, today: date) -> Found:
        """Return what an insight finds; each is asked once for a programme and a day."""
        from curriplan.analysis.insight.insight import Ground

        program, held = self._present(), self._ground
        if held is None or held.program is not program or held.today != today:
            held = Ground.of(program, self.gaps("all"), self.gaps("assessed"), today)
            self._ground, self._insights = held, {}
        if insight.id not in self._insights:
            self._insights[insight.id] = insight.ask(held)
        return self._insights[insight.id]

    def _get(self, name: str, tables: tuple[str, ...], compute: Callable[[Program], T], *more: object) -> T:
        program = self._present()
        inputs = (*(getattr(program, one) for one in tables), *more)
        held = self._held.get(name)
        if held is None or any(a is not b for a, b in zip(held.inputs, inputs, strict=True)):
            held = _Held(inputs, compute(program))
            self._held[name] = held
        value: T = held.value
        return value


def _distributions(program: Program) -> Mapping[str, Distribution]:
    return {one.question: one for survey in program.surveys for one in distributions(program, survey)}


def _same(one: Program, other: Program, tables: tuple[str, ...]) -> bool:
    return all(getattr(one, name) is getattr(other, name) for name in tables)
