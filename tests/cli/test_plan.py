"""plan: made, stored as one edit, and refused with what clashes."""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import open_session
from curriplan.cli.interrupt import until_interrupted
from curriplan.domain.course import Course, Hours, Requisite, RequisiteKind, TermPart
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.placements import place
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import error
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program
from curriplan.storage.store import Store
from tests.cli.running import Run, stored

KEYS = {
    "status", "proven", "objectives", "wall_s", "phase_score", "terms", "placements", "moves", "conflict",
    "load_in", "more_conflicts", "stopped_by", "effort", "brings",
}  # fmt: skip


def course(n: int) -> Course:
    return Course(
        f"c{n}",
        f"C{n}",
        Text("", f"Course {n}"),
        credits=2.0,
        hours=Hours(theory=32.0),
        parts=(TermPart(2, 16),),
    )


def four_courses(terms: int = 2) -> Program:
    """Four equal courses in two terms: the even load is 4 h a week, whatever goes where."""
    made = blank_program(Text("", "Four"), terms=terms)
    weeks = {key: replace(row, weeks=18.0) for key, row in made.terms.items()}
    made = put(replace(made, terms=weeks), "courses", *(course(n) for n in range(4)))
    return place(made, dict.fromkeys(made.courses, "term-1"))


def chain(program: Program) -> Program:
    return put(
        program,
        "requisites",
        *(Requisite(f"r{n}", f"c{n}", RequisiteKind.ALL_OF, frozenset({f"c{n - 1}"})) for n in range(1, 4)),
    )


@pytest.fixture
def four(tmp_path: Path) -> Path:
    return stored(tmp_path / "four.curriplan", four_courses())


def test_a_plan_is_made_proven_and_stored_as_one_edit(run: Run, four: Path) -> None:
    ended = run("plan", four, "--json")
    assert ended.code == 0
    found = ended.object
    assert found.keys() == KEYS
    assert (found["status"], found["proven"], found["conflict"]) == ("optimal", True, [])
    assert [one["weekly_hours"] for one in found["terms"]] == [4.0, 4.0]
    assert [one["class_weeks"] for one in found["terms"]] == [18.0, 18.0]
    assert sorted(one for term in found["terms"] for one in term["courses"]) == ["C0", "C1", "C2", "C3"]
    assert all(one.keys() == {"name", "value", "bound", "proven"} for one in found["objectives"])
    assert len(found["moves"]) == 2
    assert all((one["from"], one["to"]) == (1, 2) and one["reason"] for one in found["moves"])
    assert {one["course"]: one["first_term"] for one in found["placements"]} == {
        code: term["term"] for term in found["terms"] for code in term["courses"]
    }
    assert len(run("history", four, "--json").object["revisions"]) == 2


def test_the_stored_plan_can_be_undone(run: Run, four: Path) -> None:
    run("plan", four)
    session = open_session(four, inline_jobs(), "Tester")
    assert {one.term for one in session.program.placements.values()} == {"term-1", "term-2"}
    session.undo()
    session.close()
    with Store.open(four, read_only=True) as store:
        assert {one.term for one in store.load().placements.values()} == {"term-1"}


def test_a_plan_that_is_as_good_as_any_is_left_alone(run: Run, four: Path) -> None:
    run("plan", four)
    again = run("plan", four, "--json")
    assert (again.code, again.object["moves"]) == (0, [])
    assert len(run("history", four, "--json").object["revisions"]) == 2


def test_todays_plan_is_called_best_only_where_that_is_proven(run: Run, four: Path) -> None:
    """All four courses in one of two terms can be bettered, but not in a millionth of a second."""
    hurried = ("plan", four, "--time-limit", "0.000001")
    found = run(*hurried, "--json").object
    assert (found["status"], found["proven"], found["moves"]) == ("feasible", False, [])
    told = run(*hurried).out
    assert told.startswith("Nothing better than today's plan was found")
    assert "as good as any" not in told
    run("plan", four)
    assert run("plan", four).out.startswith("Today's plan is already as good as any")


def test_a_limit_of_work_is_told_apart_from_one_of_time(run: Run, four: Path) -> None:
    by_work = run("plan", four, "--effort", "0.0000001", "--json").object
    assert (by_work["status"], by_work["stopped_by"]) == ("feasible", "effort")
    assert "limit of work" in run("plan", four, "--effort", "0.0000001").out
    by_time = run("plan", four, "--effort", "9", "--time-limit", "0.000001", "--json").object
    assert (by_time["status"], by_time["stopped_by"]) == ("feasible", "time")
    ended = run("plan", four, "--effort", "9", "--json").object
    assert (ended["status"], ended["stopped_by"]) == ("optimal", "proof")
    assert 0 <= ended["effort"] < 9
    assert ended["brings"] == []


