"""A whole programme as JSON: the round trip is exact, and what is no programme is refused with a place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from curriplan.domain.changes import diff
from curriplan.domain.digest import full_digest
from curriplan.domain.edits.beside import alone
from curriplan.domain.edits.rows import put
from curriplan.domain.program import Program
from curriplan.domain.scenario import Scenario
from curriplan.domain.tables import all_rows
from curriplan.domain.text import Text
from curriplan.exchange.writers.program_json import program_json, write_program_json
from tests.exchange.files import program, read, refusal
from tests.strategies import programs


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=programs())
def test_the_round_trip_is_exact(one: Program, tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    write_program_json(one, path)
    one = alone(one)
    result = read(path, program())
    assert result.format == "program_json"
    assert result.program == one
    assert full_digest(result.program) == full_digest(one)
    assert list(all_rows(result.program)) == list(all_rows(one))
    assert diff(one, result.program) == ()
    assert program_json(result.program) == path.read_text("utf-8")


def test_scenarios_stay_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    write_program_json(put(program(), "scenarios", Scenario("s1", Text("甲", "A"), 1)), path)
    held = put(program(), "scenarios", Scenario("s2", Text("乙", "B"), 2))
    assert read(path, held).program == held


def test_what_the_file_does_not_have_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    write_program_json(program(courses=False), path)
    gone = [one for one in diff(program(), read(path, program()).program) if one.after is None]
    assert {one.table for one in gone} == {"courses"}


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(program_json(program()))
    return found


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d.update(format="other"), "import.json_foreign"),
        (lambda d: d.update(version=99), "import.json_version"),
        (lambda d: d.update(tables=[]), "import.json_foreign"),
        (lambda d: d["tables"].update(magic=[]), "import.json_table"),
        (lambda d: d["tables"].update(courses={}), "import.json_table"),
        (
            lambda d: d["tables"]["courses"][0].pop("code", None) and d["tables"]["courses"][0].pop("id"),
            "import.json_row",
        ),
        (lambda d: d["tables"]["courses"][0].update(credits="three"), "import.json_row"),
        (lambda d: d["tables"]["courses"][0].update(spell=1), "import.json_row"),
        (lambda d: d["tables"]["courses"].append(d["tables"]["courses"][0]), "import.json_twice"),
        (lambda d: d["tables"]["courses"][0].update(type="nowhere"), "import.json_broken"),
        (lambda d: d["tables"].pop("profile"), "import.json_broken"),
        (lambda d: d["tables"]["courses"][0].update(credits=float("1e308") * 10), "import.json_unusable"),
    ],
)
def test_what_is_no_programme_is_refused(change: Any, code: str, tmp_path: Path) -> None:
    changed = document()
    change(changed)
    path = tmp_path / "p.json"
    path.write_text(json.dumps(changed), "utf-8")
    assert refusal(path).code == code


def test_a_number_beyond_all_numbers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    before, courses, after = program_json(program()).partition('"courses"')
    path.write_text(before + courses + after.replace('"credits": null', '"credits": 1e999', 1), "utf-8")
    refused = refusal(path)
    assert (refused.code, refused.where.row, refused.args_by_name["field"]) == (
        "import.json_row",
        1,
        "credits",
    )


def test_another_json_file_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"CFDocument": {}}')
    assert refusal(path).code == "import.json_foreign"
