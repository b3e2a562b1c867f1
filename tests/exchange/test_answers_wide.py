"""Answers in wide form, as people and form services write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import diff
from curriplan.domain.program import Program
from curriplan.domain.survey import Rating
from curriplan.exchange.columns import ColumnMap
from tests.exchange.files import codes, places, program, read, refusal, write_csv, write_xlsx
from tests.shared_data import shared

ONE_POST = program(posts=1)


def ratings(one: Program, code: str) -> set[Rating]:
    found = [row for row in one.respondents.values() if row.code == code]
    assert len(found) == 1
    return set(found[0].ratings)


@pytest.mark.parametrize(
    ("importance", "level"),
    [
        ("Database design [importance]", "Database design [level]"),
        ("数据库设计—重要程度", "数据库设计—要求水平"),
        ("数据库设计（重要性）", "数据库设计（要求程度）"),
        ("4、请评价下列能力的重要程度—数据库设计", "5、请评价下列能力的要求水平—数据库设计"),
        ("How important is each competency? [C1]", "Which level is needed? [C1]"),
        (
            "Rate the importance of each skill\n(1 = low, 5 = high).Database design",
            "Level needed\n(0 to 4).C1",
        ),
        ("C1 数据库设计 | importance", "C1 数据库设计 | level"),
        ("importance: C1", "required level: C1"),
        ("P1 / C1 [importance]", "P1 / C1 [level]"),
        ("网店运营 - 数据库设计 - 重要程度", "网店运营 - 数据库设计 - 水平"),
        ("C1_importance", "C1_level"),
    ],
)
def test_headers_of_many_kinds(importance: str, level: str, tmp_path: Path) -> None:
    rows = [
        ["序号", "1、贵单位名称：", importance, level],
        ["7", "甲", "5", "3"],
        ["8", "乙", "-3", "不需要"],
    ]
    result = read(write_csv(tmp_path / "s.csv", rows), ONE_POST)
    assert (result.format, codes(result)) == ("answers_wide", ["import.labels"])
    assert ratings(result.program, "7") == {Rating("p1", "c1", 5, 3)}
    assert ratings(result.program, "8") == {Rating("p1", "c1", None, 0)}


def test_an_index_stem_needs_to_be_told_its_dimension(tmp_path: Path) -> None:
    rows = [["序号", "企业", "第4题(数据库设计)", "第4题(软件测试)"], ["1", "甲", 5, 4]]
    path = write_csv(tmp_path / "s.csv", rows)
    refused = refusal(path, "answers_wide", ONE_POST)
    assert (refused.code, refused.args_by_name["column"]) == ("import.no_dimension", "数据库设计")
    result = read(path, ONE_POST, "answers_wide", mapping=ColumnMap(values={"dimension": "importance"}))
    assert ratings(result.program, "1") == {Rating("p1", "c1", 5), Rating("p1", "c2", 4)}


def test_two_header_rows(tmp_path: Path) -> None:
    rows = [
        ["序号", "企业", "重要程度", None, "要求水平", None],
        [None, None, "数据库设计", "软件测试", "数据库设计", "软件测试"],
        [1, "甲", 5, 4, 3, 2],
    ]
    path = write_xlsx(
        tmp_path / "s.xlsx", {"S": rows}, merges=[(0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1)]
    )
    result = read(path, ONE_POST)
    assert ratings(result.program, "1") == {Rating("p1", "c1", 5, 3), Rating("p1", "c2", 4, 2)}


def test_the_post_of_a_row_a_header_or_a_sheet(tmp_path: Path) -> None:
    rows = [["id", "company", "post", "C1 [importance]"], [1, "A", "P2", 4]]
    assert ratings(read(write_csv(tmp_path / "a.csv", rows)).program, "1") == {Rating("p2", "c1", 4)}
    rows = [["id", "company", "P1 / C1 [importance]", "P2 / C1 [importance]"], [1, "A", 5, 4]]
    result = read(write_csv(tmp_path / "b.csv", rows))
    assert ratings(result.program, "1") == {Rating("p1", "c1", 5), Rating("p2", "c1", 4)}
    rows = [["id", "company", "C1 [importance]"], [1, "A", 5]]
    assert ratings(read(write_xlsx(tmp_path / "c.xlsx", {"P2": rows})).program, "1") == {
        Rating("p2", "c1", 5)
    }
    assert refusal(write_csv(tmp_path / "d.csv", rows)).code == "import.which_post"


def test_without_a_column_of_respondents_rows_are_numbered(tmp_path: Path) -> None:
    rows = [["Company", "C1 [importance]"], ["A", 5], ["B", 4]]
    path = write_csv(tmp_path / "s.csv", rows)
    first = read(path, ONE_POST).program
    assert {one.code for one in first.respondents.values()} == {"2", "3"}
    assert diff(first, read(path, first).program) == ()


def test_an_answer_out_of_scale_keeps_its_row_out(tmp_path: Path) -> None:
    rows = [["id", "Company", "C1 [importance]", "C2 [level]"], [1, "A", 6, "five"], [2, "B", 5, 4]]
    result = read(write_csv(tmp_path / "s.csv", rows), ONE_POST)
    assert places(result, "import.out_of_scale") == [(2, "C"), (2, "D")]
    assert (result.rows, result.skipped) == (2, 1)
    assert [one.code for one in result.program.respondents.values()] == ["2"]
    assert len(result.program.enterprises) == 1


def test_a_wider_scale_can_be_given(tmp_path: Path) -> None:
    rows = [["id", "Company", "C1 [importance]"], [1, "A", 7]]
    given = ColumnMap(values={"importance_min": "1", "importance_max": "7"})
    result = read(write_csv(tmp_path / "s.csv", rows), ONE_POST, mapping=given)
    assert [one.importance_max for one in result.program.surveys.values()] == [7]
    assert ratings(result.program, "1") == {Rating("p1", "c1", 7)}


def test_an_unknown_row_of_a_known_grid_is_an_error(tmp_path: Path) -> None:
    rows = [
        ["id", "Company", "Importance [Testing]", "Importance [Tsting]", "Region [North]"],
        [1, "A", 5, 4, 1],
    ]
    result = read(write_csv(tmp_path / "s.csv", rows), ONE_POST)
    assert places(result, "import.unknown_competency") == [(1, "D")]
    assert dict(result.findings[0].args)["known"][0] == "Testing"
    assert codes(result) == ["import.unknown_competency", "import.columns_left_out"]


def test_nothing_that_is_known_is_refused_with_both_sides(tmp_path: Path) -> None:
    rows = [["id", "Company", "Importance [Juggling]"], [1, "A", 5]]
    refused = refusal(write_csv(tmp_path / "s.csv", rows), into=ONE_POST)
    assert refused.code == "import.no_question"
    assert refused.args_by_name["labels"] == ["Juggling"]
    assert refused.args_by_name["known"]


def test_one_competency_in_two_columns_is_refused(tmp_path: Path) -> None:
    rows = [["id", "Company", "C1 [importance]", "重要程度—数据库设计"], [1, "A", 5, 4]]
    refused = refusal(write_csv(tmp_path / "s.csv", rows), into=ONE_POST)
    assert (refused.code, refused.args_by_name["columns"]) == ("import.column_twice", ["C", "D"])


WJX = ("wjx_export_by_index.xlsx", "wjx_export_by_text_gb18030.csv", "wjx_export_by_text_utf8bom.csv")


@pytest.mark.parametrize("name", WJX)
def test_exports_of_wenjuanxing(name: str) -> None:
    result = read(shared("frameworks", "synthetic", name), ONE_POST)
    assert (result.format, result.rows, result.skipped) == ("answers_wide", 12, 0)
    assert ratings(result.program, "1") == {
        Rating("p1", "c1", 4),
        Rating("p1", "c2", 4),
        Rating("p1", "c3", 5),
        Rating("p1", "c4", 3),
    }
    present = [dict(one.args)["columns"] for one in result.findings if one.code == "import.present_columns"]
    assert present == [["N", "O", "P", "Q"]]
    assert len(result.program.enterprises) == 12
    assert all(one.answered_on is not None for one in result.program.respondents.values())


def test_the_exports_by_text_and_by_index_agree() -> None:
    read_ones = [read(shared("frameworks", "synthetic", name), ONE_POST).program for name in WJX]
    said = [{one.code: set(one.ratings) for one in each.respondents.values()} for each in read_ones]
    assert said[0] == said[1] == said[2]


def test_an_export_of_microsoft_forms() -> None:
    result = read(shared("frameworks", "synthetic", "msforms_export.xlsx"), ONE_POST)
    assert (result.rows, result.skipped) == (8, 0)
    assert ratings(result.program, "3") == {
        Rating("p1", "c4", 4),
        Rating("p1", "c2", 5),
        Rating("p1", "c3", 4),
    }
    assert ratings(result.program, "2") == {
        Rating("p1", "c4", 5),
        Rating("p1", "c2", 4),
        Rating("p1", "c3", 2),
    }


def test_an_export_of_google_forms() -> None:
    result = read(shared("frameworks", "synthetic", "google_forms_grid_export.csv"), ONE_POST)
    assert (result.rows, result.skipped) == (8, 0)
    assert ratings(result.program, "3") == {
        Rating("p1", "c4", 4),
        Rating("p1", "c2", 5),
        Rating("p1", "c3", 4),
    }
    assert "import.present_columns" in codes(result)
    assert not any("@" in f"{one.code}{one.role}" for one in result.program.respondents.values())


def test_an_export_into_a_programme_of_other_competencies_says_what_to_do() -> None:
    from dataclasses import replace

    from curriplan.domain.competency import Competency
    from curriplan.domain.text import Text

    other = replace(ONE_POST, competencies={"x": Competency("x", "X", Text("报关", "Customs"))})
    for name in (*WJX, "msforms_export.xlsx", "google_forms_grid_export.csv"):
        assert refusal(shared("frameworks", "synthetic", name), into=other).code == "import.no_question"


COLUMNS = [("C1 [importance]", "c1", 0), ("团队协作—要求水平", "c3", 1), ("Testing.importance", "c2", 0)]
SHEETS = st.lists(
    st.tuples(st.none() | st.integers(1, 5), st.none() | st.integers(0, 4), st.none() | st.integers(1, 5)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=SHEETS, order=st.permutations(range(3)))
def test_whatever_is_written_is_read(
    answers: list[tuple[Any, ...]], order: list[int], tmp_path: Path
) -> None:
    header = ["id", "企业", *(COLUMNS[n][0] for n in order)]
    rows = [[f"R{n}", "甲", *(values[k] for k in order)] for n, values in enumerate(answers)]
    result = read(write_csv(tmp_path / "s.csv", [header, *rows]), ONE_POST)
    for n, values in enumerate(answers):
        stated = {
            Rating("p1", competency, *((value, None) if dimension == 0 else (None, value)))
            for (_, competency, dimension), value in zip(COLUMNS, values, strict=True)
            if value is not None
        }
        assert ratings(result.program, f"R{n}") == stated
