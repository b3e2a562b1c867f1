"""new --from: the next intake begins with what the last one has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import open_session
from curriplan.app.scenarios import fork, show_scenario
from curriplan.domain.changes import diff
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import remove_courses
from curriplan.domain.edits.rows import put
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.storage.store import Store
from tests.cli.running import Run, stored
from tests.worked_example import program


def of_2026() -> Program:
    """Return the worked example for an intake, with a review date before and one after the next one begins."""
    held = program()
    about = replace(held.about, intake=2026, code="X-2026", name=Text("（2026级）", "Intake 2026"))
    dates = {"spoken": date(2027, 8, 31), "trade": date(2027, 9, 1)}
    rows = (replace(held.competencies[key], review_by=day) for key, day in dates.items())
    return put(put(held, "profile", about), "competencies", *rows)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return stored(tmp_path / "old.curriplan", of_2026())


def load(path: Path) -> Program:
    with Store.open(path, read_only=True) as store:
        return store.load()


def test_everything_but_the_year_is_taken_over(run: Run, old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.curriplan"
    told = run("new", new, "--from", old)
    assert told.code == 0
    made = load(new)
    assert [one.table for one in diff(of_2026(), made)] == ["profile"]
    about = made.about
    assert (about.intake, about.code, about.name) == (2027, "X-2027", Text("（2027级）", "Intake 2027"))
    assert "Intake: 2026 → 2027" in told.out
    assert load(old) == of_2026()


def test_what_will_be_past_its_date_is_listed(run: Run, old: Path, tmp_path: Path) -> None:
    told = run("new", tmp_path / "new.curriplan", "--from", old).out
    assert "1 review date will have passed" in told
    assert "Spoken English was to be reviewed by 2027-08-31" in told
    assert "Trade knowledge" not in told
    later = run("new", tmp_path / "later.curriplan", "--from", old, "--intake", 2030).out
    assert "Trade knowledge was to be reviewed" in later


def test_any_revision_can_be_the_origin(run: Run, old: Path, tmp_path: Path) -> None:
    session = open_session(old, inline_jobs(), "Tester")
    session.load_answers()
    session.apply(label("x"), lambda now: set_levels(now, [("store", "settlement", 2)]))
    session.close()
    for name, origin in (("first", f"{old}@1"), ("last", old)):
        run("new", tmp_path / f"{name}.curriplan", "--from", origin, "--intake", 2028)
    assert "settlement" not in load(tmp_path / "first.curriplan").contributions["store"]
    assert load(tmp_path / "last.curriplan").contributions["store"]["settlement"].level == 2
    found = run("compare", tmp_path / "first.curriplan", tmp_path / "last.curriplan", "--json").object
    assert [(one["table"], one["code"]) for one in found["changes"]] == [("contributions", "K2/C3")]


def test_what_is_not_known_is_asked_for(run: Run, old: Path, example: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.curriplan"
    assert "--intake" in run("new", new, "--from", example).refused()
    assert "2026" in run("new", new, "--from", old, "--intake", 2026).refused()
    assert "--from" in run("new", new, "--intake", 2027).refused(2)
    assert "--from" in run("new", new, "--from", old, "--terms", 6).refused(2)
    assert not new.exists()


def test_a_file_that_is_there_is_not_written_over(run: Run, old: Path, example: Path) -> None:
    before = example.read_bytes()
    run("new", example, "--from", old).refused()
    assert example.read_bytes() == before


def test_a_scenario_begins_the_next_intake_as_it_stands_there(run: Run, old: Path, tmp_path: Path) -> None:
    session = open_session(old, inline_jobs(), "Tester")
    session.load_answers()
    show_scenario(session, fork(session, Text("方案二", "Plan B"), date(2026, 3, 1)))
    gone = next(iter(session.program.courses))
    session.apply(label("x"), lambda now: remove_courses(now, [gone]))
    session.close()
    new = tmp_path / "new.curriplan"
    assert run("new", new, "--from", f"{old}#Plan B").code == 0
    made = load(new)
    assert gone not in made.courses
    assert len(made.courses) == len(of_2026().courses) - 1
    assert not made.scenarios
