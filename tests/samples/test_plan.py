"""The order of courses in the sample: requisites, phases, named courses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from curriplan.analysis.rules.check import check
from curriplan.domain.course import Requisite, RequisiteKind, TypeRole
from curriplan.domain.finding import Severity
from curriplan.domain.integrity import problems
from curriplan.exchange.readers.sample import SampleInfo, list_samples, read_sample
from curriplan.planning.verify import verify
from tests.samples.sample import course, first, last, sample

REQUISITES = [one for held in sample().requisites.values() for one in held.values()]
NAMED_IN_THE_PAPERS = {
    "ZB05": "Business communication",
    "ZB01": "Practical e-commerce basics",
    "ZB04": "Business English",
    "SJ04": "Copywriting",
    "ZB03": "International trade practice",
    "PB10": "Mental health",
    "ZB12": "Corporate culture and professional ethics",
    "ZB11": "Policy case study",
    "PB06": "Information technology and office software",
    "PB05": "College English",
    "ZB06": "Cross-cultural communication",
    "PT01": "B2C cross-border store practice",
    "ZB10": "Product expertise",
}


@pytest.mark.parametrize("info", list_samples(), ids=lambda one: one.name)
def test_every_sample_is_whole(info: SampleInfo) -> None:
    program = read_sample(info.folder)
    assert list(problems(program)) == []
    assert program.about.name.zh
    assert program.about.name.en
    assert program.about.note.zh
    assert program.about.note.en


def test_blank_sample_has_calendar_and_scale_and_no_course() -> None:
    program = read_sample(next(one.folder for one in list_samples() if one.name == "blank_three_year"))
    assert len(program.terms) == 6
    assert sum(term.teaching_weeks or 0.0 for term in program.terms.values()) == 120
    assert program.about.scale.highest == 4
    assert not program.courses


def test_size_is_that_of_a_real_programme() -> None:
    program = sample()
    assert len(program.courses) == 59
    assert len(program.posts) == 11
    assert len(program.competencies) == 45
    assert sum(map(len, program.contributions.values())) == 186
    assert len(program.tasks) == 32


def test_the_only_warnings_are_the_shares_that_cannot_be() -> None:
    found = check(sample())
    heavy = {one.code for one in found if one.severity is not Severity.NOTE}
    assert heavy == {"share_impossible"}
    assert sum(one.code == "share_impossible" for one in found) == 3


def test_the_planner_accepts_the_plan() -> None:
    program = sample()
    terms = {key: program.terms[one.term].number for key, one in program.placements.items()}
    assert verify(program, terms) == ()


def test_every_course_has_a_term() -> None:
    assert sample().placements.keys() == sample().courses.keys()


@pytest.mark.parametrize("one", REQUISITES, ids=lambda one: f"{one.kind}-{one.id[:4]}")
def test_requisites_are_kept(one: Requisite) -> None:
    code = sample().courses[one.course].code
    named = {sample().courses[other].code for other in one.courses}
    ends_before = {last(other) < first(code) for other in named}
    match one.kind:
        case RequisiteKind.ALL_OF | RequisiteKind.TESTS:
            assert ends_before == {True}
        case RequisiteKind.ANY_OF:
            assert True in ends_before
        case RequisiteKind.COREQUISITE:
            assert all(first(other) <= first(code) for other in named)
        case RequisiteKind.TOGETHER:
            assert all(first(other) == first(code) for other in named)


def test_all_kinds_of_requisites_occur() -> None:
    assert {one.kind for one in REQUISITES} == set(RequisiteKind)


def test_training_of_year_two_checks_theory_of_year_one() -> None:
    tests = [one for one in REQUISITES if one.kind is RequisiteKind.TESTS]
    assert len(tests) >= 5
    for one in tests:
        assert first(sample().courses[one.course].code) in {3, 4}
        assert all(last(sample().courses[other].code) <= 2 for other in one.courses)


@pytest.mark.parametrize(("code", "name"), NAMED_IN_THE_PAPERS.items())
def test_courses_that_the_papers_name_are_there(code: str, name: str) -> None:
    assert course(code).name.en == name
    assert course(code).source.startswith("P")


def test_practice_on_platforms_is_taught_with_enterprises_and_scored_by_practice() -> None:
    types = sample().course_types
    for one in sample().courses.values():
        if one.type and types[one.type].role is TypeRole.PLATFORM:
            assert (one.enterprise_share or 0.0) >= 0.3
            assert (one.practice_score_share or 0.0) >= 0.5
            assert one.resources or one.pool


def test_every_row_with_a_source_column_says_where_it_is_from() -> None:
    program = sample()
    rows: tuple[Any, ...] = (
        *program.competencies.values(),
        *program.courses.values(),
        *program.modules.values(),
        *program.frameworks.values(),
        *program.posts.values(),
        *program.tasks.values(),
        *program.course_types.values(),
        *program.questions.values(),
        *program.surveys.values(),
    )
    assert [row for row in rows if not row.source] == []


def test_everything_is_named_in_both_languages() -> None:
    program = sample()
    tables: tuple[Mapping[str, Any], ...] = (
        program.competencies,
        program.courses,
        program.modules,
        program.frameworks,
        program.posts,
        program.tasks,
        program.course_types,
        program.pools,
        program.resources,
        program.terms,
        program.enterprises,
        program.surveys,
    )
    unnamed = [row for table in tables for row in table.values() if not (row.name.zh and row.name.en)]
    assert unnamed == []
    statements = [one for held in program.statements.values() for one in held.values()]
    assert [one for one in statements if not (one.reason.zh and one.reason.en)] == []
