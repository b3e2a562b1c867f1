"""``curriplan plan FILE --why CODE``: why a course is where it is; nothing is planned and nothing changes."""

from __future__ import annotations

from typing import Any

from curriplan.app.errors import UserError
from curriplan.app.places import code_of
from curriplan.app.texts import Texts
from curriplan.app.whereabouts import reason_words, slack_words, spot_words
from curriplan.cli.command import Call, Exit
from curriplan.domain.program import Program
from curriplan.planning.request import Due
from curriplan.planning.result import Objective
from curriplan.planning.whereabouts import Spot, Whereabouts, standing


def tell_why(
    call: Call, program: Program, code: str, objectives: tuple[Objective, ...], due: tuple[Due, ...]
) -> Exit:
    """Write why a course is in its term, what each other term would do, and how far it could shift.

    Raises:
        UserError: no course has the code.

    """
    found = standing(program, objectives, due).of(_course(program, code))
    if call.out.json:
        call.out.object(why_object(program, found, call.texts))
        return Exit.DONE
    row, texts = program.courses[found.course], call.texts
    call.say("cli.plan.why", course=row.name.or_code(code), term="–" if found.term is None else found.term)
    call.out.line(f"  {reason_words(texts, found)}")
    for line in slack_words(texts, found):
        call.out.line(f"  {line}")
    call.out.line()
    head = [texts("cli.plan.term"), texts("cli.plan.would")]
    rows = [(spot.term, spot_words(texts, spot, found.load_in)) for spot in found.spots]
    call.out.table(head, rows, "r")
    return Exit.DONE


def why_object(program: Program, found: Whereabouts, texts: Texts) -> dict[str, Any]:
    """Return the whereabouts of a course as scripts read them."""
    best = found.next_best
    return {
        "course": code_of(program, "courses", (found.course,)),
        "term": found.term,
        "locked": found.locked,
        "reason": reason_words(texts, found),
        "next_best": None if best is None else best.term,
        "earliest": found.earliest,
        "latest": found.latest,
        "window": list(found.window),
        "terms": [_spot(one, found, texts) for one in found.spots],
    }


def _spot(spot: Spot, found: Whereabouts, texts: Texts) -> dict[str, Any]:
    return {
        "term": spot.term,
        "verdict": spot.verdict,
        "text": spot_words(texts, spot, found.load_in),
        "breaks": [{"code": one.code, "text": texts.finding(one)} for one in spot.breaks],
        "mends": [{"code": one.code, "text": texts.finding(one)} for one in spot.mends],
        "shifts": [
            {"name": one.name, "now": one.now, "then": one.then, "worse": one.worse} for one in spot.shifts
        ],
    }


def _course(program: Program, code: str) -> str:
    by_code = {code_of(program, "courses", (key,)): key for key in program.courses}
    if code not in by_code:
        raise UserError("cli.unknown_course", course=code, known=sorted(by_code))
    return by_code[code]
