"""The schedule and the weeks of our own workbook are read as lists like any other, and say the same again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from curriplan.analysis.alternatives import alternatives
from curriplan.analysis.calendar import course_credits, term_loads, totals
from curriplan.analysis.rules.check import check
from curriplan.app.texts import Texts
from curriplan.domain.course import Course, Delivery, Hours, TermPart
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.exchange.readers.sample import sample_program
from curriplan.exchange.writers.words import Language
from curriplan.exchange.writers.workbook import write_workbook
from tests.exchange.files import codes, read
from tests.report.programmes import report_of


def with_every_notation() -> Program:
    """Return the sample with days, lectures, a figure with a sign and one that is not counted."""
    sample = sample_program("cross_border_ecommerce")
    by_code = {one.code: one for one in sample.courses.values()}
    days = replace(by_code["PB14"], parts=(TermPart(None, 0.8),), hours=Hours(on_campus=24))
    lectures = replace(
        by_code["PB04"], delivery=Delivery.LECTURES, parts=(TermPart(None, 0.0),) * 4, counted=False
    )
    # A name that speaks of an internship makes a course one, unless its delivery stands beside it.
    visit = replace(by_code["SJ09"], name=replace(by_code["SJ09"].name, en="Visits"))
    return put(sample, "courses", days, lectures, visit, replace(by_code["PB01"], marked=True))


def emptied(program: Program) -> Program:
    """Return a programme without courses and weeks that has the same types."""
    terms = [replace(one, weeks=None, holiday_weeks=None, exam_weeks=None) for one in program.terms.values()]
    bare = replace(program, courses={}, pools={}, placements={}, requisites={}, contributions={}, tracks={})
    return put(replace(bare, resources={}), "terms", *[replace(one, reserve_weeks=None) for one in terms])


def by_code(program: Program) -> dict[str, Course]:
    return {one.code: one for one in program.courses.values()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_schedule_comes_back(lang: Language, tmp_path: Path) -> None:
    program = with_every_notation()
    path = tmp_path / "plan.xlsx"
    write_workbook(report_of(program, checked=False), path, Texts, lang)
    weeks = read(path, emptied(program), "terms")
    assert codes(weeks) == []
    result = read(path, weeks.program, "courses")
    assert codes(result) == []
    again, first, second = result.program, by_code(program), by_code(result.program)
    assert first.keys() == second.keys()
    for code, one in first.items():
        other = second[code]
        assert (other.parts, other.hours) == (one.parts, one.hours), code
        assert other.delivery is one.delivery, code
        assert (other.counted, other.marked, other.core) == (one.counted, one.marked, one.core), code
        assert (other.status, other.type, other.assessment) == (one.status, one.type, one.assessment), code
        assert other.credits == course_credits(one, program.about.credit_rule), code
        assert list(alternatives(again, other)) == list(alternatives(program, one)), code
    pools = {one.code: (one.choose, one.credits, one.hours.total) for one in program.pools.values()}
    assert {one.code: (one.choose, one.credits, one.hours.total) for one in again.pools.values()} == pools
    assert totals(again).hours == pytest.approx(totals(program).hours)
    assert totals(again).credits == pytest.approx(totals(program).credits)
    for before, after in zip(term_loads(program), term_loads(again), strict=True):
        assert (after.class_weeks, after.whole_weeks) == (before.class_weeks, before.whole_weeks)
        assert after.weekly_hours == pytest.approx(before.weekly_hours)
    assert again.about.stated.hours == pytest.approx(totals(program).hours)
    assert [one.code for one in check(again) if "_sum" in one.code or one.code.startswith("stated")] == []
