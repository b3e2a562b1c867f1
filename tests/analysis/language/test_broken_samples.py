"""Every rule that is brought along is tripped by some broken programme, and kept by another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from curriplan.analysis.rules.language.engine import preview
from curriplan.domain.course import Contribution, Course, Delivery, Hours, Status, TermPart, TypeRole
from curriplan.domain.edits.removal import remove
from curriplan.domain.plan import Placement
from curriplan.domain.program import Program
from curriplan.domain.rule import Rule, RuleKind, RulePack
from curriplan.domain.scale import Mode
from curriplan.domain.text import Text
from curriplan.exchange.shipped_packs import shipped_packs
from tests.analysis.language.programmes import changed, sample, type_of

RULES = [(one.pack, rule) for one in shipped_packs() for rule in one.rules if rule.kind is not RuleKind.CHECK]
TAGS = frozenset(
    tag for _, rule in RULES for each in (rule.among, rule.other) for tag in each.tags | each.tags_all
)


def figured(program: Program, hours: float, credits_: float) -> Program:
    """Return a programme whose courses all have some hours and credits, half of the hours theory."""
    half = Hours(theory=hours / 2, on_campus=hours / 2)
    return changed(program, lambda _: True, hours=half, credits=credits_, practice_score_share=0.0)


def without_maps(program: Program) -> Program:
    return replace(program, contributions={})


def steep(program: Program) -> Program:
    """Return a programme in which every course gives the highest level at once."""
    given = {
        course: {key: Contribution(course, key, 4, one.mode) for key, one in held.items()}
        for course, held in program.contributions.items()
    }
    return replace(program, contributions=given)


def hosted(program: Program, name: str) -> Program:
    """Return a programme below a host major."""
    about = replace(program.about, host_major=Text(name, name))
    return replace(program, profile={about.id: about})


def backwards(program: Program) -> Program:
    """Return a programme whose courses stand in the opposite terms."""
    last = max(term.number for term in program.terms.values())
    terms = {term.id: f"term-{last + 1 - term.number}" for term in program.terms.values()}
    return replace(
        program,
        placements={key: Placement(key, terms[one.term]) for key, one in program.placements.items()},
    )


def weeks(program: Program, every: float, holidays: float) -> Program:
    """Return a programme whose terms all have so many weeks."""
    held = {key: replace(one, weeks=every, holiday_weeks=holidays) for key, one in program.terms.items()}
    return replace(program, terms=held)


def tagged(program: Program, **fields: object) -> Program:
    """Return a programme with one block of thirty weeks and much of everything that rules ask for."""
    block = Course("block", "BLOCK", Text("", "Block"), delivery=Delivery.WEEKS, tags=TAGS)
    given = replace(block, parts=(TermPart(None, 90.0),), hours=Hours(on_campus=900.0), credits=30.0)
    courses = {**program.courses, "block": replace(given, **fields)}  # type: ignore[arg-type]
    return replace(
        program, courses=courses, placements={**program.placements, "block": Placement("block", "term-6")}
    )


def of_one_type(program: Program, role: TypeRole) -> Program:
    """Return a programme whose courses are all of one type, with tags of what should come late."""
    fields = {"type": type_of(program, role), "tags": frozenset({"incubation", "oral"})}
    return changed(program, lambda _: True, **fields)


def years(program: Program, n: int) -> Program:
    """Return a programme whose terms all lie in n years."""
    held = {key: replace(one, year=(one.number - 1) % n + 1) for key, one in program.terms.items()}
    return replace(program, terms=held)


def few(program: Program) -> Program:
    """Return a programme of three courses, one a year, each of 60 credits and 1,600 hours."""
    kept = sorted(
        one.id for one in program.courses.values() if one.delivery is Delivery.WEEKLY and not one.pool
    )[:3]
    left = remove(program, "courses", program.courses.keys() - set(kept))
    placed = {course: Placement(course, f"term-{2 * n + 1}") for n, course in enumerate(kept)}
    fields = {
        "hours": Hours(theory=800.0, on_campus=800.0),
        "credits": 60.0,
        "parts": (TermPart(20.0, 16.0),),
    }
    return replace(changed(left, lambda _: True, **fields), placements=placed)


def all_over(program: Program) -> Program:
    """Return a programme whose courses all give something to every competency."""
    given = {
        course: {key: Contribution(course, key, 2, Mode.ON_CAMPUS) for key in program.competencies}
        for course in program.courses
    }
    return replace(program, contributions=given)


def blanked(program: Program) -> Program:
    """Return a programme that leaves empty what a document should state."""
    about = replace(program.about, major_code="")
    terms = {key: replace(one, weeks=None) for key, one in program.terms.items()}
    bare = changed(program, lambda _: True, hours=Hours(), credits=None)
    return replace(bare, profile={about.id: about}, terms=terms)


VARIANTS: tuple[Callable[[Program], Program], ...] = (
    lambda held: held,
    lambda held: figured(held, 1.0, 1.0),
    lambda held: figured(held, 200.0, 10.0),
    lambda held: figured(held, 27.0, 1.0),
    lambda held: figured(held, 16.0, 1.0),
    lambda held: figured(held, 32.0, 2.3),
    lambda held: figured(held, 60.0, 180.0 / 45),
    without_maps,
    steep,
    backwards,
    lambda held: weeks(held, 20.0, 10.0),
    lambda held: weeks(held, 26.0, 0.0),
    lambda held: weeks(held, 20.0, 0.0),
    tagged,
    lambda held: tagged(held, tags=frozenset({"technical"})),
    lambda held: tagged(
        held, hours=Hours(on_campus=10.0), parts=(TermPart(None, 1.0),), tags=frozenset({"management"})
    ),
    lambda held: hosted(tagged(held, tags=frozenset({"management"})), "电子商务"),
    lambda held: hosted(tagged(held, tags=frozenset({"technical"})), "电子商务"),
    lambda held: of_one_type(held, TypeRole.PUBLIC_BASIC),
    lambda held: of_one_type(held, TypeRole.PROFESSIONAL_BASIC),
    lambda held: changed(held, lambda _: True, core=True),
    lambda held: changed(held, lambda _: True, pool=None, status=Status.COMPULSORY),
    lambda held: changed(held, lambda _: True, hours=Hours(theory=48.0)),
    lambda held: changed(held, lambda _: True, hours=Hours(off_campus=8.0), credits=0.4),
    lambda held: changed(
        held, lambda one: one.delivery is Delivery.INTERNSHIP, parts=(TermPart(None, 30.0),)
    ),
    lambda held: changed(
        held, lambda one: one.delivery is Delivery.WEEKS, hours=Hours(on_campus=24.0), credits=1.0
    ),
    lambda held: changed(held, lambda one: "military_training" in one.tags, hours=Hours(on_campus=72.0)),
    lambda held: changed(held, lambda one: one.delivery is Delivery.INTERNSHIP, parts=(TermPart(None, 4.0),)),
    few,
    all_over,
    blanked,
    lambda held: years(held, 2),
    lambda held: figured(years(held, 2), 30.0, 1.0),
    lambda held: figured(years(held, 4), 60.0, 4.0),
    lambda held: figured(years(held, 4), 60.0, 240.0 / 54.5),
)


@cache
def variants() -> tuple[Program, ...]:
    return tuple(make(sample()) for make in VARIANTS)


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[f"{pack.code}/{rule.code}" for pack, rule in RULES])
def test_a_breach_trips_it_and_what_keeps_it_does_not(pack: RulePack, rule: Rule) -> None:
    found = [preview(one, rule, pack) for one in variants()]
    told = [[one for one in each if not one.code.startswith("rule_unknown")] for each in found]
    assert any(told), "no broken programme trips it"
    assert not all(found), "no programme keeps it, and can be judged"
