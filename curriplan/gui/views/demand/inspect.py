"""What the inspector says of a requirement: why this level, who said so, what was stated; and of a post."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from curriplan.analysis.demand.requirement import Requirement
from curriplan.analysis.order import in_order
from curriplan.domain.competency import Competency
from curriplan.domain.post import Post
from curriplan.domain.program import Program
from curriplan.domain.survey import Rating, Respondent
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import (
    Bars,
    Block,
    Chip,
    Content,
    Links,
    Pairs,
    Paragraph,
    Section,
)
from curriplan.gui.views.demand.posts import post_fields, task_blocks
from curriplan.gui.views.demand.rows import decimals, interval
from curriplan.gui.views.demand.stating import new_competency, post_adder, statement_blocks
from curriplan.gui.why import copy_why

FIRMS_TOLD = 40


def requirement_content(desk: Desk, post: str, competency: str, need: Requirement | None) -> Content:
    """Explain what a post requires of a competency, or that it requires nothing."""
    program, say = desk.program, desk.say
    node, row = program.competencies[competency], program.posts[post]
    heading = say("demand.not_required")
    if need is not None:
        heading = say("demand.why_unknown" if need.level is None else "demand.why", level=_key(desk, need))
    return Content(
        desk.name(node.name, node.code),
        say("demand.required_by", post=desk.name(row.name, row.code)),
        (
            Section("", _level(desk, competency, need)),
            Section(heading, _why(desk, need)),
            Section(say("demand.stated"), statement_blocks(desk, post, competency, need)),
            Section(say("demand.said_so"), _voices(desk, post, competency)),
            Section(say("demand.scale_of", kind=say(f"kind.{node.kind.value}")), _anchors(desk, competency)),
            Section(
                "", (*_ways(desk, post, competency), *copy_why(desk, competency, [post] if need else []))
            ),
        ),
    )


def _key(desk: Desk, need: Requirement) -> str:
    return "?" if need.level is None else desk.program.about.scale.key(need.level)


def _level(desk: Desk, competency: str, need: Requirement | None) -> tuple[Block, ...]:
    if need is None:
        return ()
    scale, theme = desk.program.about.scale, desk.theme
    if need.level is None or not 1 <= need.level <= scale.highest:
        return (Chip("?", theme.unrated, desk.say("demand.level_unknown")),)
    anchor = scale.levels[need.level - 1].anchor(desk.program.competencies[competency].kind)
    return (Chip(_key(desk, need), theme.level(need.level, scale.highest), desk.name(anchor)),)


def _why(desk: Desk, need: Requirement | None) -> tuple[Block, ...]:
    if need is None:
        return (Paragraph(desk.say("demand.nobody"), dim=True),)
    say, scale = desk.say, desk.program.about.scale
    blocks: list[Block] = []
    if need.n:
        blocks.append(Paragraph(_answers(desk, need)))
        counted = [(n, count) for n, count in enumerate(need.counts) if n or count]
        bars = tuple((scale.key(n) if n else "0", float(count)) for n, count in counted)
        marked = next((at for at, (n, _) in enumerate(counted) if n == need.level), None)
        blocks.append(Bars(bars, say("demand.counts", n=need.n), marked))
    if need.source != "answers":
        blocks.append(Paragraph(say("demand.by_statement", source=say(f"source.{need.source}"))))
    pairs = [(say("demand.column.importance"), decimals(need.importance))]
    if need.contexts:
        pairs.append((say("demand.contexts"), ", ".join(sorted(need.contexts))))
    blocks.append(Pairs(tuple(pairs)))
    if need.tie:
        blocks.append(Paragraph(say("demand.tie_about"), dim=True))
    return tuple(blocks)


def _answers(desk: Desk, need: Requirement) -> str:
    """Say n, enterprises, interval and agreement in one sentence, each only where it is known."""
    say = desk.say
    median = need.level if need.source == "answers" else None
    parts = [say("demand.answers", n=need.n, enterprises=need.enterprises)]
    if median is not None:
        parts.append(say("demand.median", level=_key(desk, need)))
    if need.interval is not None:
        parts.append(say("demand.interval", interval=interval(desk, need)))
    if need.agreement is not None:
        parts.append(say("demand.agreement", agreement=decimals(need.agreement)))
    text = say("demand.comma").join(parts) + say("demand.stop")
    policy = desk.program.about.policy
    if need.n < policy.min_answers or need.enterprises < policy.min_enterprises:
        few = say("demand.too_few", answers=policy.min_answers, enterprises=policy.min_enterprises)
        text = f"{text} {few}"
    return text


def _voices(desk: Desk, post: str, competency: str) -> tuple[Block, ...]:
    """List the answers by enterprise, each with level and importance as it was given."""
    by_firm: dict[str, list[str]] = {}
    for respondent, rating in ratings_of(desk.program, post, competency):
        by_firm.setdefault(respondent.enterprise, []).append(_voice(desk, respondent, rating))
    rows = [
        (desk.name(firm.name, firm.code), "\n".join(by_firm[firm.id]))
        for firm in in_order(desk.program.enterprises)
        if firm.id in by_firm
    ]
    blocks: list[Block] = [Pairs(tuple(rows[:FIRMS_TOLD]))] if rows else []
    if len(rows) > FIRMS_TOLD:
        blocks.append(Paragraph(desk.say("demand.more_firms", n=len(rows) - FIRMS_TOLD), dim=True))
    return tuple(blocks)


def ratings_of(program: Program, post: str, competency: str) -> Iterable[tuple[Respondent, Rating]]:
    """Yield who rated a competency at a post, and how."""
    for _, respondent in sorted(program.respondents.items()):
        for rating in respondent.ratings:
            if rating.post == post and rating.competency == competency:
                yield respondent, rating


def _voice(desk: Desk, respondent: Respondent, rating: Rating) -> str:
    say = desk.say
    level = say("demand.voice_blank")
    if rating.level is not None:
        key = desk.program.about.scale.key(rating.level) if rating.level else "0"
        level = say("demand.voice_level", level=key)
    parts = [level]
    if rating.importance is not None:
        parts.append(say("demand.voice_importance", importance=rating.importance))
    parts.extend(one for one in (respondent.role, *sorted(respondent.contexts)) if one)
    return " · ".join(parts)


def _anchors(desk: Desk, competency: str) -> tuple[Block, ...]:
    kind = desk.program.competencies[competency].kind
    levels = desk.program.about.scale.levels
    return (Pairs(tuple((one.key, desk.name(one.anchor(kind))) for one in levels)),)


def _ways(desk: Desk, post: str, competency: str) -> tuple[Block, ...]:
    jump = Selection(post=post, competency=competency)
    return (
        Links(
            (
                (desk.say("demand.to_gaps"), lambda: desk.goto("gaps", jump)),
                (desk.say("demand.to_map"), lambda: desk.goto("map", Selection(competency=competency))),
            )
        ),
    )


# -- a competency over all posts ------------------------------------------------------------------------


def competency_content(desk: Desk, node: Competency) -> Content:
    """Say which posts require a competency, at which level, and how important it is to them."""
    say, known = desk.say, desk.results.requirements()
    rows, clicks = [], []
    for post in in_order(desk.program.posts):
        need = known.get(post.id, {}).get(node.id)
        if need is not None:
            level = say("demand.voice_level", level=_key(desk, need))
            importance = say("demand.voice_importance", importance=decimals(need.importance))
            rows.append((desk.name(post.name, post.code), f"{level} · {importance}"))
            clicks.append(partial(desk.select, Selection(post=post.id, competency=node.id)))
    blocks: tuple[Block, ...] = (Pairs(tuple(rows), tuple(clicks)),)
    if not rows:
        blocks = (Paragraph(say("demand.nobody_at_all"), dim=True),)
    jump = partial(desk.goto, "map", Selection(competency=node.id))
    return Content(
        desk.name(node.name, node.code),
        f"{node.code} · {say(f'kind.{node.kind.value}')}",
        (
            Section("", (Paragraph(desk.name(node.description), dim=True),) if node.description else ()),
            Section(say("demand.required_at"), blocks),
            Section(say("demand.scale_of", kind=say(f"kind.{node.kind.value}")), _anchors(desk, node.id)),
            Section("", (Links(((say("demand.to_map"), jump),)),)),
        ),
    )


# -- posts -------------------------------------------------------------------------------------------


def post_content(desk: Desk, post: Post) -> Content:
    """Explain a post: what it is, where it leads, what it does, what it requires."""
    say = desk.say
    about: tuple[Block, ...] = (Paragraph(desk.name(post.description), dim=True),) if post.description else ()
    fields = Section(say("demand.change_post"), post_fields(desk, post))
    nameless = not post.name  # of such a one, the name comes first
    return Content(
        desk.name(post.name, post.code),
        f"{post.code} · {say(f'post_level.{post.level.value}')}",
        (
            *((fields,) if nameless else (Section("", about), Section("", _facts(desk, post)))),
            Section(say("demand.state"), (post_adder(desk, post.id), new_competency(desk, post.id))),
            Section(say("demand.tasks"), task_blocks(desk, post)),
            Section(say("demand.leads_to"), _links(desk, post.promotes_to)),
            Section(say("demand.complements"), _links(desk, post.complements)),
            *(() if nameless else (fields,)),
        ),
    )


def _facts(desk: Desk, post: Post) -> tuple[Block, ...]:
    say, held = desk.say, desk.results.requirements().get(post.id, {})
    voices = [one for one in desk.program.respondents.values() if any(r.post == post.id for r in one.ratings)]
    pairs = [(say("demand.requirements"), str(len(held)))]
    pairs.append((say("demand.respondents"), str(len(voices))))
    pairs.append((say("demand.column.enterprises"), str(len({one.enterprise for one in voices}))))
    return (Pairs(tuple(pairs)),)


def _links(desk: Desk, posts: Iterable[str]) -> tuple[Block, ...]:
    rows = [one for one in in_order(desk.program.posts) if one.id in set(posts)]
    if not rows:
        return ()
    return (
        Links(
            tuple(
                (desk.name(one.name, one.code), partial(desk.select, Selection(post=one.id))) for one in rows
            )
        ),
    )
