"""``curriplan rules``: the rule packs that a programme is checked against."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from curriplan.app.derived import Derived
from curriplan.app.rule_packs import Update, held_pack, pack_of, pack_rows, updates, with_pack
from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument, json_option
from curriplan.cli.command import Call, Command, Exit, WrongCommand
from curriplan.cli.compare import tell_changes
from curriplan.domain.edits.removal import remove
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.rule import RulePack


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("--add", metavar="PACK", help=texts("cli.option.rules_add"))
    parser.add_argument("--remove", metavar="CODE", help=texts("cli.option.rules_remove"))
    parser.add_argument("--update", action="store_true", help=texts("cli.option.rules_update"))
    parser.add_argument(
        "--export", metavar=("CODE", "OUT"), nargs=2, default=None, help=texts("cli.option.rules_export")
    )
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    options = call.options
    asked = [one for one in (options.add, options.remove, options.update, options.export) if one]
    if len(asked) > 1:
        raise WrongCommand("rules_one")
    if options.export:
        return _export(call, *options.export)
    if asked:
        with call.writing() as session:
            after, said, updated = _edited(call, session.program)
            if after is not session.program:
                session.apply(said, lambda _: after)
            _tell(call, session.program, updated)
        return Exit.DONE
    with call.reading() as session:
        _tell(call, session.program, ())
    return Exit.DONE


def _edited(call: Call, program: Program) -> tuple[Program, Any, tuple[Update, ...]]:
    """Return the programme after what was asked for, what the edit is called, and what an update changed."""
    options = call.options
    if options.add:
        found = pack_rows(options.add)
        return (
            with_pack(program, found),
            label("rules.add", name=found.pack.name.or_code(found.pack.code)),
            (),
        )
    if options.remove:
        pack = pack_of(program, options.remove)
        return (
            remove(program, "rule_packs", [pack.id]),
            label("rules.remove", name=pack.name.or_code(pack.code)),
            (),
        )
    made: list[Update] = []
    after = program
    while found_one := next(updates(after), None):
        made.append(found_one)
        after = found_one.after
    return after, label("rules.update", n=len(made)), tuple(made)


def _export(call: Call, code: str, out: str) -> Exit:
    from curriplan.exchange.writers.rule_pack import write_rule_pack

    with call.reading() as session:
        pack = pack_of(session.program, code)
        write_rule_pack(held_pack(session.program, pack), Path(out))
    if call.out.json:
        call.out.object({"exported": code, "file": out})
    call.say("cli.rules.exported", name=pack.name, file=out)
    return Exit.DONE


def _tell(call: Call, program: Program, made: tuple[Update, ...]) -> None:
    rows = _packs(program, call.texts)
    newer = [one.held.code for one in updates(program)]
    if call.out.json:
        changed = {one.shipped.code: len(one.changes) for one in made}
        call.out.object({"packs": rows, "newer": newer, "updated": changed})
        return
    for one in made:
        call.say("cli.rules.updated", name=one.shipped.name, n=len(one.changes), own=len(one.own))
        tell_changes(call, program, one.changes)
    if call.options.update and not made:
        call.say("cli.rules.up_to_date")
    if not rows:
        call.say("cli.rules.none")
    for row in rows:
        call.say("cli.rules.pack" if row["verified"] else "cli.rules.pack_not_verified", **row)
    for code in newer:
        call.say("cli.rules.newer", code=code)


def _packs(program: Program, texts: Texts) -> list[dict[str, Any]]:
    """Return the packs as scripts read them, with how often each finds something now."""
    found: Counter[str] = Counter()
    today = date.today()  # noqa: DTZ011 - a day of the user's own calendar
    for one in Derived(lambda: program).findings(today):
        row = one.arguments().get("row")
        if row is not None:
            found[row[0]] += 1
    held = sorted(program.rule_packs.values(), key=lambda one: (one.position, one.code))
    return [_pack(program, one, found[one.id], texts) for one in held]


def _pack(program: Program, pack: RulePack, findings: int, texts: Texts) -> dict[str, Any]:
    rules = program.rules.get(pack.id, {}).values()
    return {
        "code": pack.code,
        "name": texts.name(pack.name, pack.code),
        "version": pack.version or None,
        "year": pack.year,
        "verified": pack.verified,
        "active": pack.active,
        "own": pack.own,
        "rules": len(rules),
        "own_figures": sum(one.own for one in rules),
        "findings": findings,
    }


RULES = Command("rules", _add, _run)
"""``curriplan rules``."""
