"""Grain: files of 400 lines at most, functions of 50, exceptions by name."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator

from tests.architecture.tree import name_of, parsed, python_files

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50
MEDIAN_FUNCTION = 9

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
"""What may be longer, and why."""


def functions() -> Iterator[tuple[str, int]]:
    """Yield each function of the product with its lines, docstring left out."""
    for path in python_files("curriplan", "benchmarks"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name_of(path)}:{node.name}", _lines(node)


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(node.body) > 1:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_files_are_short() -> None:
    sizes = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in python_files("curriplan")}
    long = {name: size for name, size in sizes.items() if size > LINES_OF_A_FILE}
    assert long.keys() == LONG_FILES.keys(), long


def test_functions_are_short() -> None:
    long = {name: size for name, size in functions() if size > LINES_OF_A_FUNCTION}
    assert long.keys() == LONG_FUNCTIONS.keys(), long


def test_the_usual_function_is_shorter_still() -> None:
    assert statistics.median(size for _, size in functions()) <= MEDIAN_FUNCTION
