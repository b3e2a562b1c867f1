"""``curriplan check --accept``: an accepted error is no error for scripts, until its figures are others."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from curriplan.domain.course import Course, Hours, TermPart
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.rows import put
from curriplan.domain.text import Text
from tests.cli.running import Run, stored

REASON = "agreed with the registry"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a file with two courses whose hours do not agree with their terms."""
    rows = [
        Course(
            one, one.upper(), Text(one, one), hours=Hours(theory=60), parts=(TermPart(4, 16),), credits=4.0
        )
        for one in ("k1", "k2")
    ]
    held = put(blank_program(Text("错", "Wrong"), terms=0), "courses", *rows)
    return stored(tmp_path / "wrong.curriplan", held)


def test_accepting_by_code_and_row(run: Run, wrong: Path) -> None:
    assert run("check", wrong, "--json").code == 1
    first = run("check", wrong, "--accept", "hours_parts", "--of", "K1", "--reason", REASON, "--json")
    assert first.code == 1
    errors = {one["where"]["code"]: one for one in first.object["findings"] if one["code"] == "hours_parts"}
    assert {code: one["accepted"] for code, one in errors.items()} == {"K1": True, "K2": False}
    assert "hours_from_parts" in errors["K2"]["fixes"]
    (held,) = first.object["acceptances"]
    assert (held["code"], held["reason"]) == ("hours_parts", REASON)
    again = run("check", wrong, "--accept", "hours_parts", "--reason", REASON)
    assert again.code == 0
    assert REASON in again.out
    assert "Of these 2 are accepted with a reason, 2 of them errors." in again.out


def test_what_cannot_be_accepted_is_said(run: Run, wrong: Path) -> None:
    assert run("check", wrong, "--accept", "hours_parts").code == 2
    assert run("check", wrong, "--reason", REASON).code == 2
    told = run("check", wrong, "--accept", "no_such_code", "--reason", REASON).refused()
    assert "No open finding has the code no_such_code" in told


def test_the_workbook_prints_reason_author_and_date(run: Run, wrong: Path, tmp_path: Path) -> None:
    run("check", wrong, "--accept", "hours_parts", "--of", "K1", "--reason", REASON)
    book = tmp_path / "book.xlsx"
    assert run("export", wrong, book, "--lang", "en").code == 0
    cells = [str(one.value) for row in load_workbook(book)["Checks"].iter_rows() for one in row if one.value]
    assert "Accepted" in cells
    assert sum(REASON in one for one in cells) == 1
