"""Figures of the worked example by hand, and each theme on a small programme of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from curriplan.analysis.insight.alignment import ALIGNMENT, alignment
from curriplan.analysis.insight.branches import BALANCE, branched
from curriplan.analysis.insight.carriers import REDUNDANCY, SINGLE_POINTS
from curriplan.analysis.insight.chain import CHAIN
from curriplan.analysis.insight.coverage import COVERAGE
from curriplan.analysis.insight.groups import groupings, readiness_by, top_of, tops_of
from curriplan.analysis.insight.insight import Ground
from curriplan.analysis.insight.integration import INTEGRATION
from curriplan.analysis.insight.multi_post import MULTI_POST
from curriplan.analysis.insight.overlap import ALONE, OVERLAP
from curriplan.analysis.insight.posts import DISTANCE
from curriplan.analysis.insight.practice import PRACTICE
from curriplan.analysis.insight.review import REVIEW
from curriplan.analysis.insight.scaffolding import SCAFFOLDING
from curriplan.analysis.insight.trend import TREND, trend
from curriplan.analysis.report.tree import Number, Unit
from curriplan.domain.competency import Competency, Framework, Module
from curriplan.domain.course import Contribution, Course, Pool, Status, Track
from curriplan.domain.defaults import EVERY_GRADUATE
from curriplan.domain.edits.rows import put
from curriplan.domain.post import Post, PostLevel, Statement, Task
from curriplan.domain.profile import ProcessStep
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.scale import Kind, Mode
from curriplan.domain.text import Text
from tests.analysis.insight.ground import cells, figure, ground
from tests.analysis.make import contributes, places, program, rows, states
from tests.worked_example import program as example
from tests.worked_example import requirements as needs


@pytest.fixture(scope="module")
def worked() -> Ground:
    return ground(example(), needs())


def test_coverage_of_the_worked_example(worked: Ground) -> None:
    found = COVERAGE.ask(worked)
    service, planner, both = cells(found)
    assert service == ["Customer service", 3, 0.6667, round(1.7 / 2.2, 4), round(1.7 / 2.2, 4), 0.8361]
    # spoken English reaches 3 of 4 levels: 0.6 + 0.4 + 0.7 x 3/4 of 1.7
    assert planner == ["Event planner", 3, 1.0, 1.0, round(1.525 / 1.7, 4), 0.8542]
    assert both[2:4] == [0.8333, round((1.7 / 2.2 + 1) / 2, 4)]
    assert found.figure is not None
    assert found.figure.value == pytest.approx((1.7 / 2.2 + 1) / 2)
    assert found.figure.unit is Unit.SHARE


def test_single_points_of_the_worked_example(worked: Ground) -> None:
    found = SINGLE_POINTS.ask(worked)
    # spoken 3 is reached by the internship alone (0.9 x 1), trade 2 by Policy alone (0.4 x 2); platform 3 by the
    # project alone, and without it the store lab still reaches the 2 that the planner asks
    assert [line[:5] for line in cells(found)] == [
        ["Internship", "Spoken English", 3, 3, 2],
        ["Policy", "Trade knowledge", 2, 3, "–"],
        ["Project", "Platform operation", 3, 3, 2],
    ]
    assert cells(found)[2][5] == ["Customer service"]
    assert found.figure == Number(3, Unit.COUNT)


def test_scaffolding_of_the_worked_example(worked: Ground) -> None:
    found = SCAFFOLDING.ask(worked)
    assert [line[:2] for line in cells(found)] == [
        ["Trade knowledge", "top_heavy"],
        ["Spoken English", "no_introduction"],
        ["Platform operation", "no_introduction"],
    ]
    assert cells(found)[0][4] == [("missing", "1"), ("missing", "2"), ("term", "3", 2)]
    assert figure(SCAFFOLDING, worked) == 1
    assert found.summary is not None
    assert dict(found.summary.args)["no_introduction"] == 2


def test_distance_of_the_worked_example(worked: Ground) -> None:
    assert cells(DISTANCE.ask(worked)) == [
        ["Customer service", "Event planner", 0.3125, 0.2951, 0.3038, 2, None]
    ]


def test_trend_of_the_worked_example(worked: Ground) -> None:
    held = trend(worked.program, worked.gaps)
    assert held.terms == (1, 2, 3, 4, 5, 6)
    whole = held.lines[0].values
    assert whole[0] == 0
    # term 2: spoken 2, trade 3; service misses 0.9 + 2.4 + 1.0 of 6.1, planner 1.2 + 1.4 of 4.8
    assert whole[1] == pytest.approx(((1 - 4.3 / 6.1) + (1 - 2.6 / 4.8)) / 2)
    assert whole[5] == whole[6] == pytest.approx(worked.gaps.totals.readiness)
    assert cells(TREND.ask(worked))[0][0] == "whole"


def test_multi_post_of_the_worked_example(worked: Ground) -> None:
    # spoken and platform are required by both, spoken is met for one only
    assert cells(MULTI_POST.ask(worked)) == [["none", 4, 2, 1, 0.5, ["Customer service", "Event planner"]]]
    assert figure(MULTI_POST, worked) == 0.5


def test_every_graduate_is_no_job() -> None:
    held = put(example(), "posts", EVERY_GRADUATE)
    held = put(held, "statements", Statement("g", EVERY_GRADUATE.id, "spoken", 2, 0.5))
    seen = ground(held)
    assert len(seen.gaps.posts) == 3
    assert figure(MULTI_POST, seen) == 0.5
    assert len(DISTANCE.ask(seen).lines) == 1


def test_alignment_of_the_worked_example(worked: Ground) -> None:
    held = alignment(worked.program, worked.gaps, worked.offered)
    assert not held.by_hours
    # demand: spoken 3 .9, 4 .7; platform 3 .8, 2 .6; settlement 2 .5; trade 2 .4; teaching: six cells alike
    demand = {"s3": 0.9, "s4": 0.7, "p3": 0.8, "p2": 0.6, "e2": 0.5, "t2": 0.4}
    teaching = {"s2": 1, "s3": 1, "p2": 1, "p3": 1, "t3": 1, "c2": 1}
    apart = sum(abs(demand.get(key, 0) / 3.9 - teaching.get(key, 0) / 6) for key in {*demand, *teaching})
    assert held.index == pytest.approx(1 - apart / 2)
    assert sum(one.apart for one in held.emphases) == pytest.approx(apart / 2)
    assert sum(one.demand for one in held.emphases) == pytest.approx(1)
    assert figure(ALIGNMENT, worked) == round(1 - apart / 2, 4)


def test_alignment_by_hours_leaves_out_what_has_none(worked: Ground) -> None:
    taught = worked.program.contributions["english"]["spoken"]
    held = put(worked.program, "contributions", replace(taught, hours=40.0))
    seen = ground(held, needs())
    found = alignment(held, seen.gaps, seen.offered)
    assert (found.by_hours, found.left_out) == (True, 5)
    assert found.index == 0.0  # nobody asks spoken English at level 2


# --- programmes of their own ---------------------------------------------------------------------------


def taught(*held: Contribution, courses: tuple[Course, ...] = (), **tables: Any) -> Program:
    """Return a programme of one post that requires level 3 of every competency, and what is taught."""
    names = sorted({one.competency for one in held})
    return program(
        **{
            "posts": rows(Post("p")),
            "competencies": rows(*(Competency(name, name, Text("", name)) for name in names)),
            "courses": rows(
                *courses,
                *(
                    Course(name, name, Text("", name))
                    for name in sorted({one.course for one in held} - {one.id for one in courses})
                ),
            ),
            "contributions": contributes(*held),
            "statements": states(*(Statement(f"s{name}", "p", name, 3, 1.0) for name in names)),
            **tables,
        }
    )


ON = Mode.ON_CAMPUS


def test_a_second_course_that_reaches_the_level_is_enough() -> None:
    alone = taught(Contribution("a", "x", 3, ON), Contribution("b", "x", 2, ON))
    assert figure(SINGLE_POINTS, ground(alone)) == 1
    assert figure(SINGLE_POINTS, ground(put(alone, "contributions", Contribution("b", "x", 3, ON)))) == 0


def test_a_pool_carries_together_but_a_course_that_all_must_take_carries_alone() -> None:
    members = tuple(Course(name, name, pool="pool", status=Status.ELECTIVE) for name in "ab")
    held = (Contribution("a", "x", 3, ON), Contribution("b", "x", 3, ON))
    choice = taught(*held, courses=members, pools=rows(Pool("pool", choose=1)))
    assert figure(SINGLE_POINTS, ground(choice)) == 0
    both = taught(held[0], Contribution("b", "x", 1, ON), courses=members, pools=rows(Pool("pool", choose=2)))
    assert cells(SINGLE_POINTS.ask(ground(both)))[0][:5] == ["a", "x", 3, 3, 1]


def test_a_course_of_one_track_carries_for_that_track() -> None:
    courses = (Course("a", "a", tracks=frozenset({"t1"})), Course("b", "b", tracks=frozenset({"t2"})))
    held = taught(
        Contribution("a", "x", 3, ON),
        Contribution("b", "x", 3, ON),
        courses=courses,
        tracks=rows(Track("t1"), Track("t2")),
    )
    assert [line[0] for line in cells(SINGLE_POINTS.ask(ground(held)))] == ["a", "b"]


def test_the_heaviest_loss_comes_first() -> None:
    held = taught(Contribution("a", "x", 3, ON), Contribution("b", "y", 3, ON))
    held = put(held, "statements", Statement("sx", "p", "x", 3, 0.2))
    assert [line[0] for line in cells(SINGLE_POINTS.ask(ground(held)))] == ["b", "a"]


def test_what_is_not_met_hangs_on_nothing() -> None:
    assert figure(SINGLE_POINTS, ground(taught(Contribution("a", "x", 2, ON)))) == 0


def test_redundancy_counts_beyond_three() -> None:
    held = taught(
        *(Contribution(name, "x", level, ON) for name, level in zip("abcde", (1, 1, 3, 3, 2), strict=True))
    )
    assert cells(REDUNDANCY.ask(ground(held))) == [["x", 5, 2, 3, 2, list("abcde")]]
    fewer = replace(held, contributions={name: held.contributions[name] for name in "abc"})
    assert figure(REDUNDANCY, ground(fewer)) == 0


def test_practice_gap_is_about_capabilities() -> None:
    held = taught(Contribution("a", "x", 2), Contribution("a", "y", 2), Contribution("b", "y", 3, ON))
    assert cells(PRACTICE.ask(ground(held))) == [["x", 3, 2, 1, ["a"]]]
    knowledge = put(held, "competencies", replace(held.competencies["x"], kind=Kind.KNOWLEDGE))
    assert figure(PRACTICE, ground(knowledge)) == 0


def test_a_free_elective_is_no_practice() -> None:
    elective = Course("b", "b", status=Status.ELECTIVE)
    held = taught(Contribution("a", "x", 2), Contribution("b", "x", 3, ON), courses=(elective,))
    assert figure(PRACTICE, ground(held)) == 1


def test_steps_of_the_chain() -> None:
    held = taught(Contribution("a", "x", 3, ON), Contribution("a", "y", 1, ON), Contribution("a", "z", 3, ON))
    steps = (ProcessStep("s1", Text("", "Select")), ProcessStep("s2", Text("", "Pay")))
    held = replace(held, profile={PROFILE_ID: replace(held.about, process_steps=steps)})
    held = put(
        held,
        "tasks",
        Task("t1", "p", step="s1", competencies=frozenset({"x", "y"})),
        Task("t2", "p", step="s1", competencies=frozenset({"y"})),
        Task("t3", "p", step="gone", competencies=frozenset({"z"})),
    )
    held = replace(held, statements={"p": {k: v for k, v in held.statements["p"].items() if k != "sz"}})
    assert cells(CHAIN.ask(ground(held))) == [
        ["Select", 2, 2, 1, 0.5, round(4 / 6, 4), 0, "y"],
        ["Pay", 0, 0, 0, None, None, 0, None],
        ["no_step", 1, 0, 0, None, None, 1, None],
    ]
    assert figure(CHAIN, ground(held)) == 0.5


def test_overlap_and_courses_that_stand_alone() -> None:
    held = taught(
        Contribution("a", "x", 2, ON),
        Contribution("a", "y", 3, ON),
        Contribution("b", "x", 2, ON),
        Contribution("b", "z", 1, ON),
        Contribution("c", "w", 1, ON),
    )
    assert cells(OVERLAP.ask(ground(held))) == [["a", "b", 0.3333, ["x"]]]
    assert figure(OVERLAP, ground(held)) == 0
    assert cells(ALONE.ask(ground(held))) == [["c", 1, ["w"]]]


def framed() -> Program:
    """Return a programme with fields, an index of two branches and a deep framework."""
    held = taught(
        Contribution("a", "x", 3, ON),
        Contribution("a", "y", 3, ON),
        Contribution("b", "y", 3, ON),
        Contribution("c", "z", 1, ON),
    )
    held = put(
        held,
        "frameworks",
        Framework("f", "F", Text("", "Fields"), joined=True),
        Framework("i", "I", Text("", "Index")),
    )
    held = put(
        held,
        "modules",
        Module("f1", "f", "F1", Text("", "Language"), position=1.0),
        Module("f2", "f", "F2", Text("", "Trade"), position=2.0),
        Module("i1", "i", "I1", Text("", "Qualification"), position=3.0),
        Module("i11", "i", "I11", parent="i1", position=4.0),
        Module("i2", "i", "I2", Text("", "Lasting"), position=5.0),
    )
    frames = {"x": {"f1", "i11"}, "y": {"f2", "i1", "i2"}, "z": {"i2"}}
    return put(
        held, "competencies", *(replace(held.competencies[k], frames=frozenset(v)) for k, v in frames.items())
    )


def test_integration_of_fields() -> None:
    seen = ground(framed())
    assert cells(INTEGRATION.ask(seen)) == [["a", 2, ["Language", "Trade"]], ["b", 1, ["Trade"]]]
    assert figure(INTEGRATION, seen) == 0.5
    unmarked = put(framed(), "frameworks", Framework("f", "F"))
    assert INTEGRATION.ask(ground(unmarked)).figure is None


def test_balance_of_two_branches() -> None:
    seen = ground(framed())
    assert [one.framework.code for one in branched(seen)] == ["F", "I"]
    index = branched(seen)[1]
    # qualification: x and y met; lasting: y met, z reaches 1 of 3 levels
    assert index.balance(seen.program) == pytest.approx(1 - abs(1.0 - 4 / 6))
    assert index.demand == (0.5, 0.5)
    assert figure(BALANCE, seen) == 1.0  # the first framework: both fields are met
    three = put(framed(), "modules", Module("i3", "i", "I3"))
    assert [one.framework.code for one in branched(ground(three))] == ["F"]


def test_groups_of_a_framework_are_its_top_nodes() -> None:
    held = framed()
    assert tops_of(held, held.competencies["x"], "i") == {"i1"}
    assert tops_of(held, held.competencies["y"], "i") == {"i1", "i2"}
    found = readiness_by(held, ground(held).gaps, ground(held).assessed, "i")
    assert [(one.key, one.requirements, one.missing) for one in found] == [("i1", 2, 0), ("i2", 2, 1)]
    assert [one.readiness for one in found] == [1.0, pytest.approx(4 / 6)]
    assert [one.assessed for one in found] == [0.0, 0.0]


def test_a_circle_of_parents_ends() -> None:
    held = put(framed(), "modules", Module("i1", "i", parent="i11"))
    assert top_of(held, "i11") == "i11"


def test_groupings_of_a_programme() -> None:
    held = framed()
    assert groupings(held) == ("module", "kind", "f", "i")
    assert groupings(put(held, "posts", Post("p", contexts=frozenset({"B2B"})))) == (
        "module", "kind", "context", "f", "i",
    )  # fmt: skip
    main = put(held, "competencies", replace(held.competencies["x"], module="i1"))
    assert groupings(main) == ("module", "kind", "f")  # what all main modules are of would only repeat them


def test_readiness_by_context() -> None:
    held = taught(Contribution("a", "x", 3, ON), Contribution("a", "y", 1, ON))
    held = put(
        held,
        "posts",
        Post("p", contexts=frozenset({"B2B", "B2C"})),
        Post("q", level=PostLevel.PROMOTION, contexts=frozenset({"B2C"})),
        Post("r"),
    )
    held = put(
        held,
        "statements",
        Statement("sy", "p", "y", 3, 1.0, contexts=frozenset({"B2B"})),
        Statement("q1", "q", "x", 4, 1.0),
        Statement("r1", "r", "x", 1, 1.0),
    )
    seen = ground(held)
    found = {one.key: one for one in readiness_by(held, seen.gaps, seen.assessed, "context")}
    # B2B: x met and y 1 of 3; B2C: x alone at p (y is asked for B2B only), x 3 of 4 at q; r has no context
    assert {key: one.requirements for key, one in found.items()} == {"B2B": 2, "B2C": 2, "": 1}
    assert found["B2B"].readiness == pytest.approx(4 / 6)
    assert found["B2C"].readiness == pytest.approx((1 + 3 / 4) / 2)
    assert found[""].readiness == 1.0


def test_content_past_its_review_date() -> None:
    held = taught(Contribution("a", "x", 3, ON), Contribution("a", "y", 3, ON))
    held = put(
        held,
        "competencies",
        replace(held.competencies["x"], review_by=date(2026, 3, 1)),
        replace(held.competencies["y"], review_by=date(2026, 3, 11)),
    )
    assert cells(REVIEW.ask(ground(held, today=date(2026, 3, 11)))) == [["x", date(2026, 3, 1), 10, ["a"]]]


def test_a_course_without_a_term_counts_at_graduation_only() -> None:
    held = taught(Contribution("a", "x", 3, ON), Contribution("b", "x", 2, ON), placements=places({"b": 2}))
    seen = ground(held)
    whole = trend(held, seen.gaps).lines[0].values
    assert whole == (0.0, pytest.approx(2 / 3), *[pytest.approx(2 / 3)] * 4, 1.0)
