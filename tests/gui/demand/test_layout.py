"""Where the posts of the ladder stand, for any posts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from curriplan.domain.post import Post, PostLevel
from curriplan.gui.views.demand.layout import GAP, LOWER, NARROWEST, UPPER, spots

LEVELS = st.lists(st.sampled_from(PostLevel), max_size=14)


@st.composite
def posts(draw: st.DrawFn) -> list[Post]:
    levels = draw(LEVELS)
    upper = [f"p{n}" for n, level in enumerate(levels) if level is PostLevel.PROMOTION]
    return [
        Post(
            f"p{n}",
            level=level,
            promotes_to=frozenset(draw(st.sets(st.sampled_from(upper))) if upper else ()),
        )
        for n, level in enumerate(levels)
    ]


@given(posts(), st.floats(200, 2000))
def test_boxes_never_cover_each_other_and_stand_in_their_row(some: list[Post], width: float) -> None:
    placed = spots(some, width)
    assert placed.keys() == {one.id for one in some}
    for row in (UPPER, LOWER):
        held = sorted((spot for spot in placed.values() if spot.row == row), key=lambda spot: spot.left)
        for left, right in pairwise(held):
            assert left.left + left.width + GAP <= right.left + 1e-6
        assert all(spot.left >= -1e-6 and spot.width >= NARROWEST for spot in held)
    for one in some:
        assert placed[one.id].row == (LOWER if one.level is PostLevel.INITIAL else UPPER)


@given(posts())
def test_a_ladder_that_has_room_does_not_need_to_be_scrolled(some: list[Post]) -> None:
    wide = 14 * (NARROWEST + GAP)
    assert all(spot.left + spot.width <= wide + 1e-6 for spot in spots(some, wide).values())


def test_a_promotion_stands_above_the_middle_of_those_that_lead_there() -> None:
    some = [
        Post("a", promotes_to=frozenset({"x"})),
        Post("b"),
        Post("c", promotes_to=frozenset({"x"})),
        Post("x", level=PostLevel.PROMOTION),
    ]
    placed = spots(some, 900)
    assert placed["x"].left == placed["b"].left
