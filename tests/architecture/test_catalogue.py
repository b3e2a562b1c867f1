"""Every sentence stands in both languages with the same arguments; none is missing and none is idle."""

from __future__ import annotations

import re
import string

import pytest

from curriplan.app.texts import LANGUAGES, catalogue
from curriplan.domain.text import Lang
from tests.architecture.catalogue import Mentions, mentions

CJK = re.compile(r"[\u4e00-\u9fff]")
SAME_IN_BOTH = re.compile(r"[\W\d_]*|\w|.*Ctrl.*|F\d.*|.*[A-Z]{2,}.*|.*\{.*|中文")
"""Texts without a word to translate: signs, keys of the keyboard, abbreviations, bare arguments."""

BUILT = {
    "report.nature.": "analysis/report/words.py: WORDS",
    "report.exam.": "analysis/report/words.py: WORDS",
    "courses.allowed_terms": "gui/inspector/fields.py: names of fields below the words of their table",
    "courses.undesired_terms": "gui/inspector/fields.py: names of fields below the words of their table",
    "courses.resources": "gui/inspector/fields.py: names of fields below the words of their table",
    "courses.source": "gui/inspector/fields.py: names of fields below the words of their table",
    "courses.tracks": "gui/inspector/fields.py: names of fields below the words of their table",
    "courses.column.": "gui/sheets/field.py: headings below the words of their sheet",
    "lists.column.": "gui/sheets/field.py: headings below the words of their sheet",
    "explain.total_sum_": "gui/views/checks/inspect.py: of every finding",
    "explain.type_sum_": "gui/views/checks/inspect.py: of every finding",
    "explain.weeks_sum_": "gui/views/checks/inspect.py: of every finding",
    "finding.total_sum_": "analysis/rules/sums.py: a sum of each figure",
    "finding.type_sum_": "analysis/rules/sums.py: a sum of each figure",
    "finding.weeks_sum_": "analysis/rules/sums.py: a sum of each figure",
    "side.total_sum_": "gui/views/checks/inspect.py: SIDES",
    "side.type_sum_": "gui/views/checks/inspect.py: SIDES",
    "side.weeks_sum_": "gui/views/checks/inspect.py: SIDES",
    "field.": "app/differences.py: names of the fields of every row",
    "measure.": "app/differences.py: ENUMS",
    "finding.rule_": "analysis/rules/language: by scope, side and unit; found by their rule",
    "profile.": "gui/inspector/fields.py: names of fields below the words of their table",
}
"""Beginnings of keys that are put together in ways that cannot be read off an f-string, and where."""


@pytest.fixture(scope="module")
def spoken() -> Mentions:
    return mentions()


def arguments(text: str) -> set[str]:
    """Return the names of the arguments of a text."""
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    english, chinese = catalogue("en").keys(), catalogue("zh").keys()
    assert english - chinese == set()
    assert chinese - english == set()


def test_both_languages_have_the_same_arguments() -> None:
    english, chinese = catalogue("en"), catalogue("zh")
    different = {
        key: (arguments(text), arguments(chinese[key]))
        for key, text in english.items()
        if key in chinese and arguments(text) != arguments(chinese[key])
    }
    assert not different


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty(lang: Lang) -> None:
    assert not [key for key, text in catalogue(lang).items() if not text.strip()]


def test_chinese_is_chinese() -> None:
    english = catalogue("en")
    assert not [
        key
        for key, text in catalogue("zh").items()
        if not CJK.search(text) and text != "English" and not SAME_IN_BOTH.fullmatch(english.get(key, ""))
    ]


def test_english_is_english() -> None:
    assert not {key: text for key, text in catalogue("en").items() if CJK.search(text.replace("中文", ""))}


def test_an_edit_of_one_row_is_called_so_in_english() -> None:
    counted = {
        key: text for key, text in catalogue("en").items() if key.startswith("edit.") and "{n}" in text
    }
    assert counted
    assert not [key for key, text in counted.items() if "{n:" not in text]


def test_every_key_in_the_code_has_a_text(spoken: Mentions) -> None:
    known = catalogue("en")
    assert not {key: place for key, place in spoken.said.items() if key not in known}


def test_no_text_is_idle(spoken: Mentions) -> None:
    idle = [key for key in catalogue("en") if not spoken.uses(key)]
    assert not sorted(key for key in idle if not key.startswith(tuple(BUILT)))
    assert not [one for one in BUILT if not any(key.startswith(one) for key in idle)], "no longer needed"
