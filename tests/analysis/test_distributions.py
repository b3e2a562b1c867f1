"""Counts of options, shares that cannot be, importance against performance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.analysis.demand.distributions import distribution, distributions, published_check
from curriplan.analysis.demand.importance_performance import Quadrant, importance_performance, quadrants
from curriplan.analysis.demand.shares import decimals_of, possible_share, smallest_n
from curriplan.analysis.gap.report import gap_report
from curriplan.domain.program import Program
from curriplan.domain.survey import (
    Choice,
    Enterprise,
    Option,
    PublishedShare,
    Question,
    QuestionKind,
    Respondent,
    Survey,
)
from curriplan.domain.text import Text
from tests import worked_example
from tests.analysis.make import program, rows

FIG_1, FIG_2, FIG_3 = (47.1, 33.2, 10.0, 9.7), (53.0, 21.0, 14.0, 12.0), (55.0,)
IPA = (
    (3.83, 2.63), (3.63, 2.73), (3.60, 3.15), (3.56, 3.00), (3.41, 3.05), (3.41, 3.29), (3.38, 3.03),
    (3.37, 3.11), (3.29, 2.00), (3.27, 3.02), (2.52, 2.25), (2.43, 2.49), (2.37, 2.35), (2.05, 3.33),
)  # fmt: skip


def answered() -> Program:
    question = Question(
        "q", "s", kind=QuestionKind.MULTIPLE, options=tuple(Option(key, Text("", key)) for key in "abc")
    )
    people = [
        Respondent("r1", "s", "e1", role="manager", choices=(Choice("q", ("a", "b")),)),
        Respondent("r2", "s", "e1", role="worker", choices=(Choice("q", ("a", "a")),)),
        Respondent("r3", "s", "e2", role="worker", choices=(Choice("q", ("x",), "our own way"),)),
        Respondent("r4", "s", "e2", role="worker", choices=(Choice("q"),)),
        Respondent("r5", "s", "e3", role="worker"),
    ]
    return program(
        surveys=rows(Survey("s")),
        questions=rows(question, Question("q2", "s", position=1)),
        enterprises=rows(*map(Enterprise, ("e1", "e2", "e3"))),
        respondents=rows(*people),
    )


def test_counts_and_their_n() -> None:
    found = distribution(answered(), "q")
    assert (found.n, found.enterprises) == (3, 2)
    assert found.counts == (("a", 2), ("b", 1), ("c", 0), ("x", 1))
    assert found.texts == (("our own way", 1),)
    assert found.share("a") == pytest.approx(2 / 3)
    assert found.share("c") == 0


def test_counts_of_one_role() -> None:
    assert distribution(answered(), "q", "manager").counts[:2] == (("a", 1), ("b", 1))


def test_a_question_without_answers_has_no_shares() -> None:
    first, second = distributions(answered(), "s")
    assert (first.question, second.question) == ("q", "q2")
    assert (second.n, second.share("a")) == (0, None)


@pytest.mark.parametrize(("figure", "smallest"), [(FIG_1, 259), (FIG_2, 43), (FIG_3, 11)])
def test_the_smallest_n_of_printed_shares(figure: tuple[float, ...], smallest: int) -> None:
    assert smallest_n(figure, decimals_of(figure)) == smallest


def test_of_p0_only_53_per_cent_can_come_from_15_answers() -> None:
    possible = [
        share for figure in (FIG_1, FIG_2, FIG_3) for share in figure
        if possible_share(share, 15, decimals_of(figure))
    ]  # fmt: skip
    assert possible == [53.0]
    assert not any(possible_share(53, n) for n in (5,))


@given(st.integers(1, 500), st.integers(0, 3), st.data())
def test_a_share_that_was_counted_is_possible(n: int, decimals: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    assert possible_share(round(100 * k / n, decimals), n, decimals)


@given(st.integers(1, 300), st.integers(0, 1000))
def test_possible_shares_by_trying_every_count(n: int, tenths: int) -> None:
    """In whole numbers: |1000 k / n - tenths| <= 1/2 for some k."""
    expected = any(abs(2 * (1000 * k - tenths * n)) <= n for k in range(n + 1))
    assert possible_share(tenths / 10, n, 1) is expected


def test_shares_outside_0_to_100_cannot_be() -> None:
    assert not possible_share(101, 200)
    assert not possible_share(50, 0)
    assert smallest_n([101.0]) is None


def test_a_published_figure_is_checked_against_what_it_states() -> None:
    published = tuple(PublishedShare(str(n), share) for n, share in enumerate(FIG_2))
    question = Question("q", "s", stated_n=15, stated_enterprises=5, published=published)
    found = published_check(question)
    assert found is not None
    assert (found.n, found.impossible, found.smallest) == (15, (21.0, 14.0, 12.0), 43)
    by_firms = published_check(replace(question, stated_n=None))
    assert by_firms is not None
    assert by_firms.impossible == FIG_2
    unknown = published_check(replace(question, stated_n=None, stated_enterprises=None))
    assert unknown is not None
    assert unknown.impossible == ()
    assert published_check(Question("q", "s")) is None


def test_quadrants_of_the_first_paper() -> None:
    found = quadrants(IPA)
    by_name = {name: [n for n, one in enumerate(found, 1) if one is name] for name in Quadrant}
    assert by_name[Quadrant.CONCENTRATE] == [1, 2, 9]
    assert by_name[Quadrant.KEEP_UP] == [3, 4, 5, 6, 7, 8, 10]
    assert by_name[Quadrant.LOW_PRIORITY] == [11, 12, 13]
    assert by_name[Quadrant.OVERKILL] == [14]


def test_ties_count_as_high() -> None:
    assert quadrants([(0.1, 0.7), (0.1, 0.7), (0.1, 0.7)]) == (Quadrant.KEEP_UP,) * 3
    assert quadrants([]) == ()


def test_points_of_the_worked_example() -> None:
    example = worked_example.program()
    report = gap_report(example, worked_example.requirements())
    points = {one.competency: one for one in importance_performance(example, report)}
    assert list(points) == ["spoken", "platform", "settlement", "trade"]
    assert points["spoken"].importance == pytest.approx(0.8)
    assert (points["spoken"].performance, points["settlement"].performance) == (0.75, 0)
    assert points["spoken"].quadrant is Quadrant.KEEP_UP
