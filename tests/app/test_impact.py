"""What an edit would do is what it does."""

from __future__ import annotations

from datetime import date
from functools import partial
from random import Random

from hypothesis import given, settings

from curriplan.analysis.compare import Standing
from curriplan.analysis.gap.result import Status
from curriplan.app.derived import Derived
from curriplan.app.impact import impact, shift
from curriplan.app.session import Edit
from curriplan.domain.changes import diff
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import remove_courses
from curriplan.domain.finding import Severity
from tests import worked_example
from tests.random_programs import random_edit, random_program
from tests.strategies import SEEDS

TODAY = date(2026, 3, 1)


def without(course: str) -> Edit:
    return lambda now: remove_courses(now, [course])


def test_deleting_a_course_takes_levels_from_the_posts_that_need_them() -> None:
    program = worked_example.program()
    results = Derived(lambda: program)
    would = impact(program, results, without("project"), TODAY)
    fallen = {(one.post, one.competency): (one.before, one.after) for one in would.shift.moved}
    assert fallen["service", "platform"] == (
        Standing(3, 3, Status.MET, firm=None, late=False),
        Standing(3, 2, Status.GAP, firm=None, late=False),
    )
    before, after = would.shift.readiness
    assert before is not None
    assert after is not None
    assert after < before
    assert [one.table for one in would.changes] == ["courses", "contributions", "placements"]


def test_asking_changes_nothing() -> None:
    program = worked_example.program()
    results = Derived(lambda: program)
    known = results.gaps(), results.totals(), results.findings(TODAY)
    impact(program, results, without("project"), TODAY)
    assert all(
        a is b
        for a, b in zip(known, (results.gaps(), results.totals(), results.findings(TODAY)), strict=True)
    )


def test_another_level_moves_only_what_asks_for_the_competency() -> None:
    program = worked_example.program()
    moved = shift(
        program, Derived(lambda: program), partial(set_levels, cells=[("english", "settlement", 2)])
    ).moved
    assert {(one.post, one.competency) for one in moved} == {("service", "settlement")}
    assert moved[0].after is not None
    assert moved[0].after.missing == 0


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_what_would_be_is_what_is_after_the_edit(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng, 5)
    after = random_edit(rng, program)
    results, then = Derived(lambda: program), Derived(lambda: after)
    would = impact(program, results, lambda _: after, TODAY)
    assert would.changes == diff(program, after)
    assert would.shift.readiness == (results.gaps().totals.readiness, then.gaps().totals.readiness)
    assert would.totals == (results.totals(), then.totals())
    rows = {(post.post, row.competency): row for post in then.gaps().posts for row in post.rows}
    for one in would.shift.moved:
        row = rows.get((one.post, one.competency))
        assert (one.after is None) == (row is None)
        if row is not None and one.after is not None:
            assert (one.after.required, one.after.delivered) == (row.requirement.level, row.delivered)
    known = set(results.findings(TODAY))
    fresh = [one for one in then.findings(TODAY) if one not in known and one.severity is not Severity.NOTE]
    assert sorted(map(repr, would.troubles)) == sorted(map(repr, fresh))
