"""What posts require, with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.order import in_order
from curriplan.analysis.report.competencies import competencies_in_order
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.listing import NUMBER, SUBJECT, listing
from curriplan.analysis.report.tree import (
    Column,
    Number,
    Say,
    Section,
    Unit,
    Value,
    say,
    without_empty,
)
from curriplan.analysis.report.words import interval, level_of, listed, name_of, ratio, word
from curriplan.domain.competency import Competency
from curriplan.domain.post import Post
from curriplan.domain.program import Program
from curriplan.domain.text import Text

KEYS = (
    "post",
    "code",
    "competency",
    "kind",
    "importance",
    "level",
    "anchor",
    "interval",
    "n",
    "enterprises",
    "agreement",
    "counts",
    "source",
    "contexts",
)


def requirements_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return the requirements, one row a post and competency."""
    headers = (say(f"requirement.{key}") for key in KEYS)
    table = listing(headers, say("requirement.empty"), _columns(), _rows(inputs))
    blocks = (say("requirement.how", **_policy(inputs.program)), without_empty(table))
    title = say("title.requirements")
    return (Section("requirements", say("sheet.requirements"), title, blocks, frozen=True),)


def _columns() -> tuple[Column, ...]:
    return (
        *SUBJECT,
        Column(11, least=8, wrap=True),
        *[NUMBER] * 2,
        Column(22, least=12, wrap=True),
        *[NUMBER] * 4,
        Column(16, least=10, wrap=True),
        Column(34, least=12, wrap=True),
        Column(14, least=9, wrap=True),
    )


def _policy(program: Program) -> dict[str, int]:
    policy = program.about.policy
    return {
        "answers": policy.min_answers,
        "enterprises": policy.min_enterprises,
        "resamples": policy.resamples,
    }


def _rows(inputs: ReportInputs) -> Iterator[tuple[Value, ...]]:
    competencies = competencies_in_order(inputs.program)
    for post in in_order(inputs.program.posts):
        required = inputs.requirements.get(post.id, {})
        for competency in competencies:
            if competency.id in required:
                yield _cells(inputs.program, post, competency, required[competency.id])


def _cells(program: Program, post: Post, competency: Competency, one: Requirement) -> tuple[Value, ...]:
    asked = one.n > 0
    return (
        name_of(post),
        competency.code,
        name_of(competency),
        word(competency.kind),
        ratio(one.importance),
        level_of(program, one.level),
        _anchor(program, competency, one.level),
        interval(program, one),
        Number(one.n, Unit.COUNT) if asked else None,
        Number(one.enterprises, Unit.COUNT) if asked else None,
        ratio(one.agreement),
        _counts(program, one) if asked else None,
        _source(program, post, one),
        listed(sorted(one.contexts)),
    )


def _anchor(program: Program, competency: Competency, level: int | None) -> Text | None:
    scale = program.about.scale
    if level is None or not 1 <= level <= scale.highest:
        return None
    return scale.levels[level - 1].anchor(competency.kind) or None


def _counts(program: Program, one: Requirement) -> str:
    scale = program.about.scale
    keys = ["0", *(scale.key(level) for level in range(1, len(one.counts)))]
    return "  ".join(f"{key}:{count}" for key, count in zip(keys, one.counts, strict=True) if count)


def _source(program: Program, post: Post, one: Requirement) -> Say:
    """Return where the level comes from, with the reason of the statement that gave it."""
    source = Say(f"source.{one.source}")
    statement = program.statements.get(post.id, {}).get(one.statement or "")
    if statement is None or not statement.reason:
        return source
    return say("requirement.because", source=source, reason=statement.reason)
