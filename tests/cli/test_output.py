"""Columns stand under each other, also where characters are wide."""

from __future__ import annotations

import io
import json

import pytest

from curriplan.app.figures import figure, share
from curriplan.cli.output import Output, aligned, cut, width


def test_columns_stand_under_each_other() -> None:
    lines = aligned(["课程", "Term"], [["国际贸易", 3], ["B2B", None], ["Copywriting", 2.5]], "lr")
    assert lines == [
        "课程         Term",
        "国际贸易        3",
        "B2B             –",
        "Copywriting   2.5",
    ]


def test_only_the_last_column_may_be_long() -> None:
    long = "a" * 90
    _, line = aligned(["a", "b"], [[long, long]])
    assert line == "a" * 59 + "…" + "  " + long


def test_no_row_no_table() -> None:
    assert aligned(["a", "b"], []) == []


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("课程", 4), ("é", 1), ("e\u0301", 1), ("３", 2), ("", 0)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_long_cell_is_cut_where_its_column_ends() -> None:
    assert cut("课程" * 10, 7) == "课程课…"
    assert width(cut("a" * 90, 60)) == 60
    assert cut("abc", 3) == "abc"


def test_lines_for_people_are_left_out_where_json_is_asked_for() -> None:
    people, scripts = io.StringIO(), io.StringIO()
    for out in (Output(people), Output(scripts, json=True)):
        out.line("课程")
        out.table(["a"], [[1]])
    assert people.getvalue() == "课程\na\n1\n"
    assert scripts.getvalue() == ""


def test_json_holds_real_characters_and_null() -> None:
    scripts = io.StringIO()
    Output(scripts, json=True).object({"名称": None, "figure": 0.5})
    assert json.loads(scripts.getvalue()) == {"名称": None, "figure": 0.5}
    assert "名称" in scripts.getvalue()


def test_what_is_no_number_is_no_json() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        Output(io.StringIO(), json=True).object({"figure": float("nan")})


def test_figures() -> None:
    assert (share(0.854), share(None), share(0.0)) == ("85 %", "–", "0 %")
    assert (figure(28.0), figure(0.5), figure(None)) == ("28", "0.5", "–")
    assert (figure(79 / 3), figure(0.71017, 3)) == ("26.33", "0.71")
