"""Lists of competencies; modules that are not there yet are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from curriplan.domain.competency import AbilityType, Competency, Module
from curriplan.domain.defaults import OWN_FRAMEWORK
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Severity
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind
from curriplan.exchange.cells import fold
from curriplan.exchange.columns import Column, Layout
from curriplan.exchange.readers.lists import (
    KEYS,
    SOURCE,
    Link,
    ListFormat,
    descriptions,
    key_columns,
    name_in,
)
from curriplan.exchange.readers.names import Names, code_and_name, fresh_id, name_of
from curriplan.exchange.readers.numbering import numbered
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.readers.vocabulary import COMPETENCY, COMPETENCY_CODE
from curriplan.exchange.table import Record

LAYOUT = Layout(
    (
        *key_columns(COMPETENCY_CODE.names, COMPETENCY.names),
        *descriptions("能力描述", "能力要求"),
        Column("kind", ("kind", "competency kind", "类型", "类别", "能力类别", "知识能力素质")),
        Column("ability", ("ability type", "ability", "type of ability", "能力类型", "能力性质")),
        Column("module", ("module", "group", "模块", "能力模块", "所属模块")),
        Column("frames", ("frames", "framework nodes", "frameworks", "框架", "框架节点", "来源框架")),
        Column("parents", ("parents", "parent", "上级能力", "上位能力")),
        Column("review_by", ("review by", "review-by date", "复核日期", "复审日期")),
        SOURCE,
    ),
    (KEYS,),
)
_KINDS = {
    Kind.KNOWLEDGE: ("knowledge", "知识"),
    Kind.CAPABILITY: ("capability", "skill", "ability", "能力", "技能"),
    Kind.QUALITY: ("quality", "attitude", "素质", "素养", "态度"),
}
_ABILITIES = {
    AbilityType.PROFESSIONAL: ("professional", "专业能力", "专业"),
    AbilityType.SOCIAL: ("social", "社会能力", "社会"),
    AbilityType.METHODOLOGICAL: ("methodological", "method", "方法能力", "方法"),
}
KIND_WORDS = {fold(word): one for one, words in _KINDS.items() for word in words}
ABILITY_WORDS = {fold(word): one for one, words in _ABILITIES.items() for word in words}


def _read(record: Record, present: Competency, _: Subjects) -> dict[str, Any]:
    return {
        "description": name_in(record, present.description, "description"),
        "kind": record.word("kind", KIND_WORDS, present.kind),
        "ability": record.word("ability", ABILITY_WORDS, present.ability),
        "review_by": record.day("review_by") or present.review_by,
        "source": record.text("source") or present.source,
    }


def _with_modules(program: Program, wanted: Iterable[str]) -> Program:
    """Return the programme with the modules that a list names, in a framework of the college's own."""
    known = Names(program.modules.values())
    fresh: dict[str, Module] = {}
    for label in wanted:
        if known.find(label) is None and not known.is_shared(label):
            code, name = code_and_name("", label)
            ident = fresh_id(program.modules.keys() | fresh.keys(), "module", fold(label))
            fresh[ident] = Module(ident, OWN_FRAMEWORK.id, code, name_of(name))
            known.add(fresh[ident])
    if fresh and OWN_FRAMEWORK.id not in program.frameworks:
        program = put(program, "frameworks", OWN_FRAMEWORK)
    return put(program, "modules", *numbered("modules", program.modules, fresh.values()))


FORMAT = ListFormat(
    "competencies",
    LAYOUT,
    frozenset(fold(one) for one in (*COMPETENCY.names, *COMPETENCY_CODE.names)),
    ("kind", "ability", "module", "frames", "parents", "review_by"),
    _read,
    (
        Link("module", "modules", "import.unknown_module", Severity.WARNING),
        Link("frames", "modules", "import.unknown_module", Severity.WARNING),
        Link("parents", "competencies", "import.unknown_competency"),
    ),
    made=("module", _with_modules),
)
