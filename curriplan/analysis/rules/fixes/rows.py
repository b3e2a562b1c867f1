"""Fixes of rows as such: codes, links, limits of a scale, figures that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from curriplan.analysis.demand.distributions import published_check
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.rules.case import label
from curriplan.analysis.rules.fixes.mend import Mend, change_to, mend
from curriplan.analysis.rules.structure import WITHIN
from curriplan.domain.course import Hours, TermPart
from curriplan.domain.edits.contributions import change_contribution
from curriplan.domain.edits.courses import next_code
from curriplan.domain.edits.rows import put
from curriplan.domain.finding import Finding
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program
from curriplan.domain.tables import table


def next_codes(program: Program, finding: Finding) -> Iterator[Mend]:
    """Give all but the first row of a code the next free ones."""
    one, used = table(finding.where.table), finding.arguments()["used"]
    held: Any = one.get(program, finding.where.key)
    within = WITHIN.get(one.name)
    rows = [
        row for _, row in one.rows(program) if within is None or getattr(row, within) == getattr(held, within)
    ]
    taken = {row.code for row in rows}
    found: list[Any] = []
    for row in [row for row in rows if row.code.strip() == used][1:]:
        code = next_code(taken, used)
        taken.add(code)
        found.append(replace(row, code=code))
    yield mend(lambda now: put(now, one.name, *found), codes=tuple(row.code for row in found))


def unlink(program: Program, finding: Finding) -> Iterator[Mend]:
    """Take one link out of a circle: what the first row stands below."""
    where = finding.where
    row: Any = table(where.table).get(program, where.key)
    above: Any = getattr(row, where.field)
    for parent in [above] if isinstance(above, str) else sorted(above or ()):
        change = {where.field: None if isinstance(above, str) else above - {parent}}
        name = label(getattr(program, where.table)[parent])
        yield mend(change_to(where.table, where.key, change), row=label(row), above=name)


def forget_figure(program: Program, finding: Finding) -> Iterator[Mend]:
    """Leave a figure below zero empty: not known."""
    where = finding.where
    row = table(where.table).get(program, where.key)
    change = {where.field: _without_negative(getattr(row, where.field))}
    yield mend(change_to(where.table, where.key, change), name=finding.arguments()["name"])


def _without_negative(value: Any) -> Any:
    """Return a figure, hours or term parts with nothing below zero in it."""
    if isinstance(value, tuple):
        return tuple(_without_negative(one) for one in value)
    if isinstance(value, Hours):
        names = ("theory", "on_campus", "off_campus", "extracurricular")
        return Hours(*(_without_negative(getattr(value, one)) for one in names))
    if isinstance(value, TermPart):
        return replace(
            value,
            weekly_hours=_without_negative(value.weekly_hours),
            weeks=_without_negative(value.weeks),
        )
    return None if value is None or value < 0 else value


def number_terms(program: Program, finding: Finding) -> Iterator[Mend]:
    """Number the terms from 1 in their order."""
    del finding
    rows = [replace(one, number=n) for n, one in enumerate(terms_in_order(program), 1)]
    yield mend(lambda now: put(now, "terms", *rows), n=len(rows))


def choose_fewer(program: Program, finding: Finding) -> Iterator[Mend]:
    """Have students take as many courses of a pool as there are."""
    ident, n = finding.where.key[0], finding.arguments()["n"]
    if n > 0:
        pool = label(program.pools[ident])
        yield mend(change_to("pools", (ident,), {"choose": n}), pool=pool, n=n)


def require_offered(program: Program, finding: Finding) -> Iterator[Mend]:
    """Have a pool require the credits that its courses have."""
    ident, offered = finding.where.key[0], finding.arguments()["offered"]
    pool = label(program.pools[ident])
    yield mend(change_to("pools", (ident,), {"credits": offered}), pool=pool, credits=offered)


def require_hours(program: Program, finding: Finding) -> Iterator[Mend]:
    """Have a pool require the hours that its courses have; where it requires most takes the difference."""
    ident, args = finding.where.key[0], finding.arguments()
    held = program.pools[ident]
    names = ("theory", "on_campus", "off_campus", "extracurricular")
    most = max(names, key=lambda name: getattr(held.hours, name) or 0.0)
    left = (getattr(held.hours, most) or 0.0) + args["offered"] - args["required"]
    if left >= 0:
        hours = replace(held.hours, **{most: round(left, 6)})
        edit = change_to("pools", (ident,), {"hours": hours})
        yield mend(edit, pool=label(held), hours=args["offered"])


def pool_by_rule(program: Program, finding: Finding) -> Iterator[Mend]:
    """Have a pool require the credits that its hours make by the rule."""
    ident, credits_ = finding.where.key[0], finding.arguments()["rule"]
    pool = label(program.pools[ident])
    yield mend(change_to("pools", (ident,), {"credits": credits_}), pool=pool, credits=credits_)


def highest_level(program: Program, finding: Finding) -> Iterator[Mend]:
    """Set a level above the scale to its highest."""
    course, competency = finding.where.key
    highest = program.about.scale.highest
    yield mend(lambda now: change_contribution(now, course, competency, level=highest), level=highest)


def into_the_scale(program: Program, finding: Finding) -> Iterator[Mend]:
    """Set a stated level or importance to the nearest that its scale has."""
    key, highest = finding.where.key, program.about.scale.highest
    row = program.statements[key[0]][key[1]]
    level = None if row.level is None else min(highest, max(0, row.level))
    importance = None if row.importance is None else min(1.0, max(0.0, row.importance))
    shown = level if finding.where.field == "level" else importance
    yield mend(change_to("statements", key, {"level": level, "importance": importance}), figure=shown)


def usual_weight(program: Program, finding: Finding) -> Iterator[Mend]:
    """Give an enterprise the usual weight."""
    ident = finding.where.key[0]
    firm = label(program.enterprises[ident])
    yield mend(change_to("enterprises", (ident,), {"weight": 1.0}), enterprise=firm)


def shares_to_one(program: Program, finding: Finding) -> Iterator[Mend]:
    """Change the shares of graduates in proportion, so that they add up to 1."""
    del finding
    jobs = [one for one in program.posts.values() if one.level is not PostLevel.GRADUATE]
    whole = sum(one.share or 0.0 for one in jobs)
    if whole > 0:
        rows = [replace(one, share=round((one.share or 0.0) / whole, 4)) for one in jobs]
        yield mend(lambda now: put(now, "posts", *rows), n=len(rows))


def equal_shares(program: Program, finding: Finding) -> Iterator[Mend]:
    """Take the shares of graduates out: every post then counts alike."""
    del finding
    rows = [replace(one, share=None) for one in program.posts.values() if one.share is not None]
    yield mend(lambda now: put(now, "posts", *rows), n=len(rows))


def drop_shares(program: Program, finding: Finding) -> Iterator[Mend]:
    """Take printed shares out that cannot come from the stated number of answers."""
    row = program.questions[finding.where.key[0]]
    found = published_check(row)
    if found is None:
        return
    kept = tuple(one for one in row.published if one.percent not in found.impossible)
    yield mend(
        lambda now: put(now, "questions", replace(row, published=kept)),
        n=len(row.published) - len(kept),
        shares=found.impossible,
    )
