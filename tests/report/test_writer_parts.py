from __future__ import annotations

import errno
import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriplan.analysis.report.formula import Sum, at
from curriplan.analysis.report.tree import (
    Days,
    Formula,
    Head,
    Level,
    Listing,
    Mark,
    Number,
    Say,
    Tone,
    Unit,
    Weekly,
    WholeWeeks,
    say,
)
from curriplan.app.texts import Texts
from curriplan.domain.text import Text
from curriplan.exchange.writers.atomic import write_atomically
from curriplan.exchange.writers.names import SheetNames
from curriplan.exchange.writers.numbers import Numeric, as_text, number_format
from curriplan.exchange.writers.result import CannotWrite
from curriplan.exchange.writers.styles import GROUP_FILL, HEADER_FILL, INK, RAMP, TONES, ramp_colours
from curriplan.exchange.writers.widths import is_chinese, lines, longest_word, width
from curriplan.exchange.writers.words import Words

ONE = Sum((at(0, 0),))
NUMBERS: tuple[tuple[Numeric, str, str], ...] = (
    (Weekly(4, 14), '0"/14W"', "4/14W"),
    (Weekly(2.5, 12.5), '0.0"/12.5W"', "2.5/12.5W"),
    (Weekly(2, None), '0"/?W"', "2/?W"),
    (Days(4), '0"d"', "4d"),
    (Number(64, Unit.MARKED), '0"*"', "64*"),
    (Number(5.2, Unit.DAY_HOURS), '0.0"h/d"', "5.2h/d"),
    (WholeWeeks(2), '0"W"', "2W"),
    (WholeWeeks(0.5), '0.0"W"', "0.5W"),
    (Number(16, Unit.OFF_TIMETABLE), '0"#"', "16#"),
    (Number(108, bracketed=True), '"("General")"', "(108)"),
    (Number(0.543, Unit.SHARE), "0.0%", "54.3%"),
    (Number(0.5, Unit.RATIO), "0.00", "0.50"),
    (Number(12, Unit.COUNT), "0", "12"),
    (Number(1 / 3), "0.00", "0.33"),
    (Number(14, Unit.WEEKS), '0"W"', "14W"),
    (Number(26, Unit.WEEK_HOURS), '0"h/W"', "26h/W"),
    (Level(3, "3", "●"), '0"●"', "3●"),
    (Level(2, "R", "○"), '"R○"', "R○"),
    (Level(2, 'a"b\\', ""), '"a”b"', 'a"b\\'),
    (Formula(ONE, 52.0), "General", "52"),
    (Formula(ONE, None, Unit.SHARE), "0.0%", ""),
    (Formula(ONE, 4.666666), "0.00", "4.67"),
)


@pytest.mark.parametrize(("value", "pattern", "text"), NUMBERS)
def test_numbers_have_the_official_notation(value: Numeric, pattern: str, text: str) -> None:
    assert number_format(value) == pattern
    assert as_text(value) == text


def test_words_in_one_language_and_in_both() -> None:
    both, zh, en = (Words(Texts, lang) for lang in ("both", "zh", "en"))
    name = Text("课程", "Course")
    assert (both.text(name), zh.text(name), en.text(name)) == ("课程 / Course", "课程", "Course")
    assert both.text(Text("课程", "")) == "课程"
    assert both.text("CODE") == "CODE"
    assert both.text(Listing((name, "X"))) == "课程 / Course、X"
    assert en.text(Listing((name, "X"))) == "Course, X"
    assert both.head(Head(say("plan.name"))) == "课程名称\nCourse"
    assert both.head(Head(say("plan.name"), upright=True)) == "课程名称 / Course"
    assert en.text(date(2026, 5, 4)) == "2026-05-04"
    assert en.text(None) == ""
    nested = Mark(say("mark", sign="✓", words=Say("status.met")), Tone.MET)
    assert (en.text(nested), zh.text(nested)) == ("✓ met", "✓ 已达到")


def test_what_no_file_can_hold_is_left_out() -> None:
    assert Words(Texts, "en").text("a\x00b\x1bc\ud800d\ufffee\r\nf\rg") == "abcde\nf\ng"


