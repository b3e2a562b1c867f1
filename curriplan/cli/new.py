"""``curriplan new``: a programme file of one's own, from a sample or blank."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument, whole
from curriplan.cli.command import Call, Command, Exit, WrongCommand
from curriplan.domain.defaults import blank_program
from curriplan.domain.program import Program
from curriplan.domain.text import Lang, Text

USUAL_TERMS = 6
MOST_TERMS = 24


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("--sample", metavar="NAME", help=texts("cli.option.sample"))
    parser.add_argument("--terms", metavar="N", type=whole(1, MOST_TERMS), help=texts("cli.option.terms"))


def _run(call: Call) -> Exit:
    from curriplan.app.programmes import create, usual_author

    options = call.options
    if options.sample and options.terms:
        raise WrongCommand("sample_or_terms")
    program = _program(options.file, options.sample, options.terms, call.texts.lang)
    create(options.file, program, usual_author()).close()
    call.say("cli.new.made", file=str(options.file), courses=len(program.courses), terms=len(program.terms))
    return Exit.DONE


def _program(file: Path, sample: str | None, terms: int | None, lang: Lang) -> Program:
    if sample is not None:
        from curriplan.exchange.readers.sample import sample_program

        return sample_program(sample)
    name = Text(zh=file.stem) if lang == "zh" else Text(en=file.stem)
    return blank_program(name, terms or USUAL_TERMS)


NEW = Command("new", _add, _run)
