"""Required against delivered: the gap report. Definitions: docs/definitions.md, "Levels and gaps"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.demand.requirement import Requirement, Requirements
from curriplan.analysis.gap.changed import Ground, Touched, touched
from curriplan.analysis.gap.due import due_before_internship, entry_reach, last_number
from curriplan.analysis.gap.readiness import mean_over_posts, readiness
from curriplan.analysis.gap.result import (
    Basis,
    GapReport,
    GapRow,
    GapTotals,
    NoDemand,
    PostGap,
    Status,
)
from curriplan.analysis.order import in_order
from curriplan.analysis.supply import Supplied, Supply, Track, common, supplies, tracks_serving
from curriplan.domain.course import Status as CourseStatus
from curriplan.domain.post import Post, PostLevel
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind

Previous = tuple[Program, Requirements, GapReport]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every post is measured against; ``only`` are the competencies to be measured, None: all."""

    program: Program
    by_track: Mapping[Track, Supply]
    due: Mapping[Track, int | None]
    last: int | None
    entry: Mapping[Kind, int]
    order: Mapping[str, int]
    highest: Mapping[str, int | None]
    only: frozenset[str] | None
    posts: frozenset[str]

    def measures(self, competency: str) -> bool:
        """Tell whether a competency is to be measured, not taken over from an earlier report."""
        return self.only is None or competency in self.only

    def touches(self, required: Mapping[str, Requirement], held: PostGap) -> bool:
        """Tell whether a post with its requirements and its rows of before is to be measured in any."""
        if self.only is None or held.post in self.posts:
            return True
        rows = (row.competency for row in held.rows)
        return not (self.only.isdisjoint(required) and self.only.isdisjoint(rows))


def gap_report(
    program: Program, requirements: Requirements, basis: Basis = "all", previous: Previous | None = None
) -> GapReport:
    """Return the gaps of every post on a basis of evidence; posts and rows in display order.

    With ``previous``, a programme, its requirements and their report on the same basis, only those
    competencies are measured that lie between the two; the result is the same as without it.
    """
    now: Ground = program, requirements
    differing = None if previous is None else touched(previous[:2], now)
    known = None if previous is None or differing is None else previous[2]
    only = None if previous is None or differing is None else _measured(previous[:2], now, differing)
    if known is not None and not only and previous is not None and previous[0].posts is program.posts:
        return known
    ground = _ground(now, basis, only, frozenset() if differing is None else differing.posts)
    posts = tuple(_post_gaps(ground, requirements, {} if known is None else {p.post: p for p in known.posts}))
    unasked = _no_demand(ground, () if known is None else known.no_demand)
    return GapReport(basis, _totals(program, posts, len(unasked)), posts, unasked)


def _measured(before: Ground, after: Ground, differing: Touched) -> frozenset[str]:
    """Return the competencies to be measured: those that differ, and all of a post that differs."""
    owed = {name for post in differing.posts for _, needs in (before, after) for name in needs.get(post, {})}
    return differing.competencies | owed


def _post_gaps(
    ground: _Ground, requirements: Requirements, known: Mapping[str, PostGap]
) -> Iterator[PostGap]:
    shared: dict[tuple[Track, ...], Supply] = {}
    for post in in_order(ground.program.posts):
        required, held = requirements.get(post.id, {}), known.get(post.id)
        if held is not None and not ground.touches(required, held):
            yield held
            continue
        rows = {} if held is None else {row.competency: row for row in held.rows}
        tracks = tracks_serving(ground.program, post)
        if tracks not in shared:
            shared[tracks] = common([ground.by_track[track] for track in tracks])
        yield _post_gap(ground, post, required, shared[tracks], tracks, rows)


def _ground(now: Ground, basis: Basis, only: frozenset[str] | None, posts: frozenset[str]) -> _Ground:
    program, requirements = now
    by_track = supplies(program, basis, only)
    return _Ground(
        program,
        by_track,
        {track: due_before_internship(program, track) for track in by_track},
        last_number(program),
        {kind: entry_reach(program, kind) for kind in Kind},
        {row.id: n for n, row in enumerate(in_order(program.competencies))},
        _highest(program, requirements, only),
        only,
        posts,
    )


