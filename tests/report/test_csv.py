from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from curriplan.app.texts import Texts
from curriplan.domain.progress import Cancelled
from curriplan.exchange.writers.csv_tables import write_csv
from tests.report.programmes import empty, full, report_of


def read(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    assert data.startswith("\ufeff".encode())
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_all_tables_stand_below_each_other(tmp_path: Path) -> None:
    report = report_of(full())
    write_csv(report, tmp_path / "all.csv", Texts, "zh")
    lines = read(tmp_path / "all.csv")
    tables = sum(len(section.tables) for section in report.sections)
    assert lines.count([]) == tables
    assert any(line and line[0].startswith("教学进程表") for line in lines)


def test_the_schedule_has_its_notation_and_no_helper_columns(tmp_path: Path) -> None:
    write_csv(report_of(full()), tmp_path / "plan.csv", Texts, "en", section="plan")
    lines = read(tmp_path / "plan.csv")
    shop = next(line for line in lines if "SHOP" in line)
    assert shop[0] == "Practical"
    assert "6/18W" in shop
    assert "108" in shop
    english = next(line for line in lines if "EN" in line)
    assert english[0] == "Public basic"
    assert len({len(line) for line in lines if len(line) > 1}) == 1
    military = next(line for line in lines if "MIL" in line)
    assert "2W" in military
    total = next(line for line in lines if line and line[0] == "Total")
    assert "776" in total


def test_an_empty_programme_gives_headers(tmp_path: Path) -> None:
    write_csv(report_of(empty()), tmp_path / "plan.csv", Texts, "en")
    assert any("Course" in line for line in read(tmp_path / "plan.csv"))


def test_an_unknown_section_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_csv(report_of(full()), tmp_path / "plan.csv", Texts, "en", section="nothing")
    assert not list(tmp_path.iterdir())


def test_cancelled_work_writes_nothing(tmp_path: Path) -> None:
    def stop(share: float | None, step: str = "") -> None:
        raise Cancelled(f"{step} {share}")

    with pytest.raises(Cancelled):
        write_csv(report_of(full()), tmp_path / "plan.csv", Texts, "en", stop)
    assert not list(tmp_path.iterdir())
