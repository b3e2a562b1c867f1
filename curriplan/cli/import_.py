"""``curriplan import``: answers, courses, contributions, whole curricula."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from curriplan.app.errors import UserError
from curriplan.app.importing import Preview, import_label, preview, take_over
from curriplan.app.places import placed_sentence
from curriplan.app.texts import Texts
from curriplan.cli.arguments import dry_run_option, file_argument, json_option
from curriplan.cli.command import Call, Command, Exit, WrongCommand
from curriplan.domain.finding import Finding


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("source", metavar="SOURCE", type=Path, nargs="+", help=texts("cli.option.source"))
    parser.add_argument("--format", metavar="F", help=texts("cli.option.read_format"))
    parser.add_argument("--map", metavar="MAPPING", type=Path, help=texts("cli.option.map"))
    parser.add_argument("--skip-bad", action="store_true", help=texts("cli.option.skip_bad"))
    parser.add_argument("--add-missing", action="store_true", help=texts("cli.option.add_missing"))
    dry_run_option(parser, texts)
    json_option(parser, texts)


def _run(call: Call) -> Exit:
    from curriplan.exchange.readers.registry import READERS

    options = call.options
    known = [one.name for one in READERS]
    if options.format is not None and options.format not in known:
        raise WrongCommand("read_format", value=options.format, known=known)
    with call.reading() if options.dry_run else call.writing() as session:
        shown = preview(
            session.program,
            options.source,
            fmt=options.format,
            mapping=options.map,
            add_missing=options.add_missing,
        )
        refused = shown.faulty and not options.skip_bad
        if not refused and not options.dry_run:
            session.apply(import_label(shown), take_over(shown))
    if call.out.json:
        call.out.object(import_object(shown, call.texts, refused=refused))
    else:
        _tell(call, shown, refused=refused)
    if refused:
        raise UserError("cli.import_refused", n=shown.errors)
    return Exit.ERRORS if shown.faulty else Exit.DONE


def import_object(shown: Preview, texts: Texts, *, refused: bool) -> dict[str, Any]:
    """Return what an import changed as scripts read it: nothing where it was refused."""
    counts = (0, 0, 0) if refused else (shown.added, shown.changed, shown.removed)
    return {
        **dict(zip(("added", "changed", "removed"), counts, strict=True)),
        "findings": [_finding(one, texts) for one in shown.findings],
    }


def _finding(one: Finding, texts: Texts) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "file": one.where.file or None,
        "sheet": one.where.sheet or None,
        "row": one.where.row,
        "column": one.where.column or None,
        "text": texts.finding(one),
    }


def _tell(call: Call, shown: Preview, *, refused: bool) -> None:
    for one in shown.findings:
        mark = call.texts(f"report.severity.{one.severity.value}")
        call.out.line(f"{mark}  {placed_sentence(one, call.texts)}")
    if not refused:
        call.say(
            "cli.import.would" if call.options.dry_run else "cli.import.done",
            rows=shown.rows,
            skipped=shown.skipped,
            added=shown.added,
            changed=shown.changed,
            removed=shown.removed,
        )


IMPORT = Command("import", _add, _run)
