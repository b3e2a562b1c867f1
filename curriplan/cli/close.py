"""``curriplan close``: the cheapest way to close gaps, with proof, stored as one edit."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curriplan.app.closing import (
    closing_label,
    costing,
    doing,
    effect_line,
    first_need,
    headline,
    others_line,
    reason,
    sum_line,
    table_line,
)
from curriplan.app.derived import Derived
from curriplan.app.errors import UserError
from curriplan.app.places import code_of
from curriplan.app.texts import Texts
from curriplan.cli.arguments import dry_run_option, file_argument, json_option, positive
from curriplan.cli.command import Call, Command, Exit, open_programme
from curriplan.cli.interrupt import until_interrupted
from curriplan.domain.program import Program

if TYPE_CHECKING:
    from curriplan.planning.closing.effect import Effect
    from curriplan.planning.closing.result import Cell, Proposal, Step

USUAL_SECONDS = 60.0


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("--post", metavar="CODE", help=texts("cli.option.close_post"))
    parser.add_argument("--all", action="store_true", help=texts("cli.option.close_all"))
    parser.add_argument("--basis", choices=("all", "assessed"), default="all", help=texts("cli.option.basis"))
    parser.add_argument(
        "--from", dest="other", metavar="OTHER", type=Path, help=texts("cli.option.close_from")
    )
    parser.add_argument(
        "--max-hours", metavar="H", type=positive(texts), help=texts("cli.option.close_hours")
    )
    parser.add_argument(
        "--time-limit",
        metavar="S",
        type=positive(texts),
        default=USUAL_SECONDS,
        help=texts("cli.option.close_time"),
    )
    dry_run_option(parser, texts)
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    from curriplan.planning.closing.apply import apply
    from curriplan.planning.closing.effect import effect

    other = _other(call)
    with call.reading() if call.options.dry_run else call.writing() as session:
        program, derived = session.program, Derived(lambda: session.program)
        proposal = _close(call, program, derived, other)
        after = apply(program, proposal)
        reports = derived.gaps("all"), derived.gaps("assessed")
        found = effect(program, after, derived.requirements(), reports, call.options.basis)
        if proposal.steps and not call.options.dry_run:
            session.apply(closing_label(proposal), lambda _: after)
    if call.out.json:
        call.out.object(close_object(after, proposal, call.texts))
    else:
        need = first_need(program, derived.requirements())
        call.out.line(headline(proposal, call.texts, need))
        _tell(call, program, after, proposal, found)
    return _exit(proposal)


def _other(call: Call) -> Program | None:
    """Return the programme that courses may be taken from."""
    if call.options.other is None:
        return None
    with open_programme(call.options.other, read_only=True) as session:
        return session.program


def _close(call: Call, program: Program, derived: Derived, other: Program | None) -> Proposal:
    from curriplan.planning.closing.needs import cells_of, is_firm, is_open
    from curriplan.planning.closing.request import closing_request
    from curriplan.planning.closing.solve import close

    report = derived.gaps(call.options.basis)
    wanted = is_open if call.options.all else is_firm
    cells = cells_of(report, wanted, _post(program, call.options.post))
    most = call.options.max_hours
    request = closing_request(program, derived.requirements(), report, cells, other=other, most=most)
    with until_interrupted() as cancel:
        return close(request, time_limit=call.options.time_limit, cancel=cancel)


def _post(program: Program, code: str | None) -> str | None:
    """Return the id of a post by its code.

    Raises:
        UserError: no post has it.

    """
    if code is None:
        return None
    by_code = {code_of(program, "posts", (key,)): key for key in program.posts}
    if code not in by_code:
        raise UserError("cli.unknown_post", post=code, known=sorted(by_code))
    return by_code[code]


def _exit(proposal: Proposal) -> Exit:
    if proposal.steps or proposal.status == "optimal":
        return Exit.DONE
    return Exit.NO_PLAN if proposal.status == "infeasible" else Exit.NOT_FOUND


def close_object(program: Program, proposal: Proposal, texts: Texts) -> dict[str, Any]:
    """Return a proposal as scripts read it; ``program`` has its steps in it."""
    return {
        "status": proposal.status,
        "proven": proposal.proven,
        "hours": proposal.hours,
        "bound": proposal.bound,
        "table": proposal.table_version,
        "steps": [_step(program, one) for one in proposal.steps],
        "closes": _cells(program, proposal.closes),
        "impossible": [
            {**cell, "reason": one.reason, "text": reason(program, one, texts)}
            for one, cell in zip(
                proposal.impossible,
                _cells(program, ((one.post, one.competency) for one in proposal.impossible)),
                strict=True,
            )
        ],
    }


def _cells(program: Program, cells: Iterable[Cell]) -> list[dict[str, str]]:
    return [
        {
            "post": code_of(program, "posts", (post,)),
            "competency": code_of(program, "competencies", (competency,)),
        }
        for post, competency in cells
    ]


def _step(program: Program, step: Step) -> dict[str, Any]:
    main = step.main
    return {
        "competency": None if main is None else code_of(program, "competencies", (main.competency,)),
        "course": code_of(program, "courses", (step.course,)),
        "kind": step.kind.value,
        "level": None if main is None else main.level,
        "mode": None if main is None else main.mode.value,
        "hours": step.hours,
        "evidence": None if main is None else main.evidence.value,
    }


def _tell(call: Call, program: Program, after: Program, proposal: Proposal, effect: Effect) -> None:
    texts = call.texts
    if proposal.asked:
        call.out.line(table_line(program, texts))
    if proposal.steps:
        head = [texts(f"cli.close.{name}") for name in ("course", "competency", "what", "costs")]
        call.out.line()
        call.out.table(head, [_row(program, after, one, texts) for one in proposal.steps], "llll")
        call.out.line()
        call.say("closing.evidence")
        others = others_line(proposal.asked, proposal.closes, texts)
        if others:
            call.out.line(others)
        call.out.line(sum_line(program, proposal.steps, proposal.growth, texts))
        call.out.line(effect_line(effect, texts))
    if proposal.impossible:
        call.say("cli.close.stays_open")
    for one in proposal.impossible:
        (cell,) = _cells(program, [(one.post, one.competency)])
        call.say("cli.close.open_row", **cell, reason=reason(program, one, texts))


def _row(program: Program, after: Program, step: Step, texts: Texts) -> tuple[str, ...]:
    main = step.main
    return (
        code_of(after, "courses", (step.course,)),
        "" if main is None else code_of(program, "competencies", (main.competency,)),
        doing(program, step, texts),
        costing(step, texts),
    )


CLOSE = Command("close", _add, _run)
