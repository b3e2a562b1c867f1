"""Defaults that no source gives. The window shows each as a default until somebody states it."""

from __future__ import annotations

from curriplan.domain.competency import Framework
from curriplan.domain.course import CourseType, TypeRole
from curriplan.domain.plan import Term
from curriplan.domain.post import Post, PostLevel
from curriplan.domain.profile import Profile
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.scale import Cap, Caps, Kind, Mode, Scale, ScaleLevel
from curriplan.domain.text import Text

SCALE = Scale(
    (
        ScaleLevel(
            "1", Text("说得出", "names it"), Text("了解", "knows of it"), Text("经告知才做", "when told")
        ),
        ScaleLevel(
            "2",
            Text("讲得清", "explains it"),
            Text("在指导下完成", "with guidance"),
            Text("经提醒能做", "when reminded"),
        ),
        ScaleLevel(
            "3", Text("会应用", "applies it"), Text("独立完成", "alone"), Text("自觉做到", "by itself")
        ),
        ScaleLevel(
            "4",
            Text("能判断", "judges it"),
            Text("处理异常并带领他人", "handles the unusual and leads"),
            Text("为他人作表率", "as an example to others"),
        ),
    )
)

_REACH: tuple[tuple[Kind, tuple[int, int, int]], ...] = (
    (Kind.KNOWLEDGE, (3, 4, 4)),
    (Kind.CAPABILITY, (2, 3, 4)),
    (Kind.QUALITY, (2, 3, 4)),
)
CAPS = Caps(
    tuple(Cap(kind, mode, level) for kind, levels in _REACH for mode, level in zip(Mode, levels, strict=True))
)

EVERY_GRADUATE = Post(
    "every-graduate",
    code="GRAD",
    name=Text("毕业要求", "Every graduate"),
    level=PostLevel.GRADUATE,
    position=1000.0,
)

OWN_FRAMEWORK = Framework("own-framework", "OWN", Text("本校框架", "Own framework"), position=1.0)
"""Where modules stand that a college makes itself."""

COURSE_TYPES: tuple[CourseType, ...] = tuple(
    CourseType(f"type-{role.value}", code, Text(zh, en), role, position=float(n))
    for n, (role, code, zh, en) in enumerate(
        (
            (TypeRole.PUBLIC_BASIC, "PB", "公共基础课", "Public basic"),
            (TypeRole.PROFESSIONAL_BASIC, "ZB", "专业基础课", "Professional basic"),
            (TypeRole.PRACTICAL, "SJ", "专业实践课", "Practical"),
            (TypeRole.PLATFORM, "PT", "平台实战课", "Platform practice"),
            (TypeRole.INTERNSHIP, "SX", "岗位实习", "Internship"),
        ),
        1,
    )
)


def term(number: int, per_year: int = 2) -> Term:
    """Return an empty term of a number, counted from 1."""
    return Term(f"term-{number}", number, (number - 1) // per_year + 1)


def blank_program(name: Text, terms: int = 6, per_year: int = 2) -> Program:
    """Return a programme without courses: profile, terms, course types, "Every graduate"."""
    return Program(
        profile={PROFILE_ID: Profile(PROFILE_ID, SCALE, CAPS, name=name)},
        posts={EVERY_GRADUATE.id: EVERY_GRADUATE},
        course_types={one.id: one for one in COURSE_TYPES},
        terms={one.id: one for one in (term(number, per_year) for number in range(1, terms + 1))},
    )
