"""The page of figures: what it says of samples, targets, other work and what could not be measured."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.document import Where, page
from benchmarks.everything import ENTRIES, Entry, Measured, in_words
from benchmarks.figure import Figure, Table, figure_of, table_of

HERE = Where("2026-01-31", "curriplan 1", "2 cores")
SLOW = Figure("painted", "ms", tuple(float(n) for n in range(1, 101)), 95.0, "p95")
GAPS = Entry("gaps", "Gaps")


def test_statistics_of_a_figure() -> None:
    assert SLOW.value("median") == 50.5
    assert [SLOW.value(which) for which in ("min", "p95", "max")] == [1, 95, 100]
    assert SLOW.met is False
    assert Figure("painted", "ms", SLOW.samples, 95.5, "p95").met
    assert Figure("painted", "ms", (1.0,)).met is None
    assert Figure("painted", "ms", (7.0,)).value("p95") == 7


def test_a_figure_comes_back_from_another_process() -> None:
    assert figure_of(SLOW.as_json()) == SLOW


def test_page_says_what_is_met_missed_and_failed() -> None:
    text = page(
        HERE,
        [Measured(GAPS, (SLOW, Figure("plan", "s", (1.234,), 2.0))), Measured(GAPS, (), "KeyError: 1")],
    )
    assert "| painted, ms | 50.5 | 1.0 | 95.0 | 100 | 100 | p95 < 95 ms | **missed** |" in text
    assert "| plan, s | 1.23 | 1.23 | 1.23 | 1.23 | 1 | median < 2 s | met |" in text
    assert "Not measured: KeyError: 1" in text
    assert "- 2 cores" in text


@pytest.mark.parametrize(
    ("beside", "said"), [(None, "does not say"), (0.0, "was quiet"), (1.25, "kept 1.2 to 1.2 cores busy")]
)
def test_page_says_how_busy_the_machine_was(beside: float | None, said: str) -> None:
    assert said in page(HERE, [Measured(GAPS, (SLOW,), beside=beside)])


def test_a_target_missed_while_others_worked_is_told_apart() -> None:
    row = "| p95 < 95 ms | missed, with others at work |"
    assert row in page(HERE, [Measured(GAPS, (SLOW,), beside=1.5)])
    assert row not in page(HERE, [Measured(GAPS, (SLOW,), beside=0.1)])


def test_console_says_what_is_missed() -> None:
    assert in_words(SLOW) == "painted 50.5 ms, TARGET MISSED"


def test_every_entry_can_be_loaded() -> None:
    for one in ENTRIES:
        assert callable(importlib.import_module(f"benchmarks.entries.{one.name}").measure), one.name


def test_one_entry_is_measured_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "page.md"
    assert main(["all", "--only", "opening", "--out", str(out)]) == 0
    assert "the sample opened" in capsys.readouterr().out
    text = out.read_text("utf-8")
    assert "## Opening the sample" in text
    assert "Not measured" not in text
    assert str(tmp_path) not in text


def test_tables_stand_below_the_figures() -> None:
    table = Table(("instance", "value"), (("bacp8", "17"), ("bacp12", "17")))
    assert table_of(json.loads(json.dumps(table.as_json()))) == table
    shown = page(HERE, [Measured(GAPS, (SLOW,), tables=(table,))])
    assert "| instance | value |\n| --- | --- |\n| bacp8 | 17 |\n| bacp12 | 17 |" in shown
