"""``curriplan export``: the workbook, its tables, or the whole programme."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from pathlib import Path

from curriplan.analysis.report.inputs import ReportInputs
from curriplan.app.derived import Derived
from curriplan.app.exporting import report_inputs, spare_programmes, write_report
from curriplan.app.session import Session
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.cli.arguments import file_argument
from curriplan.cli.command import Call, Command, Exit, WrongCommand
from curriplan.exchange.writers.words import Language


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("out", metavar="OUT", type=Path, help=texts("cli.option.out"))
    parser.add_argument("--format", choices=tuple(WRITERS), help=texts("cli.option.write_format"))
    parser.add_argument("--lang", choices=(*LANGUAGES, "both"), help=texts("cli.option.export_lang"))
    parser.set_defaults(own_lang=True)


def _run(call: Call) -> Exit:
    options = call.options
    fmt = options.format or options.out.suffix.removeprefix(".").lower()
    if fmt not in WRITERS:
        raise WrongCommand("format", out=options.out.name, known=tuple(WRITERS))
    spare_programmes(options.out)
    with call.reading() as session:
        WRITERS[fmt](session, options.out, options.lang or call.texts.lang)
    call.say("cli.export.made", file=str(options.out))
    return Exit.DONE


def _workbook(session: Session, out: Path, lang: Language) -> None:
    write_report(_inputs(session), out, lang)


def _tables(session: Session, out: Path, lang: Language) -> None:
    from curriplan.analysis.report.build import build_report
    from curriplan.exchange.writers.csv_tables import write_csv

    write_csv(build_report(_inputs(session)), out, Texts, lang)


def _programme(session: Session, out: Path, _: Language) -> None:
    from curriplan.exchange.writers.program_json import write_program_json

    write_program_json(session.program, out)


def _inputs(session: Session) -> ReportInputs:
    derived = Derived(lambda: session.program)
    today = date.today()  # noqa: DTZ011 - the date of the user's own calendar
    return report_inputs(session.program, derived, today, str(session.revision))


Writer = Callable[[Session, Path, Language], None]
WRITERS: dict[str, Writer] = {"xlsx": _workbook, "csv": _tables, "json": _programme}

EXPORT = Command("export", _add, _run)
