"""Every expected failure is one sentence in both languages; a defect has none."""

from __future__ import annotations

import pytest

from curriplan.app.errors import UserError
from curriplan.app.failures import failure_sentence
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.edits.courses import change_course
from curriplan.domain.integrity import IntegrityError, problems
from curriplan.storage.errors import StoreError
from tests.worked_example import program


def _broken() -> IntegrityError:
    held = program()
    course = next(iter(held.courses))
    return IntegrityError(tuple(problems(change_course(held, course, type="nowhere"))))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "problem",
    [
        UserError("session.damaged", file="a.curriplan"),
        StoreError("store.disk_full", file="a.curriplan"),
        _broken(),
    ],
)
def test_it_is_a_sentence_without_names_of_the_programs_own(problem: Exception, lang: str) -> None:
    sentence = failure_sentence(problem, Texts("zh" if lang == "zh" else "en"))
    assert sentence is not None
    assert sentence[-1] in ".。"
    assert not {"courses", "{", "session", "store."} & set(sentence.replace("(", " ").split())


def test_a_defect_has_none() -> None:
    assert failure_sentence(ValueError("a defect"), Texts("en")) is None
