"""The questionnaire of the sample: its size, its marks, its maker; and the published survey of P0."""

from __future__ import annotations

import csv
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.make_example_answers import CROSS_BORDER, make, read_targets
from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.rules.check import check
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from curriplan.domain.progress import quiet
from curriplan.domain.survey import Question, Survey
from curriplan.exchange.readers.registry import read_file
from curriplan.exchange.readers.sample import read_sample, sample_program
from curriplan.exchange.writers.sample import write_sample
from tests.samples.sample import NAME, sample

SAMPLE, SURVEY = CROSS_BORDER.folder, CROSS_BORDER.survey
MADE = ("respondents.csv", "answers.csv", "choices.csv", "answers_example.xlsx")


def _survey(code: str) -> Survey:
    return next(one for one in sample().surveys.values() if one.code == code)


def _question(code: str) -> Question:
    return next(one for one in sample().questions.values() if one.code == code)


def test_48_respondents_of_12_enterprises_answered() -> None:
    people = list(sample().respondents.values())
    assert len(people) == 48
    assert len({one.enterprise for one in people}) == len(sample().enterprises) == 12
    assert {one.survey for one in people} == {_survey(SURVEY).id}
    assert sum(len(one.ratings) for one in people) == 1251


def test_the_answers_are_marked_as_an_example() -> None:
    assert _survey(SURVEY).example
    assert _survey(SURVEY).note.zh.startswith("示例")
    assert _survey(SURVEY).note.en.startswith("Our example")
    assert not _survey("P0YT").example


def test_blanks_and_zeros_occur_and_stay_apart() -> None:
    ratings = [rating for one in sample().respondents.values() for rating in one.ratings]
    levels = Counter(one.level for one in ratings)
    assert set(levels) == {None, 0, 1, 2, 3, 4}
    assert levels[None] > 10
    assert levels[0] > 10
    assert {one.importance for one in ratings} == {None, 1, 2, 3, 4, 5}


def test_one_post_has_too_few_answers_for_an_interval() -> None:
    required = requirements(sample())
    alone = {
        sample().posts[post].code
        for post, held in required.items()
        if held and all(one.interval is None for one in held.values())
    }
    assert alone == {"CD", "GRAD"}


def test_the_answers_say_what_the_posts_are_meant_to_require() -> None:
    required = requirements(sample())
    posts = {one.code: one.id for one in sample().posts.values()}
    competencies = {one.code: one.id for one in sample().competencies.values()}
    wrong = []
    for one in read_targets(CROSS_BORDER):
        found = required[posts[one.post]].get(competencies[one.competency])
        level = 0 if found is None else found.level
        if level != one.level:
            wrong.append((one, level))
    assert wrong == []


def test_not_needed_makes_no_requirement() -> None:
    required = requirements(sample())
    posts = {one.code: one.id for one in sample().posts.values()}
    unneeded = [one for one in read_targets(CROSS_BORDER) if one.level == 0]
    assert len(unneeded) == 4
    for one in unneeded:
        names = {sample().competencies[key].code for key in required[posts[one.post]]}
        assert one.competency not in names


def test_the_maker_repeats_its_files(tmp_path: Path) -> None:
    assert make(tmp_path) == {"respondents": 48, "answers": 1251, "choices": 80}
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes(), name


def test_the_workbook_holds_the_ratings_of_the_text_file() -> None:
    from openpyxl import load_workbook

    rows = list(load_workbook(SAMPLE / "answers_example.xlsx").active.values)  # type: ignore[union-attr]
    assert rows[0] == (
        "survey",
        "respondent",
        "enterprise",
        "role",
        "post",
        "competency",
        "importance",
        "level",
        "date",
    )
    with (SAMPLE / "answers.csv").open(encoding="utf-8", newline="") as file:
        plain = list(csv.DictReader(file))
    held = [
        (who, str(post).split()[0], str(competency).split()[0], *("" if x is None else str(x) for x in said))
        for _, who, _, _, post, competency, *said, _ in rows[1:]
    ]
    assert held == [tuple(row.values()) for row in plain]


def test_importing_the_workbook_gives_the_same_requirements() -> None:
    bare = replace(sample(), respondents={}, questions={}, surveys={})
    read = read_file(SAMPLE / "answers_example.xlsx", bare, None, None, quiet)
    assert [one for one in read.findings if one.severity is Severity.ERROR] == []
    assert (read.rows, len(read.program.respondents), len(read.program.surveys)) == (1251, 48, 1)
    assert read.program.enterprises == sample().enterprises
    assert _demand(read.program) == _demand(sample())


def _demand(program: Program) -> dict[tuple[str, str], tuple[int | None, float | None, int, int]]:
    return {
        (post, key): (one.level, one.importance, one.n, one.enterprises)
        for post, held in requirements(program).items()
        for key, one in held.items()
    }


@pytest.mark.parametrize(
    ("code", "shares", "smallest"),
    [
        ("F1", [47.1, 33.2, 10, 9.7], 259),
        ("F2", [53, 21, 14, 12], 43),
        ("F3", [55], 11),
    ],
)
def test_the_shares_of_p0_stand_as_printed_and_cannot_come_from_15_answers(
    code: str, shares: list[float], smallest: int
) -> None:
    question = _question(code)
    assert [one.percent for one in question.published] == shares
    assert (question.stated_n, question.stated_enterprises) == (15, 5)
    assert question.role
    keys = {one.key for one in question.options}
    assert {one.option for one in question.published} <= keys
    found = next(
        one for one in check(sample()) if one.code == "share_impossible" and one.where.key == (question.id,)
    )
    assert found.arguments()["n"] == 15
    assert found.arguments()["smallest"] == smallest


def test_chosen_options_exist() -> None:
    keys = {one.id: {option.key for option in one.options} for one in sample().questions.values()}
    chosen = [choice for one in sample().respondents.values() for choice in one.choices]
    assert len(chosen) == 80
    assert all(set(one.options) <= keys[one.question] for one in chosen)


def test_the_files_are_as_the_writer_writes_them(tmp_path: Path) -> None:
    write_sample(read_sample(SAMPLE), tmp_path)
    for path in sorted(one for one in tmp_path.rglob("*") if one.is_file()):
        assert path.read_text("utf-8") == (SAMPLE / path.relative_to(tmp_path)).read_text("utf-8"), path.name


def test_the_sample_is_read_within_150_ms() -> None:
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        sample_program(NAME)
        taken.append(time.perf_counter() - begun)
    assert min(taken) < 0.15
