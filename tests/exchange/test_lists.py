"""Lists of posts, tasks, competencies and terms, in both languages, into nothing and into what is there."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from curriplan.domain.competency import AbilityType
from curriplan.domain.course import Track
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.domain.resources import folder
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program
from tests.exchange.files import codes, places, program, read, write_csv, write_xlsx

NOTHING = blank_program(Text("空白", "Blank"))
FOLDER = folder("samples") / "cross_border_ecommerce"
LISTS = ("posts", "competencies", "tasks")
REFS = {"promotes_to": "posts", "complements": "posts", "post": "posts", "competencies": "competencies", "parents": "competencies"}  # fmt: skip


def by_code(one: Program, table: str) -> dict[str, Any]:
    return {row.code: row for row in getattr(one, table).values()}


def plain(one: Program, table: str) -> dict[str, dict[str, Any]]:
    """Return a table by code, with codes for references and without what a list cannot hold."""
    left_out = {"id", "position", "module", "frames", "step", "tracks"}
    rows: dict[str, dict[str, Any]] = {}
    for code, row in by_code(one, table).items():
        rows[code] = {each.name: getattr(row, each.name) for each in fields(row) if each.name not in left_out}
        for name, target in REFS.items():
            if name in rows[code]:
                value, held = rows[code][name], getattr(one, target)
                rows[code][name] = (
                    held[value].code if isinstance(value, str) else {held[ident].code for ident in value}
                )
    return rows


def test_the_lists_of_the_sample_bring_the_sample_back() -> None:
    sample, into = sample_program("cross_border_ecommerce"), NOTHING
    for name in (*LISTS, "terms"):
        result = read(FOLDER / f"{name}.csv", into)
        assert (result.format, result.skipped) == (name, 0)
        into = result.program
    for name in LISTS:
        assert plain(into, name) == plain(sample, name)
    assert [(one.number, one.year, one.weeks, one.exam_weeks) for one in into.terms.values()] == [
        (one.number, one.year, one.weeks, one.exam_weeks) for one in sample.terms.values()
    ]
    modules = {into.modules[one.module].code for one in into.competencies.values() if one.module}
    assert modules == {sample.modules[one.module].code for one in sample.competencies.values() if one.module}


@pytest.mark.parametrize("name", LISTS)
def test_the_same_list_again_changes_nothing(name: str) -> None:
    sample = sample_program("cross_border_ecommerce")
    assert read(FOLDER / f"{name}.csv", sample).program == sample


def test_posts_in_chinese_with_posts_that_stand_further_down(tmp_path: Path) -> None:
    rows = [
        ["职业面向一览表"],
        ["岗位代码", "岗位名称", "岗位层级", "岗位群", "岗位职责", "业务情境", "发展岗位", "占比"],
        ["A1", "采购员", "初始岗位", "采购", "选品；询价", "B2B、出口", "采购经理", "40%"],
        ["A2", "采购经理", "发展岗位", "采购", "", "", "", 0.6],
    ]
    result = read(write_xlsx(tmp_path / "p.xlsx", {"岗位": rows}), NOTHING)
    first, second = by_code(result.program, "posts")["A1"], by_code(result.program, "posts")["A2"]
    assert (first.name, first.level, first.job_group) == (Text("采购员"), PostLevel.INITIAL, Text("采购"))
    assert (first.contexts, first.share, first.promotes_to) == ({"B2B", "出口"}, 0.4, {second.id})
    assert (second.level, second.share) == (PostLevel.PROMOTION, 0.6)
    assert codes(result) == []


def test_posts_without_codes_are_numbered_on_and_blank_cells_say_nothing(tmp_path: Path) -> None:
    rows = [
        ["post", "level", "share", "tracks"],
        ["Shop operator", "", "", "East"],
        ["Buyer", "promotion", "", ""],
    ]
    east = put(program(), "tracks", Track("t", "E", Text("", "East")))
    before = put(
        east, "posts", *(type(one)(one.id, one.code, one.name, share=0.5) for one in east.posts.values())
    )
    result = read(write_csv(tmp_path / "p.csv", rows), before)
    assert by_code(result.program, "posts")["P1"].share == 0.5
    assert by_code(result.program, "posts")["P1"].tracks == {"t"}
    assert by_code(result.program, "posts")["P3"].level is PostLevel.PROMOTION
    assert by_code(result.program, "posts")["P3"].position > by_code(result.program, "posts")["P2"].position


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("share", "much", "import.not_a_share"),
        ("share", 30, "import.not_a_share"),
        ("level", "graduate", "import.built_in_post"),
        ("promotes to", "Nobody", "import.unknown_post"),
        ("complements", "P1", "import.own_name"),
        ("level", "so-so", "import.unknown_word"),
        ("track", "East", "import.unknown_track"),
    ],
)
def test_cells_of_posts_that_cannot_be_used(header: str, cell: Any, code: str, tmp_path: Path) -> None:
    rows = [["code", "post", "job group", header], ["P1", "Shop operator", "Sales", cell]]
    result = read(write_csv(tmp_path / "p.csv", rows))
    assert codes(result) == [code]
    assert places(result, code) == [(2, "D")]


def test_competencies_with_modules_that_are_made(tmp_path: Path) -> None:
    rows = [
        ["能力代码", "能力名称", "类别", "能力类型", "所属模块", "上级能力", "复核日期"],
        ["N1", "英语口语", "能力", "社会能力", "M1 外语", "", "2027-01-31"],
        ["N2", "商务谈判", "素质", "方法能力", "M1 外语", "N1", ""],
        ["N3", "合同条款", "知识", "", "单证", "英语口语、商务谈判", ""],
    ]
    result = read(write_csv(tmp_path / "c.csv", rows), NOTHING)
    held = by_code(result.program, "competencies")
    assert [held[code].kind for code in ("N1", "N2", "N3")] == [Kind.CAPABILITY, Kind.QUALITY, Kind.KNOWLEDGE]
    assert (held["N1"].ability, held["N1"].review_by) == (AbilityType.SOCIAL, date(2027, 1, 31))
    assert held["N3"].parents == {held["N1"].id, held["N2"].id}
    modules = by_code(result.program, "modules")
    assert modules["M1"].name == Text("外语")
    assert held["N1"].module == held["N2"].module == modules["M1"].id
    assert len(modules) == 2
    assert [one.code for one in result.program.frameworks.values()] == ["OWN"]


def test_tasks_of_the_same_name_at_two_posts(tmp_path: Path) -> None:
    rows = [
        ["岗位", "典型工作任务", "所需能力"],
        ["P1", "选品", "数据库设计；软件测试"],
        ["P2", "选品", "C3"],
        ["客服", "接待", ""],
    ]
    result = read(write_csv(tmp_path / "t.csv", rows))
    found = [
        (one.post, one.code, one.name.zh, set(one.competencies)) for one in result.program.tasks.values()
    ]
    assert found == [
        ("p1", "T1", "选品", {"c1", "c2"}),
        ("p2", "T2", "选品", {"c3"}),
        ("p2", "T3", "接待", set()),
    ]
    assert read(tmp_path / "t.csv", result.program).program == result.program


def test_a_task_of_no_post_and_one_that_needs_what_is_not_there(tmp_path: Path) -> None:
    rows = [["post", "task", "competencies", "step"], ["", "Pack", "C1", ""], ["Nobody", "Send", "C1", ""], ["P1", "Sell", "C1; Flying", "X"]]  # fmt: skip
    result = read(write_csv(tmp_path / "t.csv", rows))
    assert (places(result, "import.blank"), places(result, "import.unknown_post")) == ([(2, "A")], [(3, "A")])
    assert places(result, "import.unknown_competency") == [(4, "C")]
    assert places(result, "import.unknown_step") == [(4, "D")]
    assert [one.name.en for one in result.program.tasks.values()] == ["Sell"]


def test_terms_in_chinese_and_a_year_more(tmp_path: Path) -> None:
    rows = [
        ["学期", "学年", "总周数", "假期", "考试周", "机动周"],
        *(
            [f"第{n}学期", y, 26, 6, 1, 1]
            for n, y in zip("一二三四五六七八", (1, 1, 2, 2, 3, 3, 4, 4), strict=True)
        ),
        ["合计", "", 208, "", "", ""],
    ]
    result = read(write_csv(tmp_path / "t.csv", rows), NOTHING)
    assert [(one.number, one.year, one.teaching_weeks) for one in result.program.terms.values()] == [
        (n, (n + 1) // 2, 20.0) for n in range(1, 9)
    ]
    assert result.program.about.phases == (Mode.THEORY, Mode.ON_CAMPUS, Mode.OFF_CAMPUS, Mode.OFF_CAMPUS)
    assert codes(result) == []


def test_terms_that_cannot_be(tmp_path: Path) -> None:
    rows = [["term", "weeks", "exam weeks", "year"], [1, 20, 1, 0.5], ["3-4", 20, 1, 2], [9, 20, 1, 5], [2, -1, 1, 1], [3, 20, 1, 2], [3, 20, 1, 2]]  # fmt: skip
    result = read(write_csv(tmp_path / "t.csv", rows), NOTHING)
    assert sorted((one.where.row, one.code) for one in result.findings) == [
        (2, "import.not_a_year"),
        (3, "import.not_one_term"),
        (4, "import.term_gap"),
        (5, "import.negative"),
        (7, "import.row_twice"),
    ]
    assert (result.rows, result.skipped) == (6, 5)
    assert {one.number: one.weeks for one in result.program.terms.values()}[3] == 20.0


def test_names_that_hold_signs_are_names(tmp_path: Path) -> None:
    rows = [["code", "competency", "kind", "parents"], ["A", "Pay, settle", "skill", ""], ["B", "Sort", "skill", ""], ["C", "Sum", "skill", "Pay, settle; Sort"]]  # fmt: skip
    held = by_code(read(write_csv(tmp_path / "c.csv", rows), NOTHING).program, "competencies")
    assert held["C"].parents == {held["A"].id, held["B"].id}
