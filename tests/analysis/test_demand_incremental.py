"""Computing only what changed gives what computing everything gives, after any edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis.demand.derive import requirements
from curriplan.domain.competency import Competency
from curriplan.domain.edits.rows import drop, put
from curriplan.domain.post import Post, Statement
from curriplan.domain.profile import DemandPolicy
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.survey import Enterprise, Rating, Respondent, Survey
from tests.analysis.make import program, rows

POSTS, COMPETENCIES, FIRMS, SURVEYS = ("p1", "p2"), ("c1", "c2"), ("e1", "e2", "e3"), ("s1", "s2")
CONTEXTS = st.frozensets(st.sampled_from(("B2B", "export")), max_size=2)
LEVELS = st.sampled_from((None, -1, 0, 1, 2, 3, 4, 5))
RATINGS = st.builds(
    Rating,
    st.sampled_from(POSTS),
    st.sampled_from(COMPETENCIES),
    st.one_of(st.none(), st.integers(0, 6)),
    LEVELS,
)
RESPONDENTS = st.builds(
    Respondent,
    st.sampled_from(("r1", "r2", "r3", "r4")),
    st.sampled_from(SURVEYS),
    st.sampled_from(FIRMS),
    contexts=CONTEXTS,
    ratings=st.lists(RATINGS, max_size=6).map(tuple),
)
STATEMENTS = st.builds(
    Statement,
    st.sampled_from(("t1", "t2")),
    st.sampled_from(POSTS),
    st.sampled_from(COMPETENCIES),
    LEVELS,
    st.one_of(st.none(), st.floats(0, 1)),
    contexts=CONTEXTS,
    prevails=st.booleans(),
)
Edit = Callable[[Program], Program]


def puts(table: str) -> Callable[[object], Edit]:
    return lambda row: lambda held: put(held, table, row)


def _policy(policy: DemandPolicy) -> Edit:
    return lambda held: put(held, "profile", replace(held.about, policy=policy))


def _shorter(highest: int) -> Edit:
    def edit(held: Program) -> Program:
        scale = replace(held.about.scale, levels=held.about.scale.levels[:highest])
        return put(held, "profile", replace(held.about, scale=scale))

    return edit


EDITS: st.SearchStrategy[Edit] = st.one_of(
    RESPONDENTS.map(puts("respondents")),
    STATEMENTS.map(puts("statements")),
    st.builds(Post, st.sampled_from(POSTS), contexts=CONTEXTS).map(puts("posts")),
    st.builds(Enterprise, st.sampled_from(FIRMS), weight=st.sampled_from((0.0, 0.5, 1.0, 3.0))).map(
        puts("enterprises")
    ),
    st.builds(Survey, st.sampled_from(SURVEYS), importance_max=st.integers(1, 6)).map(puts("surveys")),
    st.builds(DemandPolicy, st.integers(1, 4), st.integers(1, 3), st.just(60)).map(_policy),
    st.integers(2, 4).map(_shorter),
    st.sampled_from(("r1", "r2", "r3")).map(lambda name: lambda held: drop(held, "respondents", [(name,)])),
    st.sampled_from(POSTS).map(lambda name: lambda held: drop(held, "statements", [(name, "t1")])),
)


def start() -> Program:
    held = program(
        posts=rows(*map(Post, POSTS)),
        competencies=rows(*map(Competency, COMPETENCIES)),
        surveys=rows(*map(Survey, SURVEYS)),
        enterprises=rows(*map(Enterprise, FIRMS)),
    )
    return replace(held, profile={PROFILE_ID: replace(held.about, policy=DemandPolicy(2, 2, 60))})


@settings(deadline=None, max_examples=300)
@given(st.lists(EDITS, max_size=6), st.lists(EDITS, min_size=1, max_size=3))
def test_incremental_is_full(before: list[Edit], after: list[Edit]) -> None:
    old = start()
    for edit in before:
        old = edit(old)
    known = requirements(old)
    new = old
    for edit in after:
        new = edit(new)
        known, old = requirements(new, previous=(old, known)), new
        assert known == requirements(new)


def answering(*levels: int, **fields: Any) -> Respondent:
    return Respondent(
        "r1", "s1", "e1", ratings=tuple(Rating("p1", "c1", None, one) for one in levels), **fields
    )


def follows(old: Program, new: Program) -> bool:
    """Tell whether the incremental result is the full one, and another than before."""
    known, full = requirements(old), requirements(new)
    return requirements(new, previous=(old, known)) == full != known


def test_an_answer_given_twice_and_taken_back_once() -> None:
    twice = put(start(), "respondents", answering(3, 3))
    assert follows(twice, put(twice, "respondents", answering(3)))
    assert follows(put(twice, "respondents", answering(3)), twice)


def test_the_contexts_of_a_respondent() -> None:
    old = put(start(), "respondents", answering(3))
    assert follows(old, put(old, "respondents", answering(3, contexts=frozenset({"B2B"}))))


def test_the_scale_of_a_survey() -> None:
    rated = Respondent("r1", "s1", "e1", ratings=(Rating("p1", "c1", 2, 3),))
    old = put(start(), "respondents", rated)
    assert follows(old, put(old, "surveys", Survey("s1", importance_max=3)))


def test_the_weight_of_a_firm() -> None:
    old = put(start(), "respondents", answering(2), replace(answering(3), id="r2", enterprise="e2"))
    assert follows(old, put(old, "enterprises", Enterprise("e2", weight=5.0)))


def test_the_policy_alone() -> None:
    old = put(start(), "respondents", answering(3, 3), replace(answering(2, 3), id="r2", enterprise="e2"))
    assert follows(old, _policy(DemandPolicy(9, 2, 60))(old))


def test_a_removed_post_is_no_longer_required() -> None:
    old = put(start(), "statements", Statement("t1", "p1", "c1", 3))
    new = drop(drop(old, "statements", [("p1", "t1")]), "posts", [("p1",)])
    assert requirements(new, previous=(old, requirements(old))) == {"p2": {}}


def test_what_did_not_change_is_the_same_object() -> None:
    old = put(start(), "statements", Statement("t1", "p1", "c1", 3), Statement("t1", "p2", "c2", 2))
    known = requirements(old)
    new = put(old, "statements", Statement("t2", "p2", "c1", 4))
    again = requirements(new, previous=(old, known))
    assert again["p1"] is known["p1"]
    assert again["p2"]["c2"] is known["p2"]["c2"]
    assert again["p2"]["c1"].level == 4


def test_another_edit_costs_no_cell() -> None:
    """A course is no part of the demand: no cell is computed, so progress is never told of one."""
    old = put(start(), "statements", Statement("t1", "p1", "c1", 3))
    known = requirements(old)
    told: list[float | None] = []

    def note(share: float | None, step: str = "") -> None:  # noqa: ARG001
        told.append(share)

    new = put(old, "competencies", Competency("c4"))
    assert requirements(new, note, (old, known)) == known
    assert told == []
