"""The columns of course lists, and the words in their cells."""

from __future__ import annotations

import re

from curriplan.domain.course import Assessment, Delivery, RequisiteKind, Status
from curriplan.exchange.cells import fold, plain
from curriplan.exchange.columns import Column, Layout

MOST_TERMS = 12
_CHINESE_DIGITS = "一二三四五六七八九十"
_RANGE = re.compile(r"(?:第|term|semester|学期)?(\d{1,2})(?:[-~—至到、,](?:第)?(\d{1,2}))?(?:学期)?")
_WEEKS = re.compile(r"\d+(\.\d+)?\s*(周|w|weeks?)", re.IGNORECASE)


ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


def _term_column(number: int) -> Column:
    chinese = _CHINESE_DIGITS[number - 1] if number <= len(_CHINESE_DIGITS) else str(number)
    names = (
        f"term {number}",
        f"semester {number}",
        f"学期{number}",
        f"第{number}学期",
        f"第{chinese}学期",
        f"学期{chinese}",
        f"{ORDINALS[number - 1]} term",
        f"{ORDINALS[number - 1]} semester",
    )
    return Column(f"term_{number}", names)


TERM_FIELDS = tuple(f"term_{number}" for number in range(1, MOST_TERMS + 1))
LAYOUT = Layout(
    (
        Column("code", ("code", "course code", "course id", "course number", "课程代码", "课程编号", "课程编码", "代码")),
        Column("name", ("name", "course", "course name", "course title", "title", "课程名称", "课程名", "课程")),
        Column("name_zh", ("name zh", "name (zh)", "chinese name", "中文名称", "课程中文名称", "课程名称(中文)")),
        Column("name_en", ("name en", "name (en)", "english name", "英文名", "英文名称", "课程英文名称", "课程名称(英文)")),
        Column("department", ("department", "school", "开课单位", "开课部门", "开课院系", "系部", "院系")),
        Column("type", ("type", "category", "course type", "course category", "课程类别", "课程类型", "课程平台", "类别")),
        Column("status", ("status", "nature", "compulsory or elective", "课程性质", "性质", "修读性质", "修读方式")),
        Column("core", ("core", "core course", "核心", "核心课", "核心课程", "是否核心", "是否核心课")),
        Column("credits", ("credits", "credit", "credit hours", "学分", "学分数")),
        Column("total", ("hours", "total hours", "contact hours", "学时", "总学时", "学时合计", "学时数", "总学时数")),
        Column("theory", ("theory", "theory hours", "lecture", "lecture hours", "理论", "理论学时", "讲课", "讲授")),
        Column(
            "on_campus",
            ("on-campus practice", "on-campus practice hours", "on-campus hours", "on campus", "practice", "practice hours",
             "practical hours", "实践", "实践学时", "校内实践", "校内实践学时", "校内实训", "实训"),
        ),
        Column("lab", ("lab", "lab hours", "laboratory", "实验", "实验学时", "上机", "上机学时", "实验/上机")),
        Column(
            "off_campus",
            ("off-campus practice", "off-campus practice hours", "off-campus hours", "off campus", "校外实践", "校外实践学时", "校外实训",
             "企业实践", "企业实践学时"),
        ),
        Column("extracurricular", ("extracurricular", "extracurricular hours", "off timetable", "课外", "课外学时", "课外实践学时")),
        Column("weekly", ("weekly hours", "hours per week", "teaching time", "parts", "周学时", "学时安排", "周学时/周数")),
        Column("weeks", ("weeks", "周数", "教学周数")),
        Column("term", ("term", "terms", "semester", "semester hint", "学期", "开课学期", "修读学期")),
        *(_term_column(number) for number in range(1, MOST_TERMS + 1)),
        Column("delivery", ("delivery", "授课形式", "教学形式", "安排方式")),
        Column("assessment", ("assessment", "exam or check", "考核方式", "考核", "考核类型")),
        Column("prerequisites", ("prerequisites", "prerequisite", "prereqs", "prereq codes", "先修课程", "先修", "先修课",
                                 "前置课程", "先修课程代码")),
        Column("corequisites", ("corequisites", "corequisite", "并修课程", "并修")),
        Column("together", ("together", "strict corequisites", "taken together", "同期课程", "同修课程", "同修")),
        Column("tests", ("tests", "tests courses", "检验课程", "检验")),
        Column("tags", ("tags", "tag", "标签", "课程标签")),
        Column("note", ("note", "notes", "remark", "remarks", "备注", "说明")),
    ),
    (("code", "name", "name_zh", "name_en"),),
)  # fmt: skip
NAME_FIELDS = ("code", "name", "name_zh", "name_en")
HINTS = (
    "credits",
    "total",
    "theory",
    "on_campus",
    "weekly",
    "term",
    "term_1",
    "prerequisites",
    "status",
    "type",
)
"""Columns without which a table with names is hardly a course list."""

