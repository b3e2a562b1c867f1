"""Public data beside the checkout that tests read in place; without it they are skipped with the reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared" / "data"
REQUIRED = "CURRIPLAN_REQUIRE_SHARED"


def shared(*parts: str) -> Path:
    """Return a file or folder of the public data.

    Skips the test where it is not there, or fails it where ``CURRIPLAN_REQUIRE_SHARED`` is set.
    """
    path = SHARED.joinpath(*parts)
    if not path.exists():
        reason = f"{Path('shared', 'data', *parts)} is not beside the checkout"
        if os.environ.get(REQUIRED):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
