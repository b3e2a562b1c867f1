"""``curriplan verify``: is the file whole, and does its content agree with its digest and its history?"""

from __future__ import annotations

from argparse import ArgumentParser

from curriplan.app.errors import UserError
from curriplan.app.places import placed_sentence
from curriplan.app.texts import Texts
from curriplan.cli.arguments import file_argument
from curriplan.cli.command import Call, Command, Exit
from curriplan.domain.finding import has_errors


def _add(parser: ArgumentParser, texts: Texts) -> None:
    file_argument(parser, texts)


def _run(call: Call) -> Exit:
    from curriplan.storage.store import Store

    with Store.open(call.options.file, read_only=True) as store:
        found = store.verify()
        for one in found:
            call.out.line(placed_sentence(one, call.texts))
        if has_errors(found):
            raise UserError("cli.verify_failed", file=store.path.name, n=len(found))
        call.say("cli.verify.sound", file=store.path.name, n=store.revision, digest=f"{store.digest:064x}")
    return Exit.DONE


VERIFY = Command("verify", _add, _run)
