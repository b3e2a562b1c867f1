"""What texts mean in the grid's columns; what is shown can be typed again and means the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.analysis.notation import LECTURES
from curriplan.app.jobs import inline_jobs
from curriplan.app.settings import Settings
from curriplan.domain.course import Assessment, Course, Delivery, Hours, Status, TermPart
from curriplan.domain.edits.courses import set_fields
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Desk
from curriplan.gui.reading import Unreadable, number, percent
from curriplan.gui.sheets.cells import Typed, heads, read_cells
from curriplan.gui.sheets.field import Field
from curriplan.gui.theme import LIGHT
from curriplan.gui.tsv import from_tsv, to_tsv
from curriplan.gui.views.courses.arrange import Filters, arranged, settled
from curriplan.gui.views.courses.fields import course_fields
from curriplan.gui.views.courses.hands import delivery_follows
from tests.gui.courses.conftest import small_program

FIGURES = st.none() | st.integers(0, 2000).map(lambda n: n / 4)
SHARES = st.none() | st.integers(0, 100).map(lambda n: n / 100)
NAMES = st.text("ab课程 Ⅱ'\"", max_size=8).map(str.strip)
WORDS = st.text("ab\t\n\"',;课", max_size=6)


class Held:
    """A session that only holds a value."""

    read_only = False

    def __init__(self, program: Program) -> None:
        self.program = program


def desk_with(program: Program, lang: str = "en") -> Desk:
    desk = Desk(inline_jobs(), Settings(lang="zh" if lang == "zh" else "en"), LIGHT)
    desk.session = Held(program)  # type: ignore[assignment]
    return desk


@st.composite
def courses(draw: st.DrawFn) -> Course:
    delivery = draw(st.sampled_from(Delivery))
    weekly = FIGURES if delivery is Delivery.WEEKLY else st.none()
    parts = draw(st.lists(st.builds(TermPart, weekly, FIGURES), min_size=1, max_size=3).map(tuple))
    return Course(
        "english",
        draw(NAMES),
        Text(draw(NAMES), draw(NAMES)),
        draw(st.sampled_from([Text(), Text("系", "Department")])),
        draw(st.sampled_from([None, "type-practical", "type-internship"])),
        draw(st.booleans()),
        draw(st.sampled_from(Status)),
        draw(st.sampled_from([None, "arts"])),
        draw(FIGURES),
        Hours(draw(FIGURES), draw(FIGURES), draw(FIGURES), draw(FIGURES)),
        delivery,
        parts,
        draw(st.sampled_from(Assessment)),
        draw(SHARES),
        draw(SHARES),
    )


@given(courses(), st.sampled_from(["en", "zh"]))
def test_what_is_shown_means_what_it_shows(course: Course, lang: str) -> None:
    program = small_program()
    program = replace(program, courses={**program.courses, "english": course})
    desk = desk_with(program, lang)
    fields = [one for one in course_fields(desk) if one.path]
    values, bads = read_cells(
        (Typed(course.id, course, one, one.text(course)) for one in fields), delivery_follows
    )
    assert not bads
    assert set_fields(program, values) == program


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_block_survives_the_clipboard(block: list[list[str]]) -> None:
    expected = [list(line) for line in block]
    while expected and not any(expected[-1]):
        expected.pop()
    read = from_tsv(to_tsv(block))
    assert [line or [""] for line in read] == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        (" 4.5 ", 4.5),
        ("4,5", 4.5),
        ("1,200", 1200.0),
        ("1,200.5", 1200.5),
        ("0,125", 0.125),
        ("１６", 16.0),
        ("0", 0.0),
    ],
)
def test_figures_are_read_as_people_and_excel_write_them(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["x", "-1", "nan", "inf", "1e9", "4 5", "=A1", "1.2.3"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        number(text)


def test_shares_are_typed_in_per_cent() -> None:
    assert (percent("40"), percent("40 %"), percent("40％"), percent("")) == (0.4, 0.4, 0.4, None)
    for text in ("101", "-1", "half"):
        with pytest.raises(Unreadable):
            percent(text)


def field(desk: Desk, name: str) -> Field:
    return next(one for one in course_fields(desk) if one.name == name)


def test_a_choice_that_fits_several_is_refused_with_what_is_possible() -> None:
    desk = desk_with(small_program())
    with pytest.raises(Unreadable) as refused:
        field(desk, "type").read("p")
    assert refused.value.args_by_name["known"] == [
        "Public basic",
        "Professional basic",
        "Practical",
        "Platform practice",
        "Internship",
    ]


def test_a_part_of_a_name_is_enough_where_it_fits_only_one() -> None:
    desk = desk_with(small_program())
    assert field(desk, "type").read("ternsh") == "type-internship"
    assert field(desk, "type").read("practical") == "type-practical"


def test_a_department_that_is_known_keeps_its_other_language() -> None:
    program = small_program()
    desk = desk_with(program)
    assert field(desk, "department").read("Languages") == Text("外语系", "Languages")
    assert field(desk, "department").read("Trade") == Text("", "Trade")
    assert field(desk, "department").read(" ") == Text()


def test_headings_are_known_in_both_languages() -> None:
    fields = course_fields(desk_with(small_program()))
    named = heads(["课程", "学分"], fields)
    assert named is None
    named = heads(["代码", "Credits", "Name (English)"], fields)
    assert named is not None
    assert [one.name for one in named] == ["code", "credits", "name_en"]


def test_computed_figures_cannot_be_typed() -> None:
    desk = desk_with(small_program())
    course = desk.program.courses["english"]
    _, bads = read_cells([Typed(course.id, course, field(desk, "hours"), "5")])
    assert [one.reason.code for one in bads] == ["computed"]


def test_empty_cells_come_last_whichever_way_is_sorted() -> None:
    program = small_program()
    theory = field(desk_with(program), "theory")
    for falls in (False, True):
        order = arranged(program, Filters(), (theory, falls), ())
        known = [program.courses[key].hours.theory for key in order]
        assert None not in known[:2]
        assert set(known[2:]) == {None}


@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True),
    st.lists(st.sampled_from("abcdefgh"), unique=True),
    st.sets(st.sampled_from("abcdefgh")),
)
def test_rows_stay_in_their_order_and_all_that_is_wanted_is_there(
    shown: list[str], ideal: list[str], more: set[str]
) -> None:
    there = dict.fromkeys({*ideal, *more})
    order = settled(shown, ideal, there, ())
    assert [one for one in order if one in shown] == [one for one in shown if one in there]
    assert set(order) == {*ideal, *(one for one in shown if one in there)}
    assert len(order) == len(set(order))


def test_a_fresh_course_is_shown_beside_any_filter() -> None:
    there = dict.fromkeys("abcx")
    assert settled(["a"], ["a"], there, ["x"]) == ["a", "x"]
    assert settled(["a", "c"], ["a", "b", "c"], there, ()) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("path", "typed", "delivery", "parts"),
    [
        ("delivery", "lectures", Delivery.LECTURES, (LECTURES, LECTURES)),
        ("parts", "☆+☆", Delivery.LECTURES, (LECTURES, LECTURES)),
        ("parts", "4d+1W", Delivery.WEEKS, (TermPart(None, 0.8), TermPart(None, 1.0))),
        ("delivery", "whole weeks", Delivery.WEEKS, (TermPart(4, 14), TermPart(4, 14))),
    ],
)
def test_time_and_delivery_follow_each_other(
    path: str, typed: str, delivery: Delivery, parts: tuple[TermPart, ...]
) -> None:
    program = small_program()
    course = replace(next(iter(program.courses.values())), parts=(TermPart(4, 14), TermPart(4, 14)))
    program = replace(program, courses={**program.courses, course.id: course})
    desk = desk_with(program, "en")
    field = next(one for one in course_fields(desk) if one.path == path)
    values, bads = read_cells([Typed(course.id, course, field, typed)], delivery_follows)
    assert not bads
    after = set_fields(program, values).courses[course.id]
    assert (after.delivery, after.parts) == (delivery, parts)
    if delivery is Delivery.LECTURES:
        back = next(one for one in course_fields(desk) if one.path == "delivery")
        values, _ = read_cells([Typed(course.id, after, back, "weekly")], delivery_follows)
        assert set_fields(program, values).courses[course.id].parts == (TermPart(), TermPart())
