"""What must not stand in the tree."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.tree import CODE, ROOT, name_of, parsed, python_files, text_files

# Written in two parts, so that this file does not find itself.
MACHINE_PATHS = re.compile(r"(?<![\w./])/" + r"(?:work|home/\w+|Users/\w+|tmp/[\w-]+)(?=/|\b)|[A-Z]:\\Users")
RAW_TEXT_BOXES = {"QLabel", "QMessageBox", "QProgressDialog", "QInputDialog", "QErrorMessage", "QTextBrowser"}
BOXES_HOME = "curriplan/gui/widgets/basic.py"
RAW_TIPS = {"setToolTip", "ToolTipRole", "QToolTip"}
TIPS_HOME = "curriplan/gui/tips.py"
UNSAFE = {"pickle", "cPickle", "shelve", "marshal", "dill"}
VAGUE = re.compile(r"(^|_)(utils?|helpers?|manager|misc|common)(_|$)")


def imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def called(tree: ast.Module) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def _classes(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def bases(tree: ast.Module) -> set[str]:
    return {base.id for node in _classes(tree) for base in node.bases if isinstance(base, ast.Name)}


def test_nothing_is_unpickled() -> None:
    guilty = {name_of(path): imported(parsed(path)) & UNSAFE for path in python_files(*CODE)}
    assert not {name: found for name, found in guilty.items() if found}


def test_user_text_meets_only_plain_labels() -> None:
    guilty = {}
    for path in python_files("curriplan/gui"):
        tree = parsed(path)
        found = (called(tree) | bases(tree)) & RAW_TEXT_BOXES
        if found and name_of(path) != BOXES_HOME:
            guilty[name_of(path)] = found
    assert not guilty, "use curriplan.gui.widgets.basic.label"


def test_the_plain_label_is_plain() -> None:
    tree = parsed(ROOT / BOXES_HOME)
    made = sum(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QLabel" for node in ast.walk(tree)
    )
    derived = sum(
        isinstance(node, ast.Name) and node.id == "QLabel" for one in _classes(tree) for node in one.bases
    )
    plain = (ROOT / BOXES_HOME).read_text("utf-8").count("setTextFormat(Qt.TextFormat.PlainText)")
    assert 0 < made + derived <= plain


def test_user_text_meets_only_escaped_tool_tips() -> None:
    guilty = {}
    for path in python_files("curriplan/gui"):
        found = RAW_TIPS & {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Attribute | ast.Name)
        }
        if found:
            guilty[name_of(path)] = found
    assert guilty == {TIPS_HOME: RAW_TIPS}, "use curriplan.gui.tips"


def test_no_path_of_one_machine_stands_in_the_tree() -> None:
    guilty = {
        f"{name_of(path)}:{number}": line.strip()[:80]
        for path, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATHS.search(line)
    }
    assert not guilty


@pytest.mark.parametrize(
    "line",
    ["open('/" + "work/main')", "see /" + "home/anna/x", "'C:\\" + "Users\\anna'", "/" + "tmp/abc.csv"],
)
def test_a_path_of_one_machine_would_be_found(line: str) -> None:
    assert MACHINE_PATHS.search(line)


def test_files_are_named_after_what_they_hold() -> None:
    assert not [name_of(path) for path in python_files("curriplan") if VAGUE.search(path.stem)]


def test_qt_is_the_good_one() -> None:
    """6.12.0 loses references to None on Python 3.10 and 3.11; see test_canary."""
    assert "PySide6-Essentials>=6.8,!=6.12.0" in (ROOT / "pyproject.toml").read_text("utf-8")
