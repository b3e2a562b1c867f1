"""compare: two files, or two revisions of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import open_session
from curriplan.app.scenarios import fork, show_scenario
from curriplan.app.versions import name_revision
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import change_course, remove_courses
from curriplan.domain.history import label
from curriplan.domain.text import Text
from tests.cli.running import Run, stored
from tests.worked_example import program

SIDE = {
    "file", "revision", "version", "scenario", "gaps", "gaps_assessed", "tracks", "terms", "findings", "metrics",
}  # fmt: skip


@pytest.fixture
def edited(example: Path) -> Path:
    """Return the worked example after two edits: revisions 2 and 3."""
    session = open_session(example, inline_jobs(), "Tester")
    session.load_answers()
    session.apply(label("x"), lambda now: set_levels(now, [("store", "settlement", 2)]))
    session.apply(label("x"), lambda now: remove_courses(now, ["project"]))
    session.close()
    return example


def test_two_revisions_of_a_file(run: Run, edited: Path) -> None:
    found = run("compare", f"{edited}@1", edited, "--json").object
    assert found.keys() == {"a", "b", "changes", "gaps"}
    a, b = found["a"], found["b"]
    assert a.keys() == b.keys() == SIDE
    assert (a["file"], a["revision"], b["revision"]) == (edited.name, 1, None)
    assert a["gaps"]["readiness"] == pytest.approx(0.8451, abs=5e-5)
    assert {(one["table"], one["code"]) for one in found["changes"]} >= {("courses", "K3")}
    rows = {(one["post"], one["competency"]): (one["a"], one["b"]) for one in found["gaps"]}
    assert rows.keys() == {("P1", "C3"), ("P1", "C2"), ("P2", "C2")}
    before, after = rows["P1", "C3"]
    assert before == {"required": 2, "delivered": 0, "status": "no_coverage", "firm": None, "late": False}
    assert (after["delivered"], after["status"]) == (2, "met")
    assert rows["P1", "C2"][1]["status"] == "gap"


def test_a_revision_is_what_its_file_was(run: Run, edited: Path, tmp_path: Path) -> None:
    then = stored(tmp_path / "then.curriplan", program())
    found = run("compare", then, f"{edited}@1", "--json").object
    assert found["changes"] == []
    assert found["gaps"] == []
    assert {**found["a"], "file": "", "revision": 0} == {**found["b"], "file": "", "revision": 0}


def test_the_other_way_round(run: Run, edited: Path) -> None:
    there = run("compare", f"{edited}@2", f"{edited}@3", "--json").object
    back = run("compare", f"{edited}@3", f"{edited}@2", "--json").object
    assert (there["a"], there["b"]) == (back["b"], back["a"])
    assert [(one["a"], one["b"]) for one in there["gaps"]] == [(one["b"], one["a"]) for one in back["gaps"]]
    assert len(there["changes"]) == len(back["changes"]) > 0


def test_for_people_the_better_figure_is_marked(run: Run, edited: Path) -> None:
    told = run("compare", f"{edited}@1", f"{edited}@2").out
    ready = next(line for line in told.splitlines() if line.startswith("Readiness  "))
    assert ready.split() == ["Readiness", "85", "%", "93", "%", "✓"]
    assert "1 requirement stands differently." in told
    assert "P1    C3          0 of 2, no course  2 of 2, met" in told
    assert "Added course map: Store lab × Settlement" in told


def test_a_scenario_is_called_by_its_name(run: Run, edited: Path) -> None:
    session = open_session(edited, inline_jobs(), "Tester")
    session.load_answers()
    show_scenario(session, fork(session, Text("方案二", "Plan B"), date(2026, 3, 1)))
    session.apply(label("x"), lambda now: remove_courses(now, ["week"]))
    session.close()
    for name in ("Plan B", "方案二"):
        found = run("compare", edited, f"{edited}#{name}", "--json").object
        assert (found["b"]["scenario"], found["b"]["revision"]) == (name, None)
        assert {(one["table"], one["code"]) for one in found["changes"]} >= {("courses", "K6")}
        assert "scenarios" not in {one["table"] for one in found["changes"]}
    assert "Plan B" in run("compare", edited, f"{edited}#Plan C").refused()


def test_a_named_version_is_called_by_its_name(run: Run, edited: Path) -> None:
    session = open_session(edited, inline_jobs(), "Tester")
    session.load_answers()
    name_revision(session, 1, Text("定稿", "As approved"), date(2026, 3, 1))
    session.close()
    for name in ("As approved", "定稿"):
        found = run("compare", f"{edited}@{name}", f"{edited}@1", "--json").object
        assert (found["a"]["version"], found["a"]["revision"], found["changes"]) == (name, None, [])
    assert "As approved" in run("history", edited).out
    assert "Draft" in run("compare", f"{edited}@Draft", edited).refused()


def test_in_chinese(run: Run, edited: Path) -> None:
    assert "达成度" in run("compare", f"{edited}@1", edited, "--lang", "zh").out


def test_a_circle_has_no_metrics(run: Run, example: Path, tmp_path: Path) -> None:
    from curriplan.domain.course import Requisite, RequisiteKind
    from curriplan.domain.edits.rows import put

    rows = [
        Requisite(f"r-{a}", a, RequisiteKind.ALL_OF, frozenset({b}))
        for a, b in (("store", "project"), ("project", "store"))
    ]
    circle = stored(tmp_path / "circle.curriplan", put(program(), "requisites", *rows))
    found = run("compare", example, circle, "--json").object
    assert found["a"]["metrics"] is not None
    assert found["b"]["metrics"] is None
    assert "–" in run("compare", example, circle).out


def test_what_cannot_be_compared_is_refused_with_a_sentence(run: Run, example: Path, tmp_path: Path) -> None:
    for wrong in ("0", "2", "99"):
        said = run("compare", f"{example}@{wrong}", example).refused()
        assert f"no revision {wrong}" in said
        assert example.name in said
    assert "nothing" in run("compare", tmp_path / "nothing.curriplan", example).refused()


def test_a_file_may_have_the_mark_in_its_name(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path / "me@1.curriplan", program())
    path = path.rename(tmp_path / "plan@7")
    assert run("compare", path, path, "--json").object["changes"] == []


def test_equal_figures_have_no_mark() -> None:
    from curriplan.app.comparing import LINES, best, compare

    held = change_course(program(), "store", credits=3.0)
    found = compare(program(), held, date(2026, 3, 1))
    assert all(best(line, found.figures) == frozenset() for line in LINES)
