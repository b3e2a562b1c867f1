"""Why a level is required, why only so much is delivered, when, and where to close the gap."""

from __future__ import annotations

from functools import partial

from curriplan.analysis.gap.result import Basis, CourseLevel, GapReport, GapRow, PostGap, Status
from curriplan.analysis.insight.carriers import SINGLE_POINTS
from curriplan.analysis.order import in_order
from curriplan.analysis.supply import common, supplies, tracks_serving
from curriplan.app.figures import share
from curriplan.domain.post import PostLevel
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import Action, Bars, Block, Chip, Content, Pairs, Paragraph, Section
from curriplan.gui.levels import level_key
from curriplan.gui.terms import terms_of
from curriplan.gui.views.gaps.lines import UNMET, no_demand_mark, status_mark, status_tone
from curriplan.gui.why import copy_why


def row_content(
    desk: Desk, held: PostGap, row: GapRow, basis: Basis = "all", closing: tuple[Block, ...] = ()
) -> Content:
    """Explain one requirement and its gap; ``closing`` offers what could be done about it."""
    program, say = desk.program, desk.say
    node, post = program.competencies[row.competency], program.posts[row.post]
    sections = (
        Section("", (Chip(status_mark(desk, row), status_tone(desk, row), _when(desk, held, row)),)),
        Section(say("gaps.why_level", level=level_key(desk, row.requirement.level)), _why_level(desk, row)),
        Section(
            say("gaps.why_delivered", level=level_key(desk, row.delivered)),
            _why_delivered(desk, row.competency, row.courses),
        ),
        Section(say("gaps.when"), _by_term(desk, held, row, basis)),
        Section(say("gaps.close_it"), (*closing, *_by_hand(desk, row))),
        Section("", copy_why(desk, row.competency, [row.post])),
    )
    subtitle = say("gaps.required_by", post=desk.name(post.name, post.code))
    return Content(desk.name(node.name, node.code), subtitle, sections)


def post_content(
    desk: Desk, held: PostGap, assessed: PostGap | None, closing: tuple[Block, ...] = ()
) -> Content:
    """Explain how ready graduates are for a post; ``closing`` offers what could be done about its gaps."""
    program, say = desk.program, desk.say
    post = program.posts[held.post]
    pairs = [
        (say("gaps.readiness"), share(held.readiness)),
        (say("gaps.readiness_due"), share(held.readiness_due)),
        (say("gaps.readiness_assessed"), share(None if assessed is None else assessed.readiness)),
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
        (
            Section("", about),
            Section(say("gaps.how_ready"), (*blocks, *closing)),
            Section(say("gaps.tasks"), listed),
        ),
    )


def competency_content(desk: Desk, competency: str, report: GapReport) -> Content:
    """Explain who requires a competency, or that nobody does, and what delivers it."""
    program, say = desk.program, desk.say
    node = program.competencies[competency]
    rows = [row for held in report.posts for row in held.rows if row.competency == competency]
    unasked = next((one for one in report.no_demand if one.competency == competency), None)
    courses = rows[0].courses if rows else unasked.courses if unasked is not None else ()
    pairs = []
    clicks = []
    for row in rows:
        post = program.posts[row.post]
        pairs.append((desk.name(post.name, post.code), f"{_levels(desk, row)}  {status_mark(desk, row)}"))
        clicks.append(lambda post=row.post: desk.goto("gaps", Selection(post=post, competency=competency)))
    needs: tuple[Block, ...] = (Pairs(tuple(pairs), tuple(clicks)),)
    if not rows:
        words = say("gaps.nobody" if unasked is not None else "gaps.nobody_at_all")
        needs = (Chip(no_demand_mark(desk), desk.theme.unrated, words),)
    jump = Action(say("gaps.to_map"), lambda: desk.goto("map", Selection(competency=competency)))
    sections = (
        Section(say("map.required_by"), needs),
        Section(say("map.taught"), _why_delivered(desk, competency, courses)),
        Section("", (jump,)),
    )
    return Content(desk.name(node.name, node.code), say(f"kind.{node.kind.value}"), sections)


