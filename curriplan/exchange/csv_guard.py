"""Text in CSV files that a spreadsheet must not take for a formula (OWASP ASVS 1.2.10, CWE-1236).

A text that begins with a trigger is written behind an apostrophe, which spreadsheets show as text. Reading
takes it away again, so that what was written comes back unchanged.
"""

from __future__ import annotations

import re

_TRIGGER = "=+\\-@\t\r\n\0＝＋－＠"
_DANGEROUS = re.compile(rf"'*[{_TRIGGER}]")
_GUARDED = re.compile(rf"'+[{_TRIGGER}]")


def guarded(text: str) -> str:
    """Return a text as it is written to a CSV file."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """Return a text of a CSV file as it was before it was guarded."""
    return text[1:] if _GUARDED.match(text) else text
