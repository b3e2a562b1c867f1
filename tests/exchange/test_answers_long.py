"""Answers in long form: what is written is read, and each thing that is wrong has its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriplan.domain.changes import diff
from curriplan.domain.program import Program
from curriplan.domain.survey import Rating
from curriplan.exchange.columns import ColumnMap, load_map
from curriplan.exchange.readers.result import ReadResult
from tests.exchange.files import codes as all_codes
from tests.exchange.files import places, program, read, refusal, write_csv, write_xlsx

HEADER = ["respondent", "enterprise", "role", "post", "competency", "dimension", "value", "date"]
ROWS: list[list[Any]] = [
    HEADER,
    ["R1", "Acme", "HR", "P1", "C1", "importance", 5, "2026-03-01"],
    ["R1", "Acme", "HR", "P1", "C1", "level", 3, "2026-03-01"],
    ["R1", "Acme", "HR", "P1", "Teamwork", "importance", "Very important", "2026-03-01"],
    ["R2", "乙公司", "主管", "客服", "数据库设计", "重要程度", "重要", "2026/3/2 10:01:15"],
    ["R2", "乙公司", "主管", "客服", "数据库设计", "要求水平", "不需要", "2026/3/2 10:01:15"],
    ["R2", "乙公司", "主管", "客服", "软件测试", "要求水平", "独立完成", "2026/3/2 10:01:15"],
    ["R2", "乙公司", "主管", "客服", "软件测试", "重要程度", "(跳过)", "2026/3/2 10:01:15"],
]


def codes(result: ReadResult) -> list[str]:
    """Return the codes but for the note of labels, which most of these files have."""
    return [code for code in all_codes(result) if code != "import.labels"]


def ratings(one: Program, code: str) -> set[Rating]:
    found = [row for row in one.respondents.values() if row.code == code]
    assert len(found) == 1
    return set(found[0].ratings)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_is_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"2026 survey.{kind}"
    path = write_csv(path, ROWS) if kind == "csv" else write_xlsx(path, {"Answers": ROWS})
    result = read(path)
    assert (result.format, result.rows, result.skipped, all_codes(result)) == (
        "answers_long",
        7,
        0,
        ["import.labels"],
    )
    said = ["Very important = 5", "重要 = 4", "不需要 = 0", "独立完成 = 3"]
    assert dict(result.findings[0].args)["pairs"] == said
    one = result.program
    assert ratings(one, "R1") == {Rating("p1", "c1", 5, 3), Rating("p1", "c3", 5, None)}
    assert ratings(one, "R2") == {Rating("p2", "c1", 4, 0), Rating("p2", "c2", None, 3)}
    second = next(row for row in one.respondents.values() if row.code == "R2")
    assert (second.role, second.answered_on) == ("主管", date(2026, 3, 2))
    assert one.enterprises[second.enterprise].name.zh == "乙公司"
    assert [survey.name.en for survey in one.surveys.values()] == ["2026 survey"]
    assert ("value", "value") in result.columns


def test_columns_may_stand_in_any_order_and_below_a_title(tmp_path: Path) -> None:
    rows = [list(reversed(row)) for row in ROWS]
    shuffled = [["Answers of spring"], [], *rows]
    assert read(write_csv(tmp_path / "s.csv", shuffled)).rows == 7


def test_importance_and_level_may_have_columns_of_their_own(tmp_path: Path) -> None:
    rows = [["答卷编号", "企业名称", "岗位代码", "岗位名称", "能力代码", "能力名称", "重要程度", "要求水平"]]
    rows += [
        ["1", "甲", "P1", "网店运营", "C1", "数据库设计", "5", "４"],
        ["1", "甲", "P1", "", "", "软件测试", "", "0"],
    ]
    result = read(write_csv(tmp_path / "s.csv", rows, "gb18030", ";"))
    assert ratings(result.program, "1") == {Rating("p1", "c1", 5, 4), Rating("p1", "c2", None, 0)}


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "s.csv", ROWS)
    first = read(path).program
    assert diff(program(), first)
    assert diff(first, read(path, first).program) == ()


def test_the_same_respondent_is_replaced(tmp_path: Path) -> None:
    first = read(write_csv(tmp_path / "s.csv", ROWS)).program
    again = read(
        write_csv(tmp_path / "s.csv", [HEADER, ["R1", "Acme", "", "P1", "C2", "level", 2, ""]]), first
    ).program
    assert ratings(again, "R1") == {Rating("p1", "c2", None, 2)}
    assert ratings(again, "R2") == ratings(first, "R2")
    kept = next(row for row in again.respondents.values() if row.code == "R1")
    assert (kept.role, kept.answered_on) == ("HR", date(2026, 3, 1))
    assert len(again.enterprises) == 2


@pytest.mark.parametrize(
    ("change", "code", "place", "text"),
    [
        ({"value": 7}, "import.out_of_scale", (2, "G"), "“7” is not on the scale from 1 to 5"),
        ({"value": 2.5}, "import.out_of_scale", (2, "G"), "“2.5”"),
        ({"value": "often"}, "import.out_of_scale", (2, "G"), "“often”"),
        ({"post": "P9"}, "import.unknown_post", (2, "D"), "No post is called “P9”"),
        ({"competency": "Databse design"}, "import.unknown_competency", (2, "E"), "Database design"),
        ({"competency": ""}, "import.blank", (2, "E"), "“competency” is blank"),
        ({"enterprise": ""}, "import.no_enterprise", (2, "B"), "which enterprise"),
        ({"respondent": ""}, "import.no_respondent", (2, "A"), "who answered"),
        ({"dimension": "beauty"}, "import.unknown_dimension", (2, "F"), "beauty"),
    ],
)
def test_a_faulty_row_is_left_out_with_its_place(
    change: dict[str, Any], code: str, place: tuple[int, str], text: str, tmp_path: Path
) -> None:
    from tests.exchange.files import sentences

    bad = [change.get(name, value) for name, value in zip(HEADER, ROWS[1], strict=True)]
    result = read(write_csv(tmp_path / "s.csv", [HEADER, bad, *ROWS[4:]]))
    assert codes(result) == [code]
    assert places(result, code) == [place]
    assert text in sentences(result.findings)[0]
    assert (result.rows, result.skipped) == (5, 1)
    assert {one.code for one in result.program.respondents.values()} == {"R2"}


def test_contradicting_rows_are_named(tmp_path: Path) -> None:
    rows = [
        HEADER,
        ROWS[1],
        ["R1", "Other", "", "P1", "C2", "level", 1, ""],
        ["R1", "Acme", "HR", "P1", "C1", "importance", 2, ""],
    ]
    result = read(write_csv(tmp_path / "s.csv", rows))
    assert codes(result) == ["import.respondent_twice", "import.answer_twice"]
    assert ratings(result.program, "R1") == {Rating("p1", "c1", 5, None)}
    assert [one.name.en for one in result.program.enterprises.values()] == ["Acme"]


def test_how_graduates_do_is_no_demand(tmp_path: Path) -> None:
    rows = [*ROWS, ["R1", "Acme", "HR", "P1", "C2", "present performance", 2, ""]]
    result = read(write_csv(tmp_path / "s.csv", rows))
    assert codes(result) == ["import.present_row"]
    assert Rating("p1", "c2", None, 2) not in ratings(result.program, "R1")


def test_a_date_that_could_mean_two_days_stays_unknown(tmp_path: Path) -> None:
    result = read(write_csv(tmp_path / "s.csv", [HEADER, [*ROWS[1][:7], "03/04/2026"]]))
    assert codes(result) == ["import.not_a_date"]
    assert [one.answered_on for one in result.program.respondents.values()] == [None]


@pytest.mark.parametrize("column", ["respondent", "enterprise", "competency", "dimension", "value"])
def test_a_missing_column_is_named_with_what_is_accepted(column: str, tmp_path: Path) -> None:
    index = HEADER.index(column)
    rows = [[cell for n, cell in enumerate(row) if n != index] for row in ROWS]
    refused = refusal(write_csv(tmp_path / "s.csv", rows), "answers_long")
    assert refused.code == "import.column_missing"
    assert refused.args_by_name["column"] == column
    assert len(refused.args_by_name["names"]) > 3


def test_without_a_post_column_the_only_post_or_the_sheet_tells(tmp_path: Path) -> None:
    rows = [[cell for n, cell in enumerate(row) if n != 3] for row in ROWS]
    assert refusal(write_csv(tmp_path / "s.csv", rows)).code == "import.which_post"
    alone = read(write_csv(tmp_path / "s.csv", rows), program(posts=1)).program
    assert {one.post for one in ratings(alone, "R2")} == {"p1"}
    named = read(write_xlsx(tmp_path / "s.xlsx", {"客服": rows})).program
    assert {one.post for one in ratings(named, "R2")} == {"p2"}
    given = ColumnMap(values={"post": "P2"})
    mapped = read(write_csv(tmp_path / "s.csv", rows), mapping=given).program
    assert {one.post for one in ratings(mapped, "R2")} == {"p2"}


def test_two_columns_of_one_meaning_are_not_chosen_by_position(tmp_path: Path) -> None:
    rows = [[*ROWS[0], "answer"], *([*row, 1] for row in ROWS[1:])]
    path = write_csv(tmp_path / "s.csv", rows)
    refused = refusal(path)
    assert refused.code == "import.column_twice"
    assert refused.args_by_name["columns"] == ["G", "I"]
    result = read(path, mapping=ColumnMap(fields={"value": "answer"}))
    assert {one.level for one in ratings(result.program, "R2")} == {1}


def test_a_mapping_file_names_columns_and_labels(tmp_path: Path) -> None:
    rows = [
        ["who", "firm", "post", "what", "asked", "said"],
        ["A", "Acme", "P1", "db", "importance", "huge"],
        ["A", "Acme", "P1", "db", "level", "expert"],
    ]
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        'respondent = "who"\ncompetency = "what"\ndimension = "asked"\nvalue = "said"\n'
        '[competencies]\ndb = "C1"\n[levels]\nexpert = 4\n[importance]\nhuge = 5\n'
    )
    result = read(write_csv(tmp_path / "s.csv", rows), mapping=mapping)
    assert ratings(result.program, "A") == {Rating("p1", "c1", 5, 4)}
    assert load_map(mapping).levels == {"expert": 4}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("respondent =", "import.map_unreadable"),
        ("respondent = 3", "import.map_entry"),
        ("[levels]\na = 'x'", "import.map_entry"),
        ("levels = 3", "import.map_entry"),
        ("nobody = 'value'", "import.map_field"),
        ("value = 'nothing'", "import.map_header"),
        ("[values]\nimportance_min = 'low'", "import.map_entry"),
    ],
)
def test_a_mapping_that_cannot_be_used(text: str, code: str, tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(text)
    assert refusal(write_csv(tmp_path / "s.csv", ROWS), "answers_long", mapping=mapping).code == code


def test_an_empty_programme_has_nothing_that_answers_can_be_about(tmp_path: Path) -> None:
    from dataclasses import replace

    path = write_csv(tmp_path / "s.csv", ROWS)
    assert refusal(path, into=replace(program(), competencies={})).code == "import.no_competencies"


def test_formulas_are_read_by_their_stored_value(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "s.xlsx", {"S": ROWS}, formulas={(1, 6): ("=2+2", 4), (2, 6): ("=1+1", 2)})
    result = read(path)
    assert codes(result) == []
    assert Rating("p1", "c1", 4, 2) in ratings(result.program, "R1")


def test_a_formula_without_a_stored_value_is_an_error_with_its_address(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)  # type: ignore[union-attr]
    book.active["G2"] = "=2+2"  # type: ignore[index]
    book.active["C5"].value, book.active["C5"].data_type = "=1+1", "s"  # type: ignore[index]
    book.save(tmp_path / "s.xlsx")
    result = read(tmp_path / "s.xlsx")
    assert codes(result) == ["import.formula_empty"]
    assert dict(result.findings[0].args) == {"cell": "G2"}
    assert result.skipped == 1
    assert "=1+1" in {one.role for one in result.program.respondents.values()}


def test_cells_that_failed_or_are_merged_are_flagged(tmp_path: Path) -> None:
    merged = write_xlsx(tmp_path / "m.xlsx", {"S": ROWS}, merges=[(1, 2, 2, 2)])
    result = read(merged)
    assert codes(result) == ["import.merged"]
    assert dict(result.findings[0].args) == {"cell": "C3", "anchor": "C2"}
    failed = write_xlsx(tmp_path / "f.xlsx", {"S": ROWS}, formulas={(1, 6): ("=1/0", "#DIV/0!")})
    assert codes(read(failed)) == ["import.formula_failed"]


CODES = st.text(st.sampled_from("ABCDEF0123456789"), min_size=1, max_size=4)
VALUES = st.none() | st.integers(1, 5)
LEVELS = st.none() | st.integers(0, 4)
ANSWERS = st.dictionaries(
    CODES,
    st.dictionaries(
        st.tuples(st.sampled_from(["p1", "p2"]), st.sampled_from(["c1", "c2", "c3", "c4"])),
        st.tuples(VALUES, LEVELS),
        min_size=1,
        max_size=8,
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=ANSWERS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    delimiter=st.sampled_from(",;\t"),
)
def test_whatever_is_written_is_read(
    answers: dict[str, Any], encoding: str, delimiter: str, tmp_path: Path
) -> None:
    names = {"p1": "网店运营", "p2": "P2", "c1": "C1", "c2": "软件测试", "c3": "Teamwork", "c4": "c4"}
    rows: list[list[Any]] = [["受访者", "企业", "岗位", "职业能力", "重要程度", "要求水平"]]
    for code, held in answers.items():
        rows += [[code, f"企业 {code}", names[p], names[c], *values] for (p, c), values in held.items()]
    result = read(write_csv(tmp_path / "s.csv", rows, encoding, delimiter))
    assert (result.rows, result.skipped, codes(result)) == (len(rows) - 1, 0, [])
    for code, held in answers.items():
        stated = {Rating(p, c, *values) for (p, c), values in held.items() if values != (None, None)}
        assert ratings(result.program, code) == stated


def test_a_code_before_a_name_is_the_code_of_a_new_enterprise(tmp_path: Path) -> None:
    rows = [
        HEADER,
        [*ROWS[1][:1], "E07 某企业", *ROWS[1][2:]],
        ["R9", "E7", *ROWS[1][2:]],
        ["R8", "360 安全", *ROWS[1][2:]],
    ]
    path = write_csv(tmp_path / "s.csv", rows)
    one = read(path).program
    assert {(row.code, row.name.zh) for row in one.enterprises.values()} == {
        ("E07", "某企业"),
        ("E7", ""),
        ("", "360 安全"),
    }
    assert diff(one, read(path, one).program) == ()


def test_a_value_of_the_mapping_that_belongs_nowhere_is_named(tmp_path: Path) -> None:
    refused = refusal(write_csv(tmp_path / "s.csv", ROWS), mapping=ColumnMap(values={"pots": "P1"}))
    assert (refused.code, refused.args_by_name["field"]) == ("import.map_field", "pots")
