"""Requirements by module, kind, framework and context; how ready graduates are in each group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.gap.readiness import mean_over_posts, readiness
from curriplan.analysis.gap.result import GapReport, GapRow, Status
from curriplan.analysis.order import in_order
from curriplan.analysis.report.tree import Say, Value
from curriplan.analysis.report.words import name_of, word
from curriplan.domain.competency import Competency
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind

BY_MODULE, BY_KIND, BY_CONTEXT = "module", "kind", "context"
"""Ways to group; every other one is the id of a framework."""

NO_GROUP = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its rows on a basis. ``key`` is a module, a kind or a context; empty: of none."""

    key: str
    name: Value
    rows: tuple[GapRow, ...]


def groupings(program: Program) -> tuple[str, ...]:
    """Return every way to group: module, kind, context if posts have any, and the frameworks in their order.

    A framework that holds all main modules would only repeat these.
    """
    contexts = any(one.contexts for one in program.posts.values())
    main = {program.modules[one.module].framework for one in program.competencies.values() if one.module}
    frames = [one.id for one in in_order(program.frameworks) if main != {one.id}]
    return (BY_MODULE, BY_KIND, *([BY_CONTEXT] if contexts else []), *frames)


def grouping_name(program: Program, by: str) -> Value:
    """Return what a way to group is called."""
    if by in {BY_MODULE, BY_KIND, BY_CONTEXT}:
        return Say(f"insight.by.{by}")
    return name_of(program.frameworks[by])


def grouped(program: Program, report: GapReport, by: str) -> tuple[Group, ...]:
    """Return the requirements in groups, in display order; groups without any are left out.

    By module: a competency's main module. By framework: the top nodes above the frames of a competency, which may
    be several; requirements outside it are left out. By context: those of the post, unless the demand was made for
    some of them only. What has no module or context comes last, under the empty key.
    """
    tops = _tops(program, by)
    rows: dict[str, list[GapRow]] = {}
    for post in report.posts:
        for row in post.rows:
            for key in _contexts(program, row) if by == BY_CONTEXT else tops[row.competency]:
                rows.setdefault(key, []).append(row)
    names = dict(_names(program, by, rows))
    return tuple(Group(key, names[key], tuple(rows[key])) for key in names if key in rows)


def _names(program: Program, by: str, keys: Iterable[str]) -> Iterator[tuple[str, Value]]:
    if by == BY_KIND:
        yield from ((kind.value, word(kind)) for kind in Kind)
    elif by == BY_CONTEXT:
        yield from ((key, key) for key in sorted(keys) if key)
    else:
        yield from ((one.id, name_of(one)) for one in in_order(program.modules))
    yield NO_GROUP, Say("group.none")


def _contexts(program: Program, row: GapRow) -> Sequence[str]:
    held = program.posts[row.post].contexts
    made_for = row.requirement.contexts & held
    return sorted(made_for or held) or [NO_GROUP]


def _tops(program: Program, by: str) -> Mapping[str, Sequence[str]]:
    """Return the keys of each competency's groups."""
    if by == BY_KIND:
        return {key: [one.kind.value] for key, one in program.competencies.items()}
    if by == BY_MODULE:
        return {key: [one.module or NO_GROUP] for key, one in program.competencies.items()}
    return {key: sorted(tops_of(program, one, by)) for key, one in program.competencies.items()}


def tops_of(program: Program, competency: Competency, framework: str) -> frozenset[str]:
    """Return the top nodes of a framework above the frames (and the module) of a competency."""
    frames = {*competency.frames, *([] if competency.module is None else [competency.module])}
    return frozenset(top_of(program, one) for one in frames if program.modules[one].framework == framework)


def top_of(program: Program, module: str) -> str:
    """Return the node at the top above a node; in a circle of parents the node itself."""
    seen, at = {module}, module
    while (parent := program.modules[at].parent) is not None:
        if parent in seen:
            return module
        seen.add(parent)
        at = parent
    return at


@dataclass(frozen=True, slots=True)
class GroupReadiness:
    """One group: its requirements by status, and how ready graduates are in it (0..1 or None).

    ``readiness_due`` is that at the posts' due terms, ``assessed`` that on assessed evidence at graduation.
    """

    key: str
    name: Value
    competencies: int
    requirements: int
    missing: int
    firm: int
    late: int
    readiness: float | None
    readiness_due: float | None
    assessed: float | None


def readiness_by(
    program: Program, report: GapReport, assessed: GapReport, by: str
) -> tuple[GroupReadiness, ...]:
    """Return how ready graduates are in every group: the mean over posts of their readiness in it."""
    other = {one.key: one for one in grouped(program, assessed, by)}
    return tuple(_group_readiness(program, one, other.get(one.key)) for one in grouped(program, report, by))


def _group_readiness(program: Program, group: Group, assessed: Group | None) -> GroupReadiness:
    rows = group.rows
    return GroupReadiness(
        group.key,
        group.name,
        len({row.competency for row in rows}),
        len(rows),
        sum(row.status in {Status.GAP, Status.NO_COVERAGE} for row in rows),
        sum(row.status is Status.GAP and row.firm is True for row in rows),
        sum(row.late for row in rows),
        rows_readiness(program, rows),
        rows_readiness(program, rows, due=True),
        None if assessed is None else rows_readiness(program, assessed.rows),
    )


def rows_readiness(program: Program, rows: Iterable[GapRow], *, due: bool = False) -> float | None:
    """Return the mean over posts, by their share of graduates, of readiness in some rows.

    Over all rows of a report this is the programme's readiness.
    """
    posts: dict[str, list[tuple[float | None, int | None, int | None]]] = {}
    for row in rows:
        need = row.requirement
        held = posts.setdefault(row.post, [])
        if need.level is not None and need.importance is not None:
            held.append(
                (need.importance, row.entry, row.delivered_due)
                if due
                else (need.importance, need.level, row.delivered)
            )
    return mean_over_posts(program, [(post, readiness(held)) for post, held in posts.items()])
