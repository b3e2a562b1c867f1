"""The rule packs that the program brings along: ``resources/rule_packs``."""

from __future__ import annotations

from functools import cache

from curriplan.domain.finding import Place
from curriplan.domain.resources import folder
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.readers.rule_pack import read_rule_pack
from curriplan.exchange.rule_packs import PackRows

FOLDER = "rule_packs"
DEFAULT_PACKS = ("CN-GZ-2019", "PAPERS")
"""What a new programme is checked against until somebody chooses."""


@cache
def shipped_packs() -> tuple[PackRows, ...]:
    """Return the packs that the program brings along, by code."""
    paths = sorted((folder("resources") / FOLDER).glob("*.toml"))
    return tuple(read_rule_pack(path) for path in paths)


def shipped_pack(code: str) -> PackRows | None:
    """Return the pack of a code that the program brings along, or None."""
    return next((one for one in shipped_packs() if one.pack.code == code), None)


def shipped_or_refused(code: str, file: str = "") -> PackRows:
    """Return the pack of a code that the program brings along.

    Raises:
        UnreadableFile: there is none; it names those that there are.

    """
    found = shipped_pack(code)
    if found is None:
        known = [one.pack.code for one in shipped_packs()]
        raise UnreadableFile("rule_pack_unknown", Place(file=file), name=code, known=known)
    return found
