"""Courses, their types, pools, tracks, resources, and what they contribute."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from curriplan.domain.scale import Mode
from curriplan.domain.stated import NO_HOURS, StatedHours
from curriplan.domain.text import EMPTY, Text


class TypeRole(StrEnum):
    """What a course type stands for in rules and scores, whatever its editable name."""

    PUBLIC_BASIC = "public_basic"
    PROFESSIONAL_BASIC = "professional_basic"
    PRACTICAL = "practical"
    PLATFORM = "platform"
    INTERNSHIP = "internship"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CourseType:
    """An editable course type. ``stated`` are the sums that a printed form states for its courses."""

    id: str
    code: str = ""
    name: Text = EMPTY
    role: TypeRole = TypeRole.OTHER
    stated: StatedHours = NO_HOURS
    source: str = ""
    position: float = 0.0


class Status(StrEnum):
    """Whether a student takes a course; ``mandated`` is compulsory by order of the state."""

    COMPULSORY = "compulsory"
    ELECTIVE = "elective"
    MANDATED = "mandated"


class Delivery(StrEnum):
    """How a course runs: so many hours each week, whole weeks, the post internship, or lectures beside it all."""

    WEEKLY = "weekly"
    WEEKS = "weeks"
    INTERNSHIP = "internship"
    LECTURES = "lectures"


class Assessment(StrEnum):
    """Exam or check (考试 / 考查)."""

    EXAM = "exam"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class TermPart:
    """What a course does in one of its consecutive terms: ``4/14W`` is 4 h in each of 14 weeks.

    Whole weeks and the internship have ``weekly_hours`` None. None means not known.
    """

    weekly_hours: float | None = None
    weeks: float | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of a course by where they are taught; None means not known, never zero.

    ``extracurricular`` is practice outside the timetable, the ``16#`` of the official form.
    """

    theory: float | None = None
    on_campus: float | None = None
    off_campus: float | None = None
    extracurricular: float | None = None

    def of(self, mode: Mode) -> float | None:
        """Return the hours of a mode."""
        return {Mode.THEORY: self.theory, Mode.ON_CAMPUS: self.on_campus, Mode.OFF_CAMPUS: self.off_campus}[
            mode
        ]

    @property
    def timetabled(self) -> float | None:
        """Return what the term parts must add up to: all but extracurricular hours; None if none is known."""
        return _sum_known(self.theory, self.on_campus, self.off_campus)

    @property
    def total(self) -> float | None:
        """Return all hours together, extracurricular ones as well; None if none is known."""
        return _sum_known(self.timetabled, self.extracurricular)

    @property
    def practice(self) -> float | None:
        """Return on-campus, off-campus and extracurricular practice; None if none of them is known."""
        return _sum_known(self.on_campus, self.off_campus, self.extracurricular)


def _sum_known(*parts: float | None) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


UNKNOWN_HOURS = Hours()
ONE_PART = (TermPart(),)


@dataclass(frozen=True, slots=True)
class Course:
    """A course as the plan lists it.

    ``parts`` has one entry for each consecutive term that the course runs over. ``enterprise_share``
    is the part of the teaching done by enterprise lecturers, ``practice_score_share`` the part of the
    final score that comes from practice (both 0..1, None: not stated). ``allowed_terms`` empty: any.
    ``counted`` False: figures in brackets, in no sum. ``marked``: the form sets a sign behind the hours, as in
    ``64*``, which the note explains.
    ``undesired_terms`` are those in which it may run, but should rather not.
    ``tags`` are free words that rules ask for, such as ``written`` or ``guided_project``.
    """

    id: str
    code: str = ""
    name: Text = EMPTY
    department: Text = EMPTY
    type: str | None = None
    core: bool = False
    status: Status = Status.COMPULSORY
    pool: str | None = None
    credits: float | None = None
    hours: Hours = UNKNOWN_HOURS
    delivery: Delivery = Delivery.WEEKLY
    parts: tuple[TermPart, ...] = ONE_PART
    assessment: Assessment = Assessment.EXAM
    enterprise_share: float | None = None
    practice_score_share: float | None = None
    tracks: frozenset[str] = frozenset()
    allowed_terms: frozenset[str] = frozenset()
    undesired_terms: frozenset[str] = frozenset()
    resources: frozenset[str] = frozenset()
    counted: bool = True
    marked: bool = False
    tags: frozenset[str] = frozenset()
    source: str = ""
    note: Text = EMPTY
    position: float = 0.0

    @property
    def span(self) -> int:
        """Return over how many consecutive terms the course runs."""
        return max(1, len(self.parts))


@dataclass(frozen=True, slots=True)
class Pool:
    """Elective courses of which a student takes ``choose``; counts with its required figures."""

    id: str
    code: str = ""
    name: Text = EMPTY
    choose: int = 1
    credits: float | None = None
    hours: Hours = UNKNOWN_HOURS
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Track:
    """A direction within the programme; each student takes one."""

    id: str
    code: str = ""
    name: Text = EMPTY
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Resource:
    """A room, base or platform with places in each term; None: not known."""

    id: str
    code: str = ""
    name: Text = EMPTY
    places: int | None = None
    position: float = 0.0


class Evidence(StrEnum):
    """How well a contribution is shown: only claimed, in the syllabus, or assessed."""

    CLAIMED = "claimed"
    SYLLABUS = "syllabus"
    ASSESSED = "assessed"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a course does for a competency: a level from 1 up, before the cap of its mode."""

    course: str
    competency: str
    level: int
    mode: Mode = Mode.THEORY
    hours: float | None = None
    weight: float | None = None
    evidence: Evidence = Evidence.CLAIMED
    note: Text = EMPTY


class RequisiteKind(StrEnum):
    """How courses depend on each other.

    ``all_of``/``any_of``: every / at least one named course ends in an earlier term. ``corequisite``:
    each named course begins in the same term or earlier. ``together``: each begins in the same
    term. ``tests``: this training checks the theory of the named courses, which end earlier (P4).
    """

    ALL_OF = "all_of"
    ANY_OF = "any_of"
    COREQUISITE = "corequisite"
    TOGETHER = "together"
    TESTS = "tests"


@dataclass(frozen=True, slots=True)
class Requisite:
    """A requisite of ``course`` on other courses."""

    id: str
    course: str
    kind: RequisiteKind
    courses: frozenset[str]
    note: Text = EMPTY
