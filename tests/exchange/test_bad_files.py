"""Every bad file meets every reader: one clear sentence with the place, and nothing is changed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from curriplan.app.places import placed_sentence
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.changes import diff
from curriplan.domain.finding import error
from curriplan.domain.tables import all_rows
from curriplan.exchange.guard import Limits
from curriplan.exchange.readers import answers_reading
from curriplan.exchange.readers.registry import Reader, read_file
from tests.exchange.files import program, raw_workbook, read, refusal, sheet_xml, write_csv, write_xlsx
from tests.exchange.test_contract import FIGURES, GOOD, NUMBERS, TABLES

MEGABYTE = 1024 * 1024
SUFFIXES = {
    "empty": ".csv",
    "spaces only": ".csv",
    "junk": ".csv",
    "a picture": ".csv",
    "an old workbook": ".xls",
}
ANY_READER = pytest.mark.parametrize("reader", TABLES, ids=lambda one: one.name)
FORMULA = "=1+1 Team"


def _bomb(path: Path) -> None:
    raw_workbook(path, lambda: (b" " * MEGABYTE for _ in range(420)))


CONTENT = {
    "empty": b"",
    "spaces only": b" \r\n\t \r\n",
    "junk": bytes(range(256)) * 40,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "cut short": b"PK\x03\x04" + bytes(range(256)),
}
MERGE = '<mergeCells><mergeCell ref="A1:ZZ20000"/></mergeCells>'
CODES = {
    "empty": "import.empty",
    "spaces only": "import.empty",
    "junk": "import.binary",
    "a picture": "import.binary",
    "an old workbook": "import.old_excel",
    "cut short": "import.workbook_damaged",
    "a zip bomb": "import.bomb",
    "a giant merge": "import.merged_area",
    "another zip": "import.no_workbook",
}


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a file of each kind that no reader can use."""
    folder = tmp_path_factory.mktemp("bad")
    found = {what: folder / f"{what}{SUFFIXES.get(what, '.xlsx')}" for what in CODES}
    for what, content in CONTENT.items():
        found[what].write_bytes(content)
    _bomb(found["a zip bomb"])
    raw_workbook(found["a giant merge"], sheet_xml("", after=MERGE))
    with zipfile.ZipFile(found["another zip"], "w") as archive:
        archive.writestr("letter.txt", "no workbook")
    return found


def spoken(code: str, where: Any, **args: Any) -> list[str]:
    """Return the sentence of a refusal in each language."""
    return [placed_sentence(error(code, where, **args), Texts(lang)) for lang in LANGUAGES]


def is_one_clear_sentence(path: Path, said: list[str]) -> bool:
    """Tell whether each sentence names the file, stands on one line, is short and ends."""
    return all(
        one.startswith(path.name) and "\n" not in one and len(one) < 400 and one[-1] in ".。" for one in said
    )


@pytest.mark.parametrize("what", CODES)
@ANY_READER
def test_a_file_that_cannot_be_used(reader: Reader, what: str, bad: dict[str, Path]) -> None:
    path, before = bad[what], program()
    refused = refusal(path, reader.name, before)
    assert refused.code == CODES[what]
    assert is_one_clear_sentence(path, spoken(refused.code, refused.where, **refused.args_by_name))
    assert before == program()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@ANY_READER
def test_wrong_columns_and_no_rows(reader: Reader, suffix: str, tmp_path: Path) -> None:
    def file(rows: list[list[Any]]) -> Path:
        path = tmp_path / f"f{suffix}"
        return write_csv(path, rows) if suffix == ".csv" else write_xlsx(path, {"S": rows})

    cases: list[tuple[list[list[Any]], set[str]]] = [
        ([["colour", "weight"], ["red", 3]], {"import.column_missing", "import.no_question"}),
        (GOOD[reader.name][:-1], {"import.no_rows"}),
    ]
    for rows, known in cases:
        path = file(rows)
        refused = refusal(path, reader.name)
        assert refused.code in known
        assert is_one_clear_sentence(path, spoken(refused.code, refused.where, **refused.args_by_name))


@ANY_READER
def test_more_rows_than_the_limit(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_reading, "LIMITS", Limits(rows=1_000))
    rows = GOOD[reader.name]
    most = 1_001 if reader.name.startswith("answers") else 20_001
    path = tmp_path / "long.csv"
    head = "".join(",".join(map(str, row)) + "\n" for row in rows[:-1])
    path.write_text(head + (",".join(map(str, rows[-1])) + "\n") * most, "utf-8")
    refused = refusal(path, reader.name)
    assert refused.code == "import.too_many_rows"
    assert (
        str(refused.args_by_name["limit"]) in spoken(refused.code, refused.where, **refused.args_by_name)[0]
    )


@ANY_READER
def test_a_bad_cell_is_told_with_its_row_and_column(reader: Reader, tmp_path: Path) -> None:
    rows = [list(row) for row in GOOD[reader.name]]
    index = FIGURES[reader.name]
    here = (len(rows) - 1, index)
    files = [write_xlsx(tmp_path / "formula.xlsx", {"Sheet": rows}, formulas={here: ("=1+1", "")})]
    if reader.name in NUMBERS:
        rows[-1][index] = "plenty"
        files.append(write_xlsx(tmp_path / "text.xlsx", {"Sheet": rows}))
    for path in files:
        result = read_file(path, program(), reader.name)
        (wrong,) = (one for one in result.findings if one.severity == "error")
        assert (wrong.where.sheet, wrong.where.row, wrong.where.column) == (
            "Sheet",
            len(rows),
            "ABCDEF"[index],
        )
        assert is_one_clear_sentence(path, [placed_sentence(wrong, Texts(lang)) for lang in LANGUAGES])
        assert result.skipped == 1


TEXTS = {"answers_long": 1, "answers_wide": 1, "courses": 1, "posts": 1, "tasks": 1, "competencies": 1, "curricular_analytics": 1}  # fmt: skip
"""The column of a free text in each good file."""


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", TEXTS)
def test_text_that_begins_with_an_equals_sign_stays_text(name: str, suffix: str, tmp_path: Path) -> None:
    rows = [list(row) for row in GOOD[name]]
    rows[-1][TEXTS[name]] = FORMULA
    path = tmp_path / f"f{suffix}"
    if suffix == ".csv":
        write_csv(path, rows)
    else:
        write_xlsx(path, {"S": rows})
    before = program()
    result = read(path, before, name)
    fresh = {row.name.en for table, _, row in all_rows(result.program) if diff(before, result.program) and hasattr(row, "name")}  # fmt: skip
    assert FORMULA in fresh
    assert result.skipped == 0
