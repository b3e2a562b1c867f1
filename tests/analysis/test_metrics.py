"""Curriculum metrics: published figures, networkx as an independent check, and graphs too large to list."""

from __future__ import annotations

import csv
import doctest
import json
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriplan.analysis.metrics import blocking, centrality, complexity, delay, metric
from curriplan.analysis.metrics.curriculum import (
    METRICS,
    CurriculumMetrics,
    CyclicRequisites,
    curriculum_metrics,
)
from curriplan.domain.course import Course
from curriplan.domain.program import PROFILE_ID, Program
from tests.analysis.make import graph_program, program, rows
from tests.shared_data import shared

SMALL = "curricular-analytics/expected_small_graphs.json"
GOLDEN = "curricular-analytics/nuanalytics/correct"
TOTALS = {
    "Colostate_CSDegree_w_metrics.csv": 175,
    "Colostate_CSDegree_2017_w_MATH_w_metrics.csv": 415,
    "BSCS_Hawaii_Manoa_w_metrics.csv": 236,
    "California_Berkely_V2_w_metrics.csv": 100,
}


def column(found: CurriculumMetrics, name: str, courses: str = "") -> list[float]:
    return [found.courses[one][name] for one in (courses or found.courses)]


def measured(courses: str, edges: str) -> CurriculumMetrics:
    """Return the metrics of courses with one-letter names and edges "A>B C>D"."""
    return curriculum_metrics(graph_program(courses, [tuple(edge.split(">")) for edge in edges.split()]))


@pytest.mark.parametrize("module", [blocking, delay, centrality, complexity, metric])
def test_the_worked_example_of_each_metric_is_true(module: Any) -> None:
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)


def test_every_metric_says_what_it_is() -> None:
    assert [one.id for one in METRICS] == ["blocking", "delay", "centrality", "complexity"]
    assert all(one.unit and one.formula and one.source and one.compute.__doc__ for one in METRICS)


def test_g1() -> None:
    found = measured("ABCDEFGH", "A>C B>C D>C C>E D>F")
    assert column(found, "blocking") == [2, 2, 1, 3, 0, 0, 0, 0]
    assert column(found, "delay") == [3, 3, 3, 3, 3, 2, 1, 1]
    assert column(found, "centrality") == [0, 0, 9, 0, 0, 0, 0, 0]
    assert found.totals["complexity"] == 27


def test_g2() -> None:
    found = measured("ABCDEFG", "A>B A>C B>D C>D C>E D>F D>G G>F")
    assert column(found, "blocking") == [6, 3, 4, 2, 0, 0, 1]
    assert column(found, "delay") == [5, 5, 5, 5, 3, 5, 5]
    assert column(found, "centrality") == [0, 9, 12, 18, 0, 0, 10]
    assert found.totals == {"blocking": 16, "delay": 33, "centrality": 49, "complexity": 49}


def test_diamond() -> None:
    assert column(measured("ABCD", "A>B A>C C>D B>D"), "delay") == [3, 3, 3, 3]


def test_kinds_count_alike_and_duplicates_once() -> None:
    edges = [("A", "B", kind) for kind in ("all_of", "any_of", "corequisite", "together", "tests")]
    found = curriculum_metrics(graph_program("AB", edges))
    assert found.courses["A"] == {"blocking": 1, "delay": 2, "centrality": 0, "complexity": 3}


def test_empty_and_single() -> None:
    assert curriculum_metrics(program()).totals == dict.fromkeys((one.id for one in METRICS), 0)
    found = curriculum_metrics(graph_program("A", []))
    assert found.courses == {"A": {"blocking": 0, "delay": 1, "centrality": 0, "complexity": 1}}


def test_the_order_of_courses_does_not_matter() -> None:
    held = graph_program("ABCDEFG", [("A", "B"), ("B", "D"), ("C", "D"), ("D", "G")])
    back = replace(held, courses=dict(reversed(list(held.courses.items()))))
    assert curriculum_metrics(held).courses == curriculum_metrics(back).courses


def test_quarters_scale_complexity_by_course() -> None:
    held = graph_program("ABC", [("A", "B"), ("B", "C")])
    quarters = replace(held, profile={PROFILE_ID: replace(held.about, quarter_system=True)})
    found = curriculum_metrics(quarters)
    assert column(found, "complexity") == [3.3, 2.7, 2.0]
    assert found.totals == {"blocking": 3, "delay": 9, "centrality": 3, "complexity": 8.0}


def test_a_circle_is_named() -> None:
    with pytest.raises(CyclicRequisites) as problem:
        measured("ABCD", "A>B B>C C>A D>A")
    cycle = problem.value.cycle
    assert sorted(cycle) == ["A", "B", "C"]
    assert all(pair in {("A", "B"), ("B", "C"), ("C", "A")} for pair in pairwise((*cycle, cycle[0])))
    with pytest.raises(CyclicRequisites) as own:
        measured("AB", "A>A")
    assert own.value.cycle == ("A",)


