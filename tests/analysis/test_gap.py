"""The gap report beyond the worked example: due terms, statuses, tracks, shares, and its speed."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.synthetic import synthetic_program
from curriplan.analysis.demand.requirement import Requirement, Requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import GapReport, GapRow, Status
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course, Delivery, TermPart, Track
from curriplan.domain.course import Status as CourseStatus
from curriplan.domain.post import Post, PostLevel
from curriplan.domain.profile import Profile
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.scale import Caps, Kind, Mode
from tests.analysis.make import contributes, places, program, rows, term

FREE = Mode.OFF_CAMPUS


def need(
    level: int | None,
    importance: float | None = 1.0,
    post: str = "p",
    competency: str = "c",
    interval: tuple[int, int] | None = None,
) -> Requirement:
    return Requirement(post, competency, importance, level, interval, 0, 0, None, (), "designer")


def needs(*held: Requirement) -> Requirements:
    found: dict[str, dict[str, Requirement]] = {}
    for one in held:
        found.setdefault(one.post, {})[one.competency] = one
    return found


def delivering(*cells: tuple[int, int | None], level: PostLevel = PostLevel.PROMOTION) -> Program:
    """Return a programme whose courses deliver c at (level, term), with one post."""
    return program(
        posts=rows(Post("p", level=level)),
        competencies=rows(Competency("c")),
        courses=rows(*(Course(f"k{n}", position=n) for n in range(len(cells)))),
        contributions=contributes(
            *(Contribution(f"k{n}", "c", one, FREE) for n, (one, _) in enumerate(cells))
        ),
        placements=places({f"k{n}": at for n, (_, at) in enumerate(cells) if at is not None}),
    )


def only(report: GapReport) -> GapRow:
    (row,) = (row for post in report.posts for row in post.rows)
    return row


@pytest.mark.parametrize(
    ("delivered", "required", "status"),
    [
        (3, 3, Status.MET),
        (2, 3, Status.GAP),
        (0, 3, Status.NO_COVERAGE),
        (4, 3, Status.OVER),
        (4, None, Status.UNRATED),
        (0, None, Status.UNRATED),
    ],
)
def test_statuses(delivered: int, required: int | None, status: Status) -> None:
    held = delivering(*([(delivered, 1)] if delivered else []))
    assert only(gap_report(held, needs(need(required)))).status is status


def test_unrated_rows_are_never_in_readiness() -> None:
    report = gap_report(delivering(), needs(need(None)))
    assert (report.totals.unrated, report.totals.readiness, report.posts[0].left_out) == (1, None, 0)
    assert not only(report).late


def test_over_is_measured_by_the_highest_demand_of_any_post() -> None:
    held = delivering((3, 1))
    held = replace(held, posts=rows(Post("p", level=PostLevel.PROMOTION), Post("q", position=1)))
    demand = needs(need(2), need(3, post="q"))
    assert [post.rows[0].status for post in gap_report(held, demand).posts] == [Status.MET, Status.MET]
    demand = needs(need(2), need(1, post="q"))
    assert [post.rows[0].status for post in gap_report(held, demand).posts] == [Status.OVER, Status.OVER]


def test_nothing_is_called_over_while_a_demand_is_not_known() -> None:
    held = replace(delivering((3, 1)), posts=rows(Post("p"), Post("q", position=1)))
    report = gap_report(held, needs(need(2), need(None, post="q")))
    assert [post.rows[0].status for post in report.posts] == [Status.MET, Status.UNRATED]


@pytest.mark.parametrize(
    ("interval", "delivered", "firm"),
    [(None, 1, None), ((2, 4), 1, True), ((1, 3), 1, False), ((2, 3), 3, False)],
)
def test_firm(interval: tuple[int, int] | None, delivered: int, firm: bool | None) -> None:
    report = gap_report(delivering((delivered, 1)), needs(need(3, interval=interval)))
    assert only(report).firm is firm
    assert report.totals.firm == (firm is True)


def test_rows_without_importance_keep_their_status_and_are_counted() -> None:
    held = delivering((2, 1))
    held = replace(held, competencies=rows(Competency("c"), Competency("d", position=1)))
    post = gap_report(held, needs(need(4, None), need(2, 0.5, competency="d"))).posts[0]
    assert [row.status for row in post.rows] == [Status.GAP, Status.NO_COVERAGE]
    assert (post.left_out, post.readiness) == (1, 0.0)


def test_missing_and_weighted() -> None:
    row = only(gap_report(delivering((1, 1)), needs(need(3, 0.5))))
    assert (row.missing, row.weighted) == (2, 1.0)
    unknown = only(gap_report(delivering((1, 1)), needs(need(None, None))))
    assert (unknown.missing, unknown.weighted) == (0, 0.0)


def initial(*courses: Course, begins: dict[str, int], terms: dict[int, dict[str, float]]) -> Program:
    """Return a programme with an initial post, courses that each deliver c at 3, and terms with weeks."""
    return program(
        posts=rows(Post("p")),
        competencies=rows(Competency("c", kind=Kind.KNOWLEDGE)),
        courses=rows(*courses),
        contributions=contributes(*(Contribution(one.id, "c", 3, FREE) for one in courses)),
        placements=places(begins),
        terms=rows(*(term(n, **terms.get(n, {})) for n in range(1, 7))),
    )


INTERNSHIP = Course("i", delivery=Delivery.INTERNSHIP, parts=(TermPart(weeks=8), TermPart(weeks=18)))
LESSON = Course("k", parts=(TermPart(4, 10),))


@pytest.mark.parametrize(
    ("begins", "weeks", "due"),
    [
        ({"i": 5, "k": 5}, {5: {"weeks": 18.0}}, 5),
        ({"i": 5, "k": 5}, {5: {"weeks": 8.0}}, 4),
        ({"i": 5, "k": 5}, {}, 5),
        ({"i": 5, "k": 4}, {5: {"weeks": 18.0}}, 4),
        ({"k": 4}, {}, 6),
        ({}, {}, 6),
        ({"i": 1}, {}, None),
        ({"i": 2}, {}, 1),
    ],
    ids=[
        "classes before it",
        "no class weeks",
        "weeks unknown",
        "no classes",
        "internship unplaced",
        "nothing placed",
        "internship first",
        "internship second",
    ],
)
def test_due_term_of_initial_posts(
    begins: dict[str, int], weeks: dict[int, dict[str, float]], due: int | None
) -> None:
    held = initial(INTERNSHIP, LESSON, begins=begins, terms=weeks)
    assert gap_report(held, needs(need(3))).posts[0].due_term == due


@pytest.mark.parametrize("number_of_terms", [0, 6], ids=["no terms", "internship first"])
def test_without_a_term_before_the_internship_nothing_is_due_and_nothing_is_known_of_then(
    number_of_terms: int,
) -> None:
    held = program(
        number_of_terms,
        posts=rows(Post("p", level=PostLevel.INITIAL)),
        competencies=rows(Competency("c")),
        courses=rows(INTERNSHIP),
        contributions=contributes(Contribution("i", "c", 3, FREE)),
        placements=places({"i": 1} if number_of_terms else {}),
    )
    report = gap_report(held, needs(need(3)))
    row, post = only(report), report.posts[0]
    assert (post.due_term, post.readiness_due, report.totals.readiness_due) == (None, None, None)
    assert (row.delivered, row.status, row.late) == (3, Status.MET, False)
    assert (row.delivered_due, row.entry) == (None, None)
    assert post.readiness == 1.0


def test_a_track_without_a_term_before_its_internship_leaves_its_posts_without_a_due_term() -> None:
    early = replace(INTERNSHIP, id="early", tracks=frozenset({"A"}))
    held = replace(
        initial(INTERNSHIP, LESSON, begins={"i": 5, "k": 4}, terms={5: {"weeks": 18.0}}),
        tracks=rows(Track("A"), Track("B")),
    )
    assert gap_report(held, needs(need(3))).posts[0].due_term == 4
    both = replace(
        held, courses={**held.courses, "early": early}, placements={**held.placements, **places({"early": 1})}
    )
    assert gap_report(both, needs(need(3))).posts[0].due_term is None


def test_due_term_of_promotion_posts_and_graduates_is_the_last() -> None:
    held = initial(INTERNSHIP, LESSON, begins={"i": 5, "k": 5}, terms={})
    for level in (PostLevel.PROMOTION, PostLevel.GRADUATE):
        report = gap_report(replace(held, posts=rows(Post("p", level=level))), needs(need(4)))
        assert report.posts[0].due_term == 6
        assert (only(report).entry, only(report).delivered_due) == (4, 3)


def test_an_internship_in_the_due_term_does_not_deliver_before_itself() -> None:
    short = replace(INTERNSHIP, parts=(TermPart(weeks=8),))
    held = initial(short, LESSON, begins={"i": 5, "k": 5}, terms={5: {"weeks": 18.0}})
    without_lesson = replace(held, contributions=contributes(Contribution("i", "c", 3, FREE)))
    row = only(gap_report(without_lesson, needs(need(3))))
    assert (row.delivered, row.delivered_due, row.status, row.late) == (3, 0, Status.MET, True)
    assert only(gap_report(held, needs(need(3)))).late is False


def test_entry_level_is_what_school_can_reach() -> None:
    for kind, entry in ((Kind.KNOWLEDGE, 4), (Kind.CAPABILITY, 3), (Kind.QUALITY, 3)):
        held = replace(
            delivering((4, 1), level=PostLevel.INITIAL), competencies=rows(Competency("c", kind=kind))
        )
        assert only(gap_report(held, needs(need(4)))).entry == entry
    about: Profile = replace(held.about, caps=Caps(()))
    uncapped = replace(held, profile={PROFILE_ID: about})
    assert only(gap_report(uncapped, needs(need(4)))).entry == 4


def test_a_level_that_only_an_internship_reaches_is_not_late() -> None:
    """Level 4 of a capability needs the post itself; on entry 3 is owed, and delivered in time."""
    held = program(
        posts=rows(Post("p")),
        competencies=rows(Competency("c")),
        courses=rows(Course("k"), Course("i", delivery=Delivery.INTERNSHIP)),
        contributions=contributes(Contribution("k", "c", 3, Mode.ON_CAMPUS), Contribution("i", "c", 4, FREE)),
        placements=places({"k": 4, "i": 6}),
    )
    report = gap_report(held, needs(need(4)))
    row = only(report)
    assert (row.status, row.late, row.closes_in, row.entry) == (Status.MET, False, 6, 3)
    assert report.totals.readiness_due == 1.0


def test_a_course_without_a_term_closes_the_gap_at_graduation_but_late() -> None:
    row = only(gap_report(delivering((3, None), level=PostLevel.INITIAL), needs(need(3))))
    assert (row.status, row.late, row.closes_in) == (Status.MET, True, None)


def test_over_may_be_late_too() -> None:
    row = only(gap_report(delivering((4, None), level=PostLevel.INITIAL), needs(need(3))))
    assert (row.status, row.late) == (Status.OVER, True)


def tracked() -> Program:
    start = delivering((3, 1), (2, 2))
    courses = {
        "k0": replace(start.courses["k0"], tracks=frozenset({"A"})),
        "k1": replace(start.courses["k1"], tracks=frozenset({"B"})),
    }
    posts = rows(
        Post("all", level=PostLevel.PROMOTION),
        Post("p", level=PostLevel.PROMOTION, tracks=frozenset({"A"}), position=1),
    )
    return replace(start, courses=courses, posts=posts, tracks=rows(Track("A"), Track("B")))


def test_a_post_of_several_tracks_has_what_all_of_them_guarantee() -> None:
    report = gap_report(tracked(), needs(need(3, post="all"), need(3)))
    assert [post.rows[0].delivered for post in report.posts] == [2, 3]
    assert [post.rows[0].status for post in report.posts] == [Status.GAP, Status.MET]


def test_readiness_is_weighted_by_shares_and_posts_without_one_count_as_the_average() -> None:
    held, demand = tracked(), needs(need(4, post="all"), need(3))
    assert gap_report(held, demand).totals.readiness == pytest.approx((0.5 + 1) / 2)
    shared = replace(
        held,
        posts={k: replace(row, share=s) for (k, row), s in zip(held.posts.items(), (0.9, 0.1), strict=True)},
    )
    assert gap_report(shared, demand).totals.readiness == pytest.approx(0.9 * 0.5 + 0.1)
    one_share = replace(held, posts={**held.posts, "p": replace(held.posts["p"], share=0.3)})
    assert gap_report(one_share, demand).totals.readiness == pytest.approx(0.75)


def test_posts_without_readiness_are_left_out_of_the_mean() -> None:
    assert gap_report(tracked(), needs(need(None, post="all"), need(3))).totals.readiness == 1.0


def test_no_demand() -> None:
    held = delivering((2, 1))
    report = gap_report(held, {})
    assert [(one.competency, one.delivered) for one in report.no_demand] == [("c", 2)]
    assert gap_report(held, needs(need(None))).no_demand == ()
    mandated = replace(held, courses=rows(replace(held.courses["k0"], status=CourseStatus.MANDATED)))
    assert gap_report(mandated, {}).no_demand == ()
    both = replace(
        held,
        courses={**mandated.courses, "k1": Course("k1")},
        contributions={**held.contributions, **contributes(Contribution("k1", "c", 1, FREE))},
    )
    assert [one.delivered for one in gap_report(both, {}).no_demand] == [2]


def test_no_demand_of_one_track_is_found() -> None:
    report = gap_report(tracked(), {})
    assert [(one.competency, one.delivered) for one in report.no_demand] == [("c", 3)]


def test_an_empty_programme_has_an_empty_report() -> None:
    totals = gap_report(program(0), {}).totals
    assert (totals.met, totals.no_demand, totals.readiness, totals.readiness_due) == (0, 0, None, None)
    assert gap_report(program(0, posts=rows(Post("p"))), {}).posts[0].due_term is None


def test_rows_stand_in_the_order_of_competencies_and_posts() -> None:
    held = program(
        posts=rows(Post("p", position=2), Post("q", position=1)),
        competencies=rows(Competency("c", position=2), Competency("d", position=1)),
    )
    demand = needs(need(1), need(1, competency="d"))
    report = gap_report(held, demand)
    assert [post.post for post in report.posts] == ["q", "p"]
    assert [row.competency for row in report.posts[1].rows] == ["d", "c"]
    assert report.row("p", "d") is report.posts[1].rows[0]
    assert report.row("q", "d") is None
    assert report.row("nobody", "d") is None


@given(st.integers(0, 4), st.one_of(st.none(), st.integers(1, 4)), st.integers(0, 10_000))
def test_totals_count_every_row_once(terms: int, level: int | None, seed: int) -> None:
    held, demand = synthetic_program(8, 6, 4, max(1, terms), seed)
    if level is not None:
        demand = {p: {c: replace(r, level=level) for c, r in kept.items()} for p, kept in demand.items()}
    report = gap_report(held, demand)
    totals = report.totals
    n = sum(len(kept) for kept in demand.values())
    assert totals.met + totals.gap + totals.no_coverage + totals.over + totals.unrated == n
    assert totals.late <= totals.met + totals.over
    for post in report.posts:
        for value in (post.readiness, post.readiness_due):
            assert value is None or 0 <= value <= 1
        for row in post.rows:
            assert row.delivered_due is None or row.delivered_due <= row.delivered
            assert row.closes_in is None or row.delivered >= (row.requirement.level or 0)


def test_a_large_programme_is_measured_and_takes_less_than_50_ms() -> None:
    held, demand = synthetic_program(300, 300, 40, 6)
    assert sum(map(len, held.contributions.values())) == 4500
    assert sum(map(len, demand.values())) == 3000
    assert min(_timed(held, demand) for _ in range(12)) < 0.05


def _timed(held: Program, demand: Requirements) -> float:
    """Return processor seconds, so that other work on the machine does not count."""
    begin = time.process_time()
    gap_report(held, demand)
    return time.process_time() - begin
