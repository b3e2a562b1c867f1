"""Answers and statements become requirements: every figure by hand or by another way."""

from __future__ import annotations

import math
import random
import statistics
import time
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.demand.statistics import agreement, interval, lower_weighted_median
from curriplan.domain.competency import Competency
from curriplan.domain.post import Post, Statement, StatementSource
from curriplan.domain.profile import DemandPolicy, Profile
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.progress import Cancelled
from curriplan.domain.survey import Enterprise, Rating, Respondent, Survey
from tests.analysis.make import program, rows, states, surveyed


def one(held: Program) -> Requirement | None:
    return requirements(held)["p"].get("c")


def found(held: Program) -> Requirement:
    need = one(held)
    assert need is not None
    return need


def levels(*given_levels: int | None) -> Program:
    """Return answers of as many firms."""
    return surveyed((f"e{n}", level, None) for n, level in enumerate(given_levels))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_equal_weights_give_the_lower_median(answers: list[int]) -> None:
    weights = [float(answers.count(level)) for level in range(5)]
    assert lower_weighted_median(weights) == statistics.median_low(answers)


@given(st.lists(st.fractions(0, 5, max_denominator=12), min_size=5, max_size=5).filter(any))
def test_the_median_is_the_smallest_level_with_half_of_the_weight(weights: list[Fraction]) -> None:
    level = next(n for n in range(5) if 2 * sum(weights[: n + 1]) >= sum(weights))
    assert lower_weighted_median([float(one) for one in weights]) == level


def test_a_firm_has_one_voice_however_many_people_it_sends() -> None:
    """One firm sends five answers of 4; two firms one of 2 each: two thirds of the weight say 2."""
    answers: list[tuple[str, int | None, int | None]] = [("big", 4, None)] * 5
    held = surveyed([*answers, ("a", 2, None), ("b", 2, None)])
    assert (found(held).level, found(held).n, found(held).enterprises) == (2, 7, 3)
    assert found(surveyed([*answers, ("a", 2, None), ("b", 2, None)], {"big": 3.0})).level == 4


def test_thirds_add_up_to_exactly_half() -> None:
    """Three answers of one firm weigh a third each: 1, 1, 1 against a firm of weight 1 is half, so low."""
    held = surveyed([("a", 1, None), ("a", 1, None), ("a", 1, None), ("b", 3, None)])
    assert found(held).level == 1


def test_tenths_add_up_to_exactly_half() -> None:
    """In binary figures 0.1 + 0.2 is more than 0.3, so without care level 1 would hold less than half."""
    answers = [("a", 1, None), ("b", 2, None), ("c", 2, None)]
    assert found(surveyed(answers, {"a": 0.3, "b": 0.1, "c": 0.2})).level == 1


def test_not_needed_is_an_answer_and_blank_is_none() -> None:
    assert one(levels(0, 0, 3)) is None
    assert found(levels(0, 3, 3)).counts == (1, 0, 0, 2, 0)
    assert found(levels(None, None, 3)).n == 1
    assert one(levels(None, None)) is None


def test_importance_alone_is_required_but_unrated() -> None:
    need = found(surveyed([("a", None, 5), ("b", None, 3)]))
    assert (need.level, need.importance, need.n, need.interval) == (None, 0.75, 0, None)


def test_levels_outside_the_scale_are_ignored() -> None:
    need = found(levels(7, -1, 3, 3))
    assert (need.level, need.n, need.counts) == (3, 2, (0, 0, 0, 2, 0))


def test_importance_of_several_scales_is_normalised_before_it_is_averaged() -> None:
    """5 of 1..5 is 1.0, 4 of 0..10 is 0.4: the mean is 0.7; an answer outside its scale is ignored."""
    start = surveyed([("a", 2, 5)])
    more = Respondent("r9", "t", "b", ratings=(Rating("p", "c", 4, 2),))
    wrong = Respondent("r8", "t", "b", ratings=(Rating("p", "c", 11, 2),))
    held = replace(
        start,
        surveys={**start.surveys, "t": Survey("t", importance_min=0, importance_max=10)},
        enterprises={**start.enterprises, "b": Enterprise("b")},
        respondents={**start.respondents, "r9": more, "r8": wrong},
    )
    assert found(held).importance == pytest.approx(0.7)


def test_importance_is_weighted_by_firm() -> None:
    held = surveyed([("a", 3, 1), ("a", 3, 1), ("a", 3, 1), ("b", 3, 5)])
    assert found(held).importance == pytest.approx(0.5)


def test_a_firm_without_weight_has_no_say() -> None:
    held = surveyed([("a", 1, 1), ("b", 4, 5)], {"a": 0.0})
    assert (found(held).level, found(held).n, found(held).importance) == (4, 1, 1.0)
    assert one(surveyed([("a", 1, 1)], {"a": 0.0})) is None


