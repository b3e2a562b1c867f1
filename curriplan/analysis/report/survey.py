"""Who was asked: surveys, enterprises, and the shares of their answers with n."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from curriplan.analysis.demand.distributions import Distribution, distributions
from curriplan.analysis.demand.tally import SurveyTally, tallies
from curriplan.analysis.order import in_order
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.tree import (
    Align,
    Block,
    Column,
    Number,
    Row,
    Section,
    Table,
    Unit,
    Value,
    plain_headers,
    say,
)
from curriplan.analysis.report.words import listed, name_of, share
from curriplan.domain.program import Program
from curriplan.domain.survey import Enterprise, Question, QuestionKind, Survey

NAME = Column(42, least=30, wrap=True)
TEXT = Column(26, least=16, wrap=True)
NUMBER = Column(13, least=11, align=Align.RIGHT)


def survey_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return who answered what."""
    program = inputs.program
    blocks: list[Block] = []
    if any(survey.example for survey in program.surveys.values()):
        blocks.append(say("survey.example_note"))
    blocks += [_surveys(program), _enterprises(program)]
    if program.questions:
        blocks.append(_shares(program))
    return (Section("survey", say("sheet.survey"), say("title.survey"), tuple(blocks)),)


def _surveys(program: Program) -> Table:
    keys = ("name", "method", "held_on", "respondents", "enterprises", "ratings", "roles", "source")
    columns = (NAME, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT)
    headers = plain_headers(*(say(f"survey.{key}") for key in keys))
    counted = tallies(program)
    rows = tuple(Row(_survey_cells(one, counted[one.id])) for one in in_order(program.surveys))
    return Table(columns, headers, rows, title=say("survey.title"), empty=say("survey.empty"))


def _survey_cells(survey: Survey, held: SurveyTally) -> tuple[Value, ...]:
    return (
        name_of(survey),
        survey.method or None,
        survey.held_on,
        Number(held.respondents, Unit.COUNT),
        Number(held.enterprises, Unit.COUNT),
        Number(held.ratings, Unit.COUNT),
        listed([say("survey.role", role=role, n=n) for role, n in held.roles]),
        say("survey.example") if survey.example else survey.source,
    )


def _enterprises(program: Program) -> Table:
    keys = ("enterprise", "region", "size", "weight", "respondents", "contexts")
    columns = (NAME, TEXT, NUMBER, NUMBER, NUMBER, Column(22, least=12, wrap=True))
    headers = plain_headers(*(say(f"survey.{key}") for key in keys))
    answers = Counter(one.enterprise for one in program.respondents.values())
    rows = tuple(Row(_enterprise_cells(one, answers[one.id])) for one in in_order(program.enterprises))
    return Table(
        columns, headers, rows, title=say("survey.enterprises_title"), empty=say("survey.no_enterprises")
    )


def _enterprise_cells(one: Enterprise, answers: int) -> tuple[Value, ...]:
    weight, count = Number(one.weight), Number(answers, Unit.COUNT)
    return (name_of(one), one.region or None, one.size, weight, count, listed(sorted(one.contexts)))


def _shares(program: Program) -> Table:
    keys = ("question", "option", "count", "n", "share", "published", "role_asked", "question_source")
    columns = (NAME, TEXT, NUMBER, NUMBER, NUMBER, NUMBER, TEXT, TEXT)
    headers = plain_headers(*(say(f"survey.{key}") for key in keys))
    counted = (one for survey in in_order(program.surveys) for one in distributions(program, survey.id))
    rows = tuple(Row(cells) for one in counted for cells in _options(program.questions[one.question], one))
    return Table(columns, headers, rows, title=say("survey.shares"), empty=say("survey.empty"))


def _options(question: Question, held: Distribution) -> Iterator[tuple[Value, ...]]:
    """Yield one row an option. A share that a source printed stands apart from one counted here."""
    printed = {one.option: one.percent / 100 for one in question.published}
    texts = {option.key: option.text for option in question.options}
    label: Value = question.text or question.code
    if question.kind is QuestionKind.OPEN:
        n = Number(held.n, Unit.COUNT)
        yield (label, say("survey.open"), None, n, None, None, question.role, question.source)
    for key, count in held.counts:
        yield (
            label,
            texts.get(key) or key,
            Number(count, Unit.COUNT) if held.n else None,
            Number(held.n, Unit.COUNT) if held.n else _stated(question),
            share(held.share(key)),
            share(printed.get(key)),
            question.role,
            question.source,
        )


def _stated(question: Question) -> Value:
    return None if question.stated_n is None else Number(question.stated_n, Unit.COUNT)
