"""``curriplan new``: a programme file of one's own, blank, from a sample or from the last intake."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from curriplan.app.scenarios import program_of
from curriplan.app.texts import Texts
from curriplan.app.versions import version
from curriplan.cli.arguments import file_argument, whole
from curriplan.cli.command import Call, Command, Exit, WrongCommand, open_programme
from curriplan.cli.compare import tell_changes
from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.text import Lang, Text

USUAL_TERMS = 6
MOST_TERMS = 24
YEARS = (1950, 2200)


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("--sample", metavar="NAME", help=texts("cli.option.sample"))
    parser.add_argument(
        "--terms", metavar="N", type=whole(texts, 1, MOST_TERMS), help=texts("cli.option.terms")
    )
    parser.add_argument("--from", metavar="FILE", dest="origin", type=version, help=texts("cli.option.from"))
    parser.add_argument(
        "--intake", metavar="YEAR", type=whole(texts, *YEARS), help=texts("cli.option.intake")
    )


def _run(call: Call) -> Exit:
    from curriplan.app.programmes import create, usual_author

    options = call.options
    if options.origin is not None:
        return _next(call)
    if options.sample and options.terms:
        raise WrongCommand("sample_or_terms")
    if options.intake is not None:
        raise WrongCommand("intake_from")
    program = _program(options.file, options.sample, options.terms, call.texts.lang)
    create(options.file, program, usual_author()).close()
    call.say("cli.new.made", file=str(options.file), courses=len(program.courses), terms=len(program.terms))
    return Exit.DONE


def _next(call: Call) -> Exit:
    """Make the programme of another intake from a version of one, and tell what differs and what is past."""
    from curriplan.app.intakes import MADE, next_intake, past_dates
    from curriplan.app.programmes import create, usual_author
    from curriplan.domain.changes import diff

    options = call.options
    if options.sample or options.terms:
        raise WrongCommand("from_alone")
    with open_programme(options.origin.path, read_only=True) as session:
        old = program_of(session, options.origin)
    program = next_intake(old, options.intake)
    create(options.file, program, usual_author(), MADE).close()
    call.say("cli.new.made", file=str(options.file), courses=len(program.courses), terms=len(program.terms))
    call.say("cli.new.changes", intake=str(program.about.intake), old=str(options.origin))
    tell_changes(call, program, diff(old, program))
    past = past_dates(program)
    if past:
        call.say("cli.new.past", n=len(past))
        for one in past:
            call.out.line(f"    {call.texts.finding(one)}")
    return Exit.DONE


def _program(file: Path, sample: str | None, terms: int | None, lang: Lang) -> Program:
    if sample is not None:
        from curriplan.exchange.readers.sample import sample_program

        return sample_program(sample)
    from curriplan.app.rule_packs import with_default_packs

    name = Text(zh=file.stem) if lang == "zh" else Text(en=file.stem)
    return with_default_packs(blank_program(name, terms or USUAL_TERMS))


NEW = Command("new", _add, _run)
