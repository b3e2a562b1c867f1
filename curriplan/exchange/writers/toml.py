"""Plain values as TOML."""

from __future__ import annotations

import json

from curriplan.domain.codec import Plain


def toml_value(value: Plain) -> str:
    """Return a value as TOML; a record stands in one line without what is not known, a list has a line an entry."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {toml_value(one)}" for key, one in value.items() if one is not None)
        return f"{{ {inner} }}"
    if isinstance(value, list):
        lines = "".join(f"  {toml_value(one)},\n" for one in value)
        return f"[\n{lines}]" if lines else "[]"
    # A JSON string, number or boolean is one of TOML as well, but for the character DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_line(value: Plain) -> str:
    """Return a value as TOML in one line."""
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {toml_line(one)}" for key, one in value.items() if one is not None)
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_line, value))}]"
    return toml_value(value)
