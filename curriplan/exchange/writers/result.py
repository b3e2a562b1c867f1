"""How a writer refuses."""

from __future__ import annotations

from typing import Any


class CannotWrite(Exception):
    """A file cannot be written; what stood there before stands there still.

    ``code`` is a key below ``error.`` in the texts.
    """

    def __init__(self, code: str, **args: Any) -> None:
        super().__init__(code)
        self.code = code
        self.args_by_name = args