def course_content(desk: Desk, course: str) -> Content:
    """Say what a course brings, and which requirements are met thanks to it alone."""
    program, say = desk.program, desk.say
    row = program.courses[course]
    held = program.contributions.get(course, {})
    brought = [one for one in in_order(program.competencies) if one.id in held]
    pairs = Pairs(
        tuple((desk.name(one.name, one.code), level_key(desk, held[one.id].level)) for one in brought),
        tuple(partial(desk.goto, "map", Selection(course, one.id)) for one in brought),
    )
    found = desk.results.insight(SINGLE_POINTS, desk.today)
    alone = [program.competencies[line.spot.competency] for line in found.lines if line.spot.course == course]
    hangs: tuple[Block, ...] = tuple(Paragraph(desk.name(one.name, one.code)) for one in alone)
    sections = (
        Section(say("insight.view.brings"), (pairs,) if brought else ()),
        Section(
            say("insight.view.hangs"), hangs or (Paragraph(say("insight.view.hangs_nothing"), dim=True),)
        ),
        Section("", (Action(say("gaps.to_map"), lambda: desk.goto("map", Selection(course))),)),
    )
    return Content(desk.name(row.name, row.code), row.code, sections)


def _levels(desk: Desk, row: GapRow) -> str:
    return desk.say(
        "gaps.needs",
        required=level_key(desk, row.requirement.level),
        delivered=level_key(desk, row.delivered),
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
        required = level_key(desk, need.level)
        text = say("gaps.answers", n=need.n, enterprises=need.enterprises, level=required)
        if need.interval is not None:
            low, high = (level_key(desk, level) for level in need.interval)
            text += say("gaps.interval", low=low, high=high)
        if need.agreement is not None:
            text += say("gaps.agreement", agreement=f"{need.agreement:.2f}")
        blocks.append(Paragraph(text + say("gaps.stop")))
        bars = tuple((level_key(desk, n), float(count)) for n, count in enumerate(need.counts) if n or count)
        blocks.append(Bars(bars, say("gaps.counts", n=need.n), marked=_marked(bars, required)))
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


def _why_delivered(desk: Desk, competency: str, courses: tuple[CourseLevel, ...]) -> tuple[Block, ...]:
    say, program = desk.say, desk.program
    if not courses:
        return (Paragraph(say("gaps.no_course")),)
    pairs = []
    clicks = []
    for one in sorted(courses, key=lambda c: (-c.counted, c.term or 99)):
        course = program.courses[one.course]
        pairs.append((desk.name(course.name, course.code), _course_level(desk, one)))
        clicks.append(
            lambda course=one.course: desk.goto("map", Selection(course=course, competency=competency))
        )
    return (Pairs(tuple(pairs), tuple(clicks)),)


def _course_level(desk: Desk, one: CourseLevel) -> str:
    level = (
        level_key(desk, one.counted)
        if one.counted == one.level
        else desk.say("gaps.capped", level=level_key(desk, one.level), counted=level_key(desk, one.counted))
    )
    term = terms_of(desk, one.course)
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
        (say("gaps.in_term_head", term=n), say("gaps.level", level=level_key(desk, level)))
        for n, level in enumerate(levels, 1)
        if level > (levels[n - 2] if n > 1 else 0)
    ]
    if held.due_term is not None and row.entry is not None:
        key = "gaps.due_entry" if post.level is PostLevel.INITIAL else "gaps.due_full"
        delivered, needed = level_key(desk, row.delivered_due), level_key(desk, row.entry)
        pairs.append((say("gaps.due_in", term=held.due_term), say(key, level=delivered, needed=needed)))
    return (Pairs(tuple(pairs)),) if pairs else ()


def _by_hand(desk: Desk, row: GapRow) -> tuple[Block, ...]:
    if row.status not in UNMET and not row.late:
        return ()
    key = {Status.GAP: "gaps.hint_raise", Status.NO_COVERAGE: "gaps.hint_add"}.get(
        row.status, "gaps.hint_earlier"
    )
    jump = Selection(competency=row.competency, course=row.courses[0].course if row.courses else "")
    return (Action(desk.say("gaps.to_map"), lambda: desk.goto("map", jump), desk.say(key)),)
