"""Competencies, who needs them and who delivers them: credible, and true to the papers' crosswalk."""

from __future__ import annotations

from collections import Counter

import pytest

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.gap.result import GapReport, Status
from curriplan.analysis.rules.check import check
from curriplan.domain.course import Contribution, Course
from curriplan.domain.post import PostLevel, StatementSource
from curriplan.domain.scale import Kind, Mode
from tests.samples.sample import course, sample

CODES = {one.id: one.code for one in sample().competencies.values()}
COURSES = sorted(sample().courses.values(), key=lambda one: one.code)
POSTS = {one.code: one.id for one in sample().posts.values()}
# Columns of the merged catalogue: competency, and nodes of each paper that it must name among others.
CROSSWALK = {
    "X01": {"P0-M1a", "P1-1", "P2-1.1", "P2-K2", "P4-1"},
    "X02": {"P0-M1b", "P1-2", "P2-2.3", "P2-C2", "P2-Q3", "P4-1", "P4-2"},
    "X03": {"P1-2", "P2-Q3", "P4-1"},
    "X04": {"P2-1.2", "P2-C1", "P2-K1", "P3-P1", "P3-P2", "P4-2"},
    "X05": {"P0-M2a", "P1-3", "P2-1.2", "P2-C2", "P3-P4", "P4-4"},
    "X06": {"P0-M2b", "P0-M2d", "P4-4"},
    "X07": {"P0-M2c", "P4-3"},
    "X08": {"P1-N1", "P2-1.3", "P2-C3", "P2-K3", "P3-P3", "P4-3"},
    "X09": {"P1-4", "P2-1.2", "P2-C4", "P2-K4", "P4-5"},
    "X10": {"P1-4", "P2-1.2", "P4-4"},
    "X11": {"P1-5", "P2-C5", "P2-K5"},
    "X12": {"P2-C6", "P2-K6"},
    "X13": {"P0-M4a", "P0-M4b", "P4-E"},
    "X14": {"P0-M3a", "P0-M3b", "P2-Q2", "P4-E"},
    "X15": {
        "P2-2.1", "P2-2.2", "P2-2.4", "P2-2.5", "P2-Q2", "P2-Q4", "P2-Q5", "P2-Q6", "P3-S1", "P3-S2", "P3-S3",
    },
}  # fmt: skip
TABLE_1 = {f"P2-{kind}{number}" for kind in "CQK" for number in range(1, 7)}
INDEX = {f"P2-1.{number}" for number in (1, 2, 3)} | {f"P2-2.{number}" for number in range(1, 6)}


def _frames(prefix: str) -> set[str]:
    modules = sample().modules
    return {
        modules[node].code
        for one in sample().competencies.values()
        if one.code.startswith(prefix)
        for node in one.frames
    }


def _given(code: str) -> dict[str, Contribution]:
    held = sample().contributions[course(code).id]
    return {CODES[key]: one for key, one in held.items()}


@pytest.mark.parametrize("canon", CROSSWALK)
def test_crosswalk_is_that_of_the_papers(canon: str) -> None:
    assert not CROSSWALK[canon] - _frames(canon)


def test_every_requirement_of_table_1_and_every_ability_of_the_index_has_a_competency() -> None:
    assert not (TABLE_1 | INDEX) - _frames("")


def test_kinds_of_table_1_are_kept() -> None:
    kinds = {"C": Kind.CAPABILITY, "Q": Kind.QUALITY, "K": Kind.KNOWLEDGE}
    modules, frameworks = sample().modules, sample().frameworks
    printed = {key: row.code for key, row in modules.items() if not frameworks[row.framework].joined}
    named = [
        (one, [printed[node] for node in one.frames if node in printed])
        for one in sample().competencies.values()
    ]
    alone = [(one, codes[0]) for one, codes in named if len(codes) == 1]
    checked = [(one, code) for one, code in alone if code in TABLE_1]
    assert len(checked) >= 5
    for one, code in checked:
        assert one.kind is kinds[code[3]]


def test_fields_that_a_course_should_join_are_those_of_p2() -> None:
    fields = [one for one in sample().frameworks.values() if one.joined]
    assert [one.code for one in fields] == ["P2F"]
    names = [one.name.en for one in sample().modules.values() if one.framework == fields[0].id]
    assert names == ["Foreign language", "International trade", "E-commerce"]
    assert "example" in fields[0].source


def test_posts_are_those_of_the_papers() -> None:
    levels = {code: sample().posts[key].level for code, key in POSTS.items()}
    promotion = {code for code, level in levels.items() if level is PostLevel.PROMOTION}
    assert promotion == {"CC", "EP", "CB"}
    assert {code for code, level in levels.items() if level is PostLevel.GRADUATE} == {"GRAD"}
    assert {one.job_group.en for one in sample().posts.values() if one.code != "GRAD"} == {
        "Import and export trade",
        "Electronic customs declaration",
        "Online marketing",
        "Cross-border e-commerce",
    }
    growth = sample().posts[POSTS["CS"]].promotes_to
    assert growth == {POSTS["CC"], POSTS["EP"]}


