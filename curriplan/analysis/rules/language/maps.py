"""Coverage of competencies, of courses and of the tasks of posts; levels that rise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from curriplan.analysis.calendar import first_term, last_term
from curriplan.analysis.order import courses_in_order, in_order
from curriplan.analysis.rules.case import at, label
from curriplan.analysis.rules.language.asked import Asked
from curriplan.analysis.rules.language.filters import beginning
from curriplan.domain.competency import Competency
from curriplan.domain.course import Contribution, Course
from curriplan.domain.finding import Finding
from curriplan.domain.post import PostLevel, Task
from curriplan.domain.rule import Scope

Given = tuple[Course, Contribution, int]
"""A course, what it gives to a competency, and its level after the cap of mode and kind."""


def coverage(asked: Asked) -> Iterator[Finding]:
    """Yield competencies, courses or tasks that too few courses, or competencies, stand for."""
    if asked.rule.scope is Scope.COURSE:
        return _courses(asked)
    return _tasks(asked) if asked.rule.scope is Scope.POST else _competencies(asked)


def _given(asked: Asked) -> Iterator[Given]:
    """Yield what the courses of a rule give, at the level that it asks for; kind and mode are the contribution's."""
    program, rule = asked.program, asked.rule
    plain = replace(rule.among, kinds=frozenset(), modes=frozenset())
    for course in beginning(program, courses_in_order(program), plain):
        for one in program.contributions.get(course.id, {}).values():
            kind = program.competencies[one.competency].kind
            level = program.about.caps.counted(one.level, kind, one.mode)
            wanted = not rule.among.modes or one.mode in rule.among.modes
            if wanted and level >= (rule.level or 0) and kind in (rule.among.kinds or {kind}):
                yield course, one, level


def _needed(asked: Asked) -> int:
    return 1 if asked.rule.count is None else asked.rule.count


def _wanted(asked: Asked) -> list[Competency]:
    kinds = asked.rule.among.kinds
    return [one for one in in_order(asked.program.competencies) if not kinds or one.kind in kinds]


def _competencies(asked: Asked) -> Iterator[Finding]:
    held: dict[str, set[str]] = {}
    for course, one, _ in _given(asked):
        held.setdefault(one.competency, set()).add(course.id)
    for competency in _wanted(asked):
        n = len(held.get(competency.id, ()))
        if n < _needed(asked):
            yield _thin(asked, "rule_coverage_competency", "competencies", competency, n)


def _courses(asked: Asked) -> Iterator[Finding]:
    held: dict[str, int] = {}
    for course, _, _ in _given(asked):
        held[course.id] = held.get(course.id, 0) + 1
    plain = replace(asked.rule.among, kinds=frozenset(), modes=frozenset())
    for course in beginning(asked.program, courses_in_order(asked.program), plain):
        if held.get(course.id, 0) < _needed(asked):
            yield _thin(asked, "rule_coverage_course", "courses", course, held.get(course.id, 0))


def _tasks(asked: Asked) -> Iterator[Finding]:
    """A task is covered by a course that gives something to one of its competencies."""
    program, among = asked.program, asked.rule.among
    by_competency: dict[str, set[str]] = {}
    for course, one, _ in _given(asked):
        by_competency.setdefault(one.competency, set()).add(course.id)
    levels = among.post_levels or frozenset(PostLevel) - {PostLevel.GRADUATE}
    posts = {
        one.id
        for one in program.posts.values()
        if one.level in levels and (not among.posts or one.code in among.posts)
    }
    for task in in_order(program.tasks):
        if task.post in posts and task.competencies:
            covering = {one for key in task.competencies for one in by_competency.get(key, ())}
            if len(covering) < _needed(asked):
                yield _thin(asked, "rule_coverage_task", "tasks", task, len(covering))


def _thin(asked: Asked, code: str, table: str, row: Competency | Course | Task, n: int) -> Finding:
    return asked.found(code, at(table, row.id), what=label(row), n=n, needed=_needed(asked))


def progression(asked: Asked) -> Iterator[Finding]:
    """Yield courses at a lower level than an earlier one, and such as skip levels; ``count`` is the greatest step."""
    held: dict[str, list[Given]] = {}
    for course, one, level in _given(asked):
        if first_term(asked.program, course.id) is None:
            asked.unknown.add(places=(course.id,))
        else:
            held.setdefault(one.competency, []).append((course, one, level))
    for competency in _wanted(asked):
        for given in held.get(competency.id, ()):
            yield from _step(asked, competency, given, held[competency.id])


def _step(asked: Asked, competency: Competency, given: Given, all_: Iterable[Given]) -> Iterator[Finding]:
    course, _, level = given
    program = asked.program
    begins, ends = first_term(program, course.id) or 0, last_term(program, course.id) or 0
    before = [one for one in all_ if (last_term(program, one[0].id) or 0) < begins]
    highest = max(before, key=lambda one: one[2], default=None)
    args: dict[str, Any] = {
        "course": label(course),
        "competency": label(competency),
        "term": begins,
        "level": level,
    }
    where = at("contributions", course.id, competency.id)
    if highest is not None and highest[2] > level:
        yield asked.found("rule_level_drops", where, other=label(highest[0]), other_level=highest[2], **args)
    # What ends in the same term at a lower level may be the step in between.
    near = [one[2] for one in all_ if one[2] < level and (last_term(program, one[0].id) or 0) <= ends]
    reached = max((*near, *(one[2] for one in before)), default=0)
    if level - reached > _needed(asked):
        yield asked.found("rule_level_skipped", where, reached=reached, **args)
