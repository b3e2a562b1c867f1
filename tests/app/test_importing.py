"""What files would change: from nothing to requirements, and how many errors there are."""

from __future__ import annotations

import csv
from pathlib import Path

from curriplan.app.importing import preview
from curriplan.domain.defaults import blank_program
from curriplan.domain.resources import folder
from curriplan.domain.text import Text

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
