"""Fixtures of the commands: a way to run them, and files to run them on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from curriplan.exchange.readers.sample import sample_program
from tests.cli.running import Asked, Run, runner, stored
from tests.worked_example import program


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.delenv("CURRIPLAN_LANG", raising=False)
    return Asked()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], asked: Asked) -> Run:
    return runner(capsys, asked)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Return a file that holds the worked example."""
    return stored(tmp_path / "example.curriplan", program())


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.curriplan"
    return stored(path, sample_program("cross_border_ecommerce"))


@pytest.fixture
def sample(sample_once: Path, tmp_path: Path) -> Path:
    """Return a file of one's own that holds the big sample."""
    return Path(shutil.copy(sample_once, tmp_path / "sample.curriplan"))
