"""``curriplan gaps``: required against delivered."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from curriplan.analysis.gap.result import CourseLevel, GapReport, GapRow, NoDemand, PostGap, Status
from curriplan.app.derived import Derived
from curriplan.app.figures import share
from curriplan.app.places import code_of
from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument, json_option
from curriplan.cli.command import Call, Command, Exit
from curriplan.domain.program import Program


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("--basis", choices=("all", "assessed"), default="all", help=texts("cli.option.basis"))
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    with call.reading() as session:
        derived = Derived(lambda: session.program)
        report = derived.gaps(call.options.basis)
        if call.out.json:
            call.out.object(gaps_object(session.program, report, call.texts))
        else:
            _tell(call, session.program, report, derived)
    return Exit.DONE


def gaps_object(program: Program, report: GapReport, texts: Texts) -> dict[str, Any]:
    """Return a gap report as scripts read it; courses and competencies by code."""
    return {
        "basis": report.basis,
        "totals": asdict(report.totals),
        "posts": [_post(program, one, texts) for one in report.posts],
        "no_demand": [_no_demand(program, one) for one in report.no_demand],
    }


def _post(program: Program, one: PostGap, texts: Texts) -> dict[str, Any]:
    post = program.posts[one.post]
    return {
        "id": post.id,
        "code": post.code or None,
        "name": texts.name(post.name),
        "level": post.level.value,
        "due_term": one.due_term,
        "readiness": one.readiness,
        "readiness_due": one.readiness_due,
        "rows": [_row(program, row, texts) for row in one.rows],
    }


def _row(program: Program, row: GapRow, texts: Texts) -> dict[str, Any]:
    need = row.requirement
    return {
        "competency": code_of(program, "competencies", (row.competency,)),
        "name": texts.name(program.competencies[row.competency].name),
        "source": need.source,
        "required": need.level,
        "interval": None if need.interval is None else list(need.interval),
        "n": need.n,
        "enterprises": need.enterprises,
        "agreement": need.agreement,
        "importance": need.importance,
        "delivered": row.delivered,
        "delivered_due": row.delivered_due,
        "status": row.status.value,
        "firm": row.firm,
        "late": row.late,
        "closes_in_term": row.closes_in,
        "courses": [_course(program, one) for one in row.courses],
    }


def _course(program: Program, one: CourseLevel) -> dict[str, Any]:
    return {
        "code": code_of(program, "courses", (one.course,)),
        "level": one.level,
        "counted": one.counted,
        "mode": one.mode.value,
        "evidence": one.evidence.value,
        "hours": one.hours,
        "term": one.term,
    }


def _no_demand(program: Program, one: NoDemand) -> dict[str, Any]:
    return {
        "competency": code_of(program, "competencies", (one.competency,)),
        "delivered": one.delivered,
        "courses": [_course(program, each) for each in one.courses],
    }


def _tell(call: Call, program: Program, report: GapReport, derived: Derived) -> None:
    totals, texts = report.totals, call.texts
    other = derived.gaps("assessed" if report.basis == "all" else "all")
    call.say(
        "gaps.headline",
        missing=totals.gap + totals.no_coverage,
        rows=sum(len(one.rows) for one in report.posts),
        firm=totals.firm,
    )
    call.say(
        "cli.gaps.readiness",
        basis=texts(f"gaps.basis_{report.basis}"),
        share=share(totals.readiness),
        due=share(totals.readiness_due),
        other=texts(f"gaps.basis_{other.basis}"),
        other_share=share(other.totals.readiness),
    )
    for one in report.posts:
        _tell_post(call, program, one)
    if report.no_demand:
        names = [code_of(program, "competencies", (one.competency,)) for one in report.no_demand]
        call.say("cli.gaps.no_demand", n=len(names), names=names)


def _tell_post(call: Call, program: Program, one: PostGap) -> None:
    texts, post = call.texts, program.posts[one.post]
    call.out.line()
    call.say(
        "cli.gaps.post",
        code=code_of(program, "posts", (post.id,)),
        name=texts.name(post.name),
        level=texts(f"post_level.{post.level.value}"),
        share=share(one.readiness),
        rows=len(one.rows),
    )
    notable = [row for row in one.rows if row.late or row.status not in {Status.MET, Status.OVER}]
    if not notable:
        call.say("cli.gaps.all_met")
    head = [
        texts(f"cli.gaps.{name}") for name in ("status", "code", "name", "required", "delivered", "closes")
    ]
    rows = [
        (
            texts(f"status.{_status(row)}"),
            code_of(program, "competencies", (row.competency,)),
            texts.name(program.competencies[row.competency].name),
            row.requirement.level,
            row.delivered,
            row.closes_in,
        )
        for row in notable
    ]
    call.out.table(head, rows, "lllrrr")


def _status(row: GapRow) -> str:
    if row.status is Status.GAP and row.firm:
        return "firm"
    return "late" if row.late else row.status.value


GAPS = Command("gaps", _add, _run)