NAMES = (
    ("Plan", "Plan"),
    ("a/b\\c?d*e[f]g:h", "a b c d e f g h"),
    ("'quoted'", "quoted"),
    ("", "Sheet"),
    ("History", "History 2"),
    ("x" * 40, "x" * 31),
    ("很" * 40, "很" * 31),
    ("😀" * 20, "😀" * 15),
)


@pytest.mark.parametrize(("wanted", "name"), NAMES)
def test_sheet_names_are_made_legal(wanted: str, name: str) -> None:
    assert SheetNames().take(wanted) == name


@given(st.lists(st.text(max_size=40), max_size=12))
def test_sheet_names_are_legal_and_single_whatever_is_wanted(wanted: list[str]) -> None:
    names = SheetNames()
    taken = [names.take(one) for one in wanted]
    assert len({one.casefold() for one in taken}) == len(taken)
    for one in taken:
        assert 0 < len(one.encode("utf-16-le")) // 2 <= 31
        assert not set("[]:*?/\\") & set(one)
        assert one.strip("'") == one


def test_widths_follow_the_characters() -> None:
    assert width("abc") == 3
    assert width("课程") == pytest.approx(3.9)
    assert width("ab\ncdeg") == 4
    assert width("illi") < width("abcd") < width("mwmw")
    assert longest_word("one / three") == width("three")
    assert longest_word("课程名称") == width("课")
    assert is_chinese("课程")
    assert not is_chinese("B2B课程")
    assert not is_chinese("")


@pytest.mark.parametrize(
    ("text", "places", "count"),
    [
        ("short", 20, 1),
        ("one two three four", 9, 3),
        ("课程名称课程名称", 10, 2),
        ("a\nb", 20, 2),
        ("x" * 50, 12, 5),
    ],
)
def test_lines_break_at_words_and_between_characters(text: str, places: float, count: int) -> None:
    assert lines(text, places) == count


@given(st.text(alphabet="ab课 程-/\n", max_size=60), st.floats(5, 60))
def test_a_wider_column_never_needs_more_lines(text: str, places: float) -> None:
    assert 1 <= lines(text, places + 10) <= lines(text, places)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str, fill: str) -> float:
    light, dark = sorted((luminance(ink), luminance(fill)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_can_be_read_on_its_ground() -> None:
    pairs = [(ink, fill or "#FFFFFF") for ink, fill in TONES.values()]
    pairs += [ramp_colours(level, 4) for level in range(1, 5)]
    pairs += [(INK, GROUP_FILL), (INK, HEADER_FILL)]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("highest", [1, 2, 3, 4, 7])
def test_the_ramp_serves_scales_of_any_length(highest: int) -> None:
    fills = [ramp_colours(level, highest)[1] for level in range(1, highest + 1)]
    assert fills[0] == RAMP[0]
    assert [RAMP.index(fill) for fill in fills] == sorted(RAMP.index(fill) for fill in fills)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    write_atomically(target, b"one")
    target.chmod(0o640)
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o640


def told(refusal: CannotWrite, name: str) -> bool:
    return all(name in Texts(lang)(f"error.{refusal.code}", **refusal.args_by_name) for lang in ("en", "zh"))


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        write_atomically(tmp_path / "no" / "a.xlsx", b"")
    assert refused.value.code == "export.folder_missing"
    assert told(refused.value, "a.xlsx")


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused:
        write_atomically(tmp_path, b"")
    assert refused.value.code == "export.is_folder"
    assert told(refused.value, tmp_path.name)


FAILURES = (
    (PermissionError(errno.EACCES, "in use"), "export.locked"),
    (OSError(errno.EROFS, "read-only"), "export.locked"),
    (OSError(errno.ENOSPC, "full"), "export.disk_full"),
    (OSError(errno.EIO, "input/output error"), "export.failed"),
)


@pytest.mark.parametrize(("failure", "code"), FAILURES)
def test_what_fails_at_the_last_step_changes_nothing(
    failure: OSError, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"before")

    def refuse(*_: Path) -> Path:
        raise failure

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CannotWrite) as refused:
        write_atomically(target, b"after")
    assert refused.value.code == code
    assert told(refused.value, "a.xlsx")
    assert target.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["a.xlsx"]
