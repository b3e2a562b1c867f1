"""Why a level is required, why only so much is delivered, when, and where to close the gap."""

from __future__ import annotations

from curriplan.analysis.gap.result import Basis, CourseLevel, GapRow, PostGap, Status
from curriplan.analysis.supply import common, supplies, tracks_serving
from curriplan.domain.post import PostLevel
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import Action, Bars, Block, Chip, Content, Pairs, Paragraph, Section
from curriplan.gui.views.gaps.lines import UNMET, percent, status_mark, status_tone


def row_content(desk: Desk, held: PostGap, row: GapRow, basis: Basis = "all") -> Content:
    """Explain one requirement and its gap."""
    program, say = desk.program, desk.say
    node, post = program.competencies[row.competency], program.posts[row.post]
    sections = (
        Section("", (Chip(status_mark(desk, row), status_tone(desk, row), _when(desk, held, row)),)),
        Section(say("gaps.why_level", level=row.requirement.level), _why_level(desk, row)),
        Section(say("gaps.why_delivered", level=row.delivered), _why_delivered(desk, row)),
        Section(say("gaps.when"), _by_term(desk, held, row, basis)),
        Section(say("gaps.close_it"), _closing(desk, row)),
    )
    subtitle = say("gaps.required_by", post=desk.name(post.name, post.code))
    return Content(desk.name(node.name, node.code), subtitle, sections)


def post_content(desk: Desk, held: PostGap, assessed: PostGap | None) -> Content:
    """Explain how ready graduates are for a post."""
    program, say = desk.program, desk.say
    post = program.posts[held.post]
    pairs = [
        (say("gaps.readiness"), percent(held.readiness)),
        (say("gaps.readiness_due"), percent(held.readiness_due)),
        (say("gaps.readiness_assessed"), percent(None if assessed is None else assessed.readiness)),
        (say("gaps.due"), "–" if held.due_term is None else say("gaps.in_term", term=held.due_term)),
        (say("gaps.rows"), str(len(held.rows))),
    ]
    if held.left_out:
        pairs.append((say("gaps.left_out"), str(held.left_out)))
    tasks = [one for one in program.tasks.values() if one.post == post.id]
    blocks: tuple[Block, ...] = (Pairs(tuple(pairs)),)
    listed = tuple(
        Paragraph(desk.name(one.name, one.code)) for one in sorted(tasks, key=lambda t: (t.position, t.code))
    )
    about: tuple[Block, ...] = (Paragraph(desk.name(post.description), dim=True),) if post.description else ()
    return Content(
        desk.name(post.name, post.code),
        say(f"post_level.{post.level.value}"),
        (Section("", about), Section(say("gaps.how_ready"), blocks), Section(say("gaps.tasks"), listed)),
    )


def _when(desk: Desk, held: PostGap, row: GapRow) -> str:
    if row.closes_in is None:
        return desk.say("gaps.closes_never") if row.status in UNMET else ""
    if row.late and held.due_term is not None:
        return desk.say("gaps.closes_late", term=row.closes_in, due=held.due_term)
    return desk.say("gaps.closes_in", term=row.closes_in)


def _why_level(desk: Desk, row: GapRow) -> tuple[Block, ...]:
    need, say = row.requirement, desk.say
    blocks: list[Block] = []
    if need.n:
        text = say("gaps.answers", n=need.n, enterprises=need.enterprises, level=need.level)
        if need.interval is not None:
            text += say("gaps.interval", low=need.interval[0], high=need.interval[1])
        if need.agreement is not None:
            text += say("gaps.agreement", agreement=f"{need.agreement:.2f}")
        blocks.append(Paragraph(text + say("gaps.stop")))
        scale = desk.program.about.scale
        bars = tuple((scale.key(n), float(count)) for n, count in enumerate(need.counts) if n or count)
        blocks.append(
            Bars(bars, say("gaps.counts", n=need.n), marked=_marked(bars, scale.key(need.level or 0)))
        )
    if need.statement is not None:
        said = desk.program.statements.get(row.post, {}).get(need.statement)
        if said is not None:
            blocks.append(
                Paragraph(say("gaps.stated", source=say(f"source.{said.source.value}"), reason=said.reason))
            )
    if need.importance is not None:
        blocks.append(Pairs(((say("gaps.importance"), f"{need.importance:.2f}"),)))
    blocks.append(
        Action(
            say("gaps.see_answers"),
            lambda: desk.goto("demand", Selection(post=row.post, competency=row.competency)),
        )
    )
    return tuple(blocks)


