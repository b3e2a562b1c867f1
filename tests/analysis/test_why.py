"""The words of a "why": who demands, which tasks need, which courses answer, and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curriplan.analysis.demand.derive import requirements
from curriplan.analysis.gap.report import gap_report
from curriplan.analysis.graph import build
from curriplan.analysis.why import Piece, why
from curriplan.app.derived import Derived
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.app.why import why_text
from curriplan.domain.course import Contribution, Course, Pool, Status
from curriplan.domain.post import Post, Statement, StatementSource, Task
from curriplan.domain.program import Program
from curriplan.domain.scale import Mode
from curriplan.domain.text import Lang, Text
from tests import worked_example
from tests.analysis.make import contributes, program, rows, states, surveyed
from tests.worked_example import PLANNER, SERVICE


def codes(held: Program, post: str, competency: str) -> list[tuple[int, str]]:
    return [(one.depth, one.code) for one in pieces(held, post, competency)]


def pieces(held: Program, post: str, competency: str) -> tuple[Piece, ...]:
    return why(held, build(held, requirements(held)), post, competency)


def with_tasks() -> Program:
    tasks = rows(
        Task("t2", SERVICE, "T2", Text("", "Chat"), competencies=frozenset({"spoken"}), position=2),
        Task("t1", SERVICE, "T1", Text("", "Answer calls"), competencies=frozenset({"spoken"}), position=1),
        Task("t3", PLANNER, "T3", competencies=frozenset({"spoken"})),
    )
    return replace(worked_example.program(), tasks=tasks)


def test_the_worked_example_in_words() -> None:
    held = with_tasks()
    told = why_text(pieces(held, SERVICE, "spoken"), Texts("en")).splitlines()
    assert told[0] == "Customer service requires “Spoken English” at level 3."
    assert told[1].strip() == "It is stated by: designer."
    assert [one.strip() for one in told[2:4]] == [
        "The task “Answer calls” needs it.",
        "The task “Chat” needs it.",
    ]
    assert "gives level 3 at the end of term 2 (theory" in told[4]
    assert told[5].strip() == "By theory only level 2 can be reached, so that level counts."
    assert told[5].startswith("        ")
    assert "at the end of term 6" in told[6]


def test_the_courses_of_a_why_are_those_of_the_gap_report() -> None:
    held = with_tasks()
    report = gap_report(held, requirements(held))
    for post in report.posts:
        for row in post.rows:
            said = [one for one in pieces(held, row.post, row.competency) if one.code == "course"]
            named = {dict(one.args)["course"] for one in said}
            assert named == {held.courses[one.course].name for one in row.courses}


def test_what_nobody_teaches_and_nobody_demands() -> None:
    held = worked_example.program()
    assert codes(held, SERVICE, "settlement")[-1] == (1, "no_course")
    assert pieces(held, PLANNER, "settlement") == ()
    assert pieces(held, "nobody", "settlement") == ()


def test_answers_say_how_many_they_are() -> None:
    (demand, answers, nobody) = pieces(surveyed([("a", 3, 5), ("a", 3, 5), ("b", 3, 5)]), "p", "c")
    assert (demand.code, answers.code, nobody.code) == ("required", "answers", "no_course")
    assert answers.args == (("n", 3), ("enterprises", 2))


def test_a_statement_says_its_reason_and_an_unknown_level_is_told() -> None:
    reason = Statement(
        "s", "p", "c", None, source=StatementSource.REGULATION, reason=Text("", "The 2019 regulation, 4.2")
    )
    held = replace(surveyed([], posts=rows(Post("p", "P1"))), statements=states(reason))
    told = why_text(pieces(held, "p", "c"), Texts("en"))
    assert "the level is not known" in told
    assert "regulation. Reason: The 2019 regulation, 4.2" in told


@pytest.mark.parametrize(
    ("course", "code"),
    [
        (Course("k", "K", status=Status.ELECTIVE), "elective"),
        (Course("k", "K", status=Status.ELECTIVE, pool="n"), "pool"),
    ],
)
def test_what_a_course_guarantees_is_told(course: Course, code: str) -> None:
    start = surveyed([("a", 2, 5)])
    held = replace(
        start,
        courses=rows(course),
        pools=rows(Pool("n", "N", choose=1)),
        contributions=contributes(Contribution("k", "c", 2, Mode.ON_CAMPUS)),
    )
    assert codes(held, "p", "c")[-2:] == [(1, "course_unplaced"), (2, code)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_piece_has_words(lang: Lang) -> None:
    held = with_tasks()
    for post in (SERVICE, PLANNER):
        for competency in held.competencies:
            assert why_text(pieces(held, post, competency), Texts(lang)) or not pieces(held, post, competency)


def test_derived_results_follow_the_programme() -> None:
    present = [with_tasks()]
    derived = Derived(lambda: present[0])
    first = derived.why(SERVICE, "spoken")
    present[0] = replace(present[0], tasks={})
    assert [one for one in first if one.code != "task"] == list(derived.why(SERVICE, "spoken"))
    assert Derived(program).why("p", "c") == ()
