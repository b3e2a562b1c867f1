"""The plain form of a row: nothing is lost, nothing is guessed, and what is wrong is named."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.domain.codec import CodecError, canonical, from_plain, to_plain
from curriplan.domain.course import Course, Hours, Status, TermPart
from curriplan.domain.survey import Rating, Respondent
from curriplan.domain.tables import TABLES, Table
from curriplan.domain.text import Text
from tests.strategies import rows

EVERY_TABLE = pytest.mark.parametrize("one", TABLES, ids=lambda one: one.name)


@EVERY_TABLE
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_row_comes_back_through_json(one: Table, data: st.DataObject) -> None:
    row = data.draw(rows(one))
    plain = to_plain(row)
    assert from_plain(one.row, json.loads(json.dumps(plain, allow_nan=False))) == row
    assert canonical(to_plain(from_plain(one.row, plain))) == canonical(plain)


def test_every_field_stands_in_the_plain_form_also_with_its_default() -> None:
    plain = to_plain(Course("c"))
    assert plain["status"] == "compulsory"
    assert plain["hours"] == {"theory": None, "on_campus": None, "off_campus": None, "extracurricular": None}
    assert plain["parts"] == [{"weekly_hours": None, "weeks": None}]


def test_sets_are_sorted_so_that_equal_rows_have_one_text() -> None:
    one = to_plain(Course("c", tracks=frozenset({"b", "a", "c"})))
    assert one["tracks"] == ["a", "b", "c"]


def test_minus_zero_reads_as_zero() -> None:
    assert canonical(to_plain(Course("c", credits=-0.0))) == canonical(to_plain(Course("c", credits=0.0)))


def test_real_characters_stand_in_the_text() -> None:
    assert canonical(to_plain(Text("课程", "course"))) == '{"en":"course","zh":"课程"}'


@pytest.mark.parametrize(
    ("plain", "path", "expected"),
    [
        ({}, "id", "a value"),
        ({"id": 3}, "id", "text"),
        ({"id": "c", "colour": "red"}, "colour", "no such field"),
        ({"id": "c", "credits": "3"}, "credits", "a number"),
        ({"id": "c", "credits": True}, "credits", "a number"),
        ({"id": "c", "credits": float("nan")}, "credits", "a finite number"),
        ({"id": "c", "core": 1}, "core", "true or false"),
        ({"id": "c", "status": "voluntary"}, "status", "one of compulsory, elective, mandated"),
        ({"id": "c", "parts": {}}, "parts", "a list"),
        ({"id": "c", "parts": [{"weeks": 3}, {"weeks": "3"}]}, "parts.1.weeks", "a number"),
        ({"id": "c", "hours": {"theory": []}}, "hours.theory", "a number"),
        ({"id": "c", "hours": 3}, "hours", "a record"),
        ("c", "", "a record"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(plain: object, path: str, expected: str) -> None:
    with pytest.raises(CodecError) as caught:
        from_plain(Course, plain)
    assert (caught.value.path, caught.value.expected) == (path, expected)


@pytest.mark.parametrize("text", ["2026-13-01", "yesterday", 5])
def test_a_date_is_a_date(text: object) -> None:
    with pytest.raises(CodecError, match="answered_on: a date"):
        from_plain(Respondent, {"id": "r", "survey": "s", "enterprise": "e", "answered_on": text})


def test_nested_rows_come_back_as_rows() -> None:
    row = Respondent(
        "r", "s", "e", answered_on=date(2026, 3, 1), ratings=(Rating("p", "k", 5, 0), Rating("p", "m"))
    )
    assert from_plain(Respondent, to_plain(row)) == row
    course = Course("c", status=Status.ELECTIVE, hours=Hours(theory=8.0), parts=(TermPart(4.0, 14.0),))
    assert from_plain(Course, to_plain(course)) == course
