"""``curriplan doctor``: is everything there that the program needs?"""

from __future__ import annotations

import platform
from argparse import ArgumentParser
from importlib import metadata

from curriplan import __version__
from curriplan.app.texts import Texts
from curriplan.cli.command import Call, Command, Exit
from curriplan.storage.header import sqlite_version

LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "ortools", "networkx", "numpy", "openpyxl", "XlsxWriter")


def _add(parser: ArgumentParser, texts: Texts) -> None:
    del parser, texts


def _run(call: Call) -> Exit:
    missing = []
    facts = [
        ("curriplan", __version__),
        ("Python", f"{platform.python_version()}, {platform.system()} {platform.machine()}"),
        ("SQLite", sqlite_version()),
    ]
    for name in LIBRARIES:
        version = _version(name)
        facts.append((name, version or call.texts("cli.doctor.missing")))
        if version is None:
            missing.append(name)
    facts += _screen(call, missing)
    call.out.table((call.texts("cli.doctor.part"), call.texts("cli.doctor.state")), facts)
    call.say("cli.doctor.incomplete" if missing else "cli.doctor.complete", missing=missing)
    return Exit.ERRORS if missing else Exit.DONE


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _screen(call: Call, missing: list[str]) -> list[tuple[str, str]]:
    texts = call.texts
    try:
        screen = call.face.screen()
    except ImportError as problem:
        missing.append(str(problem).split(":", maxsplit=1)[0])
        return [("Qt", str(problem))]
    if not screen.chinese_font:
        missing.append(texts("cli.doctor.chinese_font"))
    return [
        ("Qt", f"{screen.qt}, {screen.platform}"),
        (texts("cli.doctor.font"), screen.font),
        (texts("cli.doctor.chinese_font"), screen.chinese_font or texts("cli.doctor.missing")),
    ]


DOCTOR = Command("doctor", _add, _run)
