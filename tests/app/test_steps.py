"""The way of the work: the checks come before the workbook, and what is accepted does not hold them up."""

from __future__ import annotations

from datetime import date

from curriplan.app.derived import Derived
from curriplan.app.steps import Step, steps
from curriplan.domain.defaults import blank_program
from curriplan.domain.edits.acceptances import accept
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.readers.sample import sample_program

TODAY = date(2026, 3, 1)


def checks_of(program: Program) -> Step:
    found = steps(program, Derived(lambda: program), TODAY, exported=False)
    assert [one.name for one in found][-3:] == ["plan", "checks", "export"]
    return found[-2]


def test_accepted_findings_do_not_hold_the_checks_up() -> None:
    program = sample_program("cross_border_ecommerce")
    held = [one for one in Derived(lambda: program).findings(TODAY) if one.severity is not Severity.NOTE]
    assert held
    assert checks_of(program).state == "open"
    agreed = accept(program, held, "agreed", "tester", TODAY)
    after = checks_of(agreed)
    assert after.state == "done"
    assert dict(after.args)["accepted"] == len(held)


def test_without_courses_there_is_nothing_to_check() -> None:
    assert checks_of(blank_program(Text("空", "Empty"), terms=0)).state == "early"
