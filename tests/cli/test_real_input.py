"""Published curricula through the commands, from file to figures and to a plan."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.running import Run
from tests.shared_data import shared

GOLDEN = (
    "BSCS_Hawaii_Manoa",
    "California_Berkely_V2",
    "Colostate_CSDegree",
    "Colostate_CSDegree_2017_w_MATH",
    "Michigan_Ann_Arbor_CS",
)
PLANNED = ("Colostate_CSDegree", "BSCS_Hawaii_Manoa", "California_Berkely_V2")
METRICS = ("Complexity", "Blocking", "Delay", "Centrality")


def plan_file(name: str) -> Path:
    return shared("curricular-analytics", "nuanalytics", "plans", f"{name}.csv")


def golden(name: str) -> list[tuple[str, ...]]:
    """Return name and figures of every course as they were published."""
    path = shared("curricular-analytics", "nuanalytics", "correct", f"{name}_w_metrics.csv")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    start = next(n for n, row in enumerate(rows) if row and row[0] == "Course ID")
    head = rows[start]
    held = [dict(zip(head, row, strict=False)) for row in rows[start + 1 :] if row and row[0]]
    return sorted((row["Course Name"].strip(), *(f"{float(row[one]):g}" for one in METRICS)) for row in held)


@pytest.fixture
def imported(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path, source = tmp_path / "real.curriplan", plan_file(request.param)
    assert run("new", path, "--terms", 8).code == 0
    ended = run("import", path, source, "--json")
    assert ended.code == 0, ended.err
    return path


@pytest.mark.parametrize(
    ("imported", "name"), [(one, one) for one in GOLDEN], indirect=["imported"], ids=GOLDEN
)
def test_every_published_figure_is_reproduced(run: Run, imported: Path, name: str) -> None:
    found = run("metrics", imported, "--json").object
    figures = [(one["name"], *(f"{one[metric.lower()]:g}" for metric in METRICS)) for one in found["courses"]]
    assert sorted(figures) == golden(name)


@pytest.mark.parametrize("imported", PLANNED, indirect=True)
def test_a_plan_of_eight_terms_and_19_credits_is_made(run: Run, imported: Path) -> None:
    before = {one["course"] for one in run("plan", imported, "--dry-run", "--json").object["placements"]}
    ended = run("plan", imported, "--max-credits", "19", "--json")
    assert ended.code == 0
    found = ended.object
    assert found["status"] == "optimal"
    assert found["proven"]
    assert found["load_in"] == "credits"
    assert "the load is in credits" in run("plan", imported, "--max-credits", "19", "--dry-run").out
    assert len(found["terms"]) == 8
    assert all(0 < one["credits"] <= 19 for one in found["terms"])
    assert all(one["hours"] is None for one in found["terms"]), "hours are not known, so they are not 0"
    assert {one["course"] for one in found["placements"]} == before
    placed = [course for term in found["terms"] for course in term["courses"]]
    assert len(placed) == len(set(placed)) == len(found["placements"])
    assert run("check", imported).code == 0
