"""``curriplan compare``: two programmes, or two revisions of one, side by side."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from curriplan.analysis.calendar import TermLoad, Totals, tracks_of
from curriplan.analysis.compare import Moved, Standing
from curriplan.app.comparing import LINES, Comparison, Figures, best, compare, standing_words
from curriplan.app.differences import Teller
from curriplan.app.places import code_of
from curriplan.app.scenarios import program_of
from curriplan.app.texts import Texts
from curriplan.app.versions import Version, version
from curriplan.cli.arguments import json_option
from curriplan.cli.command import Call, Command, Exit, open_programme
from curriplan.cli.history import change_object
from curriplan.domain.changes import Changes
from curriplan.domain.program import Program

SHOWN = 25
BEST = " ✓"


def _add(parser: ArgumentParser, texts: Texts) -> None:
    for name in ("file_a", "file_b"):
        parser.add_argument(name, metavar=name.upper(), type=version, help=texts("cli.option.version"))
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    versions = call.options.file_a, call.options.file_b
    programs = _program(versions[0]), _program(versions[1])
    found = compare(*programs, date.today())  # noqa: DTZ011 - a review date is a day of the user's own calendar
    if call.out.json:
        call.out.object(comparison_object(versions, programs, found))
    else:
        _tell(call, versions, programs, found)
    return Exit.DONE


def _program(one: Version) -> Program:
    with open_programme(one.path, read_only=True) as session:
        return program_of(session, one)


def comparison_object(
    versions: tuple[Version, Version], programs: tuple[Program, Program], found: Comparison
) -> dict[str, Any]:
    """Return a comparison as scripts read it."""
    a, b = (
        {
            "file": one.path.name,
            "revision": one.revision,
            "version": one.name or None,
            "scenario": one.scenario or None,
            **_figures(program, held),
        }
        for one, program, held in zip(versions, programs, found.figures, strict=True)
    )
    return {
        "a": a,
        "b": b,
        "changes": [change_object(programs[1], one) for one in found.changes],
        "gaps": [
            {
                "post": _code(programs, "posts", one.post),
                "competency": _code(programs, "competencies", one.competency),
                "a": _standing(one.before),
                "b": _standing(one.after),
            }
            for one in found.moved
        ],
    }


def _code(programs: tuple[Program, Program], table: str, key: str) -> str:
    """Return the code of a row that one of the programmes has, the later one's where both do."""
    holder = programs[1] if key in getattr(programs[1], table) else programs[0]
    return code_of(holder, table, (key,))


def _standing(one: Standing | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "required": one.required,
        "delivered": one.delivered,
        "status": one.status.value,
        "firm": one.firm,
        "late": one.late,
    }


def _figures(program: Program, held: Figures) -> dict[str, Any]:
    tracks = zip(tracks_of(program), held.totals, held.phases, strict=True)
    return {
        "gaps": asdict(held.gaps),
        "gaps_assessed": asdict(held.assessed),
        "tracks": [
            {
                "track": None if track is None else code_of(program, "tracks", (track,)),
                **_sums(sums),
                "phase_score": phase.score,
            }
            for track, sums, phase in tracks
        ],
        "terms": [_term(one) for one in held.loads],
        "findings": {severity.value: n for severity, n in held.findings.items()},
        "metrics": None if held.metrics is None else dict(held.metrics),
    }


def _sums(sums: Totals) -> dict[str, Any]:
    return {"hours": sums.hours, "practice_hours": sums.practice, "credits": sums.credits}


def _term(load: TermLoad) -> dict[str, Any]:
    return {
        "term": load.term.number,
        "weekly_hours": load.weekly_hours,
        "hours": load.hours,
        "credits": load.credits,
    }


def _tell(
    call: Call, versions: tuple[Version, Version], programs: tuple[Program, Program], found: Comparison
) -> None:
    texts = call.texts
    head = [texts("compare.figure"), *(_short(one) for one in versions)]
    rows = []
    for line in LINES:
        winners = best(line, found.figures)
        words = [line.words(one) + (BEST if n in winners else "") for n, one in enumerate(found.figures)]
        rows.append([texts(f"compare.{line.name}"), *words])
    call.out.table(head, rows, "lrr")
    call.out.line()
    call.say("compare.moved", n=len(found.moved))
    names = [texts(f"cli.compare.{one}") for one in ("post", "competency", "was", "is")]
    call.out.table(names, [_moved(one, programs, texts) for one in found.moved[:SHOWN]], "llll")
    _tell_more(call, len(found.moved))
    call.out.line()
    call.say("compare.changes", n=len(found.changes))
    tell_changes(call, programs[1], found.changes)


def _short(one: Version) -> str:
    return str(replace(one, path=Path(one.path.name)))


def _moved(one: Moved, programs: tuple[Program, Program], texts: Texts) -> list[str]:
    return [
        _code(programs, "posts", one.post),
        _code(programs, "competencies", one.competency),
        standing_words(one.before, texts),
        standing_words(one.after, texts),
    ]


def tell_changes(call: Call, program: Program, changes: Changes) -> None:
    """Tell changes of rows, the first of them where they are many; names are those of a programme."""
    texts, teller = call.texts, Teller(program, changes, call.texts)
    for change in changes[:SHOWN]:
        verb = "added" if change.before is None else "removed" if change.after is None else "changed"
        table = texts(f"report.table.{change.table}")
        call.say(f"history.{verb}", table=table, name=teller.row(change))
        for one in teller.differences(change):
            words = texts("history.from_to", before=one.before, after=one.after)
            call.out.line(f"    {one.field}: {words}")
    _tell_more(call, len(changes))


def _tell_more(call: Call, n: int) -> None:
    if n > SHOWN:
        call.say("cli.compare.more", n=n - SHOWN)


COMPARE = Command("compare", _add, _run)
