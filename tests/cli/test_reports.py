"""gaps, check, metrics, history, verify: the figures of known programmes, in the agreed shapes."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from curriplan.app.jobs import inline_jobs
from curriplan.app.programmes import open_session
from curriplan.domain.course import Course, Hours, Requisite, RequisiteKind
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.courses import change_course
from curriplan.domain.edits.rows import put
from curriplan.domain.history import label
from curriplan.domain.text import Text
from tests.cli.running import Run, stored

TOTALS = {
    "met", "gap", "firm", "no_coverage", "over", "unrated", "late", "no_demand", "readiness", "readiness_due",
}  # fmt: skip
POST = {"id", "code", "name", "level", "due_term", "readiness", "readiness_due", "rows"}
ROW = {
    "competency", "name", "source", "required", "interval", "n", "enterprises", "agreement", "importance",
    "delivered", "delivered_due", "status", "firm", "late", "closes_in_term", "courses",
}  # fmt: skip
COURSE = {"code", "level", "counted", "mode", "evidence", "hours", "term"}


def test_gaps_of_the_worked_example(run: Run, example: Path) -> None:
    found = run("gaps", example, "--json").object
    assert found.keys() == {"basis", "totals", "posts", "no_demand"}
    totals = found["totals"]
    assert totals.keys() == TOTALS
    assert [totals[one] for one in ("met", "gap", "firm", "no_coverage", "over", "late")] == [
        3,
        1,
        0,
        1,
        1,
        1,
    ]
    assert totals["readiness"] == pytest.approx(0.8451, abs=5e-5)
    service, planner = found["posts"]
    assert service.keys() == POST
    assert (service["code"], service["level"], service["due_term"]) == ("P1", "initial", 5)
    assert service["readiness"] == pytest.approx(0.8361, abs=5e-5)
    assert planner["readiness_due"] == planner["readiness"] == pytest.approx(0.8542, abs=5e-5)
    assert all(row.keys() == ROW for post in found["posts"] for row in post["rows"])


def test_a_row_of_the_worked_example(run: Run, example: Path) -> None:
    rows = {one["competency"]: one for one in run("gaps", example, "--json").object["posts"][0]["rows"]}
    spoken, settlement = rows["C1"], rows["C3"]
    assert (spoken["required"], spoken["delivered"], spoken["delivered_due"]) == (3, 3, 2)
    assert (spoken["status"], spoken["late"], spoken["closes_in_term"]) == ("met", True, 6)
    assert (spoken["source"], spoken["interval"], spoken["firm"], spoken["n"]) == ("designer", None, None, 0)
    assert [one["code"] for one in spoken["courses"]] == ["K1", "K4"]
    assert spoken["courses"][0].keys() == COURSE
    assert (spoken["courses"][0]["level"], spoken["courses"][0]["counted"]) == (3, 2)
    assert (settlement["status"], settlement["closes_in_term"], settlement["courses"]) == (
        "no_coverage",
        None,
        [],
    )


def test_gaps_on_assessed_evidence_alone(run: Run, example: Path) -> None:
    found = run("gaps", example, "--basis", "assessed", "--json").object
    assert found["basis"] == "assessed"
    assert found["posts"][0]["rows"][0]["status"] == "gap"


def test_gaps_for_people(run: Run, example: Path) -> None:
    told = run("gaps", example).out
    assert "2 of 6 requirements are not met; 0 of these are firm." in told
    assert "readiness 85 %" in told
    assert "K4" not in told
    assert "C5" in told
    assert "缺少" not in told
    assert "结算" in run("gaps", example, "--lang", "zh").out


def test_gaps_of_answers(run: Run, sample: Path) -> None:
    rows = [row for post in run("gaps", sample, "--json").object["posts"] for row in post["rows"]]
    answered = [row for row in rows if row["interval"] is not None]
    assert len(answered) > 20
    for row in answered:
        low, high = row["interval"]
        assert 0 <= low <= high <= 4
        assert row["n"] >= 5
        assert row["enterprises"] >= 3
        assert 0 <= row["agreement"] <= 1
    assert {row["source"] for row in rows} >= {"answers", "regulation"}


def test_a_sound_programme_checks_as_done(run: Run, sample: Path) -> None:
    ended = run("check", sample, "--json")
    assert ended.code == 0
    found = ended.object["findings"]
    assert found
    assert all(
        one.keys() == {"code", "severity", "where", "clause", "text", "accepted", "fixes"} for one in found
    )
    assert {one["severity"] for one in found} <= {"warning", "note"}


def test_an_error_is_code_1(run: Run, tmp_path: Path) -> None:
    program = put(
        blank_program(Text("", "Twice")),
        "courses",
        Course("a", "A", Text("", "One"), hours=Hours(theory=10.0)),
        Course("b", "A", Text("", "Other")),
    )
    path = stored(tmp_path / "twice.curriplan", program)
    ended = run("check", path, "--json")
    assert ended.code == 1
    (found,) = (one for one in ended.object["findings"] if one["severity"] == "error")
    assert found["code"] == "code_twice"
    assert found["accepted"] is False
    assert found["where"]["table"] == "courses"
    assert found["where"]["code"] == "A"
    told = run("check", path)
    assert told.code == 1
    assert found["text"] in told.out


def chain(count: int) -> list[Requisite]:
    return [
        Requisite(f"r{n}", f"c{n}", RequisiteKind.ALL_OF, frozenset({f"c{n - 1}"})) for n in range(1, count)
    ]


def test_metrics_of_a_chain(run: Run, tmp_path: Path) -> None:
    program = put(blank_program(Text("", "Chain")), "courses", *(Course(f"c{n}", f"C{n}") for n in range(4)))
    path = stored(tmp_path / "chain.curriplan", put(program, "requisites", *chain(4)))
    found = run("metrics", path, "--json").object
    assert found["courses"][1] == {
        "code": "C1", "name": "", "blocking": 2, "delay": 4, "centrality": 4, "complexity": 6,
    }  # fmt: skip
    assert found["totals"] == {"blocking": 6, "delay": 16, "centrality": 8, "complexity": 22}
    assert isinstance(found["totals"]["centrality"], int)
    told = run("metrics", path).out.splitlines()
    assert told[0].split() == ["Code", "Course", "Blocking", "Delay", "Centrality", "Complexity"]
    assert told[-1].split() == ["Total", "6", "16", "8", "22"]


def test_a_circle_has_no_metrics_and_is_named(run: Run, tmp_path: Path) -> None:
    program = put(blank_program(Text("", "Circle")), "courses", *(Course(f"c{n}", f"C{n}") for n in range(2)))
    back = Requisite("r0", "c0", RequisiteKind.ALL_OF, frozenset({"c1"}))
    path = stored(tmp_path / "circle.curriplan", put(program, "requisites", *chain(2), back))
    sentence = run("metrics", path, "--json").refused()
    assert "C0 → C1 → C0" in sentence or "C1 → C0 → C1" in sentence


def test_history_tells_every_edit_with_what_it_changed(run: Run, example: Path) -> None:
    session = open_session(example, inline_jobs(), "Anna")
    session.apply(label("programme.created", name="x"), lambda p: change_course(p, "english", code="E1"))
    session.undo()
    session.apply(label("programme.created", name="y"), lambda p: set_levels(p, [("english", "trade", 2)]))
    session.close()
    revisions = run("history", example, "--json").object["revisions"]
    assert [one["revision"] for one in revisions] == [1, 2, 3, 4]
    assert [one["undoes"] for one in revisions] == [None, None, 2, None]
    assert [one["author"] for one in revisions] == ["Tester", "Anna", "Anna", "Anna"]
    (changed,) = revisions[1]["changes"]
    assert (changed["table"], changed["id"], changed["code"]) == ("courses", "english", "E1")
    assert (changed["before"]["code"], changed["after"]["code"]) == ("K1", "E1")
    (added,) = revisions[3]["changes"]
    assert (added["id"], added["code"], added["before"]) == ("english/trade", "K1/C4", None)
    assert added["after"]["level"] == 2
    told = run("history", example).out.splitlines()
    assert len(told) == 5
    assert "Undid 2" in told[3]


def test_a_sound_file_is_verified(run: Run, example: Path) -> None:
    ended = run("verify", example)
    assert ended.code == 0
    assert "example.curriplan is sound: 1 revision" in ended.out


def test_a_changed_file_is_not_sound_and_no_command_works_on_it(run: Run, example: Path) -> None:
    with sqlite3.connect(example) as connection:
        connection.execute("UPDATE courses SET name_en = 'English, tampered' WHERE id = 'english'")
    connection.close()
    before = example.read_bytes()
    ended = run("verify", example)
    assert "example.curriplan" in ended.refused()
    for command in ("gaps", "check", "plan", "history"):
        assert "example.curriplan" in run(command, example).refused()
    assert example.read_bytes() == before


def test_rows_without_a_code_are_named_by_their_ids(run: Run, tmp_path: Path) -> None:
    program = put(blank_program(Text("", "Bare")), "courses", Course("the-id"))
    path = stored(tmp_path / "bare.curriplan", replace(program))
    assert run("metrics", path, "--json").object["courses"][0]["code"] == "the-id"