def test_agreement_of_the_definition() -> None:
    assert agreement([0, 1, 4, 18, 8]) == pytest.approx(0.707, abs=5e-4)
    assert agreement([0, 0, 0, 9, 0]) == 1.0
    assert agreement([0, 5, 0, 0, 5]) == pytest.approx(0.0)
    assert agreement([5, 0, 0, 0, 5]) == pytest.approx(0.0)
    assert agreement([0, 0, 0, 0, 0]) is None


def test_agreement_counts_not_needed_as_an_end_of_the_scale_only_if_answered() -> None:
    assert agreement([0, 5, 0, 5, 0]) != agreement([1, 5, 0, 5, 0])
    assert agreement([0, 5, 0, 0, 5]) == pytest.approx(0)
    assert (agreement([1, 500, 0, 0, 500]) or 0) > 0.1


def test_too_few_answers_or_firms_give_no_interval() -> None:
    assert found(levels(2, 3, 3, 4)).interval is None
    two_firms = [("a", 3, None), ("a", 3, None), ("a", 2, None), ("b", 3, None), ("b", 4, None)]
    assert found(surveyed(two_firms)).interval is None
    assert found(levels(2, 3, 3, 3, 4)).interval is not None
    strict = replace(levels(2, 3, 3, 3, 4))
    about = replace(strict.about, policy=DemandPolicy(min_answers=6))
    assert found(replace(strict, profile={PROFILE_ID: about})).interval is None


def test_the_interval_agrees_with_a_plain_bootstrap() -> None:
    """Forty answers of twelve firms: the same range as resampling with another generator, slowly."""
    rng = random.Random(3)
    answers = [(f"e{n % 12}", rng.choice((1, 2, 2, 3, 3, 3, 4)), None) for n in range(40)]
    firms: dict[str, list[int]] = {}
    for firm, level, _ in answers:
        firms.setdefault(firm, []).append(level)
    medians = []
    for _ in range(2000):
        weights = [0.0] * 5
        for firm in rng.choices(sorted(firms), k=len(firms)):
            for level in firms[firm]:
                weights[level] += 1 / len(firms[firm])
        medians.append(lower_weighted_median(weights) or 0)
    medians.sort()
    assert found(surveyed(answers)).interval == (medians[49], medians[1949])


def test_the_interval_of_firms_of_one_mind_has_no_width() -> None:
    assert found(levels(*[3] * 8)).interval == (3, 3)


def test_the_interval_is_the_same_every_time_and_in_any_order() -> None:
    weights: list[list[float]] = [[0.0, 0.5, 0.5, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 1, 0]]
    assert len({interval(weights, 2000, ("p", "c")) for _ in range(3)}) == 1
    held = levels(1, 2, 3, 4, 2, 3, 1)
    back = replace(held, respondents=dict(reversed(list(held.respondents.items()))))
    assert requirements(held) == requirements(back)


def test_a_cell_takes_less_than_a_millisecond() -> None:
    rng = random.Random(1)
    weights = [[0.0, *(float(rng.randint(0, 3)) for _ in range(4))] for _ in range(12)]
    interval(weights, 2000, ("warm", "up"))
    best = min(_timed(weights) for _ in range(15))
    assert best < 0.001


def _timed(weights: list[list[float]]) -> float:
    """Return processor seconds, so that other work on the machine does not count."""
    begin = time.process_time()
    interval(weights, 2000, ("p", "c"))
    return time.process_time() - begin


def stated(start: Program, *held: Statement) -> Program:
    return replace(start, statements=states(*held))


def test_a_statement_stands_alone_without_answers() -> None:
    held = stated(levels(), Statement("s1", "p", "c", 3, 0.6, StatementSource.REGULATION))
    need = found(held)
    assert (need.level, need.importance, need.source, need.statement) == (3, 0.6, "regulation", "s1")
    assert (need.n, need.interval, need.agreement) == (0, None, None)


def test_a_statement_without_a_level_is_required_and_unrated() -> None:
    need = found(stated(levels(), Statement("s1", "p", "c", None, 0.4)))
    assert (need.level, need.importance, need.source) == (None, 0.4, "designer")


@pytest.mark.parametrize(
    ("answers", "level", "prevails", "expected", "source"),
    [
        ((2, 2, 2), 3, False, 3, "panel"),
        ((3, 3, 3), 2, False, 3, "answers"),
        ((3, 3, 3), 3, False, 3, "answers"),
        ((3, 3, 3), 2, True, 2, "panel"),
        ((3, 3, 3), None, False, 3, "answers"),
        ((3, 3, 3), None, True, 3, "answers"),
        ((0, 0, 3), None, False, None, "panel"),
        ((0, 0, 3), 2, False, 2, "panel"),
        ((2, 2, 2), 9, False, 2, "answers"),
    ],
)
def test_answers_and_a_statement(
    answers: tuple[int, ...], level: int | None, prevails: bool, expected: int | None, source: str
) -> None:
    statement = Statement("s1", "p", "c", level, source=StatementSource.PANEL, prevails=prevails)
    need = found(stated(levels(*answers), statement))
    assert (need.level, need.source) == (expected, source)
    assert need.n == 3
    assert need.statement == (None if source == "answers" else "s1")


