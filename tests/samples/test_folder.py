"""A programme comes back from its folder as it was; what cannot be read says where and what to do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from curriplan.app.rule_packs import with_default_packs
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.course import Course
from curriplan.domain.defaults import blank_program
from curriplan.domain.digest import full_digest
from curriplan.domain.edits.rows import put
from curriplan.domain.edits.rules import hold_pack, set_own
from curriplan.domain.finding import Finding, Severity
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.readers.sample import list_samples, read_sample, sample_program
from curriplan.exchange.rule_packs import PackRows
from curriplan.exchange.writers.sample import UnwritableProgram, write_sample
from tests.analysis.language.packs import packs
from tests.samples.programs import PROGRAMS, content


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(PROGRAMS)
def test_what_is_written_is_read_back(program: Program) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "sample"
        write_sample(program, folder)
        again = read_sample(folder)
        assert content(again) == content(program)
        write_sample(again, folder)
        assert read_sample(folder) == again


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(packs())
def test_rule_packs_come_back_whole_or_by_their_name(held: PackRows) -> None:
    program = with_default_packs(blank_program(Text("空", "Blank")))
    first = next(iter(program.rule_packs))
    program = set_own(program, first, next(iter(program.rules[first])), least=41.0)
    program = hold_pack(program, held.pack, held.rules)
    with tempfile.TemporaryDirectory() as place:
        write_sample(program, Path(place) / "s")
        again = read_sample(Path(place) / "s")
        named = [one.read_text("utf-8") for one in (Path(place) / "s" / "rule_packs").iterdir()]
    assert (again.rule_packs, again.rules) == (program.rule_packs, program.rules)
    assert sum(text.startswith("shipped") for text in named) == 1, "only what was not changed is named alone"


def test_same_folder_gives_the_same_programme(tmp_path: Path) -> None:
    write_sample(blank_program(Text("空", "Blank")), tmp_path / "s")
    assert full_digest(read_sample(tmp_path / "s")) == full_digest(read_sample(tmp_path / "s"))


def test_rows_that_every_programme_has_keep_their_ids(tmp_path: Path) -> None:
    program = blank_program(Text("空", "Blank"))
    write_sample(program, tmp_path / "s")
    again = read_sample(tmp_path / "s")
    assert again.terms.keys() == program.terms.keys()
    assert again.posts.keys() == program.posts.keys()
    assert again.course_types.keys() == program.course_types.keys()


def _course(line: str) -> Callable[[Path], object]:
    return lambda folder: _write(folder / "courses.csv", f"code,name_zh,parts,theory,type,counted\n{line}\n")


def _write(path: Path, text: str, encoding: str = "utf-8") -> int:
    return path.write_text(text, encoding)


BAD: dict[str, tuple[Callable[[Path], object], int | None, str]] = {
    "sample_missing": (lambda folder: (folder / "programme.toml").unlink(), None, ""),
    "sample_toml": (lambda folder: _write(folder / "programme.toml", "code = \n"), None, ""),
    "sample_profile": (lambda folder: _write(folder / "programme.toml", 'intake = "soon"\n'), None, ""),
    "sample_file_unknown": (lambda folder: _write(folder / "corses.csv", "code\n"), None, ""),
    "sample_encoding": (
        lambda folder: _write(folder / "courses.csv", "code,name_zh\nA,课程\n", "gbk"),
        None,
        "",
    ),
    "sample_csv": (lambda folder: _write(folder / "courses.csv", 'code\n"A\n'), None, ""),
    "sample_header": (lambda folder: _write(folder / "courses.csv", "code,hourz\n"), 1, "hourz"),
    "sample_header_twice": (lambda folder: _write(folder / "courses.csv", "code,code\n"), 1, "code"),
    "sample_width": (lambda folder: _write(folder / "courses.csv", "code\nA,B\n"), 2, ""),
    "sample_code_missing": (_course(",X,,,,"), 2, "code"),
    "sample_code_twice": (_course("A,X,,,,\nA,Y,,,,"), 3, "code"),
    "sample_reference": (_course("A,X,,,ZZ,"), 2, "type"),
    "sample_cell_number": (_course("A,X,,ten,,"), 2, "theory"),
    "sample_cell_choice": (_course("A,X,,,,maybe"), 2, "counted"),
    "sample_cell_parts": (_course("A,X,4x14,,,"), 2, "parts"),
    "sample_cell_whole": (lambda folder: _write(folder / "terms.csv", "number,year\n1,one\n"), 2, "year"),
    "sample_cell_empty": (lambda folder: _write(folder / "terms.csv", "number,year\n1,\n"), 2, "year"),
    "sample_cell_date": (
        lambda folder: _write(folder / "surveys.csv", "code,held_on\nS,yesterday\n"),
        2,
        "held_on",
    ),
    "sample_row_twice": (
        lambda folder: (
            _write(folder / "courses.csv", "code\nA\n"),
            _write(folder / "placements.csv", "course,term\nA,1\nA,2\n"),
        ),
        3,
        "course",
    ),
    "sample_broken": (
        lambda folder: (
            _write(folder / "courses.csv", "code\nA\n"),
            _write(folder / "competencies.csv", "code\nK\n"),
            _write(folder / "contributions.csv", "course,competency,level\nA,K,0\n"),
        ),
        None,
        "",
    ),
}


@pytest.mark.parametrize("code", BAD)
def test_each_bad_file_says_where_and_what_to_do(code: str, tmp_path: Path) -> None:
    spoil, row, column = BAD[code]
    write_sample(blank_program(Text("空", "Blank")), tmp_path)
    spoil(tmp_path)
    with pytest.raises(UnreadableFile) as caught:
        read_sample(tmp_path)
    error = caught.value
    assert (error.code, error.where.row, error.where.column) == (code, row, column)
    assert error.where.file
    for lang in LANGUAGES:
        args = tuple(error.args_by_name.items())
        assert Texts(lang).finding(Finding(code, Severity.ERROR, error.where, args))


def test_unknown_sample_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnreadableFile) as caught:
        sample_program("nothing")
    assert caught.value.code == "sample_unknown"
    assert caught.value.args_by_name["known"] == [one.name for one in list_samples()]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((Course("a", "A"), Course("b", "A")), "sample_code_twice"),
        ((Course("a", ""),), "sample_code_missing"),
    ],
)
def test_what_cannot_be_told_apart_is_not_written(
    rows: tuple[Course, ...], code: str, tmp_path: Path
) -> None:
    program = put(blank_program(Text("空", "Blank")), "courses", *rows)
    with pytest.raises(UnwritableProgram) as caught:
        write_sample(program, tmp_path / "s")
    assert caught.value.code == code
    assert not (tmp_path / "s").exists()


def test_list_entry_with_a_separator_is_not_written(tmp_path: Path) -> None:
    program = blank_program(Text("空", "Blank"))
    post = replace(program.posts["every-graduate"], contexts=frozenset({"B2B;B2C"}))
    with pytest.raises(UnwritableProgram) as caught:
        write_sample(put(program, "posts", post), tmp_path / "s")
    assert caught.value.code == "sample_cell_list"
