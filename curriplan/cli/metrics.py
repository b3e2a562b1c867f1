"""``curriplan metrics``: what the requisites do to the order of courses."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from curriplan.analysis.metrics.curriculum import (
    METRICS,
    CurriculumMetrics,
    CyclicRequisites,
    curriculum_metrics,
)
from curriplan.analysis.order import courses_in_order
from curriplan.app.errors import UserError
from curriplan.app.places import code_of
from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument, json_option
from curriplan.cli.command import Call, Command, Exit
from curriplan.domain.program import Program


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    with call.reading() as session:
        program = session.program
        try:
            found = curriculum_metrics(program)
        except CyclicRequisites as problem:
            courses = [code_of(program, "courses", (one,)) for one in (*problem.cycle, problem.cycle[0])]
            raise UserError("cli.circle", courses=" → ".join(courses)) from problem
        if call.out.json:
            call.out.object(metrics_object(program, found, call.texts))
        else:
            _tell(call, program, found)
    return Exit.DONE


def metrics_object(program: Program, found: CurriculumMetrics, texts: Texts) -> dict[str, Any]:
    """Return the metrics as scripts read them; courses in display order."""
    return {
        "courses": [
            {
                "code": code_of(program, "courses", (one.id,)),
                "name": texts.name(one.name),
                **_figures(found.courses[one.id]),
            }
            for one in courses_in_order(program)
        ],
        "totals": _figures(found.totals),
    }


def _figures(values: Mapping[str, int | float]) -> dict[str, int | float]:
    return {metric.id: values[metric.id] for metric in METRICS}


def _tell(call: Call, program: Program, found: CurriculumMetrics) -> None:
    names = [metric.id for metric in METRICS]
    texts = call.texts
    head = [
        texts("cli.metrics.code"),
        texts("cli.metrics.name"),
        *(texts(f"cli.metrics.{one}") for one in names),
    ]
    rows = [
        [
            code_of(program, "courses", (one.id,)),
            texts.name(one.name),
            *_figures(found.courses[one.id]).values(),
        ]
        for one in courses_in_order(program)
    ]
    rows.append([texts("cli.metrics.total"), "", *_figures(found.totals).values()])
    call.out.table(head, rows, "ll" + "r" * len(names))


METRICS_COMMAND = Command("metrics", _add, _run)