def _highest(
    program: Program, requirements: Requirements, only: frozenset[str] | None
) -> dict[str, int | None]:
    """Return the highest level that any post requires; None where one post's level is not known."""
    found: dict[str, int | None] = {}
    for post in program.posts:
        required = requirements.get(post, {})
        for competency in required if only is None else only & required.keys():
            known, level = found.get(competency, 0), required[competency].level
            found[competency] = None if known is None or level is None else max(known, level)
    return found


def _due(ground: _Ground, post: Post, tracks: Sequence[Track]) -> int | None:
    if post.level is not PostLevel.INITIAL:
        return ground.last
    each = [ground.due[track] for track in tracks]
    known = [one for one in each if one is not None]
    return min(known) if len(known) == len(each) else None


def _post_gap(
    ground: _Ground,
    post: Post,
    required: Mapping[str, Requirement],
    supply: Supply,
    tracks: Sequence[Track],
    known: Mapping[str, GapRow],
) -> PostGap:
    due = _due(ground, post, tracks)
    initial = post.level is PostLevel.INITIAL
    names = sorted((name for name in required if name in ground.order), key=ground.order.__getitem__)
    rows = tuple(
        _row(ground, required[name], supply.of(name), due, initial) if ground.measures(name) else known[name]
        for name in names
    )
    weighed = [row for row in rows if row.requirement.level is not None]
    counted = [row for row in weighed if row.requirement.importance is not None]
    return PostGap(
        post.id,
        due,
        readiness((row.requirement.importance, row.requirement.level, row.delivered) for row in counted),
        readiness((row.requirement.importance, row.entry, row.delivered_due) for row in counted),
        rows,
        len(weighed) - len(counted),
    )


def _row(ground: _Ground, need: Requirement, held: Supplied, due: int | None, initial: bool) -> GapRow:
    level, delivered = need.level, held.graduation
    at_due: int | None = delivered
    entry = level
    if initial:
        at_due = None if due is None else held.taught_at(due)
        kind = ground.program.competencies[need.competency].kind
        entry = None if level is None or due is None else min(level, ground.entry[kind])
    reached = level is not None and delivered >= level
    return GapRow(
        requirement=need,
        delivered=delivered,
        delivered_due=at_due,
        entry=entry,
        status=_status(level, delivered, ground.highest[need.competency]),
        firm=None if need.interval is None else delivered < need.interval[0],
        late=reached and entry is not None and at_due is not None and at_due < entry,
        closes_in=None if level is None else held.first_reaching(level),
        courses=held.courses,
    )


def _status(level: int | None, delivered: int, highest: int | None) -> Status:
    if level is None:
        return Status.UNRATED
    if delivered >= level:
        return Status.OVER if highest is not None and delivered > highest else Status.MET
    return Status.GAP if delivered else Status.NO_COVERAGE


def _no_demand(ground: _Ground, known: Iterable[NoDemand]) -> tuple[NoDemand, ...]:
    """Return what some track delivers and no post requires, if not only mandated courses deliver it."""
    courses = ground.program.courses
    kept = {one.competency: one for one in known}
    found = []
    for name in ground.order:
        if not ground.measures(name):
            found.extend([kept[name]] if name in kept else [])
            continue
        if name in ground.highest:
            continue
        each = [one.of(name) for one in ground.by_track.values()]
        levels = tuple(dict.fromkeys(level for one in each for level in one.courses))
        delivered = max((one.graduation for one in each), default=0)
        if delivered and any(courses[one.course].status is not CourseStatus.MANDATED for one in levels):
            found.append(NoDemand(name, delivered, levels))
    return tuple(found)


def _totals(program: Program, posts: Sequence[PostGap], no_demand: int) -> GapTotals:
    rows = [row for post in posts for row in post.rows]
    counts = Counter(row.status for row in rows)
    return GapTotals(
        met=counts[Status.MET],
        gap=counts[Status.GAP],
        firm=sum(row.firm is True for row in rows),
        no_coverage=counts[Status.NO_COVERAGE],
        over=counts[Status.OVER],
        unrated=counts[Status.UNRATED],
        late=sum(row.late for row in rows),
        no_demand=no_demand,
        readiness=mean_over_posts(program, [(one.post, one.readiness) for one in posts]),
        readiness_due=mean_over_posts(program, [(one.post, one.readiness_due) for one in posts]),
    )
