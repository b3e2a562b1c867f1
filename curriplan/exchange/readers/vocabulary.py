"""The words of real questionnaires and course lists: headers, labels of scales, yes and no."""

from __future__ import annotations

import re
from typing import Literal

from curriplan.exchange.cells import fold
from curriplan.exchange.columns import Column

Dimension = Literal["importance", "level", "present"]
"""What a question asks: how important, at which level needed, or how well graduates do at present."""

RESPONDENT = Column(
    "respondent",
    ("respondent", "respondent id", "respondent code", "response id", "id", "受访者", "受访者编号", "受访人", "答卷编号",
     "答卷人", "答卷", "序号", "编号", "填写人"),
)  # fmt: skip
ENTERPRISE = Column(
    "enterprise",
    ("enterprise", "enterprise name", "company", "company name", "firm", "employer", "organisation", "organization",
     "your company", "企业", "企业名称", "单位", "单位名称", "公司", "公司名称", "贵单位", "贵单位名称", "贵公司名称",
     "贵企业名称", "所在单位", "所在企业", "工作单位"),
)  # fmt: skip
ENTERPRISE_CODE = Column(
    "enterprise_code", ("enterprise code", "enterprise id", "company code", "企业代码", "企业编号")
)
ROLE = Column(
    "role",
    ("role", "respondent role", "your role", "position held", "job title", "角色", "身份", "职务", "职位",
     "受访者身份", "受访者角色", "您的职务", "您的职位"),
)  # fmt: skip
POST = Column("post", ("post", "post name", "job", "occupation", "岗位", "岗位名称", "就业岗位"))
POST_CODE = Column("post_code", ("post code", "post id", "job code", "岗位代码", "岗位编号", "岗位编码"))
DATE = Column(
    "date",
    ("date", "answered on", "completion time", "timestamp", "submitted", "日期", "填写日期", "答卷日期", "提交时间",
     "提交答卷时间", "填答时间"),
)  # fmt: skip
SURVEY = Column(
    "survey", ("survey", "survey name", "questionnaire", "调研", "调研名称", "调查", "问卷", "问卷名称")
)
CONTEXTS = Column("contexts", ("contexts", "context", "business context", "业务情境", "情境", "业务类型"))
COMPETENCY = Column(
    "competency",
    ("competency", "competency name", "competence", "skill", "ability", "item", "职业能力", "职业能力名称", "能力",
     "能力名称", "能力项"),
)  # fmt: skip
COMPETENCY_CODE = Column(
    "competency_code",
    ("competency code", "competency id", "skill code", "能力代码", "能力编号", "职业能力代码", "能力编码"),
)
COURSE = Column("course", ("course", "course name", "course title", "课程", "课程名称", "课程名"))
COURSE_CODE = Column("course_code", ("course code", "course id", "课程代码", "课程编号", "课程编码"))
POST_FIELDS = ("post", "post_code")
COMPETENCY_FIELDS = ("competency", "competency_code")
COURSE_FIELDS = ("course", "course_code")

_PRESENT = re.compile(
    r"现有|目前|现状|当前|满意|实际水平|实际表现|现在的?水平|perform|satisf|current|present|existing|actual|our graduates",
    re.IGNORECASE,
)
_IMPORTANCE = re.compile(r"重要|importan", re.IGNORECASE)
_LEVEL = re.compile(
    r"水平|要求程度|掌握程度|熟练程度|等级|层级|level|mastery|proficien|needed", re.IGNORECASE
)


def dimension_of(text: str) -> Dimension | None:
    """Tell what a question asks. How well graduates do at present is no demand, however it is put."""
    if _PRESENT.search(text):
        return "present"
    if _IMPORTANCE.search(text):
        return "importance"
    return "level" if _LEVEL.search(text) else None


_BLANK = frozenset(
    fold(text)
    for text in (
        "", "-2", "-3", "(跳过)", "跳过", "(空)", "空", "-", "--", "—", "/", "n/a", "na", "none given", "null",
        "don't know", "dont know", "don’t know", "do not know", "not sure", "unsure", "no answer", "不知道", "不清楚",
        "不了解情况", "无法判断", "不确定", "未作答",
    )
)  # fmt: skip
NOT_NEEDED = frozenset(
    fold(text)
    for text in (
        "not needed",
        "not required",
        "not relevant",
        "no need",
        "不需要",
        "无需",
        "不要求",
        "不涉及",
        "无要求",
    )
)
# The five-point labels that the usual form services offer; other wordings need a mapping.
IMPORTANCE_LABELS = {
    fold(label): value
    for value, labels in (
        (1, ("not important", "not at all important", "unimportant", "very unimportant", "非常不重要", "很不重要",
             "完全不重要")),
        (2, ("slightly important", "less important", "somewhat unimportant", "不重要", "不太重要", "较不重要", "比较不重要")),
        (3, ("moderately important", "neutral", "average", "fairly important", "一般", "中等", "一般重要")),
        (4, ("important", "重要", "比较重要", "较重要")),
        (5, ("very important", "extremely important", "essential", "非常重要", "很重要", "十分重要")),
    )
    for label in labels
}  # fmt: skip
_YES = frozenset(
    fold(text) for text in ("yes", "y", "true", "1", "x", "core", "是", "√", "✓", "✔", "●", "★", "核心")
)
_NO = frozenset(fold(text) for text in ("no", "n", "false", "0", "否", "×", "非核心", "不是"))


def is_blank_answer(text: str) -> bool:
    """Tell whether an answer says nothing: left out, skipped by the form, or "don't know"."""
    return fold(text) in _BLANK


def yes_or_no(text: str) -> bool | None:
    """Return whether a text says yes; None if it says neither."""
    key = fold(text)
    return True if key in _YES else False if key in _NO else None
