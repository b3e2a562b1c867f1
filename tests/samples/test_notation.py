"""The notation of teaching time reads what it prints, and refuses what it cannot read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.analysis.notation import (
    LECTURES,
    Figure,
    NotationError,
    format_figure,
    format_part,
    format_parts,
    parse_figure,
    parse_parts,
    spaced_parts,
    unbracketed,
)
from curriplan.domain.course import ONE_PART, Course, Delivery, TermPart

FIGURES = st.none() | st.floats(min_value=0, max_value=1e6, allow_nan=False).map(abs)
WEEKLY = st.lists(st.builds(TermPart, FIGURES, FIGURES), min_size=1, max_size=6).map(tuple)
BLOCKS = st.lists(st.builds(TermPart, st.none(), FIGURES), min_size=1, max_size=6).map(tuple)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("4/14W", (TermPart(4, 14),)),
        ("2W", (TermPart(None, 2),)),
        ("2.5/12W", (TermPart(2.5, 12),)),
        ("4/14W+4/16W", (TermPart(4, 14), TermPart(4, 16))),
        ("8W+16W", (TermPart(None, 8), TermPart(None, 16))),
        (" 4 ／ 14 w ＋ 4/16周 ", (TermPart(4, 14), TermPart(4, 16))),
        ("?/14W", (TermPart(None, 14),)),
        ("4/?W", (TermPart(4, None),)),
        ("4天", (TermPart(None, 0.8),)),
        ("4 days", (TermPart(None, 0.8),)),
        ("６日", (TermPart(None, 1.2),)),
        ("2W+3d", (TermPart(None, 2), TermPart(None, 0.6))),
        ("☆", (LECTURES,)),
        ("☆+★+讲座", (LECTURES,) * 3),
        ("•", ONE_PART),
        ("", ONE_PART),
    ],
)
def test_reads(text: str, parts: tuple[TermPart, ...]) -> None:
    assert parse_parts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "4/14",
        "W",
        "4/W",
        "-2W",
        "4/14W+",
        "4x14W",
        "4/14天",
        "天",
        "☆☆",
        "(2/14W)",
        "1e3W",
        "2W 3W",
        "1 4/14W",
        "nanW",
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_parts(text)
    assert caught.value.text


def test_names_the_part_that_is_wrong() -> None:
    with pytest.raises(NotationError) as caught:
        parse_parts("4/14W+four/16W")
    assert caught.value.text == "four/16W"


@pytest.mark.parametrize(
    ("part", "delivery", "text"),
    [
        (TermPart(4, 14), Delivery.WEEKLY, "4/14W"),
        (TermPart(2.5, 12), Delivery.WEEKLY, "2.5/12W"),
        (TermPart(None, 2), Delivery.WEEKS, "2W"),
        (TermPart(None, 16), Delivery.INTERNSHIP, "16W"),
        (TermPart(None, 14), Delivery.WEEKLY, "?/14W"),
        (TermPart(None, None), Delivery.WEEKS, "?W"),
        (TermPart(None, 0.8), Delivery.WEEKS, "4d"),
        (TermPart(None, 1.4), Delivery.INTERNSHIP, "7d"),
        (TermPart(None, 0.5), Delivery.WEEKS, "0.5W"),
        (TermPart(None, 0.0), Delivery.WEEKS, "0W"),
        (LECTURES, Delivery.LECTURES, "☆"),
    ],
)
def test_prints(part: TermPart, delivery: Delivery, text: str) -> None:
    assert format_part(part, delivery) == text


def test_prints_nothing_where_nothing_is_known() -> None:
    assert format_parts(Course("c")) == ""


@given(WEEKLY)
def test_weekly_parts_come_back(parts: tuple[TermPart, ...]) -> None:
    assert parse_parts(format_parts(Course("c", parts=parts))) == parts


@given(BLOCKS, st.sampled_from([Delivery.WEEKS, Delivery.INTERNSHIP]))
def test_whole_weeks_come_back(parts: tuple[TermPart, ...], delivery: Delivery) -> None:
    assert parse_parts(format_parts(Course("c", delivery=delivery, parts=parts))) == parts


@given(WEEKLY)
def test_parts_with_room_for_a_break_come_back(parts: tuple[TermPart, ...]) -> None:
    text = spaced_parts(Course("c", parts=parts))
    assert all(" " not in one for one in text.split(" + "))
    assert parse_parts(text) == parts


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6))
def test_days_come_back(days: list[int]) -> None:
    parts = tuple(TermPart(None, one / 5) for one in days)
    text = format_parts(Course("c", delivery=Delivery.WEEKS, parts=parts))
    assert parse_parts(text) == parts
    assert ("d" in text) == any(one % 5 for one in days)


@given(st.integers(1, 6))
def test_lectures_come_back(span: int) -> None:
    held = Course("c", delivery=Delivery.LECTURES, parts=(LECTURES,) * span)
    assert format_parts(held) == "+".join("☆" * span)
    assert parse_parts(format_parts(held)) == held.parts


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("48", Figure(48)),
        ("3.5", Figure(3.5)),
        ("16#", Figure(16, outside=True)),
        (" １６ ＃ ", Figure(16, outside=True)),
        ("（108）", Figure(108, counted=False)),
        ("(1)", Figure(1, counted=False)),
        ("64*", Figure(64, marked=True)),
        ("(16#)", Figure(16, counted=False, outside=True)),
    ],
)
def test_figures_are_read(text: str, figure: Figure) -> None:
    assert parse_figure(text) == figure


@pytest.mark.parametrize("text", ["", "()", "#", "16##", "16#*", "(108", "四", "4/14W", "-3", "1e3"])
def test_figures_that_are_none(text: str) -> None:
    with pytest.raises(NotationError):
        parse_figure(text)


SIGNED = st.sampled_from([(False, False), (True, False), (False, True)])


@given(st.floats(min_value=0, max_value=1e6), st.booleans(), SIGNED)
def test_figures_come_back(value: float, counted: bool, signs: tuple[bool, bool]) -> None:
    figure = Figure(abs(value), counted, *signs)
    assert parse_figure(format_figure(figure)) == figure


@pytest.mark.parametrize(
    ("text", "found"), [("（2/14W）", ("2/14W", True)), ("2/14W", ("2/14W", False)), ("()", ("()", False))]
)
def test_brackets_around_the_whole(text: str, found: tuple[str, bool]) -> None:
    assert unbracketed(text) == found
