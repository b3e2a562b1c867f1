"""A command never ends well with figures from half a file, or with an edit that is not in the file."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from curriplan.storage.store import Store, StoreError
from tests.app.files import break_answers
from tests.cli.running import Run


@pytest.mark.parametrize(
    "command", [("gaps",), ("check",), ("export", "OUT", "--format", "json"), ("verify",)]
)
def test_answers_that_cannot_be_read_stop_a_command(
    run: Run, sample: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    break_answers(sample)
    out = tmp_path / "out.json"
    name, *rest = (str(out) if one == "OUT" else one for one in command)
    assert sample.name in run(name, sample, *rest).refused()
    assert not out.exists()


class Failing(Exception):
    """A defect of the store."""


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (Failing("defect"), 70, "Failing"),
        (StoreError("store.disk_full", file="sample.curriplan"), 3, "is full"),
    ],
)
def test_an_import_that_is_not_stored_does_not_end_well(
    run: Run,
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    problem: Exception,
    code: int,
    said: str,
) -> None:
    def append(*_: object) -> None:
        raise problem

    with Store.open(sample, read_only=True) as store:
        before = store.digest
    answers = tmp_path / "courses.csv"
    answers.write_text("code,name,credits\nQX1,New course,3\n", "utf-8")
    monkeypatch.setattr(Store, "append", append)
    ended = run("import", sample, answers)
    assert (ended.code, ended.out) == (code, ""), ended.err
    assert said in ended.err
    monkeypatch.undo()
    with Store.open(sample, read_only=True) as store:
        assert store.digest == before


def test_an_import_says_who_has_the_file(run: Run, sample: Path, tmp_path: Path) -> None:
    courses = tmp_path / "courses.csv"
    courses.write_text("code,name,credits\nQX1,New course,3\n", "utf-8")
    with Store.open(sample):
        assert platform.node() in run("import", sample, courses).refused()
