"""An official form is imported as it is, and the checks find exactly what does not agree in it.

The printed findings of the source (regulations C2) are that term 1 adds up to 23.5 but prints 23, and that 国防教育
runs 2/18W in a term of 14 class weeks. Its rows hold more of the second kind, which a reader finds by hand too.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from curriplan.analysis.calendar import term_loads, totals
from curriplan.analysis.notation import format_parts
from curriplan.analysis.rules.check import check, checked
from curriplan.analysis.rules.fixes.offers import offers
from curriplan.app.texts import Texts
from curriplan.domain.course import Course, Delivery, Hours, Status
from curriplan.domain.edits.fields import change_row
from curriplan.domain.finding import Finding
from curriplan.domain.program import Program
from curriplan.domain.stated import StatedHours, StatedWeeks
from tests.analysis.rizhao import COURSES_HEADER, courses_sheet, weeks_sheet
from tests.exchange.files import codes, program, read, write_xlsx

MAPPING = {"course_without_contribution", "competency_untaught"}
"""What every list of courses without a map is told."""


@cache
def imported() -> Program:
    with TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "weeks.xlsx", {"教学环节分配表": weeks_sheet()})
        weeks = read(path, program(courses=False))
        assert (weeks.format, weeks.rows, codes(weeks)) == ("terms", 6, [])
        path = write_xlsx(Path(folder) / "plan.xlsx", {"进度安排表": courses_sheet()})
        plan = read(path, weeks.program)
        assert (plan.format, plan.skipped, codes(plan)) == ("courses", 0, [])
    return plan.program


def course(name: str, of: Program | None = None) -> Course:
    return next(one for one in (of or imported()).courses.values() if one.name.zh == name)


def found(code: str) -> list[Finding]:
    return [one for one in check(imported()) if one.code == code]


def test_the_table_of_weeks_is_read() -> None:
    held = {
        one.number: (
            *(one.class_weeks, one.block_weeks, one.internship_weeks, one.exam_weeks or 0),
            *(one.reserve_weeks or 0, one.holiday_weeks or 0, one.weeks),
        )
        for one in imported().terms.values()
    }
    assert held == {
        1: (14, 3.5, 0, 1, 0, 5, 23),
        2: (17, 1, 0, 1, 1, 7, 27),
        3: (18, 0, 0, 1, 1, 5, 25),
        4: (18, 0, 0, 1, 1, 7, 27),
        5: (18, 0, 0, 1, 1, 5, 25),
        6: (0, 1, 18, 0, 1, 0, 20),
    }
    # The sum of 入学教育 is blank, so that of all whole weeks is not stated.
    assert imported().about.stated_weeks == StatedWeeks(147, 85, None, 18, 5, 5, 29)


def test_the_notations_of_the_schedule_are_read() -> None:
    assert course("思想道德修养与法律基础").hours == Hours(theory=32, extracurricular=16)
    lectures = course("形势与政策")
    assert (lectures.delivery, lectures.span, lectures.counted) == (Delivery.LECTURES, 6, False)
    assert (lectures.hours, lectures.credits) == (Hours(theory=108), 1)
    labour = course("劳动教育")
    assert (format_parts(labour), labour.delivery) == ("1W", Delivery.WEEKS)
    assert {imported().terms[one].number for one in labour.allowed_terms} == {1, 2}
    assert imported().terms[imported().placements[labour.id].term].number == 1
    experience = course("职场体验")
    assert imported().terms[imported().placements[experience.id].term].number == 2
    assert {imported().terms[one].number for one in course("计算机文化基础").allowed_terms} == {1, 2, 3, 4}
    assert course("计算机文化基础").status is Status.COMPULSORY
    assert [one.name.zh for one in imported().courses.values() if one.marked] == ["高等数学Ⅱ"]
    assert format_parts(course("入学教育")) == "4d"
    assert course("顶岗实习").delivery is Delivery.INTERNSHIP


def test_term_one_adds_up_to_23_and_a_half_and_prints_23() -> None:
    (one,) = found("term_sum")
    args = one.arguments()
    assert (args["term"], args["sum"], args["weeks"]) == (1, 23.5, 23)
    said = Texts("en").finding(one)
    assert "14 class + 3.5 whole + 0 internship + 1 exam + 0 reserve weeks + 5 of holidays make 23.5" in said
    assert "the form states 23" in said
    assert "合计 23.5 周，而表中填写 23 周" in Texts("zh").finding(one)


def test_courses_that_run_longer_than_their_term() -> None:
    held = {
        imported().courses[one.where.key[0]].name.zh: (
            one.arguments()["weeks"],
            one.arguments()["term"],
            one.arguments()["class_weeks"],
        )
        for one in found("weekly_weeks")
    }
    assert held == {
        "国防教育": (18, 1, 14),
        "体育I": (18, 1, 14),
        "思想道德修养与法律基础": (16, 1, 14),
        "大学生心理健康教育": (16, 1, 14),
        "大学生职业发展与就业指导": (16, 1, 14),
        "体育Ⅱ": (18, 2, 17),
    }


def test_whole_weeks_of_the_table_and_of_the_schedule() -> None:
    """入学教育 is half a week in the table and four days in the schedule; for 毕业离校 there is no course."""
    held = [
        (a["term"], a["stated"], a["courses"]) for a in (one.arguments() for one in found("stated_blocks"))
    ]
    assert held == [(1, 3.5, 3.8), (6, 1, 0)]


def test_nothing_else_is_found() -> None:
    rest = sorted(
        (one.code, imported().courses[one.where.key[0]].name.zh)
        for one in check(imported())
        if one.where.table == "courses" and one.code not in MAPPING | {"weekly_weeks"}
    )
    assert rest == [
        ("credits_rule", "体育I"),
        ("credits_rule", "体育Ⅱ"),
        ("credits_rule", "国防教育"),
        ("hours_rule", "入学教育"),
        ("hours_rule", "军政训练"),
    ]
    assert {one.code for one in check(imported())} == MAPPING | {
        *("term_sum", "stated_blocks", "weekly_weeks", "credits_rule", "hours_rule"),
    }


def test_the_sums_of_the_form_are_those_of_its_terms_until_one_changes() -> None:
    terms = {one.number: one for one in imported().terms.values()}
    changed = change_row(imported(), "terms", (terms[3].id,), class_weeks=17.0, reserve_weeks=2.0)
    held = {one.code: one.arguments() for one in check(changed) if one.code.startswith("weeks_sum")}
    assert {code: (args["stated"], args["terms"]) for code, args in held.items()} == {
        "weeks_sum_class_weeks": (85, 84),
        "weeks_sum_reserve_weeks": (5, 6),
    }


@pytest.mark.parametrize("code", ["term_sum", "stated_blocks", "weekly_weeks"])
def test_what_does_not_agree_can_be_mended(code: str) -> None:
    # As long as the sum of all terms is stated as well, half a week more in one would break that.
    start = change_row(imported(), "profile", (imported().about.id,), stated_weeks=StatedWeeks())
    present = checked(start)
    finding = next(one for one in present.findings if one.code == code)
    (offer, *_) = offers(present, finding)
    assert finding not in check(offer.edit(start))


def test_hours_are_weekly_hours_by_weeks_and_blocks() -> None:
    first = term_loads(imported())[0]
    assert (first.weekly_hours, first.whole_weeks, first.class_weeks) == (20, 3.8, 13.2)
    # 形势与政策 is in brackets and in no sum; 顶岗实习 has no hours of its own, so 18 weeks of 30 h by the rule
    own = 48 + 64 + 36 + 84 + 26 + 56 + 64 + 28 + 56 + 64 + 36 + 36 + 32 + 24 + 26 + 32
    assert totals(imported()).hours == own + 18 * 30


def test_sub_totals_and_totals_are_kept_and_compared(tmp_path: Path) -> None:
    header = ["课程类别", *COURSES_HEADER[:7]]
    rows = [
        header,
        ["公共基础课", "国防教育", "G1", "必", 36, 1, 36, None],
        ["公共基础课", "军政训练", "G2", "必", 84, 2, None, 84],
        ["小计", None, None, None, 120, 3, 36, 84],
        ["专业基础课", "电子商务", "Z1", "必", 64, 4, 32, "32#"],
        ["小计", None, None, None, 60, 4, 32, 32],
        ["合计", None, None, None, 184, 8, 68, 116],
    ]
    result = read(write_xlsx(tmp_path / "a.xlsx", {"计划": rows}), program(courses=False))
    assert (result.rows, codes(result)) == (3, [])
    one = result.program
    stated = {row.name.zh: row.stated for row in one.course_types.values() if row.stated != StatedHours()}
    assert stated == {"公共基础课": StatedHours(120, 36, 84, 3), "专业基础课": StatedHours(60, 32, 32, 4)}
    assert one.about.stated == StatedHours(184, 68, 116, 8)
    held = {f.code: f.arguments() for f in check(one) if "_sum_" in f.code}
    assert held.keys() == {"type_sum_hours", "total_sum_credits"}
    assert (held["type_sum_hours"]["stated"], held["type_sum_hours"]["courses"]) == (60, 64)
    assert (held["total_sum_credits"]["stated"], held["total_sum_credits"]["courses"]) == (8, 7)