def test_a_plan_that_brings_an_error_is_shown_and_not_stored(
    run: Run, four: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = error("beyond_last_term", course="C0", ends=3, last=2)
    monkeypatch.setattr("curriplan.planning.own_rules.brought", lambda *_: (strange,))
    before = four.read_bytes()
    ended = run("plan", four, "--json")
    assert ended.code == 1
    assert [one["code"] for one in ended.object["brings"]] == ["beyond_last_term"]
    assert ended.object["brings"][0]["text"] in run("plan", four).out
    assert four.read_bytes() == before


def test_a_dry_run_stores_nothing(run: Run, four: Path) -> None:
    before = four.read_bytes()
    assert len(run("plan", four, "--dry-run", "--json").object["moves"]) == 2
    assert four.read_bytes() == before


def test_the_plan_for_people_names_load_moves_and_proof(run: Run, four: Path) -> None:
    told = run("plan", four, "--dry-run").out
    assert "proven" in told
    assert "Hours a week" in told
    assert any(f"C{n}" in told for n in range(4))
    assert any("\u4e00" <= one <= "\u9fff" for one in run("plan", four, "--dry-run", "--lang", "zh").out)


def test_where_no_plan_exists_the_clash_is_named_and_nothing_changes(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path / "chain.curriplan", chain(four_courses(terms=3)))
    before = path.read_bytes()
    ended = run("plan", path, "--json")
    assert ended.code == 4
    assert (ended.object["status"], ended.object["proven"]) == ("infeasible", True)
    assert ended.object["terms"] == ended.object["placements"] == ended.object["moves"] == []
    assert ended.object["conflict"]
    assert all(
        one.keys() == {"code", "text", "relax"} and one["text"] and one["relax"]
        for one in ended.object["conflict"]
    )
    told = run("plan", path)
    assert told.code == 4
    assert ended.object["conflict"][0]["text"] in told.out
    assert path.read_bytes() == before


def test_why_a_course_is_in_its_term(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path / "chain.curriplan", chain(four_courses(terms=4)))
    run("plan", path)
    before = path.read_bytes()
    found = run("plan", path, "--why", "C1", "--json").object
    assert (found["course"], found["term"], found["locked"]) == ("C1", 2, False)
    assert (found["earliest"], found["latest"], found["window"], found["next_best"]) == (2, 2, [2], None)
    assert [one["verdict"] for one in found["terms"]] == ["breaks", "here", "breaks", "breaks"]
    assert found["terms"][0]["breaks"][0]["code"] == "planning.all_of"
    told = run("plan", path, "--why", "C1").out
    assert found["reason"] in told
    assert all(one["text"] in told for one in found["terms"])
    assert run("plan", path, "--why", "C1", "--lang", "zh").out != told
    assert path.read_bytes() == before
    assert "C9" in run("plan", path, "--why", "C9").refused()


def test_without_time_no_plan_is_found(run: Run, tmp_path: Path) -> None:
    program = replace(sample_program("cross_border_ecommerce"), placements={})
    path = stored(tmp_path / "hurry.curriplan", program)
    before = path.read_bytes()
    ended = run("plan", path, "--time-limit", "0.000001", "--json")
    assert (ended.code, ended.object["status"], ended.object["proven"]) == (5, "unknown", False)
    assert ended.object["terms"] == ended.object["placements"] == []
    assert path.read_bytes() == before
    assert run("plan", path, "--time-limit", "0.000001").code == 5


def test_a_limit_of_credits_holds_in_each_term(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path / "credits.curriplan", four_courses(terms=4))
    found = run("plan", path, "--max-credits", "2", "--json").object
    assert [one["credits"] for one in found["terms"]] == [2.0] * 4
    assert run("plan", path, "--max-credits", "1.5").code == 4


def test_objectives_are_taken_in_the_order_that_is_asked_for(run: Run, four: Path) -> None:
    found = run("plan", four, "--objective", "few_moves,even_load", "--dry-run", "--json").object
    assert found["objectives"][0]["name"].startswith("few_moves")
    assert found["moves"] == []


def test_without_courses_there_is_nothing_to_plan(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "empty.curriplan")
    assert "Import a course list" in run("plan", tmp_path / "empty.curriplan").refused()


def test_gaps_are_closed_early_where_that_is_asked_for(run: Run, example: Path) -> None:
    found = run("plan", example, "--objective", "early_gaps", "--json").object
    late = run("gaps", example, "--json").object["totals"]["late"]
    assert (found["objectives"][0]["name"], found["objectives"][0]["value"]) == ("early_gaps", late)
    assert late == 1


def test_ctrl_c_ends_the_search_and_not_the_program() -> None:
    before = signal.getsignal(signal.SIGINT)
    with until_interrupted() as wanted:
        assert not wanted()
        signal.raise_signal(signal.SIGINT)
        assert wanted()
    assert signal.getsignal(signal.SIGINT) is before
