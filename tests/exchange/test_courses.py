"""Course lists: created, brought up to date, placed; text in a number and doubled codes are errors with a place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriplan.analysis.notation import format_parts
from curriplan.domain.changes import diff
from curriplan.domain.course import (
    Assessment,
    Course,
    Delivery,
    Hours,
    RequisiteKind,
    Status,
    TermPart,
)
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.readers.course_columns import terms_of
from tests.exchange.files import codes, places, program, read, refusal, sentences, write_csv, write_xlsx
from tests.shared_data import shared

HEADER = ["课程代码", "课程名称", "英文名称", "课程类别", "课程性质", "核心", "学分", "总学时", "理论", "实践", "周学时", "开课学期",
          "考核方式", "先修课程", "开课单位"]  # fmt: skip
ROWS: list[list[Any]] = [
    HEADER,
    [
        "001",
        "选品",
        "Product selection",
        "专业基础课",
        "必修",
        "是",
        3,
        56,
        28,
        28,
        "4/14W",
        "1",
        "考试",
        "",
        "商学院",
    ],
    [
        "002",
        "直播",
        "",
        "专业实践课",
        "限选",
        "否",
        "2.5",
        None,
        None,
        "40",
        "2/10W+2/10W",
        "3-4",
        "考查",
        "001；选品",
        "",
    ],
    [
        "003",
        "岗位实习",
        "",
        "岗位实习",
        "必修",
        "",
        24,
        "24周",
        None,
        None,
        "8W+16W",
        "5-6",
        "",
        "001 或 002",
        "",
    ],
]


def by_code(one: Program) -> dict[str, Course]:
    return {course.code: course for course in one.courses.values()}


def requisites(one: Program, code: str) -> dict[RequisiteKind, set[str]]:
    course = by_code(one)[code].id
    return {
        row.kind: {one.courses[name].code for name in row.courses}
        for row in one.requisites.get(course, {}).values()
    }


def term_of(one: Program, code: str) -> int | None:
    placement = one.placements.get(by_code(one)[code].id)
    return None if placement is None else one.terms[placement.term].number


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_is_read(kind: str, tmp_path: Path) -> None:
    path = (
        write_csv(tmp_path / "c.csv", ROWS)
        if kind == "csv"
        else write_xlsx(tmp_path / "c.xlsx", {"课程": ROWS})
    )
    result = read(path)
    one = result.program
    assert (result.format, result.rows, result.skipped, codes(result)) == ("courses", 3, 0, [])
    first, live, intern = (by_code(one)[code] for code in ("001", "002", "003"))
    assert first.name == Text("选品", "Product selection")
    assert (first.core, first.status, first.credits) == (True, Status.COMPULSORY, 3.0)
    assert first.hours == Hours(28.0, 28.0)
    assert (first.parts, first.delivery) == ((TermPart(4.0, 14.0),), Delivery.WEEKLY)
    assert first.type is not None
    assert one.course_types[first.type].name.zh == "专业基础课"
    assert (live.status, live.assessment, live.credits) == (Status.ELECTIVE, Assessment.CHECK, 2.5)
    assert format_parts(live) == "2/10W+2/10W"
    assert (intern.delivery, format_parts(intern)) == (Delivery.INTERNSHIP, "8W+16W")
    assert [term_of(one, code) for code in ("001", "002", "003")] == [1, 3, 5]
    assert requisites(one, "002") == {RequisiteKind.ALL_OF: {"001"}}
    assert requisites(one, "003") == {RequisiteKind.ANY_OF: {"001", "002"}}


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "c.csv", ROWS)
    first = read(path).program
    assert diff(first, read(path, first).program) == ()


def test_a_blank_cell_leaves_what_is_there(tmp_path: Path) -> None:
    first = read(write_csv(tmp_path / "c.csv", ROWS)).program
    update = [["code", "name", "credits", "theory"], ["001", "", 4, ""], ["K1", "", "", 12]]
    one = read(write_csv(tmp_path / "u.csv", update), first).program
    before, after = by_code(first)["001"], by_code(one)["001"]
    assert after == replace(before, credits=4.0)
    assert by_code(one)["K1"].name == Text("高等数学A1", "Mathematics")
    assert len(diff(first, one)) == 2


def test_a_new_statement_of_prerequisites_replaces_the_old_one(tmp_path: Path) -> None:
    first = read(write_csv(tmp_path / "c.csv", ROWS)).program
    update = [["code", "credits", "prerequisites", "corequisites"], ["003", 24, "002;K1", "001"]]
    one = read(write_csv(tmp_path / "u.csv", update), first).program
    assert requisites(one, "003") == {RequisiteKind.ALL_OF: {"002", "K1"}, RequisiteKind.COREQUISITE: {"001"}}


def test_text_in_a_number_is_an_error_with_its_cell(tmp_path: Path) -> None:
    rows = [HEADER, [*ROWS[1][:6], "three", *ROWS[1][7:]], ROWS[2]]
    result = read(write_xlsx(tmp_path / "c.xlsx", {"课程": rows}))
    assert places(result, "import.not_a_figure") == [(2, "G")]
    assert sentences(result.findings)[0].startswith(
        "c.xlsx, sheet “课程”, row 2, column G: “three” is not a number"
    )
    assert "001" not in by_code(result.program)


def test_doubled_codes_name_both_rows(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ["００１", "别的课", *ROWS[2][2:]]]
    result = read(write_csv(tmp_path / "c.csv", rows))
    assert places(result, "import.course_twice") == [(3, "A")]
    assert dict(result.findings[0].args)["row"] == 2
    assert by_code(result.program)["001"].name.zh == "选品"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("学分", -1, "import.negative"),
        ("开课学期", "spring", "import.not_a_term"),
        ("开课学期", "99", "import.not_a_term"),
        ("周学时", "4x14", "import.not_a_notation"),
        ("开课学期", "1-3", "import.terms_differ"),
        ("先修课程", "002", "import.unknown_requisite"),
        ("先修课程", "001", "import.own_requisite"),
        ("课程类别", "无此类别", "import.unknown_type"),
        ("考核方式", "抽签", "import.unknown_word"),
        ("总学时", 57, "import.hours_differ"),
        ("总学时", "57+", "import.not_a_figure"),
        ("开课学期", "7", "import.no_term"),
    ],
)
def test_what_is_wrong_with_a_cell(column: str, value: Any, code: str, tmp_path: Path) -> None:
    row = [value if name == column else cell for name, cell in zip(HEADER, ROWS[1], strict=True)]
    if code == "import.terms_differ":
        row[HEADER.index("周学时")] = "4/14W+4/14W"
    result = read(write_csv(tmp_path / "c.csv", [HEADER, row]))
    assert codes(result) == [code]
    finding = result.findings[0]
    assert (finding.where.row, (finding.severity == "error") == (result.skipped == 1)) == (
        2,
        code != "import.unknown_requisite",
    )


def test_hours_without_a_split_stay_unknown(tmp_path: Path) -> None:
    result = read(write_csv(tmp_path / "c.csv", [["code", "name", "hours"], ["A", "B", 48]]))
    assert codes(result) == ["import.hours_unsplit"]
    assert by_code(result.program)["A"].hours == Hours()


def test_terms_are_made_only_where_there_are_none(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "c.csv", ROWS)
    bare = replace(program(), terms={}, placements={})
    assert sorted(one.number for one in read(path, bare).program.terms.values()) == [1, 2, 3, 4, 5, 6]


def test_a_name_that_two_courses_have_needs_the_code(tmp_path: Path) -> None:
    twins = program()
    second = replace(twins.courses["k1"], id="k9", code="K9")
    twins = replace(twins, courses={**twins.courses, "k9": second})
    result = read(write_csv(tmp_path / "c.csv", [["name", "credits"], ["高等数学A1", 3]]), twins)
    assert codes(result) == ["import.ambiguous"]


def test_the_plan_of_a_chinese_college_with_two_header_rows() -> None:
    result = read(
        shared("frameworks", "synthetic", "cn_plan_layoutA_two_row_header.xlsx"), program(courses=False)
    )
    one = result.program
    assert (result.rows, result.skipped) == (12, 0)
    assert set(codes(result)) == {"import.unknown_type"}
    courses = by_code(one)
    assert sum(course.credits or 0 for course in courses.values()) == 63.5
    assert courses["0320201"].parts == (TermPart(4.0, None),)
    assert [term_of(one, code) for code in ("0010101", "0320202", "0320902")] == [1, 4, 5]
    assert (courses["0320902"].delivery, format_parts(courses["0320902"])) == (Delivery.INTERNSHIP, "8W+16W")
    assert courses["0320101"].hours == Hours(36.0, 36.0)
    assert requisites(one, "0320202") == {RequisiteKind.ALL_OF: {"0320102", "0320103"}}
    assert requisites(one, "0320103") == {RequisiteKind.ALL_OF: {"0320101"}}
    assert {one.course_types[courses[code].type or ""].name.zh for code in ("0010101", "0010205")} == {
        "公共基础课"
    }


def test_a_plan_of_several_sheets_without_codes() -> None:
    name = "cn_plan_layoutB_overview_plus_modules.xlsx"
    result = read(shared("frameworks", "synthetic", name), program(8, courses=False))
    assert (result.rows, result.skipped) == (5, 0)
    names = {course.name.zh: course for course in result.program.courses.values()}
    assert names["高等数学A2"].credits == 5.5
    assert set(codes(result)) == {"import.hours_unsplit"}
    again = read(shared("frameworks", "synthetic", name), result.program)
    assert diff(result.program, again.program) == ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("3", (3, 3)),
        ("第三学期", (3, 3)),
        ("第3学期", (3, 3)),
        ("３－４", (3, 4)),
        ("五、六", (5, 6)),
        ("Term 2", (2, 2)),
    ],
)
def test_terms(text: str, terms: tuple[int, int]) -> None:
    assert terms_of(text) == terms


def test_a_list_without_names_is_refused(tmp_path: Path) -> None:
    refused = refusal(write_csv(tmp_path / "c.csv", [["credits", "hours"], [3, 4]]), "courses")
    assert (refused.code, refused.args_by_name["column"]) == ("import.column_missing", "code")


FIGURE = st.none() | st.integers(0, 400).map(lambda n: n / 2)
NAMES = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=8)
LISTS = st.dictionaries(
    st.text(st.sampled_from("ABC0123456789"), min_size=1, max_size=5),
    st.tuples(NAMES, FIGURE, FIGURE, FIGURE, st.none() | st.integers(1, 6)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=LISTS)
def test_whatever_is_written_is_read(held: dict[str, tuple[Any, ...]], tmp_path: Path) -> None:
    rows = [
        ["code", "name", "credits", "theory", "practice", "term"],
        *([code, *cells] for code, cells in held.items()),
    ]
    result = read(write_csv(tmp_path / "c.csv", rows), program(courses=False))
    assert codes(result) == []
    for code, (name, credits_, theory, practice, term) in held.items():
        course = by_code(result.program)[code]
        assert {course.name.zh, course.name.en} == {name, ""}
        assert (course.credits, course.hours) == (credits_, Hours(theory, practice))
        assert term_of(result.program, code) == term


def test_tags_are_read_and_kept_where_a_list_has_none(tmp_path: Path) -> None:
    rows = [
        ["课程代码", "课程名称", "学分", "标签"],
        ["001", "文案", 2, "written; 项目"],
        ["002", "谈判", 2, ""],
    ]
    found = read(write_csv(tmp_path / "a.csv", rows)).program
    by_code = {one.code: one for one in found.courses.values()}
    assert by_code["001"].tags == {"written", "项目"}
    assert by_code["002"].tags == frozenset()
