"""demo, picture and doctor: the whole story, with the window's part remembered or for real."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl

from curriplan.app.picture import Screen
from tests.cli.running import Asked, Run
from tests.cli.test_command_line import in_a_process

PNG = b"\x89PNG\r\n\x1a\n"


def test_the_demo_walks_the_whole_way_in_ten_lines(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    ended = run("demo", "--out", out)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert len(lines) == 10
    assert str(out / "demo.xlsx") in lines[-1]
    assert [one.page for one in ended.asked.pictures] == ["map", "gaps", "plan"]
    assert {one.name for one in out.iterdir()} == {"demo.curriplan", "demo.xlsx"}
    assert "Schedule" in " ".join(openpyxl.load_workbook(out / "demo.xlsx").sheetnames)
    assert len(run("history", out / "demo.curriplan", "--json").object["revisions"]) == 3
    assert run("verify", out / "demo.curriplan").code == 0
    assert run("check", out / "demo.curriplan").code == 0


def test_a_second_demo_leaves_the_first_alone(tmp_path: Path) -> None:
    from curriplan.cli.demo import _free

    assert _free(tmp_path).name == "demo.curriplan"
    (tmp_path / "demo.curriplan").touch()
    assert _free(tmp_path).name == "demo-2.curriplan"


def test_a_demo_in_a_place_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "file" in run("demo", "--out", tmp_path / "file").refused()


def test_a_picture_is_asked_for_as_wished(run: Run, example: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    ended = run("picture", example, "gaps", out, "--size", "1024x700", "--theme", "dark", "--lang", "zh")
    (wish,) = ended.asked.pictures
    assert (wish.program, wish.page, wish.out) == (example, "gaps", out)
    assert (wish.width, wish.height, wish.theme, wish.lang) == (1024, 700, "dark", "zh")


def test_a_picture_never_takes_the_place_of_a_programme(run: Run, example: Path) -> None:
    before = example.read_bytes()
    ended = run("picture", example, "gaps", example)
    assert example.name in ended.refused(3)
    assert ended.asked.pictures == []
    assert example.read_bytes() == before


def test_a_picture_is_what_the_window_draws(sample: Path, tmp_path: Path) -> None:
    out, before = tmp_path / "map.png", sample.read_bytes()
    ended = in_a_process(
        "picture", str(sample), "map", str(out), "--size", "1000x700", cwd=tmp_path, DISPLAY="",
        QT_QPA_PLATFORM="", CURRIPLAN_CONFIG=str(tmp_path / "config"),
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    head = out.read_bytes()[:24]
    assert head.startswith(PNG)
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1000, 700)
    assert out.stat().st_size > 20_000, "a page with something on it"
    assert sample.read_bytes() == before
    assert not (tmp_path / "config").exists()


def test_a_picture_that_cannot_be_written_is_one_sentence(example: Path, tmp_path: Path) -> None:
    ended = in_a_process(
        "picture", str(example), "map", str(tmp_path / "no" / "map.png"), cwd=tmp_path, QT_QPA_PLATFORM=""
    )
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr.count("\n") == 1
    assert "map.png" in ended.stderr


def test_the_doctor_finds_everything(run: Run) -> None:
    ended = run("doctor")
    assert ended.code == 0
    for name in ("Python", "SQLite", "ortools", "WenQuanYi Micro Hei"):
        assert name in ended.out


def test_the_doctor_names_what_is_missing(run: Run, asked: Asked) -> None:
    asked.screen = Screen("6.8.0", "offscreen", "DejaVu Sans", "")
    ended = run("doctor")
    assert ended.code == 1
    assert "Missing: Font for Chinese" in ended.out


def test_the_real_doctor_looks_at_the_real_screen(tmp_path: Path) -> None:
    ended = in_a_process("doctor", cwd=tmp_path, QT_QPA_PLATFORM="")
    assert "offscreen" in ended.stdout or not sys.platform.startswith("linux")
    assert ended.stderr == ""
