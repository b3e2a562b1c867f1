"""close: the cheapest steps, proven and stored as one edit; what cannot be closed is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import open_session
from curriplan.domain.edits.rows import put
from curriplan.domain.scale import Kind
from tests.cli.running import Run, stored
from tests.planning.closing.programs import program, requires, teaches, weekly
from tests.planning.closing.test_set_cover import catalogue, lacking

KEYS = {"status", "proven", "hours", "bound", "table", "steps", "closes", "impossible"}
STEP = {"competency", "course", "kind", "level", "mode", "hours", "evidence"}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a file whose one course could serve both posts, and nobody the last competency of one."""
    kinds = dict.fromkeys("cd", Kind.KNOWLEDGE)
    built = program(kinds, [weekly("k")], [teaches("k", one, 1, hours=16) for one in "cd"], {"k": 1})
    built = requires(requires(built, "p", {"c": 3}), "q", {"c": 2, "d": 2})
    return stored(tmp_path / "two.curriplan", built)


def test_all_gaps_are_closed_for_least_hours_and_stored_as_one_edit(run: Run, two: Path) -> None:
    ended = run("close", two, "--all", "--json")
    assert ended.code == 0
    found = ended.object
    assert found.keys() == KEYS
    assert (found["status"], found["proven"], found["table"]) == ("optimal", True, "default-1")
    assert found["hours"] == found["bound"] == 18.0
    assert all(one.keys() == STEP for one in found["steps"])
    assert {(one["course"], one["competency"], one["kind"], one["level"]) for one in found["steps"]} == {
        ("k", "c", "raise", 3),
        ("k", "d", "raise", 2),
    }
    assert all(one["evidence"] == "assessed" and one["hours"] > 0 for one in found["steps"])
    assert found["closes"] == [
        {"post": "p", "competency": "c"},
        {"post": "q", "competency": "c"},
        {"post": "q", "competency": "d"},
    ]
    assert run("gaps", two, "--json").object["totals"]["readiness"] == 1.0
    assert len(run("history", two, "--json").object["revisions"]) == 2


def test_closing_can_be_undone(run: Run, two: Path) -> None:
    run("close", two, "--all")
    session = open_session(two, inline_jobs(), "Tester")
    session.undo()
    session.close()
    assert run("gaps", two, "--json").object["totals"]["gap"] == 3


def test_only_firm_gaps_are_closed_unless_all_are_wanted(run: Run, two: Path) -> None:
    """Gaps of statements have no interval, so none of them is firm."""
    before = two.read_bytes()
    found = run("close", two, "--json")
    assert (found.code, found.object["status"], found.object["steps"]) == (0, "optimal", [])
    assert "No such gap" in run("close", two).out
    assert two.read_bytes() == before


def test_a_dry_run_stores_nothing(run: Run, two: Path) -> None:
    before = two.read_bytes()
    assert run("close", two, "--all", "--dry-run", "--json").object["hours"] == 18.0
    assert two.read_bytes() == before


def test_one_post_alone(run: Run, two: Path) -> None:
    found = run("close", two, "--all", "--post", "p", "--dry-run", "--json").object
    assert [one["competency"] for one in found["steps"]] == ["c"]
    assert {"post": "q", "competency": "c"} in found["closes"]
    refused = run("close", two, "--post", "nobody").refused()
    assert "nobody" in refused
    assert "p, q" in refused


def test_hours_can_be_limited(run: Run, two: Path) -> None:
    found = run("close", two, "--all", "--max-hours", "12", "--dry-run", "--json").object
    assert (found["status"], found["proven"], found["hours"]) == ("optimal", True, 12.0)
    assert [(one["post"], one["competency"], one["reason"]) for one in found["impossible"]] == [
        ("q", "d", "limits")
    ]


def test_people_are_told_hours_proof_table_and_readiness(run: Run, two: Path) -> None:
    told = run("close", two, "--all", "--dry-run").out
    assert "2 steps of 18 h close 3 of 3 gaps" in told
    assert "proven" in told
    assert "default-1" in told
    assert "Readiness" in told
    assert "100 %" in told
    assert "弥补" in run("close", two, "--all", "--dry-run", "--lang", "zh").out


def test_what_nothing_closes_is_named_with_its_reason(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path / "bare.curriplan", lacking())
    before = path.read_bytes()
    ended = run("close", path, "--all", "--json")
    assert (ended.code, ended.object["status"], ended.object["proven"]) == (4, "infeasible", True)
    assert {one["reason"] for one in ended.object["impossible"]} == {"no_course"}
    assert all(one["text"] for one in ended.object["impossible"])
    assert "No course" in run("close", path, "--all").out
    assert path.read_bytes() == before


def test_courses_come_from_another_programme(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path / "bare.curriplan", lacking())
    other = stored(tmp_path / "other.curriplan", catalogue())
    kept = other.read_bytes()
    found = run("close", path, "--all", "--from", other, "--json").object
    assert {(one["kind"], one["course"]) for one in found["steps"]} == {("course", "A"), ("course", "B")}
    assert run("gaps", path, "--json").object["totals"]["no_coverage"] == 0
    assert other.read_bytes() == kept


def test_the_cost_table_of_the_file_counts(run: Run, tmp_path: Path) -> None:
    built = requires(
        program({"c": Kind.KNOWLEDGE}, [weekly("k")], [teaches("k", "c", 1, hours=32)], {"k": 1}),
        "p",
        {"c": 2},
    )
    costs = built.about.costs
    dear = replace(
        costs, version="ours", entries=tuple(replace(one, per_level=11.0) for one in costs.entries)
    )
    path = stored(tmp_path / "dear.curriplan", put(built, "profile", replace(built.about, costs=dear)))
    found = run("close", path, "--all", "--json").object
    assert (found["hours"], found["table"]) == (11.0, "ours")
    assert "defaults" not in run("close", path, "--all").out


def test_the_firm_gaps_of_the_sample_are_closed(run: Run, sample: Path) -> None:
    firm = run("gaps", sample, "--json").object["totals"]["firm"]
    found = run("close", sample, "--json").object
    assert found["proven"]
    assert firm > 0
    assert len(found["closes"]) >= firm
    assert run("gaps", sample, "--json").object["totals"]["firm"] == 0
