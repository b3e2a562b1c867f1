"""The smaller sample: lawful, true to P4, and with exactly those gaps that it leaves to be closed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks.make_example_answers import TRADE, make, read_targets
from curriplan.analysis.calendar import (
    credits_by_rule,
    factors,
    hours_by_rule,
    is_public_basic,
    phase_score,
    term_loads,
    totals,
)
from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import GapReport, Status
from curriplan.analysis.rules.check import check
from curriplan.domain.course import Course, Delivery, RequisiteKind
from curriplan.domain.course import Status as Standing
from curriplan.domain.finding import Severity
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.exchange.readers.registry import read_file
from curriplan.exchange.readers.sample import read_sample, sample_program
from curriplan.exchange.writers.sample import write_sample
from curriplan.planning.verify import verify
from tests.cli.running import Asked, runner

MADE = ("respondents.csv", "answers.csv", "answers_example.xlsx")
NAMED_IN_P4 = {
    "ZB01": "Practical e-commerce basics",
    "ZB03": "Business communication",
    "ZB05": "International trade practice",
    "ZB06": "Business English",
    "SJ03": "Copywriting",
}


@cache
def sample() -> Program:
    return sample_program(TRADE.sample)


@cache
def report() -> GapReport:
    return gap_report(sample(), requirements(sample()))


COURSES = sorted(sample().courses.values(), key=lambda one: one.code)
CODES = {one.id: one.code for table in ("posts", "competencies") for one in getattr(sample(), table).values()}


def share(courses: list[Course]) -> float:
    """Return the share of all hours that some courses have; those of a pool count with its figure."""
    by, rule = factors(sample()), sample().about.credit_rule
    return sum((hours_by_rule(one, rule) or 0.0) * by[one.id].hours for one in courses) / (
        totals(sample()).hours or 1
    )


def test_size() -> None:
    one = sample()
    assert (len(one.courses), len(one.competencies), len(one.posts) - 1) == (34, 23, 6)
    levels = Counter(post.level for post in one.posts.values())
    assert levels == {PostLevel.INITIAL: 4, PostLevel.PROMOTION: 2, PostLevel.GRADUATE: 1}
    assert (len(one.respondents), len(one.enterprises), len(one.tasks)) == (32, 8, 15)


def test_the_checks_find_no_error_and_nothing_that_is_wrong_in_principle() -> None:
    assert {one.severity for one in check(sample())} == {Severity.NOTE}


def test_the_planner_accepts_the_plan() -> None:
    one = sample()
    assert one.placements.keys() == one.courses.keys()
    assert verify(one, {key: one.terms[row.term].number for key, row in one.placements.items()}) == ()


def test_figures_of_the_regulation() -> None:
    whole = totals(sample())
    assert whole.hours == pytest.approx(2786)
    assert whole.practice_share == pytest.approx(1 - 806 / 2786)
    assert share([one for one in COURSES if is_public_basic(sample(), one)]) == pytest.approx(
        0.256, abs=0.001
    )
    assert share([one for one in COURSES if one.status is Standing.ELECTIVE]) == pytest.approx(
        0.1005, abs=0.0005
    )
    internship = [part.weeks for one in COURSES if one.delivery is Delivery.INTERNSHIP for part in one.parts]
    assert internship == [8, 18]
    years = Counter[int]()
    for term in sample().terms.values():
        years[term.year] += int(term.teaching_weeks or 0)
    assert years == {1: 40, 2: 40, 3: 40}


def test_weeks_and_load_of_the_terms() -> None:
    loads = term_loads(sample())
    assert [one.class_weeks for one in loads] == [16, 16, 16, 16, 10, 0]
    assert [one.weekly_hours for one in loads] == [26, 27, 23, 27, 24, 0]
    assert sample().about.max_weekly_hours == 28
    assert phase_score(sample()).score == pytest.approx(0.772, abs=0.001)


@pytest.mark.parametrize("course", COURSES, ids=lambda one: one.code)
def test_hours_credits_and_contributions_of_a_course_agree(course: Course) -> None:
    rule = sample().about.credit_rule
    assert hours_by_rule(course, rule) == course.hours.timetabled
    assert credits_by_rule(course, rule) == course.credits
    if course.delivery is Delivery.WEEKLY:
        assert 16 <= (course.hours.total or 0.0) / (course.credits or 1.0) <= 18
    for mode in Mode:
        given = sum(
            one.hours or 0.0 for one in sample().contributions[course.id].values() if one.mode is mode
        )
        assert given <= (course.hours.of(mode) or 0.0)


def test_training_of_the_second_year_checks_theory_of_the_first() -> None:
    held = [one for rows in sample().requisites.values() for one in rows.values()]
    assert {one.kind for one in held} == set(RequisiteKind)
    assert sum(one.kind is RequisiteKind.TESTS for one in held) >= 5


@pytest.mark.parametrize(("code", "name"), NAMED_IN_P4.items())
def test_courses_that_p4_names_are_there(code: str, name: str) -> None:
    (found,) = (one for one in COURSES if one.code == code)
    assert found.name.en == name
    assert found.source.startswith("P4")


def test_every_row_has_a_source_and_both_languages() -> None:
    one = sample()
    rows: list[Any] = [
        row
        for table in ("competencies", "courses", "modules", "frameworks", "posts", "tasks", "course_types", "surveys")
        for row in getattr(one, table).values()
    ]  # fmt: skip
    named = [
        *rows,
        *one.pools.values(),
        *one.resources.values(),
        *one.terms.values(),
        *one.enterprises.values(),
    ]
    assert [row for row in rows if not row.source] == []
    assert [row for row in named if not (row.name.zh and row.name.en)] == []


def test_tasks_need_nothing_that_their_post_does_not_require() -> None:
    required = requirements(sample())
    assert {one.step for one in sample().tasks.values()} == {one.key for one in sample().about.process_steps}
    for one in sample().tasks.values():
        assert one.competencies
        assert one.competencies <= required[one.post].keys(), one.code


def test_exactly_the_gaps_that_are_left_to_be_closed() -> None:
    one = report().totals
    assert (one.gap, one.firm, one.no_coverage, one.late) == (2, 2, 1, 1)
    assert (one.over, one.unrated, one.no_demand) == (0, 0, 0)
    left = {
        (CODES[post.post], CODES[row.competency]): (row.status, row.firm, row.late)
        for post in report().posts
        for row in post.rows
        if row.status is not Status.MET or row.late
    }
    assert left == {
        ("SO", "C18"): (Status.GAP, True, False),
        ("EP", "C15"): (Status.GAP, True, False),
        ("CC", "C03"): (Status.NO_COVERAGE, None, False),
        ("CS", "C01"): (Status.MET, False, True),
    }


def test_one_level_more_is_missing_where_only_assessed_evidence_counts() -> None:
    assessed = gap_report(sample(), requirements(sample()), "assessed")
    lost = {
        (CODES[post.post], CODES[row.competency])
        for post in assessed.posts
        for row in post.rows
        if row.status is Status.GAP
    }
    assert lost == {("SO", "C18"), ("EP", "C15"), ("CC", "C05")}


def test_the_answers_say_what_the_posts_are_meant_to_require() -> None:
    required = requirements(sample())
    ids = {code: ident for ident, code in CODES.items()}
    for one in read_targets(TRADE):
        found = required[ids[one.post]].get(ids[one.competency])
        assert (0 if found is None else found.level) == one.level, one
        assert found is None or found.interval is not None


def test_the_maker_repeats_its_files(tmp_path: Path) -> None:
    assert make(tmp_path, TRADE) == {"respondents": 32, "answers": 430, "choices": 0}
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (TRADE.folder / name).read_bytes(), name
    (survey,) = sample().surveys.values()
    assert survey.example
    assert survey.note.en.startswith("Our example")


def test_importing_the_workbook_gives_the_same_requirements() -> None:
    bare = replace(sample(), respondents={}, surveys={})
    read = read_file(TRADE.folder / "answers_example.xlsx", bare)
    assert [one for one in read.findings if one.severity is Severity.ERROR] == []
    assert levels(read.program) == levels(sample())


def levels(one: Program) -> dict[tuple[str, str], int | None]:
    return {(post, key): row.level for post, rows in requirements(one).items() for key, row in rows.items()}


def test_the_files_are_as_the_writer_writes_them(tmp_path: Path) -> None:
    write_sample(read_sample(TRADE.folder), tmp_path)
    for path in sorted(one for one in tmp_path.rglob("*") if one.is_file()):
        assert path.read_text("utf-8") == (TRADE.folder / path.relative_to(tmp_path)).read_text("utf-8"), (
            path.name
        )


def test_it_opens_plans_and_exports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = runner(capsys, Asked())
    path, out = tmp_path / "mine.curriplan", tmp_path / "plan.xlsx"
    assert run("new", path, "--sample", TRADE.sample).code == 0
    assert run("check", path).code == 0
    planned = run("plan", path, "--json").object
    assert (planned["status"], planned["proven"]) == ("optimal", True)
    assert run("check", path).code == 0
    assert run("export", path, out).code == 0
    assert len(openpyxl.load_workbook(out).sheetnames) >= 7
    assert run("gaps", path, "--json").object["totals"]["firm"] == 2
