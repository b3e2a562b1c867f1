"""What holds for every command: help, languages, exit codes, one sentence for what goes wrong."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from curriplan.cli.registry import COMMANDS
from curriplan.storage.store import Store
from tests.cli.running import Run

NAMES = [one.name for one in COMMANDS]
ON_A_FILE: list[list[str]] = [
    ["open"],
    ["gaps"],
    ["close"],
    ["plan"],
    ["check"],
    ["metrics"],
    ["history"],
    ["verify"],
    ["export", "OUT.xlsx"],
    ["picture", "map", "OUT.png"],
    ["import", "SOURCE.csv"],
]


def in_a_process(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the real thing; variables that are empty are taken away."""
    held = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), **env}
    return subprocess.run(
        [sys.executable, "-m", "curriplan", *arguments],
        cwd=cwd,
        env={name: value for name, value in held.items() if value},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_all_commands_are_there() -> None:
    assert set(NAMES) == {
        "open", "samples", "new", "import", "gaps", "close", "plan", "check", "rules", "metrics", "compare", "export",
        "history", "verify",
        "picture", "demo", "doctor",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_explains_itself(
    run: Run, capsys: pytest.CaptureFixture[str], name: str, lang: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(name, "--help", "--lang", lang)
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert f"curriplan {name}" in told
    assert any("\u4e00" <= one <= "\u9fff" for one in told) == (lang == "zh")


def test_without_arguments_the_window_opens(run: Run) -> None:
    ended = run()
    assert (ended.code, ended.asked.opened, ended.out, ended.err) == (0, [None], "", "")


def test_open_shows_the_file(run: Run, example: Path) -> None:
    assert run("open", example).asked.opened == [example]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gaps"], "FILE"),
        (["bogus"], "bogus"),
        (["--lang", "zh"], "缺少命令"),
        (["gaps", "a", "--basis", "some"], "some"),
        (["gaps", "a", "--bas", "all"], "--bas"),
        (["plan", "a", "--time-limit", "0"], "“0” is not above 0"),
        (["plan", "a", "--time-limit", "soon"], "“soon” is not a number"),
        (["plan", "a", "--max-credits", "nan"], "“nan” is not above 0"),
        (["plan", "a", "--objective", "even_load,fun"], "fun"),
        (["new", "a", "--terms", "0"], "from 1 to 24"),
        (["new", "a", "--terms", "3", "--sample", "b"], "--sample"),
        (["picture", "a", "map", "b.png", "--size", "10x10"], "10x10"),
        (["picture", "a", "map", "b.png", "--size", "big"], "big"),
        (["picture", "a", "moon", "b.png"], "map, gaps, plan"),
        (["export", "a", "b.doc"], "b.doc"),
        (["export", "a", "b.xlsx", "--lang", "fr"], "fr"),
        (["import", "a", "b.csv", "--format", "telegram"], "telegram"),
        (["demo"], "--out"),
    ],
)
def test_a_wrong_command_line_is_code_2(run: Run, arguments: list[str], says: str) -> None:
    assert says in run(*arguments).refused(2)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gaps"], "缺少以下参数：FILE"),
        (["bogus"], "'bogus' 不在可选范围内："),
        (["gaps", "a", "--basis", "some"], "参数 --basis：'some' 不在可选范围内"),
        (["gaps", "a", "b"], "无法识别的参数：b"),
        (["gaps", "a", "--json=1"], "不带值"),
        (["plan", "a", "--time-limit"], "参数 --time-limit：需要一个值"),
        (["plan", "a", "--time-limit", "soon"], "参数 --time-limit：“soon”不是数字"),
        (["plan", "a", "--objective", "fun"], "“fun”不在可选范围内：even_load"),
        (["new", "a", "--terms", "0"], "“0”不是 1 至 24 的整数"),
        (["picture", "a", "map", "b.png", "--size", "big"], "“big”不是"),
        (["import", "a"], "缺少以下参数：SOURCE"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(run: Run, arguments: list[str], says: str) -> None:
    told = run("--lang", "zh", *arguments).refused(2)
    assert says in told
    assert not re.search(r"invalid|required|expected|unrecogni|argument", told)


def test_argparse_speaks_as_before_afterwards(run: Run) -> None:
    run("--lang", "zh", "gaps")
    made = argparse.ArgumentParser(exit_on_error=False)
    made.add_argument("--one")
    with pytest.raises(argparse.ArgumentError, match="expected one argument"):
        made.parse_args(["--one"])


@pytest.mark.parametrize("arguments", ON_A_FILE, ids=lambda one: str(one[0]))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_missing_file_is_one_sentence_with_its_name(
    run: Run, tmp_path: Path, arguments: list[str], lang: str
) -> None:
    ended = run(arguments[0], tmp_path / "nowhere.curriplan", *arguments[1:], "--lang", lang)
    assert "nowhere.curriplan" in ended.refused()
    assert ended.out == ""
    assert not ended.asked.opened
    assert not ended.asked.pictures
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04 a workbook", b"SQLite format 3\x00" + bytes(500)]
)
@pytest.mark.parametrize("arguments", ON_A_FILE, ids=lambda one: str(one[0]))
def test_a_foreign_file_is_one_sentence_and_stays_as_it_is(
    run: Run, tmp_path: Path, content: bytes, arguments: list[str]
) -> None:
    path = tmp_path / "foreign.curriplan"
    path.write_bytes(content)
    assert "foreign.curriplan" in run(arguments[0], path, *arguments[1:]).refused()
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("command", ["gaps", "close", "plan", "check", "metrics", "history"])
def test_json_is_one_object_and_nothing_else(run: Run, example: Path, command: str) -> None:
    ended = run(command, example, "--json")
    assert ended.out.startswith("{")
    assert isinstance(ended.object, dict)
    assert ended.err == ""


@pytest.mark.parametrize("command", ["gaps", "check", "metrics", "history"])
def test_reading_changes_nothing(run: Run, example: Path, command: str) -> None:
    before = example.read_bytes()
    run(command, example)
    assert example.read_bytes() == before
    assert list(example.parent.iterdir()) == [example]


def test_the_variable_chooses_the_language_and_the_option_goes_before_it(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURRIPLAN_LANG", "zh")
    assert run("gaps", example, "--json").object["posts"][0]["name"] == "客服"
    assert run("gaps", example, "--json", "--lang", "en").object["posts"][0]["name"] == "Customer service"
    assert run("gaps", example, "--json", "--lang=en").object["posts"][0]["name"] == "Customer service"
    monkeypatch.setenv("CURRIPLAN_LANG", "tlh")
    assert run("gaps", example, "--json").object["posts"][0]["name"] == "Customer service"


def test_a_server_is_not_taken_for_a_file(run: Run) -> None:
    assert "postgresql://host/db#A" in run("open", "postgresql://host/db#A").refused()


def test_the_real_process_without_a_screen_says_so(tmp_path: Path) -> None:
    ended = in_a_process(cwd=tmp_path, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    if sys.platform.startswith("linux"):
        assert (ended.returncode, ended.stdout) == (3, "")
        assert "DISPLAY" in ended.stderr
        assert "Traceback" not in ended.stderr


def test_chinese_comes_out_whole_where_the_system_is_smaller(example: Path) -> None:
    ended = in_a_process(
        "gaps", str(example), "--lang", "zh", cwd=example.parent, LC_ALL="C", PYTHONCOERCECLOCALE="0",
        PYTHONUTF8="0",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert "客服" in ended.stdout


def test_whoever_reads_only_the_beginning_gets_no_traceback(example: Path) -> None:
    root = Path(__file__).parents[2]
    made = subprocess.Popen(
        [sys.executable, "-m", "curriplan", "history", str(example), "--json"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert made.stdout is not None
    assert made.stderr is not None
    made.stdout.close()
    with made.stderr as told:
        assert told.read() == b""
    assert made.wait(60) == 0


def test_the_version_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    from curriplan import __version__

    with pytest.raises(SystemExit) as ended:
        run("--version")
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"curriplan {__version__}\n"


def test_a_defect_has_a_code_of_its_own_and_its_traceback_is_kept(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CURRIPLAN_CONFIG", str(tmp_path / "settings"))

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("curriplan.cli.gaps.gaps_object", broken)
    log = tmp_path / "settings" / "defects.log"
    sentence = run("gaps", example, "--json").refused(70)
    assert "ZeroDivisionError" in sentence
    assert str(log) in sentence
    assert "raise ZeroDivisionError" in log.read_text("utf-8")


def test_a_defect_is_told_where_no_log_can_be_written(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv("CURRIPLAN_CONFIG", str(example))
    monkeypatch.setattr("curriplan.cli.gaps.gaps_object", broken)
    assert "ZeroDivisionError" in run("gaps", example, "--json").refused(70)


def test_commands_do_not_load_the_window(tmp_path: Path, example: Path) -> None:
    look = (
        "import sys\nfrom curriplan.__main__ import main\n"
        f"main(['gaps', {str(example)!r}, '--json'])\n"
        "heavy = {'PySide6', 'ortools', 'openpyxl', 'xlsxwriter', 'alembic', 'networkx'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", look],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr


def test_ctrl_c_is_one_sentence(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("curriplan.cli.gaps.gaps_object", interrupted)
    assert "Interrupted" in run("gaps", example, "--json").refused(130)


def test_a_file_that_may_only_be_read_is_not_written(run: Run, example: Path) -> None:
    """Another window has it open for writing, so nothing is planned into it; it can still be read."""
    with Store.open(example):
        before = example.read_bytes()
        assert "example.curriplan" in run("plan", example).refused()
        assert run("gaps", example).code == 0
        assert example.read_bytes() == before
