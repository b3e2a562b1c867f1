"""Programmes for the report tests: one that holds every noun and every form of teaching, and an empty one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.report.build import build_report
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.tree import Report
from curriplan.analysis.rules.check import check
from curriplan.domain.competency import AbilityType, Competency, Framework, Module
from curriplan.domain.course import (
    Assessment,
    Contribution,
    Course,
    Delivery,
    Evidence,
    Hours,
    Pool,
    Requisite,
    RequisiteKind,
    Resource,
    Status,
    TermPart,
)
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.plan import Placement, Term
from curriplan.domain.post import Post, PostLevel, Statement, StatementSource, Task
from curriplan.domain.profile import ProcessStep
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.survey import (
    Choice,
    Enterprise,
    Option,
    PublishedShare,
    Question,
    QuestionKind,
    Rating,
    Respondent,
    Survey,
)
from curriplan.domain.text import Text

MADE_ON = date(2026, 5, 4)


def report_of(program: Program, *, checked: bool = True, version: str = "1") -> Report:
    """Return the report of a programme with everything derived from it."""
    derived = requirements(program)
    return build_report(
        ReportInputs(
            program,
            derived,
            gap_report(program, derived, "all"),
            gap_report(program, derived, "assessed"),
            MADE_ON,
            check(program, MADE_ON) if checked else None,
            version,
        )
    )


def empty() -> Program:
    """Return a programme without terms, courses or posts of its own."""
    return blank_program(Text("空白方案", "Empty"), terms=0)


def full() -> Program:
    """Return a small programme with every noun and every form of teaching.

    Counted by hand: 64 + 72 + 108 + 56 + 52 + 360 hours outside the pool and 64 for the pool of which two
    of three are taken; a sports course of 32 h is not counted.
    """
    program = blank_program(Text("跨境电子商务", "Cross-border e-commerce"))
    about = replace(
        program.about,
        code="530702",
        major_code="530702",
        intake=2026,
        students=80,
        groups=2,
        host_major=Text("国际贸易", "International trade"),
        process_steps=(ProcessStep("list", Text("上架", "Listing")),),
        source="example",
        note=Text("示例", "An example"),
    )
    program = replace(program, profile={PROFILE_ID: about})
    for fill in (_terms, _frame, _demand, _courses, _answers):
        program = fill(program)
    return program


def _terms(program: Program) -> Program:
    rows = [
        Term(f"term-{n}", n, (n + 1) // 2, weeks=25.0, holiday_weeks=5.0, exam_weeks=1.0, reserve_weeks=1.0)
        for n in range(1, 7)
    ]
    return put(program, "terms", *rows)


def _frame(program: Program) -> Program:
    program = put(program, "frameworks", Framework("f", "F", Text("能力标准", "Standards"), position=1))
    program = put(
        program,
        "modules",
        Module("m1", "f", "M1", Text("语言与沟通", "Language"), position=1),
        Module("m2", "f", "M2", Text("平台运营", "Platform operation"), position=2),
    )
    return put(
        program,
        "competencies",
        Competency(
            "c1",
            "C01",
            Text("英语口语沟通", "Spoken English"),
            module="m1",
            frames=frozenset({"m1"}),
            position=1,
        ),
        Competency(
            "c2",
            "C02",
            Text("贸易政策知识", "Trade policy"),
            Text("进出口政策", "Import and export policy"),
            Kind.KNOWLEDGE,
            module="m1",
            review_by=date(2028, 1, 1),
            position=2,
        ),
        Competency("c3", "C03", Text("店铺运营", "Store operation"), module="m2", position=3),
        Competency(
            "c4",
            "C04",
            Text("契约精神", "Contract spirit"),
            kind=Kind.QUALITY,
            ability=AbilityType.SOCIAL,
            module="m2",
            position=4,
        ),
        Competency(
            "c5", "C05", Text("数据分析", ""), parents=frozenset({"c3"}), source="example", position=5
        ),
    )


def _demand(program: Program) -> Program:
    program = put(
        program,
        "posts",
        Post(
            "p1",
            "P1",
            Text("跨境客服", "Customer service"),
            PostLevel.INITIAL,
            Text("运营类", "Operations"),
            contexts=frozenset({"B2C", "export"}),
            promotes_to=frozenset({"p2"}),
            share=0.6,
            source="example",
            position=1,
        ),
        Post(
            "p2",
            "P2",
            Text("活动策划", "Event planner"),
            PostLevel.PROMOTION,
            complements=frozenset({"p1"}),
            share=0.4,
            position=2,
        ),
    )
    program = put(
        program,
        "tasks",
        Task(
            "t1",
            "p1",
            "T1",
            Text("回复咨询", "Answer enquiries"),
            "list",
            frozenset({"c1", "c3"}),
            position=1,
        ),
    )
    return put(
        program,
        "statements",
        Statement(
            "s1",
            "p2",
            "c3",
            4,
            0.6,
            StatementSource.PANEL,
            Text("专家组意见", "The panel asks for it"),
            stated_on=date(2026, 1, 2),
        ),
        Statement("s2", "p2", "c5", None, 0.5, StatementSource.FRAMEWORK),
        Statement("s3", "every-graduate", "c4", 2, 0.4, StatementSource.REGULATION),
        Statement("s4", "p1", "c5", 2, 0.3),
    )


def _weekly(
    key: str, zh: str, en: str, kind: str, hours: Hours, *parts: tuple[float, float], **more: Any
) -> Course:
    held = tuple(TermPart(*part) for part in parts)
    return replace(
        Course(key, key.upper(), Text(zh, en), type=f"type-{kind}", hours=hours, parts=held), **more
    )


def _courses(program: Program) -> Program:
    program = put(
        program,
        "pools",
        Pool("pool", "XX", Text("素质选修", "Electives"), 2, 4.0, Hours(theory=64.0), position=1),
    )
    program = put(program, "resources", Resource("room", "R1", Text("实训室", "Trade lab"), 40))
    elective: dict[str, Any] = {"pool": "pool", "status": Status.ELECTIVE, "assessment": Assessment.CHECK}
    practical: dict[str, Any] = {"department": Text("商务学院", "Business"), "core": True}
    week: dict[str, Any] = {"delivery": Delivery.WEEKS, "assessment": Assessment.CHECK}
    program = put(
        program,
        "courses",
        _weekly(
            "en",
            "大学英语",
            "English",
            "public_basic",
            Hours(theory=64.0),
            (2, 16),
            (2, 16),
            status=Status.MANDATED,
        ),
        _weekly(
            "law", "政策法规", "Policy", "public_basic", Hours(theory=48.0, extracurricular=24.0), (3, 16)
        ),
        _weekly("pe", "体育", "Sport", "public_basic", Hours(on_campus=32.0), (2, 16), counted=False),
        _weekly("el1", "艺术", "Art", "public_basic", Hours(theory=32.0), (2, 16), **elective),
        _weekly("el2", "音乐", "Music", "public_basic", Hours(theory=32.0), (2, 16), **elective),
        _weekly("el3", "写作", "Writing", "public_basic", Hours(theory=32.0), (2, 16), **elective),
        _weekly(
            "shop",
            "店铺运营实务",
            "Store lab",
            "practical",
            Hours(36.0, 72.0),
            (6, 18),
            credits=6.5,
            **practical,
        ),
        _weekly("half", "跨文化", "Cultures", "practical", Hours(theory=35.0), (2.5, 14)),
        _weekly("odd", "数据课", "Data", "practical", Hours(theory=21.0)),
        replace(
            _weekly("mil", "军事训练", "Military", "public_basic", Hours(on_campus=52.0), **week),
            parts=(TermPart(None, 2.0),),
            status=Status.MANDATED,
        ),
        replace(
            _weekly("int", "岗位实习", "Internship", "internship", Hours(off_campus=360.0)),
            delivery=Delivery.INTERNSHIP,
            parts=(TermPart(None, 12.0),),
            type="type-internship",
        ),
        Course("raw", "RAW", Text("旧课程", "Old course"), credits=3.0),
    )
    stands = {
        "en": 1,
        "law": 1,
        "pe": 1,
        "mil": 1,
        "el1": 2,
        "el2": 2,
        "el3": 3,
        "shop": 3,
        "half": 4,
        "raw": 5,
    }
    places = [Placement(key, f"term-{term}") for key, term in (stands | {"int": 6}).items()]
    program = put(program, "placements", *places)
    program = put(program, "requisites", Requisite("r", "shop", RequisiteKind.ALL_OF, frozenset({"en"})))
    return put(program, "contributions", *_contributions())


def _contributions() -> tuple[Contribution, ...]:
    return (
        Contribution("en", "c1", 3, Mode.THEORY, 20.0, evidence=Evidence.ASSESSED),
        Contribution("int", "c1", 3, Mode.OFF_CAMPUS, 40.0),
        Contribution("law", "c2", 4, Mode.THEORY, 30.0, evidence=Evidence.SYLLABUS),
        Contribution("shop", "c3", 3, Mode.ON_CAMPUS, 60.0, evidence=Evidence.ASSESSED),
        Contribution("mil", "c4", 2, Mode.ON_CAMPUS, 20.0, evidence=Evidence.ASSESSED),
        Contribution("el1", "c4", 1, Mode.THEORY),
    )


def _answers(program: Program) -> Program:
    program = put(
        program,
        "surveys",
        Survey(
            "s",
            "S1",
            Text("企业问卷", "Questionnaire"),
            date(2026, 3, 1),
            Text("网络", "Online"),
            example=True,
            source="example",
        ),
    )
    program = put(
        program,
        "questions",
        Question(
            "q",
            "s",
            "Q1",
            Text("贵企业规模", "Size of the firm"),
            QuestionKind.SINGLE,
            (Option("a", Text("小", "small")), Option("b", Text("大", "large"))),
            "HR",
            15,
            5,
            (PublishedShare("a", 60.0), PublishedShare("b", 40.0)),
            "P0",
        ),
        Question("o", "s", "Q2", Text("建议", "Advice"), QuestionKind.OPEN),
    )
    firms = [
        Enterprise(f"e{n}", f"E{n}", Text(f"企业{n}", f"Firm {n}"), Text("青岛", "Qingdao"), "50–100")
        for n in range(1, 5)
    ]
    program = put(program, "enterprises", *firms)
    people = [
        Respondent(
            f"r{n}",
            "s",
            f"e{n % 4 + 1}",
            f"R{n}",
            "HR" if n % 2 else "manager",
            date(2026, 3, n),
            ratings=(Rating("p1", "c1", 5, 3), Rating("p1", "c3", 4, 3 + n % 2), Rating("p1", "c2", 3, 2)),
            choices=(Choice("q", ("a",)), Choice("o", text="more practice")),
        )
        for n in range(1, 9)
    ]
    return put(program, "respondents", *people)
