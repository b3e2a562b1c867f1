"""``curriplan samples``: the programmes that are brought along."""

from __future__ import annotations

from argparse import ArgumentParser

from curriplan.app.texts import Texts
from curriplan.cli.command import Call, Command, Exit


def _add(parser: ArgumentParser, texts: Texts) -> None:
    del parser, texts


def _run(call: Call) -> Exit:
    from curriplan.exchange.readers.sample import list_samples

    for one in list_samples():
        call.out.line(f"{one.name}  {call.texts.name(one.title)}")
        if one.about:
            call.out.line(f"    {call.texts.name(one.about)}")
    return Exit.DONE


SAMPLES = Command("samples", _add, _run)