def _marked(bars: tuple[tuple[str, float], ...], key: str) -> int | None:
    return next((n for n, (name, _) in enumerate(bars) if name == key), None)


def _why_delivered(desk: Desk, row: GapRow) -> tuple[Block, ...]:
    say, program = desk.say, desk.program
    if not row.courses:
        return (Paragraph(say("gaps.no_course")),)
    pairs = []
    clicks = []
    for one in sorted(row.courses, key=lambda c: (-c.counted, c.term or 99)):
        course = program.courses[one.course]
        pairs.append((desk.name(course.name, course.code), _course_level(desk, one)))
        clicks.append(
            lambda course=one.course: desk.goto("map", Selection(course=course, competency=row.competency))
        )
    return (Pairs(tuple(pairs), tuple(clicks)),)


def _course_level(desk: Desk, one: CourseLevel) -> str:
    level = (
        str(one.counted)
        if one.counted == one.level
        else desk.say("gaps.capped", level=one.level, counted=one.counted)
    )
    term = desk.say("map.no_term") if one.term is None else desk.say("map.term", term=one.term)
    parts = (
        level,
        desk.say(f"mode.{one.mode.value}"),
        desk.say(f"evidence.{one.evidence.value}"),
        term,
        _pool(desk, one.course),
    )
    return " · ".join(part for part in parts if part)


def _pool(desk: Desk, course: str) -> str:
    """Say that a course is one of several to choose from, so that it guarantees less than it brings."""
    program = desk.program
    pool = program.pools.get(program.courses[course].pool or "")
    if pool is None:
        return ""
    members = sum(one.pool == pool.id for one in program.courses.values())
    return desk.say("gaps.in_pool", choose=pool.choose, members=members)


def _by_term(desk: Desk, held: PostGap, row: GapRow, basis: Basis) -> tuple[Block, ...]:
    """Say in which terms the guaranteed level rises, and how far it is when it is due."""
    say, program = desk.say, desk.program
    post = program.posts[row.post]
    each = supplies(program, basis, frozenset({row.competency}))
    levels = common([each[track] for track in tracks_serving(program, post)]).of(row.competency).by_term
    pairs = [
        (say("gaps.in_term_head", term=n), say("gaps.level", level=level))
        for n, level in enumerate(levels, 1)
        if level > (levels[n - 2] if n > 1 else 0)
    ]
    if held.due_term is not None and row.entry is not None:
        key = "gaps.due_entry" if post.level is PostLevel.INITIAL else "gaps.due_full"
        pairs.append(
            (say("gaps.due_in", term=held.due_term), say(key, level=row.delivered_due, needed=row.entry))
        )
    return (Pairs(tuple(pairs)),) if pairs else ()


def _closing(desk: Desk, row: GapRow) -> tuple[Block, ...]:
    if row.status not in UNMET and not row.late:
        return ()
    key = {Status.GAP: "gaps.hint_raise", Status.NO_COVERAGE: "gaps.hint_add"}.get(
        row.status, "gaps.hint_earlier"
    )
    jump = Selection(competency=row.competency, course=row.courses[0].course if row.courses else "")
    return (Action(desk.say("gaps.to_map"), lambda: desk.goto("map", jump), desk.say(key), primary=True),)