def test_a_prevailing_zero_makes_no_requirement() -> None:
    assert one(stated(levels(3, 3), Statement("s1", "p", "c", 0, prevails=True))) is None
    assert one(stated(levels(), Statement("s1", "p", "c", 0))) is None


def test_a_zero_takes_back_only_what_it_prevails_over() -> None:
    needed = Statement("s1", "p", "c", None, 0.5, StatementSource.REGULATION)
    zero = Statement("s2", "p", "c", 0, 0.9)
    need = found(stated(levels(), needed, zero))
    assert (need.level, need.source, need.statement) == (None, "regulation", "s1")
    assert found(stated(levels(), zero, Statement("s3", "p", "c", 1))).level == 1
    assert one(stated(levels(), needed, replace(zero, prevails=True))) is None
    assert found(stated(levels(3, 3), needed, zero)).level == 3
    both = stated(levels(), replace(needed, prevails=True), replace(zero, prevails=True))
    assert found(both).statement == "s1"


@pytest.mark.parametrize("importance", [5.0, -0.1, math.nan, math.inf])
def test_a_statement_outside_its_scales_is_not_counted(importance: float) -> None:
    off = Statement("s1", "p", "c", 3, importance)
    assert found(stated(levels(), off)).importance is None
    beside = Statement("s2", "p", "c", 2, 0.4)
    assert found(stated(levels(), off, beside)).importance == 0.4
    need = found(stated(surveyed([("a", 2, 3), ("b", 2, 3)]), replace(off, prevails=True)))
    assert (need.level, need.importance) == (3, 0.5)
    assert found(stated(levels(), Statement("s1", "p", "c", 9, 0.4))).level is None


def test_the_highest_of_several_statements_speaks_and_prevailing_ones_speak_alone() -> None:
    low, high = Statement("s1", "p", "c", 2, 0.2), Statement("s2", "p", "c", 3, 0.3)
    assert found(stated(levels(), low, high)).statement == "s2"
    need = found(stated(levels(), replace(low, prevails=True), high))
    assert (need.level, need.statement, need.importance) == (2, "s1", 0.2)


def test_answers_keep_their_importance_beside_a_higher_statement() -> None:
    held = surveyed([("a", 2, 5), ("b", 2, 5)])
    assert found(stated(held, Statement("s1", "p", "c", 4, 0.1))).importance == 1.0
    assert found(stated(held, Statement("s1", "p", "c", 4, 0.1, prevails=True))).importance == 0.1
    assert found(stated(levels(2, 2), Statement("s1", "p", "c", 4, 0.1))).importance == 0.1


def contexts(*held: tuple[str, int]) -> Program:
    """Return a post in the contexts B2B and export, with statements made for contexts like "B2B export"."""
    statements = [
        Statement(f"s{n}", "p", "c", level, contexts=frozenset(names.split()))
        for n, (names, level) in enumerate(held)
    ]
    return program(
        posts=rows(Post("p", contexts=frozenset({"B2B", "export"}))),
        competencies=rows(Competency("c")),
        statements=states(*statements),
    )


def test_the_largest_context_wins() -> None:
    need = found(contexts(("", 4), ("B2B", 2)))
    assert (need.level, need.contexts, need.tie) == (2, frozenset({"B2B"}), False)
    assert found(contexts(("B2B export", 1), ("B2B", 4))).level == 1


def test_a_context_that_the_post_does_not_have_does_not_apply() -> None:
    assert found(contexts(("", 2), ("C2C", 4), ("B2B C2C", 4))).level == 2
    assert one(contexts(("C2C", 4))) is None


def test_at_a_tie_the_higher_level_holds_and_is_marked() -> None:
    need = found(contexts(("B2B", 2), ("export", 3)))
    assert (need.level, need.contexts, need.tie) == (3, frozenset({"export"}), True)


def test_answers_carry_the_contexts_of_their_respondents() -> None:
    start = levels(4, 4, 2)
    special = replace(start.respondents["r2"], contexts=frozenset({"B2B"}))
    held = replace(start, respondents={**start.respondents, "r2": special})
    assert found(held).level == 4
    post = Post("p", contexts=frozenset({"B2B"}))
    need = found(replace(held, posts=rows(post)))
    assert (need.level, need.n, need.contexts) == (2, 1, frozenset({"B2B"}))


def test_every_post_is_a_key() -> None:
    assert requirements(program(posts=rows(Post("p"), Post("q")))) == {"p": {}, "q": {}}


def test_progress_can_cancel() -> None:
    def cancel(share: float | None, step: str = "") -> None:  # noqa: ARG001
        raise Cancelled

    with pytest.raises(Cancelled):
        requirements(levels(3), cancel)


def test_a_shorter_scale_counts_to_its_end() -> None:
    start = levels(1, 2, 2)
    about: Profile = replace(
        start.about, scale=replace(start.about.scale, levels=start.about.scale.levels[:2])
    )
    assert found(replace(start, profile={PROFILE_ID: about})).counts == (0, 1, 2)
