"""``curriplan picture``: a page as the window draws it, offscreen."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from curriplan.app.exporting import spare_programmes
from curriplan.app.picture import Picture
from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument
from curriplan.cli.command import Call, Command, Exit, WrongCommand

SMALLEST, LARGEST = 200, 8000


def _size(texts: Texts) -> Callable[[str], tuple[int, int]]:
    """Return the reader of a width and a height in pixels."""

    def read(text: str) -> tuple[int, int]:
        found = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text)
        sides = tuple(int(one) for one in found.groups()) if found else ()
        if len(sides) != 2 or not all(SMALLEST <= one <= LARGEST for one in sides):
            raise ArgumentTypeError(texts("cli.wrong.size", value=text, least=SMALLEST, most=LARGEST))
        return sides[0], sides[1]

    return read


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)
    parser.add_argument("page", metavar="PAGE", help=texts("cli.option.page"))
    parser.add_argument("out", metavar="OUT.png", type=Path, help=texts("cli.option.picture"))
    parser.add_argument("--size", type=_size(texts), default=(1440, 900), help=texts("cli.option.size"))
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help=texts("cli.option.theme"))


def _run(call: Call) -> Exit:
    options = call.options
    known = call.face.pages()
    if options.page not in known:
        raise WrongCommand("page", page=options.page, known=known)
    spare_programmes(options.out)
    with call.reading():
        pass  # what is wrong with the file is told here, before a window is made
    width, height = options.size
    call.face.picture(
        Picture(options.file, options.page, options.out, width, height, options.theme, call.texts.lang)
    )
    call.say("cli.picture.made", file=str(options.out))
    return Exit.DONE


PICTURE = Command("picture", _add, _run)
