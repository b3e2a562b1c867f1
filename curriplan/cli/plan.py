"""``curriplan plan``: has all terms planned, and stores the plan as one edit."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from curriplan.analysis.calendar import first_term, heaviest_loads
from curriplan.analysis.order import courses_in_order
from curriplan.app.derived import Derived
from curriplan.app.errors import UserError
from curriplan.app.figures import figure
from curriplan.app.places import code_of
from curriplan.app.proposals import clash_words, demand_words, proposal_key, stopped_words
from curriplan.app.session import Session
from curriplan.app.texts import Texts
from curriplan.cli.arguments import dry_run_option, file_argument, json_option, positive
from curriplan.cli.command import Call, Command, Exit
from curriplan.cli.interrupt import until_interrupted
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.planning.result import Demand, Move, Objective, PlanResult

if TYPE_CHECKING:
    from curriplan.planning.request import Due

USUAL_SECONDS = 60.0


def _objectives(texts: Texts) -> Callable[[str], tuple[Objective, ...]]:
    """Return the reader of a list of objectives."""

    def read(text: str) -> tuple[Objective, ...]:
        known = {one.value: one for one in Objective}
        names = [one.strip() for one in text.split(",")]
        unknown = [one for one in names if one not in known]
        if unknown:
            raise ArgumentTypeError(
                texts("cli.wrong.objective", value=", ".join(unknown), known=", ".join(known))
            )
        return tuple(known[one] for one in dict.fromkeys(names))

    return read


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument(
        "--time-limit",
        metavar="S",
        type=positive(texts),
        help=texts("cli.option.time_limit"),
    )
    parser.add_argument("--effort", metavar="E", type=positive(texts), help=texts("cli.option.effort"))
    parser.add_argument(
        "--max-credits", metavar="C", type=positive(texts), help=texts("cli.option.max_credits")
    )
    parser.add_argument(
        "--objective", metavar="NAME,...", type=_objectives(texts), help=texts("cli.option.objective")
    )
    parser.add_argument("--why", metavar="CODE", help=texts("cli.option.why_course"))
    dry_run_option(parser, texts)
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    from curriplan.planning.accept import accept

    if call.options.why is not None:
        return _why(call)
    with call.reading() if call.options.dry_run else call.writing() as session:
        result = _solve(call, session)
        after = accept(session.program, result)
        code = _exit(result)
        if code is Exit.DONE and not call.options.dry_run:
            session.apply(label("plan.auto", n=len(result.moves)), lambda _: after)
    if call.out.json:
        call.out.object(plan_object(after, result, call.texts))
    else:
        _tell(call, after, result)
    return code


def _why(call: Call) -> Exit:
    from curriplan.cli.plan_why import tell_why

    with call.reading() as session:
        objectives, due = _wanted(call, session.program)
        return tell_why(call, session.program, call.options.why, objectives, due)


def _wanted(call: Call, program: Program) -> tuple[tuple[Objective, ...], tuple[Due, ...]]:
    """Return the objectives, and what early closing of gaps counts if it is one of them."""
    from curriplan.planning.early import due_requirements
    from curriplan.planning.request import DEFAULT_OBJECTIVES

    objectives = call.options.objective or DEFAULT_OBJECTIVES
    if Objective.EARLY_GAPS not in objectives:
        return objectives, ()
    return objectives, due_requirements(program, Derived(lambda: program).requirements())


def _solve(call: Call, session: Session) -> PlanResult:
    from curriplan.planning.planner import solve
    from curriplan.planning.request import Limits, plan_request

    program = session.program
    if not program.courses:
        raise UserError("cli.nothing_to_plan")
    objectives, due = _wanted(call, program)
    request = plan_request(program, objectives, Limits(max_credits=call.options.max_credits), due=due)
    effort = call.options.effort
    seconds = call.options.time_limit or (USUAL_SECONDS if effort is None else None)
    with until_interrupted() as cancel:
        return solve(request, time_limit=seconds, effort=effort, cancel=cancel)


def _exit(result: PlanResult) -> Exit:
    if result.status == "infeasible":
        return Exit.NO_PLAN
    if result.brings:
        return Exit.ERRORS
    return Exit.DONE if result.status in {"optimal", "feasible"} else Exit.NOT_FOUND


def plan_object(program: Program, result: PlanResult, texts: Texts) -> dict[str, Any]:
    """Return a plan as scripts read it; ``program`` has the plan in it."""
    return {
        "status": result.status,
        "proven": result.proven,
        "objectives": [
            {"name": one.name, "value": one.value, "bound": one.bound, "proven": one.proven}
            for one in result.objectives
        ],
        "wall_s": round(result.wall_s, 3),
        "effort": round(result.effort, 4),
        "stopped_by": result.stopped_by,
        "phase_score": result.phase_score,
        "load_in": result.load_in,
        "terms": _terms(program, result),
        "placements": _placements(program) if result.terms else [],
        "brings": [{"code": one.code, "text": texts.finding(one)} for one in result.brings],
        "moves": [_move(program, one, texts) for one in result.moves],
        "conflict": [_demand(one, texts) for one in result.conflict],
        "more_conflicts": [[_demand(one, texts) for one in held] for held in result.more_conflicts],
    }


def _terms(program: Program, result: PlanResult) -> list[dict[str, Any]]:
    if not result.terms:
        return []
    return [
        {
            "term": one.term.number,
            "class_weeks": one.class_weeks,
            "weekly_hours": one.weekly_hours,
            "hours": one.hours,
            "credits": one.credits,
            "courses": [code_of(program, "courses", (course,)) for course in one.courses],
        }
        for one in heaviest_loads(program)
    ]


def _placements(program: Program) -> list[dict[str, Any]]:
    placed = []
    for course in courses_in_order(program):
        first = first_term(program, course.id)
        if first is not None:
            placed.append(
                {
                    "course": code_of(program, "courses", (course.id,)),
                    "first_term": first,
                    "last_term": first + course.span - 1,
                    "locked": program.placements[course.id].locked,
                }
            )
    return placed


def _move(program: Program, one: Move, texts: Texts) -> dict[str, Any]:
    return {
        "course": code_of(program, "courses", (one.course,)),
        "from": one.before,
        "to": one.after,
        "reason": texts(f"move.{one.reason}", **dict(one.args)),
    }


def _demand(one: Demand, texts: Texts) -> dict[str, Any]:
    text, relax = demand_words(texts, one)
    return {"code": one.code, "text": text, "relax": relax}


def _tell(call: Call, program: Program, result: PlanResult) -> None:
    texts = call.texts
    if not result.terms:
        _tell_clash(call, result)
        return
    call.say(proposal_key(result), n=len(result.moves))
    call.out.line(stopped_words(texts, result))
    if result.brings:
        call.say("cli.plan.brings", n=len(result.brings))
        for finding in result.brings:
            call.out.line(f"  {texts.finding(finding)}")
    for one in result.objectives:
        key = "plan.objective_proven" if one.proven else "plan.objective_bound"
        name = texts(f"objective.{one.name}")
        call.out.line(f"  {texts(key, name=name, value=figure(one.value, 3), bound=figure(one.bound, 3))}")
    if result.load_in == "credits":
        call.say("cli.plan.load_in_credits")
    if result.unknown:
        courses = [code_of(program, "courses", (one,)) for one in result.unknown]
        call.say("cli.plan.unknown", n=len(courses), courses=courses)
    _tell_terms(call, program, result)
    _tell_moves(call, program, result)


def _tell_clash(call: Call, result: PlanResult) -> None:
    call.say(f"plan.none.{result.status}")
    for clash in clash_words(call.texts, result):
        call.out.line(clash.about)
        for text, relax in clash.demands:
            call.out.line(f"  {text}  –  {relax}")
    if result.status == "unknown":
        call.out.line(stopped_words(call.texts, result))
    if result.status == "infeasible" and not result.conflict:
        call.say("clash_set.not_found")


def _tell_terms(call: Call, program: Program, result: PlanResult) -> None:
    head = [
        call.texts(f"cli.plan.{name}") for name in ("term", "class_weeks", "weekly_hours", "hours", "credits")
    ]
    rows = [
        [one["term"], *(figure(one[key]) for key in ("class_weeks", "weekly_hours", "hours", "credits"))]
        for one in _terms(program, result)
    ]
    call.out.line()
    call.out.table(head, rows, "rrrrr")


def _tell_moves(call: Call, program: Program, result: PlanResult) -> None:
    head = [call.texts(f"cli.plan.{name}") for name in ("course", "from", "to", "reason")]
    moves = [_move(program, one, call.texts) for one in result.moves]
    call.out.line()
    call.out.table(head, [(one["course"], one["from"], one["to"], one["reason"]) for one in moves], "lrrl")


PLAN = Command("plan", _add, _run)