REQUISITE_FIELDS = (
    ("prerequisites", RequisiteKind.ALL_OF),
    ("corequisites", RequisiteKind.COREQUISITE),
    ("together", RequisiteKind.TOGETHER),
    ("tests", RequisiteKind.TESTS),
)
_STATUS = {
    Status.COMPULSORY: (
        "compulsory",
        "required",
        "mandatory",
        "必",
        "(必)",
        "必修",
        "必修课",
        "专业必修",
        "公共必修",
    ),
    Status.ELECTIVE: (
        "elective",
        "optional",
        "选",
        "(选)",
        "选修",
        "选修课",
        "限选",
        "限定选修",
        "任选",
        "任意选修",
        "公选",
        "专业选修",
    ),
    Status.MANDATED: ("mandated", "mandated by the state", "国家规定", "国家规定必修", "必开"),
}
_ASSESSMENT = {
    Assessment.EXAM: ("exam", "examination", "考试", "试"),
    Assessment.CHECK: ("check", "coursework", "考查", "查"),
}
_DELIVERY = {
    Delivery.WEEKLY: ("weekly", "weekly hours", "周学时", "每周"),
    Delivery.WEEKS: ("weeks", "whole weeks", "整周", "集中周", "集中"),
    Delivery.LECTURES: ("lectures", "lecture series", "讲座", "讲座形式"),
    Delivery.INTERNSHIP: ("internship", "post internship", "岗位实习", "顶岗实习", "实习"),
}
STATUS_WORDS = {fold(word): one for one, words in _STATUS.items() for word in words}
ASSESSMENT_WORDS = {fold(word): one for one, words in _ASSESSMENT.items() for word in words}
DELIVERY_WORDS = {fold(word): one for one, words in _DELIVERY.items() for word in words}
INTERNSHIP_NAME = re.compile(r"岗位实习|顶岗实习|跟岗实习|internship", re.IGNORECASE)
PREREQUISITES_IN_NOTE = re.compile(r"(?:先修(?:课程)?|prerequisites?)\s*[:：]\s*([^。;；\n]+)", re.IGNORECASE)
TOTAL_ROW = re.compile(
    r"小计|合计|总计|(?:注|备注|说明|notes?)\s*[:：.\d]|(?:sub|grand )?totals?\b|sum\b", re.IGNORECASE
)


def terms_of(text: str) -> tuple[int, int]:
    """Return the first and the last term that a text names: ``3``, ``第三学期``, ``3-4``.

    Raises:
        ValueError: it names none.

    """
    bare = plain(text).casefold().replace(" ", "")
    for number, ordinal in enumerate(ORDINALS, 1):
        if bare in {f"{ordinal}term", f"{ordinal}semester"}:
            return number, number
    for number, digit in enumerate(_CHINESE_DIGITS, 1):
        bare = bare.replace(digit, str(number))
    found = _RANGE.fullmatch(bare)
    if found is None:
        raise ValueError(text)
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= last <= MOST_TERMS:
        raise ValueError(text)
    return first, last


def is_weeks(text: str) -> bool:
    """Tell whether a text is a number of whole weeks, ``2周``, as plans write it below hours."""
    return _WEEKS.fullmatch(plain(text)) is not None
