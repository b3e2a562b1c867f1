"""What every insight owes: a definition, a true example, an answer for any programme, words in both languages."""

from __future__ import annotations

import doctest
import importlib
import math
import pkgutil
from dataclasses import replace
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings

import curriplan.analysis.insight
from curriplan.analysis.gap import readiness
from curriplan.analysis.insight.insight import Found, Insight
from curriplan.analysis.insight.insights import INSIGHTS
from curriplan.analysis.report.tree import Number
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.course import Course
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.text import Lang, Text
from curriplan.exchange.writers.words import Words
from tests.analysis.insight.ground import ground, sample_ground
from tests.random_programs import random_program
from tests.strategies import SEEDS
from tests.worked_example import program as worked_example

MODULES = [
    importlib.import_module(f"curriplan.analysis.insight.{one.name}")
    for one in pkgutil.iter_modules(curriplan.analysis.insight.__path__)
]
WITHOUT_FORMULA = {"insight", "insights", "by_group", "groups", "columns"}
"""By group is readiness, whose example stands in ``analysis/gap/readiness.py``."""


@pytest.mark.parametrize("module", [*MODULES, readiness], ids=lambda one: one.__name__)
def test_the_worked_example_is_true(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.failed == 0
    assert found.attempted or module.__name__.rsplit(".", 1)[-1] in WITHOUT_FORMULA


def test_every_file_gives_an_insight() -> None:
    makers = {one.ask.__module__.rsplit(".", 1)[-1] for one in INSIGHTS}
    kept = {"insight", "insights", "groups", "columns"}
    assert makers == {one.__name__.rsplit(".", 1)[-1] for one in MODULES} - kept


def test_every_insight_says_what_it_is() -> None:
    assert len({one.id for one in INSIGHTS}) == len(INSIGHTS)
    assert all(one.unit and one.formula and one.source for one in INSIGHTS)


def without_duties(program: Program) -> Program:
    """Return a programme of one course that nobody asks for."""
    return put(program, "courses", Course("only", "ONLY", Text("课", "Only course")))


PROGRAMMES = {
    "empty": blank_program(Text("空", "Empty"), terms=0),
    "one course": without_duties(blank_program(Text("一", "One"))),
    "worked example": worked_example(),
}


@pytest.mark.parametrize("name", PROGRAMMES)
@pytest.mark.parametrize("insight", INSIGHTS, ids=lambda one: one.id)
def test_small_programmes_have_an_answer(insight: Insight, name: str) -> None:
    is_whole(insight, insight.ask(ground(PROGRAMMES[name])), PROGRAMMES[name])


@pytest.mark.parametrize("insight", INSIGHTS, ids=lambda one: one.id)
def test_the_sample_has_an_answer(insight: Insight) -> None:
    is_whole(insight, insight.ask(sample_ground()), sample_ground().program)


@settings(deadline=None, max_examples=40)
@given(SEEDS)
def test_any_programme_has_an_answer(seed: int) -> None:
    held = random_program(Random(seed), 6)
    seen = ground(held)
    for insight in INSIGHTS:
        is_whole(insight, insight.ask(seen), held)


def is_whole(insight: Insight, found: Found, program: Program) -> None:
    columns = found.columns or insight.columns
    assert columns or not found.lines
    numbers = [found.figure]
    for line in found.lines:
        assert len(line.cells) == len(columns), insight.id
        numbers += [cell for cell in line.cells if isinstance(cell, Number)]
        assert not line.spot.post or line.spot.post in program.posts
        assert not line.spot.competency or line.spot.competency in program.competencies
        assert not line.spot.course or line.spot.course in program.courses
    assert all(math.isfinite(one.value) for one in numbers if one is not None)
    assert found.left_out >= 0


def test_an_empty_programme_is_not_praised() -> None:
    seen = ground(PROGRAMMES["empty"])
    shares = [one.ask(seen).figure for one in INSIGHTS if one.unit == "0..1" and one.id != "distance"]
    assert shares == [None] * len(shares)
    assert not any(one.ask(seen).lines for one in INSIGHTS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_in_the_catalogue(lang: Lang) -> None:
    words, texts = Words(Texts, lang), Texts(lang)
    for insight in INSIGHTS:
        found = insight.ask(sample_ground())
        said = [words.text(one.heading) for one in found.columns or insight.columns]
        said += [words.text(cell) for line in found.lines for cell in line.cells if _is_text(cell)]
        said += [texts(f"insight.{insight.id}.name"), texts(f"insight.{insight.id}.about")]
        said += [words.text(found.summary)] if found.summary is not None else []
        assert all(said), insight.id


def _is_text(cell: object) -> bool:
    return cell is not None and not isinstance(cell, Number) and not hasattr(cell, "level")


def test_the_order_of_rows_in_the_programme_does_not_matter() -> None:
    seen = sample_ground()
    shuffled = replace(
        seen.program,
        **{
            name: dict(reversed(getattr(seen.program, name).items()))
            for name in (
                "posts",
                "competencies",
                "courses",
                "contributions",
                "tasks",
                "modules",
                "frameworks",
            )
        },
    )
    again = ground(shuffled)
    for insight in INSIGHTS:
        one, other = insight.ask(seen), insight.ask(again)
        assert one.figure == other.figure or _near(one.figure, other.figure), insight.id
        assert [line.spot for line in one.lines] == [line.spot for line in other.lines], insight.id


def _near(one: Number | None, other: Number | None) -> bool:
    return one is not None and other is not None and math.isclose(one.value, other.value)


def test_an_edit_that_changes_nothing_leaves_every_answer() -> None:
    seen = sample_ground()
    held = next(iter(next(iter(seen.program.contributions.values())).values()))
    same = set_levels(seen.program, [(held.course, held.competency, held.level)])
    again = ground(same)
    assert all(one.ask(again) == one.ask(seen) for one in INSIGHTS)
