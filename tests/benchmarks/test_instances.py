"""Published instances of tracks that share courses, and degree plans: small ones, and their checkers."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from benchmarks import gbacp, gecode
from benchmarks.__main__ import main
from benchmarks.degree_files import read_plan
from benchmarks.gbacp_files import Instance, read_instance
from curriplan.planning.model import build
from curriplan.planning.objectives import stages_of
from curriplan.planning.solver import empty_model
from curriplan.planning.windows import windows
from tests.shared_data import shared


def toy() -> Instance:
    return read_instance(shared("gbacp", "dzn", "toy-gbac.dzn"))


def test_the_toy_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gbacp", str(shared("gbacp", "dzn", "toy-gbac.dzn")), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)["instances"][0]
    assert (row["name"], row["status"], row["proven"]) == ("toy", "optimal", True)
    assert (row["objective"], row["bound"], row["checked"]) == (191, 191, True)
    assert gbacp.cost(toy(), row["assignment"]) == 191


def test_a_reduced_instance_with_alike_curricula_is_proven() -> None:
    row = gbacp.measure(shared("gbacp", "dzn", "reduced_UD4-gbac.dzn"), 60, None, None)
    assert (row["proven"], row["objective"], row["checked"]) == (True, 949, True)


def test_the_checker_of_tracks_refuses_wrong_plans() -> None:
    instance = toy()
    right = {"c2": 2, "c5": 3, "c6": 4, "c1": 1, "c3": 3, "c4": 1}
    assert gbacp.is_right(instance, right)
    assert not gbacp.is_right(instance, right | {"c4": 3})  # before c3
    assert not gbacp.is_right(instance, right | {"c1": 3, "c2": 3})  # three courses of one curriculum
    assert not gbacp.is_right(instance, right | {"c1": 5})
    assert not gbacp.is_right(instance, dict(list(right.items())[1:]))
    assert not gbacp.is_right(instance, right, gbacp.Asked(most=15))


def test_json_repeats_undesired_periods_in_every_year() -> None:
    instance = read_instance(shared("gbacp", "json", "UD04.json"))
    assert (len(instance.loads), len(instance.curricula), instance.periods) == (139, 16, 6)
    assert (len(instance.before), len(instance.undesired), instance.courses) == (188, 80, (2, 6))
    assert {period for _, period in instance.undesired} <= set(range(1, 7))


def test_an_instance_of_the_largest_size_is_built() -> None:
    # 310 courses, 37 curricula, 9 terms, 1,550 precedences: each leads from one third of the plan to the next.
    rng = random.Random(1)
    names = [f"c{n}" for n in range(310)]
    pairs = [
        (names[one], names[one + step])
        for one in range(260)
        for step in range(1, 51)
        if one // 104 != (one + step) // 104
    ]
    instance = Instance(
        "large",
        9,
        3,
        {one: rng.choice((5, 6, 7, 12)) for one in names},
        tuple(tuple(rng.sample(names, 45)) for _ in range(37)),
        tuple(rng.sample(pairs, 1550)),
        tuple((one, period) for one in names[::3] for period in (1, 4, 7)),
        (0, 9),
    )
    request = gbacp.request_of(instance)
    assert (len(request.courses), len(request.groups), len(request.requisites)) == (310, 37, 1550)
    plan = build(request, empty_model())
    (stage,) = stages_of(plan, request.objectives)
    assert stage.around
    assert all(windows(request).values())
    assert not plan.model.validate()


# --- degree plans -----------------------------------------------------------------------------------


def degree_plan() -> Path:
    return shared("curricular-analytics", "ca-jl-tests", "degree_plan.csv")


def test_a_degree_plan_is_proven_and_no_worse_than_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["degree-plan", str(degree_plan()), "--json"]) == 0
    rows = {one["measure"]: one for one in json.loads(capsys.readouterr().out)["instances"]}
    assert all(one["proven"] and one["checked"] and one["terms"] == 4 for one in rows.values())
    # The file's own plan has course 4 beside its prerequisite 1, which is against its own rule.
    assert not any(one["in_file_lawful"] for one in rows.values())
    assert (rows["requisite_distance"]["objective"], rows["requisite_distance"]["in_file"]) == (7, 10)
    assert (rows["balance"]["objective"], rows["balance"]["in_file"]) == (14, 38)


def test_the_checker_of_degree_plans_reads_both_lists_and_all_kinds() -> None:
    plan = read_plan(degree_plan())
    assert len(plan.credits) == 16
    assert plan.requisites["1", "4"] == "pre"
    assert plan.requisites["3", "6"] == "co"
    assert plan.requisites["5", "4"] == "strict"
    own = dict(plan.terms) | {"1": 1}
    assert plan.is_right(own, 4, None, None)
    assert not plan.is_right(own | {"5": 3}, 4, None, None)
    assert not plan.is_right(own | {"1": 3}, 4, None, None)
    assert not plan.is_right(own, 4, None, 10)


def test_what_shares_a_term_in_a_file_of_one_kind_is_a_corequisite(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("id,label,term,requisites\n1,A,1,\n2,B,1,1\n3,C,2,1;2\n", "utf-8")
    plan = read_plan(file)
    assert plan.requisites == {("1", "2"): "co", ("1", "3"): "pre", ("2", "3"): "pre"}
    assert not plan.has_credits
    assert main(["degree-plan", str(file)]) == 0


def test_gecode_stands_beside_where_minizinc_is_there() -> None:
    if not gecode.is_there():
        pytest.skip("MiniZinc is not installed")
    run = gecode.solve_with_gecode(shared("bacp", "minizinc", "bacp-4.mzn"), 20)
    assert (run.value, len(run.periods)) == (44, 50)
