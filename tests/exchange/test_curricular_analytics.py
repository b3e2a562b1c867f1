"""Curricula of the public tools: every sample with its figures, every quirk that was seen, every malformed one."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from curriplan.domain.changes import diff
from curriplan.domain.course import Hours, RequisiteKind
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from tests.exchange.files import codes, places, program, read, refusal
from tests.shared_data import shared

HEAD = "Course ID,Course Name,Prefix,Number,Prerequisites,Corequisites,Strict-Corequisites,Credit Hours,Institution,Canonical Name"
FACTS = "Curriculum,Trial,,\nInstitution,A college,,\nDegree Type,AA,,\nSystem Type,semester,,\nCIP,11.07,,\n"
EMPTY = replace(program(8, courses=False), posts={}, competencies={})

FIGURES: dict[str, tuple[int, float | None, int, int]] = {
    "ca-jl-tests/UBW_curric.csv": (6, 16.0, 5, 0),
    "ca-jl-tests/big_unsatisfiable_curric.csv": (51, 138.0, 62, 45),
    "ca-jl-tests/curriculum.csv": (12, 35.0, 8, 0),
    "ca-jl-tests/degree_plan.csv": (16, 45.0, 12, 16),
    "ca-jl-tests/min-curriculum.csv": (1, 1.0, 0, 0),
    "ca-jl-tests/min-degree-plan.csv": (1, 1.0, 0, 1),
    "cran/DS-Major-Max-2023-2024.csv": (31, None, 35, 31),
    "cran/DS-Major-Min-2022-2023.csv": (28, None, 25, 28),
    "cran/Example-Curriculum.csv": (5, None, 4, 5),
    "nuanalytics/plans/BSCS_Hawaii_Manoa.csv": (41, 120.0, 39, 0),
    "nuanalytics/plans/California_Berkely_V2.csv": (30, 113.0, 16, 0),
    "nuanalytics/plans/Colostate_CSDegree.csv": (37, 120.0, 25, 0),
    "nuanalytics/plans/Colostate_CSDegree_2017_w_MATH.csv": (41, 120.0, 36, 0),
    "nuanalytics/plans/Michigan_Ann_Arbor_CS.csv": (38, 128.0, 28, 0),
    "nuanalytics/correct/BSCS_Hawaii_Manoa_w_metrics.csv": (41, 120.0, 39, 0),
    "nuanalytics/correct/California_Berkely_V2_w_metrics.csv": (30, 113.0, 16, 0),
    "nuanalytics/correct/Colostate_CSDegree_w_metrics.csv": (37, 120.0, 25, 0),
    "nuanalytics/correct/Colostate_CSDegree_2017_w_MATH_w_metrics.csv": (41, 120.0, 36, 0),
    "nuanalytics/correct/Michigan_Ann_Arbor_CS_w_metrics.csv": (38, 128.0, 28, 0),
}
"""Courses, credits (None: not known), requisites between two courses, courses with a term."""


def edges(one: Program) -> Counter[tuple[str, str]]:
    return Counter(
        (one.courses[name].code, one.courses[row.course].code)
        for held in one.requisites.values()
        for row in held.values()
        for name in row.courses
    )


def figures(one: Program) -> tuple[int, float | None, int, int]:
    known = [course.credits for course in one.courses.values() if course.credits is not None]
    return len(one.courses), sum(known) if known else None, edges(one).total(), len(one.placements)


@pytest.mark.parametrize("name", FIGURES)
def test_a_public_curriculum(name: str) -> None:
    result = read(shared("curricular-analytics", name), EMPTY)
    assert result.format == "curricular_analytics"
    assert figures(result.program) == FIGURES[name]
    assert result.skipped == 0
    assert all(course.hours == Hours() for course in result.program.courses.values())
    assert result.program.about.quarter_system == ("Michigan" in name)
    unplaced = {"import.no_term"} if "unsatisfiable" in name else set()
    assert set(codes(result)) == unplaced


def test_every_sample_is_tested() -> None:
    folder = shared("curricular-analytics")
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")} == FIGURES.keys()


@pytest.mark.parametrize("name", [name for name in FIGURES if "correct" in name])
def test_requisites_are_those_of_the_columns(name: str) -> None:
    """The columns read a second time, by the plainest means, as an independent count."""
    path = shared("curricular-analytics", name)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    begin = next(n for n, row in enumerate(rows) if row[0] == "Courses") + 2
    body = [row for row in rows[begin:] if any(row)]
    ids = {row[0] for row in body}
    expected = {(one, row[0]) for row in body for cell in row[4:7] for one in cell.split(";") if one in ids}
    assert set(edges(read(path, EMPTY).program)) == expected


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "c.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_kinds_names_and_facts(tmp_path: Path) -> None:
    rows = f"{HEAD}\n1,Alpha,BW,101,,,,3,ACME,Basics\n2,Beta,BW,102,1,,3,1.5,ACME,\n3,Gamma,,,,1,,,,\n"
    result = read(write(tmp_path, f"{FACTS}Courses,,\n{rows}"), EMPTY)
    one = result.program
    kinds = {
        (row.kind, one.courses[row.course].code) for held in one.requisites.values() for row in held.values()
    }
    assert kinds == {
        (RequisiteKind.ALL_OF, "2"),
        (RequisiteKind.TOGETHER, "2"),
        (RequisiteKind.COREQUISITE, "3"),
    }
    first = next(course for course in one.courses.values() if course.code == "1")
    assert (first.name, first.department, first.note) == (
        Text("", "Alpha"),
        Text("", "ACME"),
        Text("", "BW 101 · Basics"),
    )
    assert [course.credits for course in one.courses.values()] == [3.0, 1.5, None]
    assert (one.about.name, one.about.major_code) == (
        Text("试验", "Trial"),
        "11.07",
    ) or one.about.name.en == "Trial"
    assert diff(one, read(tmp_path / "c.csv", one).program) == ()


def test_the_name_of_a_programme_that_has_courses_stays(tmp_path: Path) -> None:
    path = write(tmp_path, f"{FACTS.replace('Trial', 'Other')}Courses\n{HEAD}\n1,Alpha,,,,,,3,,\n")
    assert read(path, program()).program.about.name == Text("试验", "Trial")
    assert read(path, EMPTY).program.about.name.en == "Other"


QUIRKS = {
    "a byte order mark": ("\ufeff" + FACTS + f"Courses\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,1,,,3,,\n", "utf-8", []),
    "Latin-1": (FACTS + f"Courses\n{HEAD}\n1,Café fort,,,,,,3,,\n2,Élan,,,1,,,3,,\n", "latin-1", []),
    "GB18030": (FACTS + f"Courses\n{HEAD}\n1,高等数学,,,,,,3,,\n2,线性代数,,,1,,,3,,\n", "gb18030", []),
    "Windows line ends, blank lines, no last line end": (
        FACTS.replace("\n", "\r\n\r\n") + f"Courses\r\n\r\n{HEAD}\r\n1,A,,,,,,3,,\r\n,,,\r\n2,B,,,1,,,3,,",
        "utf-8",
        [],
    ),
    "trailing commas": (FACTS + f"Courses,,,,,,,,,,,,\n{HEAD},,,\n1,A,,,,,,3,,,,,\n2,B,,,1,,,3,,,,,\n", "utf-8", []),
    "no strict corequisites, no canonical name": (
        FACTS + "Courses\nCourse ID,Course Name,Prefix,Number,Prerequisites,Corequisites,Credit Hours\n1,A,,,,,3\n2,B,,,1,,3\n",
        "utf-8",
        [],
    ),
    "courses and semester in the section line": (FACTS + f"Courses,Semester\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,1,,,3,,\n", "utf-8", []),
    "comments": (FACTS + f"# a note\nCourses\n{HEAD}\n1,A,,,,,,3,,\n# 3,C\n2,B,,,1,,,3,,\n", "utf-8", []),
    "long ids": (FACTS + f"Courses\n{HEAD}\n3989163861,A,,,,,,3,,\n4037212392,B,,,3989163861,,,3,,\n", "utf-8", []),
    "requisites by course code": (FACTS + f"Courses\n{HEAD}\n1,A,CHEM,201,,,,3,,\n2,B,,,CHEM 201,,,3,,\n", "utf-8", []),
    "requisites joined by commas": (FACTS + f'Courses\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,"1,1",,,3,,\n', "utf-8", ["import.requisite_twice"]),
    "a requisite twice": (FACTS + f"Courses\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,1,1,,3,,\n", "utf-8", ["import.requisite_twice"]),
    "a requisite outside": (FACTS + f"Courses\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,1;9,,,3,,\n", "utf-8", ["import.outside"]),
    "a course that requires itself": (FACTS + f"Courses\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,1;2,,,3,,\n", "utf-8", ["import.own_requisite"]),
    "an open quotation mark in the head": (
        FACTS.replace("A college", '"A college') + f"Courses\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,1,,,3,,\n",
        "utf-8",
        ["import.quote_closed"],
    ),
    "an unknown system": (FACTS.replace("semester", "trimester") + f"Courses\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,1,,,3,,\n", "utf-8", ["import.unknown_system"]),
    "learning outcomes": (
        FACTS + f"Courses\n{HEAD}\n1,A,,,,,,3,,\n2,B,,,1,,,3,,\nCourse Learning Outcomes\nCourse ID,Learning Outcome ID\n1,77\n",
        "utf-8",
        [],
    ),
    "additional courses": (FACTS + f"Courses\n{HEAD}\n2,B,,,1,,,3,,\nAdditional Courses\n{HEAD}\n1,A,,,,,,3,,\n", "utf-8", []),
}  # fmt: skip


@pytest.mark.parametrize("what", QUIRKS)
def test_a_quirk_that_was_seen(what: str, tmp_path: Path) -> None:
    text, encoding, expected = QUIRKS[what]
    result = read(write(tmp_path, text, encoding), EMPTY)
    assert (len(result.program.courses), edges(result.program).total(), result.skipped) == (2, 1, 0)
    assert codes(result) == expected
    assert not any("�" in course.name.en for course in result.program.courses.values())


def test_names_come_back_in_the_encoding_they_were_written(tmp_path: Path) -> None:
    for what, name in (("Latin-1", "Café fort"), ("GB18030", "高等数学")):
        text, encoding, _ = QUIRKS[what]
        courses = read(write(tmp_path, text, encoding), EMPTY).program.courses.values()
        assert {course.name.zh or course.name.en for course in courses} >= {name}


@pytest.mark.parametrize(
    ("rows", "code", "place"),
    [
        ("1,A,,,,,,three,,\n2,B,,,,,,3,,\n", "import.not_a_number", (8, "H")),
        ("2,A,,,,,,3,,\n2,B,,,,,,3,,\n", "import.course_twice", (9, "A")),
        (",A,,,,,,3,,\n2,B,,,,,,3,,\n", "import.no_course", (8, "A")),
    ],
)
def test_a_malformed_row(rows: str, code: str, place: tuple[int, str], tmp_path: Path) -> None:
    result = read(write(tmp_path, f"{FACTS}Courses\n{HEAD}\n{rows}"), EMPTY)
    assert places(result, code) == [place]
    assert (len(result.program.courses), result.skipped) == (1, 1)


def test_a_cycle_is_imported(tmp_path: Path) -> None:
    result = read(write(tmp_path, f"{FACTS}Courses\n{HEAD}\n1,A,,,2,,,3,,\n2,B,,,1,,,3,,\n"), EMPTY)
    assert edges(result.program).total() == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FACTS, "import.column_missing"),
        (f"{FACTS}Courses\n", "import.no_rows"),
        (f"{FACTS}Courses\n{HEAD}\n", "import.no_rows"),
        (f"{FACTS}Courses\nName,Credits\nA,3\n", "import.column_missing"),
    ],
)
def test_a_malformed_file_has_its_sentence(text: str, code: str, tmp_path: Path) -> None:
    assert refusal(write(tmp_path, text), "curricular_analytics", EMPTY).code == code


def test_terms_are_made_where_there_are_none() -> None:
    bare = replace(EMPTY, terms={})
    result = read(shared("curricular-analytics", "ca-jl-tests", "big_unsatisfiable_curric.csv"), bare)
    assert (len(result.program.terms), codes(result)) == (10, [])
