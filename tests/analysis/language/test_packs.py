"""Every pack that is brought along: sourced, told in both languages, sound; a file of it reads back as it was."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from curriplan.analysis.rules.check import check
from curriplan.analysis.rules.language.limits import is_share
from curriplan.app.failures import failure_sentence
from curriplan.app.texts import LANGUAGES, Texts
from curriplan.domain.finding import Severity
from curriplan.domain.rule import Rule, RuleKind
from curriplan.domain.rule_problems import rule_problems
from curriplan.exchange.readers.result import UnreadableFile
from curriplan.exchange.readers.rule_pack import read_rule_pack
from curriplan.exchange.rule_packs import PackRows
from curriplan.exchange.shipped_packs import shipped_packs
from curriplan.exchange.writers.rule_pack import write_rule_pack
from tests.analysis.language.packs import packs
from tests.analysis.language.programmes import CROSS_BORDER, TRADE, holding, sample

PACKS = {one.pack.code: one for one in shipped_packs()}
RULES = {f"{code}/{rule.code}": rule for code, one in PACKS.items() for rule in one.rules}


@pytest.mark.parametrize("code", PACKS)
def test_a_pack_says_where_it_comes_from(code: str) -> None:
    pack = PACKS[code].pack
    assert pack.name.zh
    assert pack.name.en
    assert pack.document.zh
    assert pack.document.en
    assert pack.source
    assert pack.version
    assert PACKS[code].rules
    assert pack.verified is (code != "CN-UNVERIFIED")
    if pack.code.startswith("CN-") and pack.verified:
        assert pack.year
        assert pack.valid_from


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_sound_and_explained(name: str) -> None:
    rule = RULES[name]
    assert rule_problems(rule) == ()
    assert rule.name.zh
    assert rule.name.en
    assert rule.explanation.zh
    assert rule.explanation.en
    assert rule.clause
    if is_share(rule) and rule.among.tags == frozenset():
        assert all(one is None or 0 <= one <= 1 for one in (rule.least, rule.most))


@pytest.mark.parametrize("name", [CROSS_BORDER, TRADE])
def test_the_samples_hold_their_packs_without_errors_and_warnings(name: str) -> None:
    held = holding(sample(name), "CN-GZ-2019", "PAPERS")
    rows = [one for one in check(held) if "row" in one.arguments()]
    assert {one.severity for one in rows} <= {Severity.NOTE}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [CROSS_BORDER, TRADE])
def test_everything_that_packs_find_can_be_told(name: str, lang: Any) -> None:
    texts = Texts(lang)
    held = holding(sample(name), *PACKS)
    found = check(held)
    assert {
        held.rules[one.arguments()["row"][0]][one.arguments()["row"][1]].kind
        for one in found
        if "row" in one.arguments()
    } >= {
        RuleKind.BOUND,
        RuleKind.RATIO,
        RuleKind.EACH,
        RuleKind.TESTS,
        RuleKind.COVERAGE,
        RuleKind.PROGRESSION,
    }
    for one in found:
        assert "{" not in texts.finding(one)
        assert ("not verified" in texts.finding(one)) <= (one.arguments().get("verified") is not True)


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(held=packs())
def test_a_pack_comes_back_from_its_file(held: PackRows, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("pack") / "pack.toml"
    write_rule_pack(held, path)
    assert read_rule_pack(path) == held


GOOD = 'code = "X"\nname = { zh = "一", en = "One" }\n'
RULE = '[[rules]]\ncode = "a"\nname = { zh = "二", en = "Two" }\nleast = 1\n'
BAD = {
    "code = ": "sample_toml",
    'name = { zh = "一" }\n': "rule_pack_no_code",
    GOOD + "rules = 3\n": "rule_pack_field",
    GOOD + 'year = "2019"\n': "rule_pack_field",
    GOOD + 'colour = "red"\n': "rule_pack_field",
    GOOD + RULE + 'least = "2"\n': "sample_toml",
    GOOD + RULE.replace("1", '"1"'): "rule_pack_rule_field",
    GOOD + RULE + 'measure = "beauty"\n': "rule_pack_rule_field",
    GOOD + RULE + 'among = { roles = ["cook"] }\n': "rule_pack_rule_field",
    GOOD + RULE + 'pack = "other"\n': "rule_pack_rule_field",
    GOOD + RULE.replace("least = 1", ""): "rule_bad.no_limit",
    GOOD + RULE + "most = 0.5\n": "rule_bad.limits_crossed",
    GOOD + RULE + 'kind = "complete"\nfields = ["courses.colour"]\n': "rule_bad.field",
    GOOD + RULE + RULE: "rule_pack_twice",
}


@pytest.mark.parametrize("text", BAD)
def test_a_bad_file_gets_one_sentence_with_its_place(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_rule_pack(path)
    assert caught.value.code == BAD[text]
    for lang in LANGUAGES:
        sentence = failure_sentence(caught.value, Texts(lang)) or ""
        assert "mine.toml" in sentence
        assert "{" not in sentence


def test_a_file_that_is_not_text_or_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes('name = "课程"'.encode("gbk"))
    for name, code in (("gbk.toml", "sample_encoding"), ("none.toml", "rule_pack_unreadable")):
        with pytest.raises(UnreadableFile) as caught:
            read_rule_pack(tmp_path / name)
        assert caught.value.code == code


def test_every_field_of_a_rule_is_documented() -> None:
    text = (Path(__file__).parents[3] / "docs" / "rules.md").read_text("utf-8")
    names = {one.name for one in fields(Rule)} - {"id", "pack", "position"}
    assert not {name for name in names if f"`{name}`" not in text}


def test_what_gives_clauses_to_the_program_s_own_checks_names_findings_that_exist() -> None:
    named = [rule.finding for rule in RULES.values() if rule.kind is RuleKind.CHECK]
    assert named
    assert all(Texts("en").has(f"finding.{one}") for one in named)
