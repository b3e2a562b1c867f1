"""The one sentence of every expected failure, whichever wing it comes from."""

from __future__ import annotations

from curriplan.app.errors import UserError
from curriplan.app.places import placed_sentence
from curriplan.app.texts import Texts
from curriplan.domain.finding import error
from curriplan.domain.integrity import IntegrityError
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.writers.result import CannotWrite
from curriplan.storage.errors import StoreError


def failure_sentence(problem: BaseException, texts: Texts) -> str | None:
    """Return what an expected failure says to the user, or None for a defect of the program."""
    if isinstance(problem, UserError | StoreError | CannotWrite):
        return texts(f"error.{problem.code}", **problem.args_by_name)
    if isinstance(problem, UnreadableFile):
        return placed_sentence(error(problem.code, problem.where, **problem.args_by_name), texts)
    if isinstance(problem, IntegrityError):
        return texts("error.integrity", table=texts(f"report.table.{problem.problems[0].table}"))
    return None
