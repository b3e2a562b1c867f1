"""What files would change: from nothing to requirements, and how many errors there are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from curriplan.app.importing import import_label, preview
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.defaults import blank_program
from curriplan.domain.resources import folder
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program

NOTHING = blank_program(Text("空白", "Blank"))
SAMPLE = folder("samples") / "cross_border_ecommerce"


def test_raw_answers_lead_from_nothing_to_requirements() -> None:
    shown = preview(NOTHING, [SAMPLE / "answers_example.xlsx"], add_missing=True)
    assert not shown.faulty
    assert (shown.changed, shown.removed, shown.skipped) == (0, 0, 0)
    asked = {rating.post for one in shown.after.respondents.values() for rating in one.ratings}
    assert asked == shown.after.posts.keys() - {"every-graduate"}
    assert len(asked) >= 10
    assert len(shown.after.competencies) >= 30


def test_errors_that_were_only_counted_count(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["respondent", "enterprise", "post", "competency", "importance", "level"],
                *([str(n), "A", "Buyer", "Packing", 5, "high!"] for n in range(250)),
            ]
        )
    shown = preview(NOTHING, [path], add_missing=True)
    assert (shown.rows, shown.skipped, shown.errors) == (250, 250, 250)
    assert len(shown.findings) < 250
    assert not shown.changes


@pytest.mark.parametrize(
    ("cells", "told", "levels"),
    [
        (("H", "M"), "L = 1, M = 2, H = 3", {3, 2}),
        (("I", "M"), "I = 1, R = 2, M = 3", {1, 3}),
        ((3, 2), "", {3, 2}),
    ],
)
def test_the_table_by_which_levels_were_read_is_stored_with_them(
    cells: tuple[object, ...], told: str, levels: set[int], tmp_path: Path
) -> None:
    sample = sample_program("cross_border_ecommerce")
    courses = [sorted(one.code for one in sample.courses.values())[n] for n in (0, 1)]
    path = tmp_path / "map.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["course", "X12k"], *zip(courses, cells, strict=True)])
    shown = preview(sample, [path])
    (competency,) = (one.id for one in sample.competencies.values() if one.code == "X12k")
    ids = {one.code: one.id for one in sample.courses.values()}
    assert {shown.after.contributions[ids[code]][competency].level for code in courses} == levels
    said = import_label(shown)
    assert [Texts(lang)(f"edit.{said.code}", **dict(said.args)) for lang in LANGUAGES]
    assert dict(said.args).get("pairs", "") == told
