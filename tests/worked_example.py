"""The worked example of the gap engine: a programme of six courses whose every figure is known.

Customer service (initial) and Event planner (promotion) require levels by statements; ``requirements`` are
given with the interval that answers would give, because no answers are part of the example.
"""

from __future__ import annotations

from dataclasses import replace

from curriplan.analysis.demand.requirement import Requirement, Requirements
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Delivery, Evidence, TermPart
from curriplan.domain.defaults import EVERY_GRADUATE, blank_program
from curriplan.domain.plan import Placement
from curriplan.domain.post import Post, PostLevel, Statement
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import Text

SERVICE, PLANNER = "service", "planner"
_NEEDS: tuple[tuple[str, str, int, float, tuple[int, int] | None], ...] = (
    (SERVICE, "spoken", 3, 0.9, None),
    (SERVICE, "platform", 3, 0.8, None),
    (SERVICE, "settlement", 2, 0.5, None),
    (PLANNER, "platform", 2, 0.6, None),
    (PLANNER, "trade", 2, 0.4, None),
    (PLANNER, "spoken", 4, 0.7, (3, 4)),
)


def program() -> Program:
    """Return the example's programme, with statements for what its posts require."""
    blank = blank_program(Text("", "Worked example"))
    return replace(
        blank,
        posts=_posts(),
        competencies=_competencies(),
        courses=_courses(),
        contributions=_contributions(),
        placements=_placements(),
        statements=_statements(),
    )


def requirements() -> Requirements:
    """Return what the posts require, with the interval of Event planner x spoken."""
    found: dict[str, dict[str, Requirement]] = {SERVICE: {}, PLANNER: {}}
    for post, competency, level, importance, interval in _NEEDS:
        found[post][competency] = Requirement(
            post, competency, importance, level, interval, 0, 0, None, (0,) * 5, "designer"
        )
    return found


def _posts() -> dict[str, Post]:
    rows = (
        Post(SERVICE, "P1", Text("客服", "Customer service"), position=1.0),
        Post(PLANNER, "P2", Text("活动策划", "Event planner"), PostLevel.PROMOTION, position=2.0),
    )
    return {one.id: one for one in rows}


def with_every_graduate(example: Program) -> Program:
    """Return the example with the built-in post beside its own, which requires nothing."""
    return replace(example, posts={**example.posts, EVERY_GRADUATE.id: EVERY_GRADUATE})


def _competencies() -> dict[str, Competency]:
    rows = (
        Competency("spoken", "C1", Text("口语", "Spoken English"), position=1.0),
        Competency("platform", "C2", Text("平台操作", "Platform operation"), position=2.0),
        Competency("settlement", "C3", Text("结算", "Settlement"), position=3.0),
        Competency("trade", "C4", Text("外贸知识", "Trade knowledge"), kind=Kind.KNOWLEDGE, position=4.0),
        Competency("contract", "C5", Text("契约精神", "Contract spirit"), kind=Kind.QUALITY, position=5.0),
    )
    return {one.id: one for one in rows}


def _courses() -> dict[str, Course]:
    two_terms = (TermPart(), TermPart())
    rows = (
        Course("english", "K1", Text("英语", "English"), parts=two_terms, position=1.0),
        Course("store", "K2", Text("网店实训", "Store lab"), position=2.0),
        Course("project", "K3", Text("项目", "Project"), position=3.0),
        Course("internship", "K4", Text("实习", "Internship"), delivery=Delivery.INTERNSHIP, position=4.0),
        Course("policy", "K5", Text("政策", "Policy"), position=5.0),
        Course("week", "K6", Text("契约周", "Contract week"), delivery=Delivery.WEEKS, position=6.0),
    )
    return {one.id: one for one in rows}


def _contributions() -> dict[str, dict[str, Contribution]]:
    assessed = Evidence.ASSESSED
    rows = (
        Contribution("english", "spoken", 3, Mode.THEORY, evidence=assessed),
        Contribution("internship", "spoken", 3, Mode.OFF_CAMPUS, evidence=Evidence.CLAIMED),
        Contribution("store", "platform", 2, Mode.ON_CAMPUS, evidence=assessed),
        Contribution("project", "platform", 4, Mode.ON_CAMPUS, evidence=assessed),
        Contribution("policy", "trade", 4, Mode.THEORY, evidence=assessed),
        Contribution("week", "contract", 2, Mode.ON_CAMPUS, evidence=assessed),
    )
    return {one.course: {one.competency: one} for one in rows}


def _placements() -> dict[str, Placement]:
    begins = {"english": 1, "store": 3, "project": 4, "internship": 6, "policy": 2, "week": 2}
    return {course: Placement(course, f"term-{number}") for course, number in begins.items()}


def _statements() -> dict[str, dict[str, Statement]]:
    found: dict[str, dict[str, Statement]] = {}
    for post, competency, level, importance, _ in _NEEDS:
        one = Statement(f"{post}-{competency}", post, competency, level, importance)
        found.setdefault(post, {})[one.id] = one
    return found
