"""Expected failures: each is one sentence that says where, why and what to do."""

from __future__ import annotations

from typing import Any


class UserError(Exception):
    """Something the user can mend. ``code`` is a key below ``error.`` in the texts."""

    def __init__(self, code: str, **args: Any) -> None:
        super().__init__(code)
        self.code = code
        self.args_by_name = args
