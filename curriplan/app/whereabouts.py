"""Why a course is where it is, in words, for both doors."""

from __future__ import annotations

from collections.abc import Iterable

from curriplan.app.figures import figure
from curriplan.app.texts import Texts
from curriplan.domain.finding import Finding
from curriplan.planning.result import LoadIn, Objective
from curriplan.planning.whereabouts import Shift, Spot, Whereabouts

EVEN_LOAD = "even_load"


def reason_words(texts: Texts, found: Whereabouts) -> str:
    """Return why a course is in its term and not in another."""
    best = found.next_best
    if found.term is None:
        key = "nowhere" if best is None else "unplaced"
    elif found.locked:
        key = "locked"
    else:
        key = "only" if best is None else best.verdict
    return texts(
        f"whereabouts.here.{key}",
        term=found.term if best is None or key == "locked" else best.term,
        shift="" if best is None else _shift(texts, best.shifts[:1], found.load_in),
        text="" if best is None else _first(texts, best.mends),
    )


def slack_words(texts: Texts, found: Whereabouts) -> tuple[str, str]:
    """Return how far a course could shift: with the rest of the plan as it is, and in any plan."""
    if found.earliest is None:
        rest = texts("whereabouts.rest_none")
    elif found.earliest == found.latest:
        rest = texts("whereabouts.rest_one", term=found.earliest)
    else:
        rest = texts("whereabouts.rest", earliest=found.earliest, latest=found.latest)
    if not found.window:
        return rest, texts("whereabouts.any_none")
    return rest, texts("whereabouts.any", terms=tuple(map(str, found.window)))


def spot_words(texts: Texts, spot: Spot, load_in: LoadIn) -> str:
    """Return what a term would do to the plan: what breaks there, else what is mended or changes."""
    text = _first(texts, spot.breaks or spot.mends)
    return texts(f"whereabouts.spot.{spot.verdict}", text=text, shifts=_shift(texts, spot.shifts, load_in))


def _first(texts: Texts, findings: tuple[Finding, ...]) -> str:
    if not findings:
        return ""
    text, more = texts.finding(findings[0]), len(findings) - 1
    return texts("plan.and_more", text=text, n=more) if more else text


def _shift(texts: Texts, shifts: Iterable[Shift], load_in: LoadIn) -> str:
    """Return how objectives change, those that get worse and better alike."""
    found = []
    for one in shifts:
        key = f"{one.name}.{load_in}" if one.name.startswith(EVEN_LOAD) else one.name
        now, then = (_value(one.name, value) for value in (one.now, one.then))
        found.append(texts(f"whereabouts.shift.{key}", now=now, then=then))
    return texts("whereabouts.between").join(found)


def _value(objective: str, value: float) -> str:
    return f"{value * 100:.1f} %" if objective == Objective.PHASE_SCORE else figure(value)
