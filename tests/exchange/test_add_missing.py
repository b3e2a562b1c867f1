"""Answers that bring posts and competencies along: from nothing to requirements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from curriplan.domain.changes import diff
from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.survey import Rating
from curriplan.domain.text import Text
from curriplan.exchange.columns import ColumnMap
from curriplan.exchange.readers.registry import read_file
from curriplan.exchange.readers.result import ReadResult
from tests.exchange.files import codes, places, program, read, refusal, write_csv

NOTHING = blank_program(Text("空白", "Blank"))
LONG = ["respondent", "enterprise", "post", "competency", "importance", "level"]


def added(path: Path, into: Program = NOTHING, **more: Any) -> ReadResult:
    return read(path, into, add_missing=True, **more)


def called(one: Program, table: str) -> list[tuple[str, str]]:
    rows = [row for row in getattr(one, table).values() if row.id != "every-graduate"]
    return [(row.code, row.name.pick("en")) for row in sorted(rows, key=lambda row: row.position)]


def ratings(one: Program) -> set[tuple[str, str, int | None, int | None]]:
    found: set[Rating] = {rating for row in one.respondents.values() for rating in row.ratings}
    return {
        (one.posts[r.post].code, one.competencies[r.competency].code, r.importance, r.level) for r in found
    }


def test_long_answers_make_what_they_name(tmp_path: Path) -> None:
    rows = [
        LONG,
        ["1", "A", "Buyer", "Packing", 5, 3],
        ["1", "A", "Buyer", "C7 Selling", 4, 2],
        ["2", "B", "P9", "packing", 4, 4],
    ]
    result = added(write_csv(tmp_path / "s.csv", rows))
    assert called(result.program, "posts") == [("P1", "Buyer"), ("P9", "")]
    assert called(result.program, "competencies") == [("C1", "Packing"), ("C7", "Selling")]
    assert ratings(result.program) == {("P1", "C1", 5, 3), ("P1", "C7", 4, 2), ("P9", "C1", 4, 4)}
    assert codes(result) == ["import.new_posts", "import.new_competencies"]


def test_codes_and_names_in_columns_of_their_own(tmp_path: Path) -> None:
    header = [
        "respondent",
        "enterprise",
        "post code",
        "post",
        "competency code",
        "competency",
        "importance",
        "level",
    ]
    rows = [
        header,
        ["1", "A", "B1", "采购员", "X1", "包装", 5, 3],
        ["2", "B", "B1", "采购员", "X1", "包装", 4, 3],
    ]
    result = added(write_csv(tmp_path / "s.csv", rows))
    assert called(result.program, "posts") == [("B1", "采购员")]
    assert called(result.program, "competencies") == [("X1", "包装")]


def test_codes_before_every_name_are_codes_and_one_alone_is_none(tmp_path: Path) -> None:
    rows = [
        LONG,
        *(
            [str(n), "A", label, "IT support", 5, 3]
            for n, label in enumerate(["BO 业务", "CR 客户", "IE 进出口"])
        ),
    ]
    result = added(write_csv(tmp_path / "s.csv", rows))
    assert called(result.program, "posts") == [("BO", "业务"), ("CR", "客户"), ("IE", "进出口")]
    assert called(result.program, "competencies") == [("C1", "IT support")]


def test_what_is_there_is_used_and_new_rows_are_numbered_on(tmp_path: Path) -> None:
    rows = [LONG, ["1", "A", "Shop operator", "Database design", 5, 3], ["1", "A", "Buyer", "Packing", 5, 3]]
    result = added(write_csv(tmp_path / "s.csv", rows), program())
    assert ("P3", "Buyer") in called(result.program, "posts")
    assert ("C5", "Packing") in called(result.program, "competencies")
    assert (len(result.program.posts), len(result.program.competencies)) == (2 + 1 + 1, 4 + 1)


def test_a_slip_of_the_pen_is_remarked(tmp_path: Path) -> None:
    rows = [LONG, ["1", "A", "Shop operator", "Databse design", 5, 3]]
    result = added(write_csv(tmp_path / "s.csv", rows), program())
    assert codes(result) == ["import.new_competencies", "import.looks_alike"]


def test_only_what_sound_rows_use_is_made(tmp_path: Path) -> None:
    rows = [LONG, ["1", "A", "Buyer", "Packing", 5, 3], ["2", "A", "Clerk", "Selling", 5, "high!"]]
    result = added(write_csv(tmp_path / "s.csv", rows))
    assert called(result.program, "posts") == [("P1", "Buyer")]
    assert called(result.program, "competencies") == [("C1", "Packing")]
    assert places(result, "import.out_of_scale") == [(3, "F")]


def test_a_name_that_several_rows_have_makes_no_third(tmp_path: Path) -> None:
    twice = program()
    twice = Program(
        **{name: getattr(twice, name) for name in ("profile", "terms", "course_types", "competencies")},
        posts={name: type(row)(name, name.upper(), Text("", "Clerk")) for name, row in twice.posts.items()},
    )
    rows = [LONG, ["1", "A", "Clerk", "C1", 5, 3]]
    assert codes(added(write_csv(tmp_path / "s.csv", rows), twice)) == ["import.ambiguous"]


@pytest.mark.parametrize(
    ("importance", "level"),
    [
        ("Database design [importance]", "Database design [level]"),
        ("Database design—重要程度", "Database design—要求水平"),
        ("Database design（重要性）", "Database design（要求程度）"),
        ("4、请评价下列能力的重要程度—Database design", "5、请评价下列能力的要求水平—Database design"),
        ("How important is each competency? [Database design]", "Which level is needed? [Database design]"),
        ("Rate the importance of each skill: Database design", "Level needed: Database design"),
        ("Database design | importance", "Database design | level"),
        ("Database design - importance", "Database design - level"),
        ("Database design_importance", "Database design_level"),
    ],
)
def test_headers_of_wide_answers(importance: str, level: str, tmp_path: Path) -> None:
    rows = [
        ["id", "company", "post", importance, level],
        ["1", "A", "Buyer", 5, 3],
        ["2", "B", "Clerk", "", 2],
    ]
    result = added(write_csv(tmp_path / "s.csv", rows))
    assert called(result.program, "posts") == [("P1", "Buyer"), ("P2", "Clerk")]
    assert called(result.program, "competencies") == [("C1", "Database design")]
    assert ratings(result.program) == {("P1", "C1", 5, 3), ("P2", "C1", None, 2)}


def test_a_name_with_a_hyphen_stays_whole(tmp_path: Path) -> None:
    rows = [
        ["id", "company", "post", "E-commerce basics [importance]", "Level: e-commerce basics"],
        ["1", "A", "P1", 5, 3],
    ]
    result = added(write_csv(tmp_path / "s.csv", rows))
    assert called(result.program, "competencies") == [("C1", "E-commerce basics")]
    assert ratings(result.program) == {("P1", "C1", 5, 3)}


def test_headers_that_name_the_post_too(tmp_path: Path) -> None:
    rows = [
        [
            "id",
            "company",
            "Buyer / Packing [importance]",
            "Buyer / Packing [level]",
            "网店运营 - 包装 - 重要程度",
        ],
        ["1", "A", 5, 3, 4],
    ]
    result = added(write_csv(tmp_path / "s.csv", rows), program())
    assert called(result.program, "posts")[2:] == [("P3", "Buyer")]
    assert ratings(result.program) == {("P3", "C5", 5, 3), ("P1", "C6", 4, None)}


def test_answers_about_no_post_are_refused_and_a_mapping_helps(tmp_path: Path) -> None:
    rows = [["id", "company", "Packing [importance]"], ["1", "A", 5]]
    path = write_csv(tmp_path / "s.csv", rows)
    assert refusal(path, into=NOTHING, add_missing=True).code == "import.which_post"
    result = added(path, mapping=ColumnMap(values={"post": "Buyer"}))
    assert called(result.program, "posts") == [("P1", "Buyer")]


def test_other_questions_do_not_become_competencies(tmp_path: Path) -> None:
    rows = [
        ["id", "company", "post", "Packing [importance]", "What is most important? [in words]", "Level of education",
         "Satisfaction with packing [level]", "Age"],
        ["1", "A", "Buyer", 5, "good manners", "Bachelor", 3, 31],
        ["2", "B", "Buyer", 4, "patience", "Master", 2, 45],
    ]  # fmt: skip
    result = added(write_csv(tmp_path / "s.csv", rows))
    assert called(result.program, "competencies") == [("C1", "Packing")]
    assert {"import.present_columns", "import.columns_left_out"} <= {*codes(result)}


@pytest.mark.parametrize("rows", [[LONG, ["1", "A", "Buyer", "Packing", 5, 3]], [["id", "company", "post", "Packing [importance]"], ["1", "A", "Buyer", 5]]])  # fmt: skip
def test_the_same_file_again_changes_nothing_and_ids_do_not_hang_on_chance(
    rows: list[list[Any]], tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "s.csv", rows)
    once = added(path).program
    assert added(path, once).program == once
    assert not diff(once, added(path).program)


def test_without_being_asked_for_nothing_is_made(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "s.csv", [LONG, ["1", "A", "Buyer", "Packing", 5, 3]])
    assert refusal(path, into=NOTHING).code == "import.no_competencies"
    result = read_file(path, program())
    assert result.program == program()
    assert codes(result) == ["import.unknown_post", "import.unknown_competency"]