def test_published_small_graphs() -> None:
    graphs = json.loads(shared(SMALL).read_text("utf-8"))
    checked = 0
    for one in graphs:
        if "edges" not in one:
            continue
        found = curriculum_metrics(graph_program(one["courses"], [tuple(edge) for edge in one["edges"]]))
        for name in ("blocking", "delay", "centrality", "complexity"):
            if name in one:
                assert column(found, name, one["courses"]) == one[name], one["name"]
                checked += 1
        for name in ("delay", "complexity"):
            if f"total_{name}" in one:
                assert found.totals[name] == one[f"total_{name}"], one["name"]
    assert checked == 17


def _read(path: Path) -> tuple[Program, list[dict[str, str]]]:
    """Return a curriculum of the golden files as a programme, with its rows and their metrics."""
    lines = list(csv.reader(path.read_text("utf-8").splitlines()))
    head = next(n for n, line in enumerate(lines) if line[0] == "Course ID")
    quarter = any(line[0] == "System Type" and line[1].lower() == "quarter" for line in lines[:head])
    held = [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :] if line[0]]
    names = {one["Course ID"] for one in held}
    edges = [
        (before, one["Course ID"])
        for one in held
        for field in ("Prerequisites", "Corequisites", "Strict-Corequisites")
        for before in one[field].split(";")
        if before in names
    ]
    start = graph_program([one["Course ID"] for one in held], edges)
    about = replace(start.about, quarter_system=quarter)
    return replace(start, profile={PROFILE_ID: about}), held


def test_golden_curricula() -> None:
    checked = 0
    for path in sorted(shared(GOLDEN).glob("*.csv")):
        held, expected = _read(path)
        found = curriculum_metrics(held)
        for row in expected:
            for name in ("blocking", "delay", "centrality", "complexity"):
                assert found.courses[row["Course ID"]][name] == float(row[name.title()]), (path.name, row)
                checked += 1
        if path.name in TOTALS:
            assert found.totals["complexity"] == TOTALS[path.name]
    assert checked > 500


DAGS = (
    st.integers(1, 9)
    .flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))))
    )
    .map(lambda one: (one[0], {(a, b) for a, b in one[1] if a < b}))
)


@settings(deadline=None)
@given(DAGS)
def test_random_graphs_by_listing_every_path(one: tuple[int, set[tuple[int, int]]]) -> None:
    import networkx as nx

    n, edges = one
    graph: Any = nx.DiGraph()
    graph.add_nodes_from(str(v) for v in range(n))
    graph.add_edges_from((str(a), str(b)) for a, b in edges)
    sources = [v for v in graph if graph.in_degree(v) == 0]
    sinks = [v for v in graph if graph.out_degree(v) == 0]
    paths = [p for a in sources for b in sinks if a != b for p in nx.all_simple_paths(graph, a, b)]
    found = curriculum_metrics(graph_program(list(graph), list(graph.edges)))
    for v in graph:
        longest = max((len(p) for p in paths if v in p), default=1)
        between = sum(len(p) for p in paths if v in p[1:-1])
        below = len(nx.descendants(graph, v))
        assert found.courses[v] == {
            "blocking": below, "delay": longest, "centrality": between, "complexity": below + longest,
        }  # fmt: skip


def test_the_longest_chain_is_that_of_networkx() -> None:
    import networkx as nx

    graph: Any = nx.gnp_random_graph(120, 0.05, seed=5, directed=True)
    edges = [(str(a), str(b)) for a, b in graph.edges if a < b]
    found = curriculum_metrics(graph_program([str(v) for v in graph], edges))
    dag: Any = nx.DiGraph(edges)
    assert max(column(found, "delay")) == nx.dag_longest_path_length(dag) + 1
    assert found.totals["blocking"] == sum(len(nx.descendants(dag, v)) for v in dag)


def test_a_graph_with_more_than_1e21_paths_is_exact_and_takes_less_than_a_second() -> None:
    layers, width = 24, 10
    names = [[f"{layer:02}-{n}" for n in range(width)] for layer in range(layers)]
    edges = [(a, b) for above, below in pairwise(names) for a in above for b in below]
    held = graph_program([name for layer in names for name in layer], edges)
    begin = time.process_time()
    found = curriculum_metrics(held)
    assert time.process_time() - begin < 1
    through_one = width ** (layers - 1)
    assert width * through_one > 10**21
    assert found.courses["05-3"]["centrality"] == through_one * layers
    assert found.totals["centrality"] == (layers - 2) * width * through_one * layers


def test_courses_without_requisites_need_no_row() -> None:
    assert curriculum_metrics(program(courses=rows(Course("A")))).totals["complexity"] == 1
