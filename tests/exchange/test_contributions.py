"""Contributions: a matrix of courses and competencies, or one row for each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import diff
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Evidence
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.domain.text import Text
from curriplan.exchange.columns import ColumnMap
from tests.exchange.files import codes, places, program, read, refusal, write_csv, write_xlsx
from tests.shared_data import shared

MATRIX: list[list[Any]] = [
    ["课程代码", "课程名称", "学分", "C1", "软件测试", "Teamwork"],
    ["K1", "高等数学A1", 4, 2, None, "1"],
    ["", "程序设计基础", 3, "", 3, ""],
]


def levels(one: Program) -> dict[tuple[str, str], int]:
    return {(c, k): row.level for c, held in one.contributions.items() for k, row in held.items()}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_matrix_is_read(kind: str, tmp_path: Path) -> None:
    path = (
        write_csv(tmp_path / "m.csv", MATRIX)
        if kind == "csv"
        else write_xlsx(tmp_path / "m.xlsx", {"M": MATRIX})
    )
    result = read(path)
    assert (result.format, result.rows, result.skipped, codes(result)) == ("contributions", 2, 0, [])
    assert levels(result.program) == {("k1", "c1"): 2, ("k1", "c3"): 1, ("k2", "c2"): 3}
    assert diff(result.program, read(path, result.program).program) == ()


def test_nought_takes_a_contribution_away_and_blank_leaves_it(tmp_path: Path) -> None:
    first = read(write_csv(tmp_path / "m.csv", MATRIX)).program
    update = [["course", "C1", "C3"], ["K1", 0, ""]]
    assert levels(read(write_csv(tmp_path / "u.csv", update), first).program) == {
        ("k1", "c3"): 1,
        ("k2", "c2"): 3,
    }


def test_a_new_level_keeps_hours_and_evidence(tmp_path: Path) -> None:
    row = Contribution("k1", "c1", 1, Mode.OFF_CAMPUS, 20.0, None, Evidence.ASSESSED)
    held = replace(program(), contributions={"k1": {"c1": row}})
    one = read(write_csv(tmp_path / "m.csv", MATRIX), held).program
    assert one.contributions["k1"]["c1"] == replace(row, level=2)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [(["H", "M", "L"], [3, 2, 1]), (["I", "R", "M"], [1, 2, 3]), (["h", "ｍ", "2"], [3, 2, 2])],
)
def test_letters_are_read_by_the_table_that_fits_and_said_so(
    marks: list[str], expected: list[int], tmp_path: Path
) -> None:
    result = read(write_csv(tmp_path / "m.csv", [["course", "C1", "C2", "C3"], ["K1", *marks]]))
    assert list(levels(result.program).values()) == expected
    assert codes(result) == ["import.labels"]


@pytest.mark.parametrize(
    "marks", [["M", "M", ""], ["H", "I", ""], ["●", "1", ""], ["0.3", "1", ""], ["9", "1", ""]]
)
def test_marks_that_state_no_level_keep_the_row_out(marks: list[str], tmp_path: Path) -> None:
    path = write_csv(tmp_path / "m.csv", [["course", "C1", "C2", "C3"], ["K1", *marks], ["K2", "", "", "2"]])
    result = read(path)
    assert places(result, "import.no_level")[0] == (2, "B")
    assert (levels(result.program), result.skipped) == ({("k2", "c3"): 2}, 1)
    if "9" not in marks:
        table = ColumnMap(levels={"M": 2, "H": 3, "I": 1, "●": 2, "0.3": 1})
        assert codes(read(path, mapping=table)) == []


def test_unknown_courses_and_competencies_are_named(tmp_path: Path) -> None:
    rows = [
        ["course", "C1", "数据库设记", "colour"],
        ["K1", 1, 2, "ok"],
        ["软件工成", 1, 1, ""],
        ["K1", 1, "", ""],
    ]
    result = read(write_csv(tmp_path / "m.csv", rows))
    assert places(result, "import.unknown_competency") == [(1, "C")]
    assert places(result, "import.columns_left_out") == [(1, "D")]
    assert places(result, "import.unknown_course") == [(3, "A")]
    assert places(result, "import.cell_twice") == [(4, "B")]
    known = {one.code: dict(one.args).get("known", [""])[0] for one in result.findings}
    assert (known["import.unknown_competency"], known["import.unknown_course"]) == ("数据库设计", "软件工程")


def test_one_row_for_each(tmp_path: Path) -> None:
    rows = [
        ["course", "competency", "level", "mode", "hours", "evidence", "weight"],
        ["K1", "C1", 3, "校内", 12, "assessed", 0.5],
        ["K2", "软件测试", "2", "", "", "", ""],
        ["K2", "C1", "", "", "", "", ""],
        ["K2", "C3", 1, "by post", "", "", ""],
    ]
    result = read(write_csv(tmp_path / "l.csv", rows))
    assert result.program.contributions["k1"]["c1"] == Contribution(
        "k1", "c1", 3, Mode.ON_CAMPUS, 12.0, 0.5, Evidence.ASSESSED
    )
    assert result.program.contributions["k2"]["c2"].mode is Mode.THEORY
    assert codes(result) == ["import.blank", "import.unknown_word"]
    assert (result.rows, result.skipped) == (4, 1)


def test_the_support_matrix_of_a_college_with_two_header_rows() -> None:
    names = ("工程知识", "问题分析", "设计/开发", "研究", "使用现代工具", "工程与社会")
    rows = {f"g{n}": Competency(f"g{n}", f"G{n}", Text(name)) for n, name in enumerate(names, 1)}
    result = read(
        shared("frameworks", "synthetic", "cn_obe_support_matrix.xlsx"), replace(program(), competencies=rows)
    )
    assert result.format == "contributions"
    assert (levels(result.program)["k1", "g1"], levels(result.program)["k3", "g6"]) == (3, 1)
    assert [one.where.row for one in result.findings if one.code == "import.no_level"] == [4, 4, 4]
    assert places(result, "import.unknown_course") == [(6, "A")]


def test_a_matrix_of_nothing_known_is_refused(tmp_path: Path) -> None:
    refused = refusal(write_csv(tmp_path / "m.csv", [["course", "X1", "X2"], ["K1", 1, 2]]))
    assert (refused.code, refused.args_by_name["labels"]) == ("import.no_question", ["X1", "X2"])
    nothing = replace(program(), courses={})
    assert refusal(write_csv(tmp_path / "m.csv", MATRIX), into=nothing).code == "import.no_courses"


CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["k1", "k2", "k3"]), st.sampled_from(["c1", "c2", "c3", "c4"])),
    st.integers(1, 4),
    min_size=1,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=CELLS)
def test_whatever_is_written_is_read(cells: dict[tuple[str, str], int], tmp_path: Path) -> None:
    courses, competencies = sorted({c for c, _ in cells}), sorted({k for _, k in cells})
    rows = [["课程", *(k.upper() for k in competencies)]]
    rows += [[c.upper(), *(str(cells.get((c, k), "")) for k in competencies)] for c in courses]
    result = read(write_csv(tmp_path / "m.csv", rows))
    assert (levels(result.program), codes(result)) == (cells, [])
