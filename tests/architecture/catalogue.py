"""Which keys of the catalogue the code names: as they stand, by code, or put together in an f-string."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.architecture.tree import name_of, parsed, python_files

SAYING = {"say", "texts", "line", "_say"}
"""Calls whose literal argument is a key."""

MAKERS: dict[str, tuple[str, str]] = {
    "label": ("curriplan.domain.history", "edit."),
    "Label": ("curriplan.domain.history", "edit."),
    "error": ("curriplan.domain.finding", "finding."),
    "warning": ("curriplan.domain.finding", "finding."),
    "note": ("curriplan.domain.finding", "finding."),
    "Finding": ("curriplan.domain.finding", "finding."),
    "UnreadableFile": ("curriplan.exchange.readers.result", "finding."),
    "UserError": ("curriplan.app.errors", "error."),
    "StoreError": ("curriplan.storage.errors", "error."),
    "say": ("curriplan.analysis.report.tree", "report."),
}
"""Calls whose first literal argument is a code: where they come from, and what stands before the code."""

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-zA-Z0-9_]+)+")


@dataclass
class Mentions:
    """What the code names, each with a place for the message."""

    literals: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    patterns: set[str] = field(default_factory=set)

    def uses(self, key: str) -> bool:
        """Tell whether the code can come to speak a key."""
        if key in self.literals or key in self.said:
            return True
        return any(self._built(pattern, key) for pattern in self.patterns)

    def _built(self, pattern: str, key: str) -> bool:
        found = re.fullmatch(pattern, key)
        return found is not None and all(self._a_word(one) for one in found.groups())

    def _a_word(self, part: str) -> bool:
        return part.isdigit() or part in self.literals or part.rstrip("0123456789") in self.literals


def mentions() -> Mentions:
    """Return everything that the product's code names."""
    found = Mentions()
    for path in python_files("curriplan"):
        tree = parsed(path)
        makers = _makers(tree)
        before = ("", makers["say"]) if "say" in makers else ("",)
        for node in ast.walk(tree):
            place = f"{name_of(path)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.literals |= {one + node.value for one in before}
            elif isinstance(node, ast.JoinedStr):
                found.patterns |= {re.escape(one) + made for one in before for made in _pattern(node)}
            elif isinstance(node, ast.Call):
                found.said |= dict.fromkeys(_keys(node, makers), place)
    return found


def _makers(tree: ast.Module) -> dict[str, str]:
    """Return the makers that a module imports, with what stands before their codes."""
    imported = {
        (one.asname or one.name): (node.module, one.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }
    return {
        alias: MAKERS[name][1]
        for alias, (module, name) in imported.items()
        if name in MAKERS and (module == MAKERS[name][0] or name[0].isupper())
    }


def _pattern(node: ast.JoinedStr) -> Iterator[str]:
    head = node.values[0] if node.values else None
    if not isinstance(head, ast.Constant) or not re.match(r"[a-z][a-z0-9_]*\.", str(head.value)):
        return
    yield "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"([\w.]+?)" for part in node.values
    )


def _keys(call: ast.Call, makers: dict[str, str]) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    strings = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if name in makers and call.args and strings and strings[0] is getattr(call.args[0], "value", None):
        yield makers[name] + strings[0]
    elif name in SAYING:
        yield from (one for one in strings if KEY.fullmatch(one))
