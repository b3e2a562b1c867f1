"""The programme as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from curriplan.domain.acceptance import Acceptance
from curriplan.domain.competency import Competency, Framework, Module
from curriplan.domain.course import Contribution, Course, CourseType, Pool, Requisite, Resource, Track
from curriplan.domain.plan import Placement, Term
from curriplan.domain.post import Post, Statement, Task
from curriplan.domain.profile import Profile
from curriplan.domain.rule import Rule, RulePack
from curriplan.domain.scenario import RowChange, Scenario
from curriplan.domain.survey import Enterprise, Question, Respondent, Survey
from curriplan.domain.version import NamedVersion

RowT = TypeVar("RowT")
Flat = Mapping[str, RowT]
Nested = Mapping[str, Mapping[str, RowT]]

PROFILE_ID = "profile"


@dataclass(frozen=True, slots=True)
class Program:
    """Everything a college states about one programme; what follows from it is derived.

    Flat tables map an id to a row. Tables with many rows a parent are nested by parent, so that an
    edit copies one small map: ``contributions[course][competency]``, ``requisites[course][id]``,
    ``statements[post][id]``, ``rules[pack][id]``, ``scenario_changes[scenario][target]``. ``placements`` is
    keyed by course. Never change a mapping in place.
    """

    profile: Flat[Profile] = field(default_factory=dict)
    frameworks: Flat[Framework] = field(default_factory=dict)
    modules: Flat[Module] = field(default_factory=dict)
    competencies: Flat[Competency] = field(default_factory=dict)
    posts: Flat[Post] = field(default_factory=dict)
    tasks: Flat[Task] = field(default_factory=dict)
    statements: Nested[Statement] = field(default_factory=dict)
    course_types: Flat[CourseType] = field(default_factory=dict)
    pools: Flat[Pool] = field(default_factory=dict)
    tracks: Flat[Track] = field(default_factory=dict)
    resources: Flat[Resource] = field(default_factory=dict)
    terms: Flat[Term] = field(default_factory=dict)
    courses: Flat[Course] = field(default_factory=dict)
    contributions: Nested[Contribution] = field(default_factory=dict)
    requisites: Nested[Requisite] = field(default_factory=dict)
    placements: Flat[Placement] = field(default_factory=dict)
    enterprises: Flat[Enterprise] = field(default_factory=dict)
    surveys: Flat[Survey] = field(default_factory=dict)
    questions: Flat[Question] = field(default_factory=dict)
    respondents: Flat[Respondent] = field(default_factory=dict)
    rule_packs: Flat[RulePack] = field(default_factory=dict)
    rules: Nested[Rule] = field(default_factory=dict)
    acceptances: Flat[Acceptance] = field(default_factory=dict)
    scenarios: Flat[Scenario] = field(default_factory=dict)
    scenario_changes: Nested[RowChange] = field(default_factory=dict)
    versions: Flat[NamedVersion] = field(default_factory=dict)

    @property
    def about(self) -> Profile:
        """Return the programme's own row."""
        return self.profile[PROFILE_ID]
