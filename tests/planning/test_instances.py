"""Published instances: BACP with its published optima, and real curricula read from their files."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.bacp import heaviest, is_right, read_instance, request_of
from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.exchange.readers.registry import read_file
from curriplan.exchange.readers.sample import sample_program
from curriplan.planning.planner import solve
from curriplan.planning.request import Limits, plan_request
from curriplan.planning.verify import verify
from tests.shared_data import shared

BACP = ("bacp8", "bacp12", "bacp-1", "bacp-4", "bacp-9", "bacp-19", "bacp-22", "bacp-24", "bacp-27")
PLANS = ("Colostate_CSDegree", "BSCS_Hawaii_Manoa", "California_Berkely_V2")


@pytest.mark.parametrize("name", BACP)
def test_bacp_optimum_is_proven(name: str) -> None:
    instance = read_instance(shared("bacp", "json", f"{name}.json"))
    with shared("bacp", "known_optima.csv").open() as rows:
        best = {row["instance"]: int(row["optimum_min_max_load"]) for row in csv.DictReader(rows)}
    result = solve(request_of(instance))
    peak = result.objectives[0]
    assert (peak.value, peak.bound, peak.proven) == (best[name], best[name], True)
    assert is_right(instance, dict(result.terms))
    assert heaviest(instance, dict(result.terms)) == best[name]


def test_bacp8_with_at_most_16_credits_has_no_plan() -> None:
    # 8 periods of 16 credits hold 128; the courses have 133.
    result = solve(request_of(read_instance(shared("bacp", "json", "bacp8.json")), most=16))
    assert result.status == "infeasible"
    needed = {one.code: dict(one.args)["needed"] for one in result.conflict}
    assert needed == {"calendar": 9, "credits": 17}
    assert all(one.smallest for one in result.conflict)


def test_the_benchmark_command_prints_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    path = shared("bacp", "json", "bacp-22.json")
    assert main(["bacp", str(path), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)["instances"][0]
    assert (row["name"], row["status"], row["objective"], row["checked"]) == ("bacp-22", "optimal", 31, True)
    assert len(row["assignment"]) == 50


def test_the_checker_of_the_benchmark_refuses_wrong_plans() -> None:
    instance = read_instance(shared("bacp", "json", "bacp8.json"))
    right = dict(solve(request_of(instance)).terms)
    earlier, later = instance.before[0]
    assert is_right(instance, right)
    assert not is_right(instance, right | {earlier: right[later], later: right[earlier]})
    assert not is_right(instance, right, most=16)
    assert not is_right(instance, dict(list(right.items())[1:]))
    assert not is_right(instance, right | {earlier: 0})


def curriculum(path: Path) -> Program:
    return read_file(path, blank_program(Text(en="Curriculum"), 8)).program


@pytest.mark.parametrize("name", PLANS)
def test_a_real_curriculum_gets_a_lawful_plan_in_credits(name: str) -> None:
    program = curriculum(shared("curricular-analytics", "nuanalytics", "plans", f"{name}.csv"))
    limits = Limits(max_credits=19)
    result = solve(plan_request(program, limits=limits))
    assert result.proven
    assert result.load_in == "credits"
    assert len(result.terms) == len(program.courses)
    assert verify(program, result.terms, limits) == ()


def test_a_curriculum_whose_chain_is_too_long_is_explained() -> None:
    path = shared("curricular-analytics", "nuanalytics", "plans", "Colostate_CSDegree_2017_w_MATH.csv")
    result = solve(plan_request(curriculum(path), limits=Limits(max_credits=19)))
    assert result.status == "infeasible"
    assert {one.code for one in result.conflict} == {"all_of", "calendar"}


def test_the_sample_is_planned_with_proof() -> None:
    program = sample_program("cross_border_ecommerce")
    result = solve(plan_request(program))
    assert result.proven
    assert result.load_in == "hours"
    assert result.unknown == ()
    assert verify(program, result.terms) == ()
    assert result.wall_s < 10
