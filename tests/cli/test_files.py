"""samples, new, import, export: files in and out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from curriplan.domain.resources import folder
from curriplan.storage.store import Store
from tests.cli.running import Run

HEADER = ("respondent", "enterprise", "role", "post", "competency", "importance", "level")
ANSWERS = folder("samples") / "cross_border_ecommerce" / "answers_example.xlsx"


def answers(path: Path, rows: Iterable[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def sound(path: Path) -> Path:
    return answers(path, [(f"R{n}", f"Firm {n % 3}", "manager", "P1", "C1", 4 + n % 2, 3) for n in range(6)])


def faulty(path: Path) -> Path:
    return answers(
        path,
        [("R1", "Firm", "manager", "P1", "C1", 5, 3), ("R2", "Firm", "manager", "P1", "C1", 5, "high!")],
    )


def test_samples_are_listed_with_their_titles(run: Run) -> None:
    told = run("samples").out
    assert "cross_border_ecommerce" in told
    assert "blank_three_year" in told
    assert "跨境电子商务" in run("samples", "--lang", "zh").out


def test_new_from_a_sample(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.curriplan"
    ended = run("new", path, "--sample", "cross_border_ecommerce")
    assert ended.code == 0
    with Store.open(path, read_only=True) as store:
        assert 45 <= len(store.load().courses) <= 60
        assert store.revision == 1


@pytest.mark.parametrize("terms", [1, 6, 8])
def test_new_blank_with_so_many_terms(run: Run, tmp_path: Path, terms: int) -> None:
    path = tmp_path / "my plan.curriplan"
    assert run("new", path, "--terms", terms).code == 0
    with Store.open(path, read_only=True) as store:
        program = store.load()
    assert len(program.terms) == terms
    assert program.about.name.en == "my plan"


def test_new_never_overwrites(run: Run, example: Path) -> None:
    before = example.read_bytes()
    assert "example.curriplan" in run("new", example).refused()
    assert example.read_bytes() == before


def test_a_sample_that_is_not_there_is_named_with_those_that_are(run: Run, tmp_path: Path) -> None:
    sentence = run("new", tmp_path / "a.curriplan", "--sample", "moon").refused()
    assert "moon" in sentence
    assert "blank_three_year" in sentence
    assert list(tmp_path.iterdir()) == []


def test_new_in_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "no" / "a.curriplan").refused()
    assert list(tmp_path.iterdir()) == []


def test_answers_become_required_levels(run: Run, example: Path, tmp_path: Path) -> None:
    ended = run("import", example, sound(tmp_path / "answers.csv"), "--json")
    assert (ended.code, ended.object["changed"], ended.object["removed"]) == (0, 0, 0)
    assert ended.object["added"] == 6 + 3 + 1  # respondents, enterprises, the survey
    assert [one for one in ended.object["findings"] if one["severity"] == "error"] == []
    row = run("gaps", example, "--json").object["posts"][0]["rows"][0]
    assert (row["competency"], row["n"], row["enterprises"]) == ("C1", 6, 3)
    assert row["importance"] == pytest.approx(0.875)
    assert "answers.csv" in run("history", example).out


def test_the_same_answers_again_change_nothing(run: Run, example: Path, tmp_path: Path) -> None:
    path = sound(tmp_path / "answers.csv")
    run("import", example, path)
    again = run("import", example, path, "--json").object
    assert (again["added"], again["changed"], again["removed"]) == (0, 0, 0)
    assert len(run("history", example, "--json").object["revisions"]) == 2


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    run: Run, example: Path, tmp_path: Path
) -> None:
    path, before = sound(tmp_path / "answers.csv"), example.read_bytes()
    ended = run("import", example, path, "--dry-run", "--json")
    assert (ended.code, ended.object["added"]) == (0, 10)
    assert "nothing was changed" in run("import", example, path, "--dry-run").out
    assert example.read_bytes() == before


def test_one_bad_row_stops_the_whole_import(run: Run, example: Path, tmp_path: Path) -> None:
    path, before = faulty(tmp_path / "answers.csv"), example.read_bytes()
    ended = run("import", example, path, "--json")
    assert "--skip-bad" in ended.refused()
    assert (ended.object["added"], ended.object["changed"], ended.object["removed"]) == (0, 0, 0)
    (found,) = (one for one in ended.object["findings"] if one["severity"] == "error")
    assert found.keys() >= {"code", "severity", "sheet", "row", "column", "text"}
    assert found["row"] == 3
    assert "high!" in found["text"]
    told = run("import", example, path)
    assert told.code == 3
    assert "answers.csv" in told.out
    assert "row 3" in told.out
    assert example.read_bytes() == before


def test_bad_rows_are_left_out_where_that_is_asked_for(run: Run, example: Path, tmp_path: Path) -> None:
    ended = run("import", example, faulty(tmp_path / "answers.csv"), "--skip-bad", "--json")
    assert ended.code == 1
    assert ended.object["added"] >= 1
    with Store.open(example, read_only=True) as store:
        ratings = [one for row in store.load().respondents.values() for one in row.ratings]
    assert [(one.competency, one.level) for one in ratings if one.level is not None] == [("spoken", 3)]


def test_several_files_are_one_edit(run: Run, example: Path, tmp_path: Path) -> None:
    courses = tmp_path / "courses.csv"
    courses.write_text("code,name,credits,term\nN1,New course,2,3\n", "utf-8")
    ended = run("import", example, courses, sound(tmp_path / "answers.csv"), "--json")
    assert ended.code == 0
    assert ended.object["added"] >= 11
    assert len(run("history", example, "--json").object["revisions"]) == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02junk", b"just words"])
def test_a_file_that_is_no_table_is_one_sentence(
    run: Run, example: Path, tmp_path: Path, content: bytes
) -> None:
    path, before = tmp_path / "odd.csv", example.read_bytes()
    path.write_bytes(content)
    assert "odd.csv" in run("import", example, path).refused()
    assert example.read_bytes() == before


def test_answers_that_are_here_already_change_nothing(run: Run, sample: Path) -> None:
    ended = run("import", sample, ANSWERS, "--dry-run", "--json")
    assert ended.code == 0
    assert (ended.object["added"], ended.object["changed"], ended.object["removed"]) == (0, 0, 0)


def test_from_nothing_to_gaps(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.curriplan"
    run("new", path)
    assert "--add-missing" in run("import", path, ANSWERS).refused()
    ended = run("import", path, ANSWERS, "--add-missing", "--json")
    assert (ended.code, ended.object["changed"], ended.object["removed"]) == (0, 0, 0)
    assert {one["code"] for one in ended.object["findings"]} >= {
        "import.new_posts",
        "import.new_competencies",
    }
    gaps = run("gaps", path, "--json").object
    assert gaps["totals"]["no_coverage"] == sum(len(one["rows"]) for one in gaps["posts"]) > 100
    assert all(row["required"] and row["n"] for one in gaps["posts"] for row in one["rows"])


def test_from_lists_and_answers_to_a_plan(run: Run, tmp_path: Path) -> None:
    held = folder("samples") / "international_trade"
    lists = [held / f"{name}.csv" for name in ("terms", "posts", "competencies", "tasks", "courses")]
    mine, whole = tmp_path / "mine.curriplan", tmp_path / "whole.curriplan"
    run("new", mine)
    run("new", whole, "--sample", "international_trade")
    ended = run("import", mine, *lists, held / "contributions.csv", held / "answers_example.xlsx", "--json")
    assert (ended.code, ended.object["removed"]) == (0, 0)
    assert len(run("history", mine, "--json").object["revisions"]) == 2
    ours, theirs = (run("gaps", path, "--json").object for path in (mine, whole))
    asked = [
        [
            (post["code"], row["competency"], row["required"], row["n"])
            for post in one["posts"]
            for row in post["rows"]
        ]
        for one in (ours, theirs)
    ]
    answered = [row for row in asked[1] if row[3]]
    assert asked[0] == answered
    planned = run("plan", mine, "--json", "--time-limit", "20")
    assert planned.code == 0, planned.err
    assert len(planned.object["placements"]) == 34


def test_errors_of_a_header_are_counted_too(run: Run, example: Path, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("id,company,post,Level needed? [C1],Level needed? [Flying]\n1,A,P1,3,3\n", "utf-8")
    said = run("import", example, path)
    assert said.code == 3
    assert "1 error was found" in said.err


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_the_workbook_is_written(run: Run, sample: Path, tmp_path: Path, lang: str) -> None:
    out = tmp_path / "plan.xlsx"
    assert run("export", sample, out, "--lang", lang).code == 0
    names = openpyxl.load_workbook(out).sheetnames
    assert len(names) >= 7
    assert any("\u4e00" <= one <= "\u9fff" for name in names for one in name) == (lang != "en")


def test_a_whole_programme_goes_out_and_comes_in(run: Run, sample: Path, tmp_path: Path) -> None:
    out, fresh = tmp_path / "programme.json", tmp_path / "fresh.curriplan"
    assert run("export", sample, out).code == 0
    assert isinstance(json.loads(out.read_text("utf-8")), dict)
    run("new", fresh)
    assert run("import", fresh, out).code == 0
    first, second = (run("gaps", path, "--json").object for path in (sample, fresh))
    assert first["totals"] == second["totals"]


def test_tables_are_written_for_other_programs(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables.csv"
    assert run("export", sample, out).code == 0
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert any("ZB01" in row for row in rows)


def test_the_format_can_be_named_whatever_the_suffix(run: Run, example: Path, tmp_path: Path) -> None:
    out = tmp_path / "programme.txt"
    assert run("export", example, out, "--format", "json").code == 0
    assert out.read_text("utf-8").lstrip().startswith("{")


def test_an_export_that_cannot_be_written_is_one_sentence(run: Run, example: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.csv", "a.json"):
        assert name in run("export", example, tmp_path / "no" / name).refused()
    assert list(tmp_path.iterdir()) == [example]


@pytest.mark.parametrize("fmt", ["xlsx", "csv", "json"])
@pytest.mark.parametrize("whose", ["its own", "another", "a damaged one", "a link to it"])
def test_no_export_takes_the_place_of_a_programme(
    run: Run, example: Path, tmp_path: Path, fmt: str, whose: str
) -> None:
    out = example
    if whose in {"another", "a damaged one"}:
        out = tmp_path / "other.xlsx"
        held = example.read_bytes()
        out.write_bytes(held if whose == "another" else held[: len(held) // 2])
    elif whose == "a link to it":
        out = tmp_path / "link.xlsx"
        out.symlink_to(example)
    before = out.read_bytes()
    said = run("export", example, out, "--format", fmt).refused(3)
    assert out.name in said
    assert out.read_bytes() == before
    with Store.open(example, read_only=True) as store:
        assert not store.verify()
    assert not list(tmp_path.glob(".*.tmp"))


def test_an_export_may_take_the_place_of_another_file(run: Run, example: Path, tmp_path: Path) -> None:
    out = tmp_path / "old.json"
    out.write_text("old", "utf-8")
    assert run("export", example, out).code == 0
    assert json.loads(out.read_text("utf-8"))["tables"]
