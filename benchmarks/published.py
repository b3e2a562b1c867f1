"""Where the published instances lie: beside the checkout, never in it."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parents[2] / "shared" / "data"


def published(*parts: str) -> list[Path]:
    """Return the published files of a pattern below a folder, in the order of their names.

    Raises:
        FileNotFoundError: there are none.

    """
    *folders, pattern = parts
    found = sorted(DATA.joinpath(*folders).glob(pattern))
    if not found:
        raise FileNotFoundError("the published instances are not beside this checkout")
    return found
