"""What every reader owes, whatever it is given: findings with a place or one refusal, in bounds, never a traceback."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.changes import diff
from curriplan.domain.progress import Cancelled, quiet
from curriplan.exchange.columns import NO_MAP
from curriplan.exchange.readers.registry import READERS, Reader, read_file, recognise
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.source import open_source
from curriplan.exchange.writers.program_json import program_json
from tests.exchange.files import HOSTILE_CELLS, codes, program, read, refusal, write_csv, write_xlsx

GOOD: dict[str, list[list[Any]]] = {
    "answers_long": [["respondent", "enterprise", "post", "competency", "importance", "level"], ["1", "A", "P1", "C1", 5, 3]],
    "answers_wide": [["id", "company", "post", "C1 [importance]", "C2 [level]"], ["1", "A", "P1", 5, 3]],
    "courses": [["code", "name", "credits", "theory", "term"], ["N1", "New", 3, 20, 1]],
    "posts": [["post code", "post", "level", "share"], ["N1", "New", "initial", 0.3]],
    "tasks": [["post", "task", "step", "competencies"], ["P1", "New", "", "C1"]],
    "competencies": [["competency code", "competency", "kind", "review by"], ["N1", "New", "knowledge", "2027-01-31"]],
    "terms": [["term", "year", "weeks", "exam weeks"], [1, 1, 20, 1]],
    "contributions": [["course", "C1", "C2"], ["K1", 1, 2]],
    "curricular_analytics": [["Curriculum", "X"], ["Courses"], ["Course ID", "Course Name", "Credit Hours"], ["1", "A", 3]],
}  # fmt: skip
NUMBERS = {
    "answers_long": 4,
    "answers_wide": 3,
    "courses": 2,
    "contributions": 1,
    "curricular_analytics": 2,
    "posts": 3,
    "terms": 2,
}
"""The column of a number in each good file that has one."""

FIGURES = {**NUMBERS, "tasks": 3, "competencies": 2}
"""A column of each good file whose cell a formula can hold."""

TABLES = [one for one in READERS if one.name in GOOD]
WITH_NUMBERS = [one for one in TABLES if one.name in NUMBERS]
BUDGET = 25.0


def good(reader: Reader, folder: Path, suffix: str = ".csv") -> Path:
    path = folder / f"good{suffix}"
    if reader.name == "program_json":
        path = folder / "good.json"
        path.write_text(program_json(program()), "utf-8")
        return path
    rows = GOOD[reader.name]
    return write_csv(path, rows) if suffix == ".csv" else write_xlsx(path, {"S": rows})


def outcome(path: Path, reader: str | None) -> str:
    """Return how a file ends: ``read``, or the code of its refusal; everything else fails the test."""
    begun = time.monotonic()
    before = program()
    try:
        read(path, before, reader)
    except UnreadableFile:
        code = refusal(path, reader, before).code
    else:
        code = "read"
    assert before == program()
    assert time.monotonic() - begun < BUDGET
    return code


def test_every_reader_has_a_good_file_a_name_and_a_title() -> None:
    assert {one.name for one in READERS} == {*GOOD, "program_json"}
    for one in READERS:
        assert one.suffixes
        assert all(Texts(lang).has(f"import.format_name.{one.name}") for lang in LANGUAGES)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
def test_a_good_file_is_recognised_and_read(reader: Reader, tmp_path: Path) -> None:
    path = good(reader, tmp_path)
    assert recognise(open_source(path, quiet)) is reader
    result = read(path)
    assert (result.format, result.skipped) == (reader.name, 0)
    assert result.rows >= 1
    assert reader.name == "program_json" or diff(program(), result.program)


@pytest.mark.parametrize("reader", TABLES, ids=lambda one: one.name)
def test_a_good_workbook_is_recognised_and_read(reader: Reader, tmp_path: Path) -> None:
    assert read(good(reader, tmp_path, ".xlsx")).format == reader.name


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
def test_truncated_at_every_byte(reader: Reader, tmp_path: Path) -> None:
    path = good(reader, tmp_path)
    whole = path.read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 20)):
        path.write_bytes(whole[:end])
        outcome(path, reader.name)
        outcome(path, None)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
def test_junk(reader: Reader, tmp_path: Path) -> None:
    rng = random.Random(7)
    path = tmp_path / "junk.csv"
    for length in (1, 7, 300, 5_000):
        path.write_bytes(rng.randbytes(length))
        outcome(path, reader.name)
        path.write_text("".join(chr(rng.randrange(1, 0xD7FF)) for _ in range(length)), "utf-8")
        outcome(path, reader.name)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
def test_flipped_bytes(reader: Reader, tmp_path: Path) -> None:
    rng = random.Random(11)
    path = good(reader, tmp_path)
    whole = path.read_bytes()
    for _ in range(25):
        changed = bytearray(whole)
        for _ in range(rng.randrange(1, 8)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        path.write_bytes(changed)
        outcome(path, reader.name)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("reader", TABLES, ids=lambda one: one.name)
def test_other_encodings(reader: Reader, encoding: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", GOOD[reader.name], encoding)
    assert outcome(path, None) == "read"


@pytest.mark.parametrize("reader", TABLES, ids=lambda one: one.name)
def test_header_only(reader: Reader, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "h.csv", GOOD[reader.name][:-1])
    assert outcome(path, reader.name) == "import.no_rows"


@pytest.mark.parametrize("reader", TABLES, ids=lambda one: one.name)
def test_wrong_columns(reader: Reader, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "w.csv", [["colour", "weight"], ["red", 3], ["blue", 4]])
    assert outcome(path, None) == "import.unknown_layout"
    assert outcome(path, reader.name) in {"import.column_missing", "import.no_question"}


@pytest.mark.parametrize("reader", WITH_NUMBERS, ids=lambda one: one.name)
def test_text_in_a_number(reader: Reader, tmp_path: Path) -> None:
    rows = [list(row) for row in GOOD[reader.name]]
    rows[-1][NUMBERS[reader.name]] = "plenty"
    result = read(write_csv(tmp_path / "t.csv", rows), reader=reader.name)
    wrong = [one for one in result.findings if one.severity == "error"]
    assert [(one.where.row, one.where.column) for one in wrong] == [
        (len(rows), "ABCDEF"[NUMBERS[reader.name]])
    ]
    assert (result.rows, result.skipped) == (1, 1)


@pytest.mark.parametrize("reader", TABLES, ids=lambda one: one.name)
def test_a_formula_without_a_result(reader: Reader, tmp_path: Path) -> None:
    rows = GOOD[reader.name]
    here = (len(rows) - 1, FIGURES[reader.name])
    result = read(
        write_xlsx(tmp_path / "f.xlsx", {"S": rows}, formulas={here: ("=1+1", "")}), reader=reader.name
    )
    assert codes(result) == ["import.formula_empty"]
    assert (
        read(
            write_xlsx(tmp_path / "g.xlsx", {"S": rows}, formulas={here: ("=X1", rows[-1][here[1]])}),
            reader=reader.name,
        ).skipped
        == 0
    )


@pytest.mark.parametrize("reader", TABLES, ids=lambda one: one.name)
def test_a_row_that_stands_twice_is_no_surprise(reader: Reader, tmp_path: Path) -> None:
    rows = [*GOOD[reader.name], GOOD[reader.name][-1]]
    result = read(write_csv(tmp_path / "d.csv", rows), reader=reader.name)
    doubled = {
        "courses": "import.course_twice",
        "contributions": "import.cell_twice",
        "curricular_analytics": "import.course_twice",
        **dict.fromkeys(("posts", "tasks", "competencies", "terms"), "import.row_twice"),
    }
    assert codes(result) == ([doubled[reader.name]] if reader.name in doubled else [])


@pytest.mark.parametrize("cell", HOSTILE_CELLS)
@pytest.mark.parametrize("reader", TABLES, ids=lambda one: one.name)
def test_hostile_cells_in_every_column(reader: Reader, cell: str, tmp_path: Path) -> None:
    rows = GOOD[reader.name]
    for index in range(len(rows[-1])):
        changed = [*rows[:-1], [cell if n == index else value for n, value in enumerate(rows[-1])]]
        outcome(write_csv(tmp_path / "c.csv", changed), reader.name)


@pytest.mark.parametrize(
    "reader", [one for one in TABLES if one.name.startswith("answers")], ids=lambda one: one.name
)
def test_a_hundred_thousand_answers(reader: Reader, tmp_path: Path) -> None:
    rows = GOOD[reader.name]
    many = [[f"{rows[-1][0]}-{n}", *rows[-1][1:]] for n in range(100_000)]
    path = write_csv(tmp_path / "m.csv", [*rows[:-1], *many])
    assert read(path, reader=reader.name).rows == 100_000


@pytest.mark.parametrize("reader", WITH_NUMBERS, ids=lambda one: one.name)
def test_thousands_of_faulty_rows_are_counted_and_not_all_kept(reader: Reader, tmp_path: Path) -> None:
    rows = GOOD[reader.name]
    bad = ["nobody" if n == NUMBERS[reader.name] else value for n, value in enumerate(rows[-1])]
    many = [[f"{bad[0]}-x{n}", *bad[1:]] for n in range(5_000)]
    begun = time.monotonic()
    result = read(write_csv(tmp_path / "m.csv", [*rows[:-1], *many]), reader=reader.name)
    assert (result.rows, result.skipped) == (5_000, 5_000)
    assert len(result.findings) < 500
    assert result.findings[-1].code == "import.more"
    assert dict(result.findings[-1].args)["n"] == 4_800
    assert time.monotonic() - begun < BUDGET


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
def test_cancelling_leaves_nothing_behind(reader: Reader, tmp_path: Path) -> None:
    def stop(share: float | None, step: str = "") -> None:
        assert share is None or 0.0 <= share <= 1.0
        if step == "matching":
            raise Cancelled

    with pytest.raises(Cancelled):
        read_file(good(reader, tmp_path), program(), progress=stop)


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    refused = refusal(good(READERS[0], tmp_path), "magic")
    assert refused.code == "import.unknown_format"
    assert refused.args_by_name["known"] == [one.name for one in READERS]


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
def test_a_file_of_another_kind_is_refused(reader: Reader, tmp_path: Path) -> None:
    for other in READERS:
        if (other.name == "program_json") != (reader.name == "program_json"):
            path = good(other, tmp_path)
            assert reader.sniff(open_source(path, quiet), NO_MAP) == 0.0
            assert outcome(path, reader.name) != "read"
