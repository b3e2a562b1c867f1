"""What every student is guaranteed: pools and tracks by trying every choice, terms, caps, evidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from curriplan.analysis.supply import common, supplies, supply, tracks_serving
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Delivery, Evidence, Pool, Status, TermPart, Track
from curriplan.domain.post import Post
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind, Mode
from tests.analysis.make import contributes, places, pool, program, rows

FREE = Mode.OFF_CAMPUS  # caps nothing on the default scale


def taught(*courses: tuple[Course, int, int | None], **tables: Any) -> Program:
    """Return a programme of (course, level, first term) that all deliver one competency."""
    return program(
        competencies=rows(Competency("c")),
        courses=rows(*(course for course, _, _ in courses)),
        contributions=contributes(
            *(Contribution(course.id, "c", level, FREE) for course, level, _ in courses if level)
        ),
        placements=places({course.id: term for course, _, term in courses if term is not None}),
        **tables,
    )


def test_the_maximum_holds_never_an_average() -> None:
    held = supply(taught((Course("k1"), 2, 1), (Course("k2"), 3, 2), (Course("k3"), 1, 4)))
    assert held.of("c").by_term == (2, 3, 3, 3, 3, 3)
    assert held.of("c").graduation == 3
    assert (held.of("c").first_reaching(3), held.of("c").first_reaching(4)) == (2, None)
    assert (held.of("c").at(0), held.of("c").at(1), held.of("c").at(99)) == (0, 2, 3)
    assert held.of("nothing").graduation == held.of("nothing").at(3) == 0


def test_a_course_delivers_at_the_end_of_its_last_term() -> None:
    course = Course("k", parts=(TermPart(), TermPart(), TermPart()))
    assert supply(taught((course, 3, 2))).of("c").by_term == (0, 0, 0, 3, 3, 3)


def test_a_course_without_a_term_counts_at_graduation_only() -> None:
    found = supply(taught((Course("k"), 3, None))).of("c")
    assert (found.by_term, found.graduation, found.first_reaching(3)) == ((0,) * 6, 3, None)


def test_a_course_beyond_the_last_term_counts_at_graduation_only() -> None:
    course = Course("k", parts=(TermPart(), TermPart()))
    found = supply(taught((course, 3, 6))).of("c")
    assert (found.by_term, found.graduation) == ((0,) * 6, 3)


def test_a_free_elective_guarantees_nothing() -> None:
    held = supply(taught((Course("k", status=Status.ELECTIVE), 3, 1)))
    assert held.of("c").graduation == 0
    assert held.of("c").courses == ()


def test_caps_by_kind_and_mode() -> None:
    kinds = rows(*(Competency(kind.value, kind=kind) for kind in Kind))
    reached = {}
    for mode in Mode:
        held = program(
            competencies=kinds,
            courses=rows(Course("k")),
            contributions=contributes(*(Contribution("k", kind.value, 4, mode) for kind in Kind)),
        )
        reached[mode] = tuple(supply(held).of(kind.value).graduation for kind in Kind)
    assert reached == {Mode.THEORY: (3, 2, 2), Mode.ON_CAMPUS: (4, 3, 3), Mode.OFF_CAMPUS: (4, 4, 4)}


def test_assessed_evidence_only() -> None:
    start = taught((Course("k1"), 3, 1), (Course("k2"), 2, 2), (Course("k3"), 1, 3))
    shown = {"k1": Evidence.CLAIMED, "k2": Evidence.SYLLABUS, "k3": Evidence.ASSESSED}
    marked = contributes(*(replace(start.contributions[k]["c"], evidence=e) for k, e in shown.items()))
    held = replace(start, contributions=marked)
    assert supply(held).of("c").graduation == 3
    assert supply(held, basis="assessed").of("c").by_term == (0, 0, 1, 1, 1, 1)


def test_internships_are_left_out_of_what_is_taught() -> None:
    held = supply(taught((Course("k1"), 2, 1), (Course("k2", delivery=Delivery.INTERNSHIP), 4, 5)))
    assert held.of("c").by_term == (2, 2, 2, 2, 4, 4)
    assert held.of("c").taught == (2, 2, 2, 2, 2, 2)


def test_a_pool_guarantees_the_level_that_every_choice_reaches() -> None:
    """Of 3, 3 and nothing a student takes two: at least one of them delivers 3."""
    members = [Course(f"k{n}", pool="e", status=Status.ELECTIVE) for n in range(3)]
    cells = [(members[0], 3, 1), (members[1], 3, 4), (members[2], 0, 1)]
    assert supply(taught(*cells, pools=pool("e", 2))).of("c").by_term == (0, 0, 0, 3, 3, 3)
    assert supply(taught(*cells, pools=pool("e", 1))).of("c").graduation == 0
    assert supply(taught(*cells, pools=pool("e", 3))).of("c").by_term == (3,) * 6
    assert supply(taught(*cells, pools=pool("e", 0))).of("c").graduation == 0
    assert len(supply(taught(*cells, pools=pool("e", 1))).of("c").courses) == 2


CELL = st.tuples(st.sampled_from((None, "e", "f")), st.integers(0, 4), st.sampled_from((None, 1, 2, 3)))


@given(st.lists(CELL, max_size=8), st.integers(0, 4), st.integers(0, 4))
def test_every_choice_of_electives_reaches_what_is_guaranteed_and_some_no_more(
    cells: list[tuple[str | None, int, int | None]], choose_e: int, choose_f: int
) -> None:
    courses = [Course(f"k{n}", pool=one[0]) for n, one in enumerate(cells)]
    held = taught(
        *((course, level, term) for course, (_, level, term) in zip(courses, cells, strict=True)),
        pools=rows(Pool("e", choose=choose_e), Pool("f", choose=choose_f)),
    )
    found = supply(held).of("c")
    for term in (1, 2, 3, None):
        got = found.graduation if term is None else found.at(term)
        assert got == _by_every_choice(cells, {"e": choose_e, "f": choose_f}, term)


def _by_every_choice(
    cells: list[tuple[str | None, int, int | None]], choose: dict[str, int], term: int | None
) -> int:
    def delivered(level: int, end: int | None) -> int:
        return level if term is None or (end is not None and end <= term) else 0

    fixed = [delivered(level, end) for pool_name, level, end in cells if pool_name is None]
    worst = []
    for name, k in choose.items():
        members = [delivered(level, end) for pool_name, level, end in cells if pool_name == name]
        choices = combinations(members, min(k, len(members)))
        worst.append(min((max(choice, default=0) for choice in choices), default=0))
    return max([0, *fixed, *worst])


def two_tracks() -> Program:
    courses = [(Course("k1"), 1, 1), (Course("a", tracks=frozenset({"A"})), 3, 2)]
    courses += [(Course("b", tracks=frozenset({"B"})), 2, 4)]
    return taught(*courses, tracks=rows(Track("A"), Track("B")))


def test_tracks_are_supplied_apart_and_a_post_is_guaranteed_their_minimum() -> None:
    by_track = supplies(two_tracks())
    assert by_track["A"].of("c").by_term == (1, 3, 3, 3, 3, 3)
    assert by_track["B"].of("c").by_term == (1, 1, 1, 2, 2, 2)
    both = common([by_track["A"], by_track["B"]]).of("c")
    assert both.by_term == (1, 1, 1, 2, 2, 2)
    assert both.graduation == 2
    assert {one.course for one in both.courses} == {"k1", "a", "b"}


def test_a_post_that_names_no_track_is_served_by_all() -> None:
    held = two_tracks()
    assert tracks_serving(held, Post("p")) == ("A", "B")
    assert tracks_serving(held, Post("p", tracks=frozenset({"B"}))) == ("B",)
    assert tracks_serving(program(), Post("p")) == (None,)


def test_a_pool_of_a_track_is_chosen_among_its_courses() -> None:
    """Two electives of each track, one to take: n is 2 for each, not 4."""
    members = [
        (Course(f"{track}{n}", pool="e", tracks=frozenset({track})), 2 + n, 1)
        for track in "AB"
        for n in range(2)
    ]
    held = taught(*members, tracks=rows(Track("A"), Track("B")), pools=pool("e", 1))
    assert supplies(held)["A"].of("c").graduation == 2
