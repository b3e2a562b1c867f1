"""What a proposal of the planner is called, and why there is none, in both doors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curriplan.app.texts import Texts
from curriplan.planning.result import Demand, Objective, PlanResult


def proposal_key(result: PlanResult) -> str:
    """Return the key of the headline of a result that has a plan; takes ``n``, the number of moves.

    That today's plan is as good as any is said only where it is proven.
    """
    if result.moves:
        return f"plan.proposal.{result.status}"
    return "plan.proposal_none" if result.proven else "plan.proposal_kept"


def aims_of(told: str) -> tuple[Objective, ...]:
    """Return the objectives that settings name, with commas between; what is not known is passed over."""
    known = {one.value: one for one in Objective}
    return tuple(known[one] for one in dict.fromkeys(told.split(",")) if one in known)


def told_aims(aims: Iterable[Objective]) -> str:
    """Return objectives as settings name them."""
    return ",".join(one.value for one in aims)


def stopped_words(texts: Texts, result: PlanResult) -> str:
    """Return what ended the search, and after how long."""
    seconds, effort = round(result.wall_s, 1), round(result.effort, 2)
    return texts(f"stopped_by.{result.stopped_by}", seconds=seconds, effort=effort)


def brought_words(texts: Texts, result: PlanResult) -> str:
    """Return the errors that a plan would bring, or nothing."""
    errors = [texts.finding(one) for one in result.brings]
    return texts("stopped_by.brings", n=len(errors), errors=errors) if errors else ""


@dataclass(frozen=True, slots=True)
class ClashWords:
    """A clash set in words: what it is, and each demand with what giving way there would take."""

    about: str
    demands: tuple[tuple[str, str], ...]


def clash_words(texts: Texts, result: PlanResult) -> tuple[ClashWords, ...]:
    """Return the clash sets of a result in words, the first one first; empty where none is known.

    In each the demands come first where giving way gives a whole plan.
    """
    found = []
    for n, demands in enumerate((result.conflict, *result.more_conflicts) if result.conflict else ()):
        whole = all(one.enough for one in demands)
        key = "clash_set.another" if n else "plan.clash_about" if whole else "clash_set.part"
        best_first = sorted(demands, key=lambda one: not one.enough)
        found.append(ClashWords(texts(key), tuple(demand_words(texts, one) for one in best_first)))
    return tuple(found)


def demand_words(texts: Texts, demand: Demand) -> tuple[str, str]:
    """Return a demand in words, and what giving way there would take."""
    args = dict(demand.args)
    key = f"give_way.{demand.relax}.{demand.way}" if demand.way else f"relax.{demand.relax}"
    relax = texts(key, **args)
    if not demand.smallest:
        relax = texts("relax.less_may_do", relax=relax)
    if not demand.enough:
        relax = texts("relax.not_enough", relax=relax)
    return texts(f"clash.{demand.code}", **args), relax
