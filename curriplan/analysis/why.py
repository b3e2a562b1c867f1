"""Why a competency is required and what answers it: from a post over its tasks to courses and terms, in words.

What is said comes from the paths of the graph (``graph.why_paths``), so the words and a drawn path agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from curriplan.analysis.gap.result import CourseLevel
from curriplan.analysis.graph import WhyPath, why_paths
from curriplan.analysis.rules.case import label
from curriplan.analysis.supply import is_guaranteed
from curriplan.domain.program import Program

if TYPE_CHECKING:
    from curriplan.analysis.graph import Graph


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence: a key below ``why.`` in the texts with its arguments; ``depth`` counts from 0.

    Arguments are names, level keys, figures, and members of ``Mode``, ``Evidence`` and the sources of a
    requirement, which have words of their own in each language.
    """

    code: str
    args: tuple[tuple[str, Any], ...] = ()
    depth: int = 0


def _piece(depth: int, code: str, /, **args: Any) -> Piece:
    return Piece(code, tuple(args.items()), depth)


def why(program: Program, graph: Graph, post: str, competency: str) -> tuple[Piece, ...]:
    """Return who demands a competency of a post, which tasks need it, and which courses answer it when.

    ``graph`` is that of the programme. Nothing where the post does not require the competency.
    """
    paths = why_paths(graph, post, competency)
    if not paths:
        return ()
    tasks = dict.fromkeys(path.task for path in paths if path.task is not None)
    levels = dict.fromkeys(path.level for path in paths if path.level is not None)
    return (
        *_demand(program, paths[0]),
        *(_piece(1, "task", task=label(program.tasks[task])) for task in tasks),
        *(one for level in levels for one in _course(program, level)),
        *(() if levels else (_piece(1, "no_course"),)),
    )


def _demand(program: Program, path: WhyPath) -> Iterator[Piece]:
    names = {
        "post": label(program.posts[path.post]),
        "competency": label(program.competencies[path.competency]),
    }
    if path.required is None:
        yield _piece(0, "unrated", **names)
    else:
        yield _piece(0, "required", **names, level=program.about.scale.key(path.required))
    if path.n:
        yield _piece(1, "answers", n=path.n, enterprises=path.enterprises)
    if path.statement is not None:
        held = program.statements[path.post][path.statement]
        code = "stated_because" if held.reason else "stated"
        yield _piece(1, code, source=held.source, reason=held.reason)


def _course(program: Program, level: CourseLevel) -> Iterator[Piece]:
    course, key = program.courses[level.course], program.about.scale.key
    facts = {
        "course": label(course),
        "level": key(level.level),
        "mode": level.mode,
        "evidence": level.evidence,
        "hours": level.hours,
    }
    if level.term is None:
        yield _piece(1, "course_unplaced", **facts)
    else:
        yield _piece(1, "course", **facts, term=level.term)
    if level.counted < level.level:
        yield _piece(2, "capped", mode=level.mode, counted=key(level.counted))
    if not is_guaranteed(course):
        yield _piece(2, "elective")
    elif course.pool is not None:
        pool = program.pools[course.pool]
        yield _piece(2, "pool", pool=label(pool), choose=pool.choose)
