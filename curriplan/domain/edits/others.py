"""Removals of the other nouns, each with everything that only made sense through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from curriplan.domain.edits.rows import drop, put
from curriplan.domain.program import Program
from curriplan.domain.survey import Respondent


def remove_competencies(program: Program, competencies: Iterable[str]) -> Program:
    """Return the programme without some competencies and all that refers to them."""
    gone = set(competencies) & program.competencies.keys()
    cells = [(c, k) for c, held in program.contributions.items() for k in held if k in gone]
    program = drop(program, "contributions", cells)
    program = drop(program, "statements", _statements(program, lambda s: s in gone))
    tasks = [one for one in program.tasks.values() if not gone.isdisjoint(one.competencies)]
    program = put(program, "tasks", *(replace(one, competencies=one.competencies - gone) for one in tasks))
    children = [one for one in program.competencies.values() if not gone.isdisjoint(one.parents)]
    program = put(program, "competencies", *(replace(one, parents=one.parents - gone) for one in children))
    program = _without_ratings(program, frozenset(), frozenset(gone))
    return drop(program, "competencies", [(one,) for one in gone])


def remove_posts(program: Program, posts: Iterable[str]) -> Program:
    """Return the programme without some posts, their tasks, statements and ratings."""
    gone = frozenset(posts) & program.posts.keys()
    program = drop(program, "tasks", [(one.id,) for one in program.tasks.values() if one.post in gone])
    cells = [(post, s) for post in gone for s in program.statements.get(post, ())]
    program = drop(program, "statements", cells)
    linked = [one for one in program.posts.values() if not gone.isdisjoint(one.promotes_to | one.complements)]
    kept = (
        replace(one, promotes_to=one.promotes_to - gone, complements=one.complements - gone) for one in linked
    )
    program = _without_ratings(put(program, "posts", *kept), gone, frozenset())
    return drop(program, "posts", [(one,) for one in gone])


def remove_survey(program: Program, survey: str) -> Program:
    """Return the programme without a survey, its questions and its respondents."""
    answers = [(one.id,) for one in program.respondents.values() if one.survey == survey]
    program = drop(program, "respondents", answers)
    asked = frozenset(one.id for one in program.questions.values() if one.survey == survey)
    program = put(program, "respondents", *_without_choices(program, asked))
    return drop(drop(program, "questions", [(one,) for one in asked]), "surveys", [(survey,)])


def _statements(program: Program, goes: Callable[[str], bool]) -> list[tuple[str, str]]:
    return [
        (p, k) for p, held in program.statements.items() for k, one in held.items() if goes(one.competency)
    ]


def _without_choices(program: Program, asked: frozenset[str]) -> list[Respondent]:
    """Return the respondents that answered some questions, without those answers."""
    return [
        replace(one, choices=tuple(choice for choice in one.choices if choice.question not in asked))
        for one in program.respondents.values()
        if any(choice.question in asked for choice in one.choices)
    ]


def _without_ratings(program: Program, posts: frozenset[str], competencies: frozenset[str]) -> Program:
    def cleaned(row: Respondent) -> Respondent:
        kept = tuple(
            one for one in row.ratings if one.post not in posts and one.competency not in competencies
        )
        return row if len(kept) == len(row.ratings) else replace(row, ratings=kept)

    changed = [new for old in program.respondents.values() if (new := cleaned(old)) is not old]
    return put(program, "respondents", *changed)
