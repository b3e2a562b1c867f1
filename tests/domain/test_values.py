"""Small truths of the nouns."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from curriplan.domain.course import Course, Hours, TermPart
from curriplan.domain.defaults import CAPS, COURSE_TYPES, SCALE, blank_program
from curriplan.domain.finding import Place, error, has_errors, note, warning
from curriplan.domain.ids import new_id, stable_id
from curriplan.domain.plan import Term
from curriplan.domain.post import PostLevel
from curriplan.domain.resources import folder
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.survey import Survey
from curriplan.domain.tables import TABLES, table
from curriplan.domain.text import Text


def test_a_name_falls_back_to_the_other_language() -> None:
    both, chinese = Text("课程", "course"), Text("课程")
    assert (both.pick("en"), both.pick("zh"), chinese.pick("en")) == ("course", "课程", "课程")
    assert not Text()
    assert chinese


def test_unknown_hours_stay_unknown_and_known_ones_add_up() -> None:
    assert Hours().total is None
    assert Hours().practice is None
    some = Hours(theory=16.0, on_campus=32.0, extracurricular=8.0)
    assert (some.timetabled, some.practice, some.total) == (48.0, 40.0, 56.0)
    assert Hours(theory=0.0).total == 0.0
    assert some.of(Mode.OFF_CAMPUS) is None


def test_a_course_runs_over_as_many_terms_as_it_has_parts_and_at_least_one() -> None:
    assert Course("c").span == 1
    assert Course("c", parts=()).span == 1
    assert Course("c", parts=(TermPart(4, 14), TermPart(4, 16))).span == 2


def test_teaching_weeks_are_known_where_the_weeks_are() -> None:
    assert Term("t", 1, 1).teaching_weeks is None
    assert Term("t", 1, 1, weeks=20).teaching_weeks == 20
    assert Term("t", 1, 1, weeks=26, holiday_weeks=6).teaching_weeks == 20


def test_the_default_scale_has_an_anchor_for_every_kind() -> None:
    assert SCALE.highest == 4
    for level in SCALE.levels:
        for kind in Kind:
            assert level.anchor(kind).zh
            assert level.anchor(kind).en
    assert [SCALE.level_of(key) for key in ("0", "1", "4", "5", "x")] == [0, 1, 4, None, None]
    assert (SCALE.key(4), SCALE.key(7)) == ("4", "7")


@pytest.mark.parametrize(
    ("kind", "reach"),
    [(Kind.KNOWLEDGE, (3, 4, 4)), (Kind.CAPABILITY, (2, 3, 4)), (Kind.QUALITY, (2, 3, 4))],
)
def test_the_default_caps(kind: Kind, reach: tuple[int, int, int]) -> None:
    assert tuple(CAPS.reach(kind, mode) for mode in Mode) == reach
    assert tuple(CAPS.counted(4, kind, mode) for mode in Mode) == reach
    assert CAPS.counted(1, kind, Mode.THEORY) == 1


def test_a_blank_programme_has_terms_in_years_and_every_graduate() -> None:
    made = blank_program(Text("", "Blank"), terms=8)
    assert [(term.number, term.year) for term in made.terms.values()] == [
        (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4),
    ]  # fmt: skip
    assert [post.level for post in made.posts.values()] == [PostLevel.GRADUATE]
    assert len(made.course_types) == len(COURSE_TYPES) == 5
    assert made.about.name == Text("", "Blank")


def test_ids_are_fresh_or_repeat_as_asked() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    assert stable_id("a", "b") == stable_id("a", "b") != stable_id("ab")
    assert stable_id("a", "b") != stable_id("a\x1fb", "")
    assert len(new_id()) == len(stable_id("a")) == 16


def test_findings_weigh_and_keep_their_arguments() -> None:
    where = Place("courses", ("c",), "hours")
    found = error("hours_sum", where, own=64, parts=60)
    assert found.arguments() == {"own": 64, "parts": 60}
    assert found.where == where
    assert has_errors([note("a"), found])
    assert not has_errors([note("a"), warning("b")])


def test_every_table_is_a_field_of_the_programme_and_refers_to_tables() -> None:
    made = blank_program(Text("", "Blank"))
    names = {one.name for one in TABLES}
    assert names == {one.name for one in fields(made)}
    assert {ref.table for one in TABLES for ref in one.refs} <= names
    for one in TABLES:
        assert {ref.field for ref in one.refs} | set(one.key) <= {one.name for one in fields(one.row)}
    with pytest.raises(KeyError):
        table("nothing")


def test_example_answers_are_marked() -> None:
    assert not Survey("s", held_on=date(2026, 3, 1)).example


@pytest.mark.parametrize("name", ["resources", "samples"])
def test_the_files_beside_the_code_are_there(name: str) -> None:
    assert any(folder(name).iterdir())  # type: ignore[arg-type]
