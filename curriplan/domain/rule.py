"""Regulations as rows: packs, the rules in them, and the words of the rule language.

A rule is one row with a ``kind``; which of its fields that kind reads is told by ``Rule``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from curriplan.domain.course import Assessment, Delivery, Status, TypeRole
from curriplan.domain.finding import Severity
from curriplan.domain.post import PostLevel
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import EMPTY, Text


class RuleKind(StrEnum):
    """What a rule says.

    ``bound``: a sum keeps limits. ``ratio``: a sum divided by another one does. ``each``: a figure of every
    course does. ``order``: courses come after others. ``tests``: courses check others. ``coverage``: so many
    courses reach a level. ``progression``: levels rise, none is skipped. ``complete``: fields are filled.
    ``check``: a rule in code gets clause and severity.
    """

    BOUND = "bound"
    RATIO = "ratio"
    EACH = "each"
    ORDER = "order"
    TESTS = "tests"
    COVERAGE = "coverage"
    PROGRESSION = "progression"
    COMPLETE = "complete"
    CHECK = "check"


class Scope(StrEnum):
    """What a rule is asked of: the whole plan, each year, term or course, or each post."""

    PLAN = "plan"
    YEAR = "year"
    TERM = "term"
    COURSE = "course"
    POST = "post"


class Measure(StrEnum):
    """What is summed: figures of courses, or weeks of terms.

    ``practice`` is all practice, ``weekly_hours`` the greatest of the terms in question, ``weeks`` all weeks
    of terms, ``block_weeks`` whole weeks of practice and internship. ``enterprise_hours`` are hours times the
    share that enterprise lecturers teach. The last three are figures of one course, for the kind ``each``.
    """

    HOURS = "hours"
    THEORY = "theory"
    PRACTICE = "practice"
    ON_CAMPUS = "on_campus"
    OFF_CAMPUS = "off_campus"
    EXTRACURRICULAR = "extracurricular"
    CREDITS = "credits"
    COURSES = "courses"
    ENTERPRISE_HOURS = "enterprise_hours"
    WEEKLY_HOURS = "weekly_hours"
    WEEKS = "weeks"
    TEACHING_WEEKS = "teaching_weeks"
    CLASS_WEEKS = "class_weeks"
    BLOCK_WEEKS = "block_weeks"
    INTERNSHIP_WEEKS = "internship_weeks"
    EXAM_WEEKS = "exam_weeks"
    RESERVE_WEEKS = "reserve_weeks"
    HOLIDAY_WEEKS = "holiday_weeks"
    PRACTICE_SCORE_SHARE = "practice_score_share"
    ENTERPRISE_SHARE = "enterprise_share"
    HOURS_PER_CREDIT = "hours_per_credit"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which courses a rule speaks of; a field that is empty lets every course pass.

    ``elective``: of that status or in a pool. ``tags``: any of these, ``tags_all``: all of them. ``modes``: hours of any
    of these, for coverage the mode of the contribution. ``years`` and ``terms`` are numbers: for sums the parts that run then,
    for other rules the term in which a course begins. ``kinds``: gives something to a competency of such a kind.
    ``post_levels`` and ``posts`` (codes) say of which posts a rule of the scope ``post`` speaks.
    """

    roles: frozenset[TypeRole] = frozenset()
    statuses: frozenset[Status] = frozenset()
    elective: bool | None = None
    deliveries: frozenset[Delivery] = frozenset()
    assessments: frozenset[Assessment] = frozenset()
    core: bool | None = None
    tags: frozenset[str] = frozenset()
    tags_all: frozenset[str] = frozenset()
    modes: frozenset[Mode] = frozenset()
    years: frozenset[int] = frozenset()
    terms: frozenset[int] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    posts: frozenset[str] = frozenset()
    post_levels: frozenset[PostLevel] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """For which programmes a rule is meant; a field that is empty asks nothing.

    ``host_major``: words of which the host major holds one. ``years``: how many years of study.
    """

    host_major: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    quarter_system: bool | None = None
    intake_from: int | None = None
    intake_to: int | None = None


EVERY = Filter()
ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class RulePack:
    """A regulation as data; its rules are rows of their own.

    ``year`` is that of the document, ``valid_from`` and ``valid_to`` are intakes. ``verified``: its text was read.
    ``own``: made or changed by the college. A pack that is not ``active`` finds nothing.
    """

    id: str
    code: str = ""
    name: Text = EMPTY
    document: Text = EMPTY
    year: int | None = None
    version: str = ""
    valid_from: int | None = None
    valid_to: int | None = None
    verified: bool = False
    own: bool = False
    active: bool = True
    source: str = ""
    url: str = ""
    note: Text = EMPTY
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack.

    ``measure`` over the courses of ``among`` keeps ``least`` and ``most`` (shares are 0..1); a ratio divides it
    by ``other_measure`` (the same where none is named) over ``other``. Order: courses of ``among`` begin after
    ``count`` courses of ``other`` have ended (None: after all). Tests: each of ``among`` checks ``count`` of ``other``.
    Coverage: ``count`` courses of ``among`` reach ``level``, for each competency, course (its competencies) or
    post (its tasks) by the scope. Complete: ``fields`` such as ``courses.credits``. Check: ``finding`` is the
    code of one that a rule in code makes. ``own``: the college changed it; ``pack_least``, ``pack_most`` and
    ``pack_severity`` keep what the pack says.
    """

    id: str
    pack: str
    code: str = ""
    name: Text = EMPTY
    explanation: Text = EMPTY
    clause: str = ""
    source: str = ""
    severity: Severity = Severity.ERROR
    kind: RuleKind = RuleKind.BOUND
    scope: Scope = Scope.PLAN
    measure: Measure = Measure.HOURS
    among: Filter = EVERY
    other_measure: Measure | None = None
    other: Filter = EVERY
    least: float | None = None
    most: float | None = None
    count: int | None = None
    level: int | None = None
    fields: tuple[str, ...] = ()
    finding: str = ""
    applies: Condition = ALWAYS
    own: bool = False
    pack_least: float | None = None
    pack_most: float | None = None
    pack_severity: Severity | None = None
    active: bool = True
    position: float = 0.0
