"""What the tests of the store share: files to work on, and what each refusal must say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.changes import diff
from curriplan.domain.history import Label, label
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.storage.store import Store, StoreError
from tests.random_programs import random_edit, random_program

CREATED = label("programme.created", name=Text("跨境电商", "Cross-border"))
EDITED = label("edit", n=1, share=0.5, name="课程")
AUTHOR = "李老师"


def new_file(path: Path, seed: int = 1, size: int = 4, edits: int = 0) -> Program:
    """Make a closed programme file with some edits in its history, and return what it holds."""
    rng = Random(seed)
    program = random_program(rng, size)
    with Store.create(path, program, CREATED, AUTHOR) as store:
        for _ in range(edits):
            program = append_edit(store, rng, program)
    return program


def append_edit(store: Store, rng: Random, program: Program, called: Label = EDITED) -> Program:
    """Append one random edit that changes something."""
    after = program
    while not diff(program, after):
        after = random_edit(rng, program)
    store.append(diff(program, after), called, AUTHOR)
    return after


@contextmanager
def refused(code: str, path: Path) -> Iterator[None]:
    """Expect a refusal whose sentence names the file in both languages."""
    with pytest.raises(StoreError) as caught:
        yield
    assert caught.value.code == code
    check_sentence(caught.value, path)


def check_sentence(error: StoreError, path: Path) -> None:
    """See that an error speaks, and that it names the file as the user knows it."""
    for lang in LANGUAGES:
        sentence = Texts(lang)(f"error.{error.code}", **error.args_by_name)
        assert str(path) in sentence
        assert "{" not in sentence


def names_in(folder: Path) -> set[str]:
    """Return the names of everything in a folder."""
    return {one.name for one in folder.iterdir()}


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be a user to whom the rights of files apply, as the superuser is not; skip where that is not possible."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights of folders are of another kind on this system")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
