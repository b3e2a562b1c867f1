"""What is told of surveys and their questions: plain values, so that nothing is drawn anew that did not change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curriplan.analysis.demand.distributions import Distribution, published_check
from curriplan.analysis.demand.tally import SurveyTally
from curriplan.analysis.order import in_order
from curriplan.domain.survey import Question, QuestionKind, Survey
from curriplan.gui.charts.bars import LyingBar
from curriplan.gui.desk import Desk

TEXTS_TOLD = 8


@dataclass(frozen=True, slots=True)
class Drawing:
    """One card: heading, who was asked, bars with the headings of their table, open answers, a doubt."""

    heading: str
    asked: str
    bars: tuple[LyingBar, ...] = ()
    columns: tuple[str, str] = ("", "")
    texts: tuple[str, ...] = ()
    more: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """One survey: its id, name, what it is, whether it was made up, a note, its cards."""

    key: str
    name: str
    about: str
    example: str
    note: str
    cards: tuple[Drawing, ...]


def survey_facts(desk: Desk) -> tuple[SurveyFacts, ...]:
    """Return what there is to tell of every survey, in order."""
    held, answers = desk.results.tallies(), desk.results.distributions()
    told = []
    for survey in in_order(desk.program.surveys):
        tally = held[survey.id]
        asked = [one for one in in_order(desk.program.questions) if one.survey == survey.id]
        cards = [*_ratings(desk, tally)]
        cards += [_question(desk, one, answers[one.id]) for one in asked]
        told.append(
            SurveyFacts(
                survey.id,
                desk.name(survey.name, survey.code),
                _about(desk, survey, tally),
                desk.say("demand.example") if survey.example else "",
                desk.name(survey.note),
                tuple(cards),
            )
        )
    return tuple(told)


def _about(desk: Desk, survey: Survey, tally: SurveyTally) -> str:
    say = desk.say
    parts = []
    if tally.respondents:
        parts.append(say("demand.asked", n=tally.respondents, enterprises=tally.enterprises))
        parts.extend(say("demand.role", role=role, n=n) for role, n in tally.roles)
    else:
        parts.append(say("demand.no_single_answers"))
    if survey.held_on is not None:
        parts.append(survey.held_on.isoformat())
    parts.extend(desk.name(one) for one in (survey.method, survey.region) if one)
    if survey.source:
        parts.append(survey.source)
    return " · ".join(parts)


def _ratings(desk: Desk, tally: SurveyTally) -> Iterable[Drawing]:
    """Yield what levels and what importance were answered over all posts and competencies."""
    if not tally.ratings:
        return
    say, scale = desk.say, desk.program.about.scale
    low = desk.program.surveys[tally.survey].importance_min
    levels = [
        (say("demand.level_key", level=scale.key(n)) if n else say("demand.not_needed"), count)
        for n, count in enumerate(tally.levels)
    ]
    points = [(str(low + n), count) for n, count in enumerate(tally.importance)]
    for rows, heading, name in (
        (levels, "demand.levels_head", "demand.column.level"),
        (points, "demand.importance_head", "demand.column.importance"),
    ):
        n = sum(count for _, count in rows)
        yield Drawing(
            say(heading),
            say("demand.n_ratings", n=n, blanks=tally.ratings - n),
            tuple(LyingBar(key, count / n if n else None, _count(count, n)) for key, count in rows),
            (say(name), say("demand.column.n")),
        )


def _count(count: int, n: int) -> str:
    return f"{count}  ({count / n * 100:.0f} %)" if n else str(count)


def _question(desk: Desk, question: Question, given: Distribution) -> Drawing:
    say = desk.say
    names = {one.key: desk.name(one.text, one.key) for one in question.options}
    printed = {one.option: one.percent for one in question.published}
    if given.n:
        bars = [
            LyingBar(names.get(key, key), count / given.n, _count(count, given.n))
            for key, count in given.counts
        ]
    else:
        bars = [
            LyingBar(name, _share(printed.get(key)), _printed(printed.get(key)), weak=True)
            for key, name in names.items()
        ]
    return Drawing(
        desk.name(question.text, question.code),
        _asked(desk, question, given),
        tuple(bars),
        (say("demand.option"), say("demand.column.n") if given.n else "%"),
        tuple(f"“{text}”  {count}" if count > 1 else f"“{text}”" for text, count in given.texts[:TEXTS_TOLD]),
        say("demand.more_texts", n=len(given.texts) - TEXTS_TOLD) if len(given.texts) > TEXTS_TOLD else "",
        _doubt(desk, question),
    )


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _printed(percent: float | None) -> str:
    return "–" if percent is None else f"{percent:g} %"


def _asked(desk: Desk, question: Question, given: Distribution) -> str:
    say = desk.say
    parts = [say(f"demand.kind.{question.kind.value}")]
    if given.n:
        parts.append(say("demand.asked", n=given.n, enterprises=given.enterprises))
        if question.kind is QuestionKind.MULTIPLE:
            parts.append(say("demand.several"))
    elif question.stated_n is not None:
        parts.append(say("demand.stated_n", n=question.stated_n, enterprises=question.stated_enterprises))
    else:
        parts.append(say("demand.n_unknown"))
    parts.extend(one for one in (question.role, question.source) if one)
    return " · ".join(parts)


def _doubt(desk: Desk, question: Question) -> str:
    """Say that printed shares cannot be, beside the shares themselves."""
    check = published_check(question)
    if check is None or not check.impossible:
        return ""
    if check.smallest is None:
        return desk.say("demand.impossible_at_all", n=check.n)
    return desk.say("demand.impossible", n=check.n, smallest=check.smallest)
