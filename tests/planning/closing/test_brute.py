"""The solver agrees with trying every set of candidates on random small programmes."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from curriplan.planning.closing.request import ClosingRequest
from curriplan.planning.closing.solve import close
from curriplan.planning.exact import exact
from tests.planning.closing.brute import best, ways
from tests.planning.closing.programs import ask, chance

MOST_WAYS = 160


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10**6),
    basis=st.sampled_from(("all", "assessed")),
    measure=st.sampled_from(("hours", "credits")),
    most=st.sampled_from((None, None, 12.0, 30.0)),
)
def test_no_other_set_closes_more_for_less(seed: int, basis: str, measure: str, most: float | None) -> None:
    program, other = chance(seed)
    hold_against_brute(ask(program, basis=basis, measure=measure, other=other, most=most))  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@example(seed=1435, measure="hours")  # stated credits of two terms, whose shares shift as one of them grows
@given(seed=st.integers(0, 10**6), measure=st.sampled_from(("hours", "credits")))
def test_none_does_so_within_the_credits_of_the_terms(seed: int, measure: str) -> None:
    program, other = chance(seed, credit_limits=True)
    hold_against_brute(ask(program, measure=measure, other=other))  # type: ignore[arg-type]


def hold_against_brute(request: ClosingRequest) -> None:
    """Hold a proposal against the best of all sets of candidates."""
    assume(request.targets and 1 < ways(request) <= MOST_WAYS)
    proposal = close(request)
    assert proposal.proven
    left = len(request.targets) - len(set(proposal.asked) & set(proposal.closes))
    assert (left, exact(proposal.cost)) == best(request)
    assert {(one.post, one.competency) for one in proposal.impossible} == set(proposal.asked) - set(
        proposal.closes
    )
    if left < len(request.targets):
        assert proposal.bound is not None
        assert exact(proposal.bound) == exact(proposal.cost)