def test_every_step_of_the_trade_has_a_task_and_every_task_needs_competencies() -> None:
    steps = [step.key for step in sample().about.process_steps]
    assert len(steps) == 8
    assert {one.step for one in sample().tasks.values()} == set(steps)
    assert all(one.competencies for one in sample().tasks.values())


def test_tasks_need_nothing_that_their_post_does_not_require() -> None:
    required = requirements(sample())
    for one in sample().tasks.values():
        assert one.competencies <= required[one.post].keys(), one.code


def test_demands_of_every_graduate_name_their_clause_or_say_that_they_are_ours() -> None:
    for one in sample().statements[POSTS["GRAD"]].values():
        if one.source is StatementSource.REGULATION:
            assert "教职成〔2019〕13号" in one.reason.zh
        else:
            assert one.reason.zh.startswith("示例")
            assert one.reason.en.startswith("Our example")


def test_sport_and_drill_deliver_only_qualities() -> None:
    for code in ("PB07", "PB09", "PB14"):
        kinds = {sample().competencies[one.competency].kind for one in _given(code).values()}
        assert kinds == {Kind.QUALITY}


def test_public_courses_deliver_no_trade() -> None:
    trade = {code for code in CODES.values() if code[:3] in {"X04", "X05", "X09", "X10", "X11", "X12"}}
    public = [one for one in sample().courses.values() if one.code.startswith("PB")]
    for one in public:
        assert trade.isdisjoint(_given(one.code)), one.code


def test_customs_is_taught_where_customs_is_taught() -> None:
    givers = {one.code for one in sample().courses.values() if "X04c" in _given(one.code)}
    assert givers == {"ZB11", "SJ03", "ZX14"}


@pytest.mark.parametrize("one", COURSES, ids=lambda one: one.code)
def test_contributions_take_no_more_hours_than_the_course_has_in_their_mode(one: Course) -> None:
    given: dict[Mode, float] = dict.fromkeys(Mode, 0.0)
    for held in _given(one.code).values():
        given[held.mode] += held.hours or 0.0
    for mode in Mode:
        extra = one.hours.extracurricular or 0.0 if mode is Mode.ON_CAMPUS else 0.0
        assert given[mode] <= (one.hours.of(mode) or 0.0) + extra


def test_every_kind_of_evidence_occurs() -> None:
    held = Counter(one.evidence.value for given in sample().contributions.values() for one in given.values())
    assert held == {"assessed": 78, "syllabus": 73, "claimed": 35}


def test_every_competency_is_required_and_taught() -> None:
    taught = {key for held in sample().contributions.values() for key in held}
    required = {key for held in requirements(sample()).values() for key in held}
    assert taught == required == sample().competencies.keys()


@pytest.fixture(scope="module")
def report() -> GapReport:
    return gap_report(sample(), requirements(sample()))


def test_gaps_are_credible(report: GapReport) -> None:
    one = report.totals
    assert (one.gap, one.firm, one.no_coverage, one.over, one.late) == (32, 9, 2, 4, 4)
    assert (one.unrated, one.no_demand) == (3, 0)


def test_readiness_is_that_of_a_good_programme_with_work_to_do(report: GapReport) -> None:
    assert report.totals.readiness == pytest.approx(0.925, abs=0.001)
    assert report.totals.readiness_due == pytest.approx(0.917, abs=0.001)
    assessed = gap_report(sample(), requirements(sample()), "assessed").totals
    assert assessed.readiness == pytest.approx(0.838, abs=0.001)


@pytest.mark.parametrize(
    ("post", "competency", "status", "required", "delivered"),
    [
        ("BO", "X10b", Status.GAP, 3, 1),  # pricing is taught in electives only
        ("BO", "X11k", Status.GAP, 3, 2),  # P1: product knowledge is the shortcoming of such students
        ("CS", "X14r", Status.GAP, 3, 2),  # P0 Fig. 2: lack of job awareness
        ("CS", "X01c", Status.NO_COVERAGE, 2, 0),  # a second language in two of four electives
        ("CC", "X01c", Status.NO_COVERAGE, 2, 0),
        ("IE", "X04b", Status.OVER, 3, 4),
        ("CD", "X04c", Status.MET, 3, 3),
    ],
)
def test_known_cells(
    report: GapReport, post: str, competency: str, status: Status, required: int, delivered: int
) -> None:
    key = next(key for key, code in CODES.items() if code == competency)
    row = report.row(POSTS[post], key)
    assert row is not None
    assert (row.status, row.requirement.level, row.delivered) == (status, required, delivered)


def test_spoken_english_comes_late_because_it_grows_on_the_job(report: GapReport) -> None:
    key = next(key for key, code in CODES.items() if code == "X01b")
    late = {code for code in ("CR", "IE") if (row := report.row(POSTS[code], key)) is not None and row.late}
    assert late == {"CR", "IE"}


def test_check_has_no_errors() -> None:
    assert [one for one in check(sample()) if one.severity.value == "error"] == []
