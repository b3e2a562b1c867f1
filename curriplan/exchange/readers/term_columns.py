"""The columns of lists of terms, and of the table of weeks that official forms print (教学环节分配表)."""

from __future__ import annotations

from curriplan.exchange.columns import Column, Layout
from curriplan.exchange.readers.lists import key_columns

BLOCKS = (
    Column("orientation", ("orientation", "入学教育")),
    Column("military", ("military training", "军政训练", "军训", "军事训练", "军事技能")),
    Column("labour", ("labour", "labour education", "劳动教育", "劳动")),
    Column("workplace", ("workplace experience", "职场体验", "认识实习", "认知实习")),
    Column("training", ("whole-week training", "整周实训", "集中实训", "实训周")),
    Column("project", ("project practice", "项目实践", "课程设计")),
    Column("leaving", ("graduation", "leaving school", "毕业离校", "毕业教育")),
)
"""Kinds of whole weeks that forms print in columns of their own: together they are the block weeks."""

FIGURES = (
    "weeks",
    "holiday_weeks",
    "exam_weeks",
    "reserve_weeks",
    "class_weeks",
    "block_weeks",
    "internship_weeks",
    "max_weekly_hours",
    "max_credits",
)
BLOCK_FIELDS = tuple(one.field for one in BLOCKS)
LAYOUT = Layout(
    (
        Column("number", ("number", "term", "term number", "semester", "学期", "学期序号")),
        Column("year", ("year", "study year", "学年", "年级")),
        *key_columns()[1:],
        Column("weeks", ("weeks", "total weeks", "weeks stated", "周数", "总周数", "学期周数")),
        Column("holiday_weeks", ("holiday weeks", "holidays", "假期周数", "假期", "寒暑假")),
        Column("exam_weeks", ("exam weeks", "exams", "exam", "考试周", "考试周数", "复习考试", "考试")),
        Column("reserve_weeks", ("reserve weeks", "reserve", "机动周", "机动周数", "机动")),
        Column("class_weeks", ("class weeks", "课内教学", "课内教学周", "课内教学周数", "课堂教学", "课堂教学周", "理论教学周")),
        Column("block_weeks", ("block weeks", "whole weeks", "whole-week courses", "整周课程", "整周教学", "整周")),
        Column("internship_weeks", ("internship weeks", "internship", "顶岗实习", "岗位实习", "实习周", "实习周数", "实习")),
        *BLOCKS,
        Column("max_weekly_hours", ("max weekly hours", "most weekly hours", "周学时上限", "最高周学时")),
        Column("max_credits", ("max credits", "most credits", "学分上限", "最高学分")),
    ),
    (("number",), (*FIGURES, *BLOCK_FIELDS)),
)  # fmt: skip
ONLY_TERMS = ("holiday_weeks", "exam_weeks", "reserve_weeks")
"""Columns that nothing but a list of terms has."""
