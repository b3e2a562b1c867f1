"""Where the files beside the code are: in a checkout, in a wheel and in a frozen bundle alike."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Folder = Literal["resources", "samples"]
_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES: dict[Folder, tuple[str, str]] = {
    "resources": ("_resources", "resources"),
    "samples": ("_samples", "sample_programs"),
}


def folder(name: Folder) -> Path:
    """Return a folder of files that the program brings along.

    Raises:
        FileNotFoundError: the installation is not complete.

    """
    packed, beside = _PLACES[name]
    for place in (_PACKAGE / packed, _PACKAGE.parent / beside):
        if place.is_dir():
            return place
    raise FileNotFoundError(name)
