"""What a proposal of the planner is called, in both doors."""

from __future__ import annotations

from curriplan.planning.result import PlanResult


def proposal_key(result: PlanResult) -> str:
    """Return the key of the headline of a result that has a plan; takes ``n``, the number of moves.

    That today's plan is as good as any is said only where it is proven.
    """
    if result.moves:
        return f"plan.proposal.{result.status}"
    return "plan.proposal_none" if result.proven else "plan.proposal_kept"
