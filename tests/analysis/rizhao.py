"""An official template as a programme: Rizhao Vocational College, 2014 (regulations C2).

All figures stand in the form: its table of weeks (教学环节分配表), and the rows of its schedule that are filled
in. Cells in brackets are terms that may be taken instead, and count nowhere. The post internship stands in the
schedule without weeks; its 18 are those of the table of weeks. The sub-totals of the form are left blank.
"""

from __future__ import annotations

from typing import Any

WEEKS_HEADER = (
    *("学期", "入学教育", "军政训练", "劳动教育", "职场体验", "整周实训", "项目实践", "顶岗实习", "毕业离校"),
    *("机动周数", "考试周数", "课内教学", "假期周数", "总周数"),
)
WEEKS: tuple[tuple[Any, ...], ...] = (
    ("一", 0.5, 2, "（1）", 1, None, None, None, None, None, 1, 14, 5, 23),
    ("二", None, None, 1, "（1）", None, None, None, None, 1, 1, 17, 7, 27),
    ("三", None, None, None, None, None, None, None, None, 1, 1, 18, 5, 25),
    ("四", None, None, None, None, None, None, None, None, 1, 1, 18, 7, 27),
    ("五", None, None, None, None, None, None, None, None, 1, 1, 18, 5, 25),
    ("六", None, None, None, None, None, None, 18, 1, 1, None, None, "—", 20),
    ("合计", None, 2, 1, 1, None, None, 18, 1, 5, 5, 85, 29, 147),
)
COURSES_HEADER = (
    *("课程名称", "课程代码", "课程性质", "总学时", "学分", "理论", "实践"),
    *("第一学期", "第二学期", "第三学期", "第四学期", "第五学期", "第六学期"),
)
COURSES: tuple[tuple[Any, ...], ...] = (
    ("思想道德修养与法律基础", "00001", "必", 48, 3, 32, "16#", "2/16W"),
    ("毛泽东思想和中国特色社会主义理论体系概论", "00067", "必", 64, 4, 48, "16#", None, "3/16W"),
    ("形势与政策", "00068", "必", "(108)", "(1)", None, None, "☆", "☆", "☆", "☆", "☆", "☆"),
    ("国防教育", "00069", "必", 36, 1, 36, None, "2/18W"),
    ("军政训练", "00070", "必", 84, 2, None, 84, "2W"),
    ("劳动教育", "00059", "必", 26, 1, None, 26, "1W", "（1W）"),
    ("实用英语(基础英语)", "00093", "必", 56, 3.5, 56, None, "4/14W"),
    ("实用英语（专业英语）", "00094", "必", 64, 4, 64, None, None, "4/16W"),
    ("计算机文化基础", "00042", "(必)", 28, 2, 14, 14, "2/14W", "（2/14W）", "（2/14W）", "（2/14W）"),
    ("高等数学I", "00095", "必", 56, 3.5, 56, None, "4/14W"),
    ("高等数学Ⅱ", "00096", "必", 64, 4, "64*", None, None, "4/16W"),
    ("体育I", "00017", "必", 36, 1, 6, 30, "2/18W"),
    ("体育Ⅱ", "00018", "必", 36, 1, 6, 30, None, "2/18W"),
    ("大学生心理健康教育", "10026", "必", 32, 2, 32, None, "2/16W", "（2/16W）"),
    ("入学教育", "00066", "必", 24, 1, 12, 12, "4天"),
    ("职场体验", "00058", "必", 26, 1, None, 26, "（1W）", "1W"),
    ("大学生职业发展与就业指导", "00057", "必", 32, 2, 32, None, "2/16W"),
    ("顶岗实习", "00081", "必", None, None, None, None, None, None, None, None, None, "18W"),
)


def padded(rows: tuple[tuple[Any, ...], ...], width: int) -> list[list[Any]]:
    """Return rows as a spreadsheet has them, all of one width."""
    return [[*row, *[None] * (width - len(row))] for row in rows]


def weeks_sheet() -> list[list[Any]]:
    """Return the table of weeks."""
    return padded((WEEKS_HEADER, *WEEKS), len(WEEKS_HEADER))


def courses_sheet() -> list[list[Any]]:
    """Return the schedule."""
    return padded((COURSES_HEADER, *COURSES), len(COURSES_HEADER))
