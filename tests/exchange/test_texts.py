"""Every code that reading can emit has its sentence in both languages."""

from __future__ import annotations

import ast

from curriplan.app.texts import LANGUAGES, Texts
from tests.architecture.tree import parsed, python_files

STEPS = ("reading", "matching")


def emitted() -> set[str]:
    found = set()
    for path in python_files("curriplan/exchange"):
        for node in ast.walk(parsed(path)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("import.")
            ):
                found.add(node.value)
    return found


def test_every_code_has_a_sentence() -> None:
    codes = emitted()
    assert len(codes) > 60
    for lang in LANGUAGES:
        texts = Texts(lang)
        assert not [code for code in codes if not texts.has(f"finding.{code}")]
        assert all(texts.has(f"job.import.{step}") for step in STEPS)


def test_no_sentence_is_idle() -> None:
    import tomllib

    from curriplan.domain.resources import folder

    text = (folder("resources") / "texts" / "en" / "import.toml").read_text("utf-8")
    assert {f"import.{name}" for name in tomllib.loads(text)["finding"]["import"]} == emitted()
