"""rules: packs listed, added, removed, updated and written into a file, each as one edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from curriplan.domain.edits.rules import hold_pack, set_own
from curriplan.exchange.readers.rule_pack import read_rule_pack
from curriplan.exchange.readers.sample import sample_program
from curriplan.exchange.rule_packs import held_rows
from curriplan.exchange.shipped_packs import shipped_or_refused
from tests.cli.running import Run, stored

PACK = {
    "code", "name", "version", "year", "verified", "active", "own", "rules", "own_figures", "findings",
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return stored(tmp_path / "a.curriplan", sample_program("international_trade"))


def codes(run: Run, path: Path) -> list[str]:
    return [one["code"] for one in run("rules", path, "--json").object["packs"]]


def test_packs_are_listed_with_what_they_find(run: Run, path: Path) -> None:
    found = run("rules", path, "--json").object
    assert found.keys() == {"packs", "newer", "updated"}
    first, papers = found["packs"]
    assert first.keys() == PACK
    assert (first["code"], first["version"], first["year"], first["verified"]) == (
        "CN-GZ-2019",
        "1",
        2019,
        True,
    )
    assert (first["rules"], first["own_figures"], first["findings"]) == (7, 0, 0)
    assert (papers["code"], papers["findings"]) == ("PAPERS", 3)
    told = run("rules", path)
    assert told.code == 0
    assert "CN-GZ-2019" in told.out


def test_a_blank_programme_has_packs_too(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "b.curriplan", "--terms", 4).code == 0
    assert codes(run, tmp_path / "b.curriplan") == ["CN-GZ-2019", "PAPERS"]
    assert run("check", tmp_path / "b.curriplan").code == 0


def test_a_pack_is_added_and_removed(run: Run, path: Path) -> None:
    assert run("rules", path, "--add", "CN-UNVERIFIED").code == 0
    assert "(not verified)" in run("rules", path).out
    found = [
        one for one in run("check", path, "--json").object["findings"] if "(not verified)" in one["text"]
    ]
    assert found
    assert run("rules", path, "--remove", "CN-UNVERIFIED").code == 0
    assert codes(run, path) == ["CN-GZ-2019", "PAPERS"]
    assert len(run("history", path, "--json").object["revisions"]) == 3


def test_a_rule_that_is_broken_makes_an_error_with_its_clause(run: Run, path: Path) -> None:
    assert run("rules", path, "--add", "CN-ZZ-2019").code == 0
    checked = run("check", path, "--json")
    (found,) = [one for one in checked.object["findings"] if one["severity"] == "error"]
    assert checked.code == 1
    assert (found["code"], found["clause"]) == ("rule_plan_low", "教职成〔2019〕13号：总学时数不低于3000")


def test_a_pack_goes_through_a_file(run: Run, path: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.toml"
    assert run("rules", path, "--export", "PAPERS", out).code == 0
    assert replace(read_rule_pack(out).pack, position=0.0) == shipped_or_refused("PAPERS").pack
    assert read_rule_pack(out).rules == shipped_or_refused("PAPERS").rules
    out.write_text(out.read_text("utf-8").replace('"PAPERS"', '"MINE"', 1), "utf-8")
    assert run("rules", path, "--add", out).code == 0
    assert codes(run, path) == ["CN-GZ-2019", "PAPERS", "MINE"]


def test_a_newer_version_is_told_and_taken(run: Run, tmp_path: Path) -> None:
    program = sample_program("international_trade")
    pack = next(one for one in program.rule_packs.values() if one.code == "CN-GZ-2019")
    rules = held_rows(pack, program.rules[pack.id]).rules
    old = hold_pack(program, replace(pack, version="0"), [replace(rules[0], least=30.0), *rules[1:]])
    old = set_own(old, pack.id, rules[1].id, least=2600.0)
    path = stored(tmp_path / "old.curriplan", old)
    assert run("rules", path, "--json").object["newer"] == ["CN-GZ-2019"]
    taken = run("rules", path, "--update", "--json").object
    assert (taken["newer"], taken["updated"]) == ([], {"CN-GZ-2019": 2})
    assert taken["packs"][0]["own_figures"] == 1
    assert run("rules", path, "--update").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--add", "NOTHING"), 3, "CN-GZ-2019"),
        (("--remove", "ECTS"), 3, "ECTS"),
        (("--export", "ECTS", "x.toml"), 3, "ECTS"),
        (("--update", "--remove", "PAPERS"), 2, "--update"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    assert words in run("rules", path, *arguments).refused(code)
    assert codes(run, path) == ["CN-GZ-2019", "PAPERS"]


def test_a_bad_file_changes_nothing(run: Run, path: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('code = "X"\n[[rules]]\ncode = "a"\nleast = "3"\n', "utf-8")
    told = run("rules", path, "--add", tmp_path / "bad.toml").refused()
    assert "bad.toml" in told
    assert "least" in told
    assert codes(run, path) == ["CN-GZ-2019", "PAPERS"]


def test_the_planned_sample_keeps_the_regulation_of_2019(run: Run, tmp_path: Path) -> None:
    path = stored(tmp_path / "c.curriplan", sample_program("cross_border_ecommerce"))
    planned = run("plan", path, "--json").object
    assert planned["status"] in {"optimal", "feasible"}
    assert planned["brings"] == []
    first = run("rules", path, "--json").object["packs"][0]
    assert (first["code"], first["findings"]) == ("CN-GZ-2019", 0)
    checked = run("check", path, "--json")
    assert checked.code == 0
    assert not [one for one in checked.object["findings"] if one["severity"] == "error"]
