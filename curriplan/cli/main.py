"""Reads the command line, runs the command, and turns what goes wrong into one sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

from curriplan import __version__
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.cli.command import Call, Command, Exit, WrongCommand
from curriplan.cli.face import Face
from curriplan.cli.output import Output
from curriplan.cli.phrases import argparse_speaks
from curriplan.domain.text import Lang

INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """A parser that leaves it to ``main`` to say what is wrong."""

    def error(self, message: str) -> NoReturn:
        raise WrongCommand("usage", problem=message, program=self.prog)


def main(arguments: Sequence[str], face: Face) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    texts = Texts(_asked_language(arguments))
    try:
        return _run(arguments, face, texts)
    except WrongCommand as problem:
        return _complain(texts(f"error.cli.{problem.code}", **problem.args_by_name), Exit.WRONG_COMMAND)
    except KeyboardInterrupt:
        return _complain(texts("error.cli.interrupted"), INTERRUPTED)
    except BrokenPipeError:
        _leave_the_pipe()
        return Exit.DONE
    except Exception as problem:  # noqa: BLE001 - told as a sentence; a defect is written down as well
        sentence = _sentence(problem, texts)
        if sentence is None:
            return _complain(_defect(problem, texts), Exit.DEFECT)
        return _complain(sentence, Exit.UNUSABLE)


def _run(arguments: Sequence[str], face: Face, texts: Texts) -> int:
    if not arguments:
        return face.open(None)
    with argparse_speaks(texts):
        parser, commands = _parser(texts)
        options = parser.parse_args(arguments)
    command = commands.get(options.command)
    if command is None:
        raise WrongCommand("usage", problem=texts("error.cli.no_command"), program=parser.prog)
    json = bool(getattr(options, "json", False))
    call = Call(options, texts, face, Output(sys.stdout, json))
    code = command.run(call)
    sys.stdout.flush()
    return code


def _parser(texts: Texts) -> tuple[argparse.ArgumentParser, dict[str, Command]]:
    from curriplan.cli.registry import COMMANDS  # not needed where the window opens

    parser = _Parser(
        "curriplan", description=texts("cli.about"), epilog=texts("cli.codes"), allow_abbrev=False
    )
    parser.add_argument(
        "--version", action="version", version=f"curriplan {__version__}", help=texts("cli.option.version_of")
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=texts("cli.option.lang"))
    below = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for one in COMMANDS:
        about = texts(f"cli.help.{one.name}")
        made = below.add_parser(one.name, help=about, description=about, allow_abbrev=False)
        one.add(made, texts)
        if not made.get_default("own_lang"):
            made.add_argument(
                "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=texts("cli.option.lang")
            )
    return parser, {one.name: one for one in COMMANDS}


def _asked_language(arguments: Sequence[str]) -> Lang:
    """Return the language to speak, found before parsing so that mistakes are told in it as well."""
    asked = [os.environ.get("CURRIPLAN_LANG", "")]
    for n, one in enumerate(arguments):
        if one == "--lang":
            asked.extend(arguments[n + 1 : n + 2])
        elif one.startswith("--lang="):
            asked.append(one.removeprefix("--lang="))
    known = [lang for one in asked for lang in LANGUAGES if one == lang]
    return known[-1] if known else "en"


def _sentence(problem: Exception, texts: Texts) -> str | None:
    from curriplan.app.failures import failure_sentence

    return failure_sentence(problem, texts)


def _defect(problem: Exception, texts: Texts) -> str:
    """Write a defect of the program down, and return what to say of it."""
    from curriplan.app.defects import write_down
    from curriplan.app.settings import settings_path

    log = write_down(problem, settings_path().parent)
    return texts("error.defect", what=type(problem).__name__, path=str(log or "–"))


def _complain(sentence: str, code: int) -> int:
    sys.stdout.flush()
    print(sentence, file=sys.stderr)
    return code


def _speak_utf8(stream: TextIO) -> None:
    """Have Chinese come out whole also where the system's own encoding is smaller."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_the_pipe() -> None:
    """Whoever read our output has enough; let nothing be written on the way out either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
