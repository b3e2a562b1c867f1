"""How a question was answered: counts of its options, and whether a source's printed shares can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from curriplan.analysis.demand.shares import decimals_of, possible_share, smallest_n
from curriplan.analysis.order import in_order
from curriplan.domain.program import Program
from curriplan.domain.survey import Choice, Question


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a question was answered by ``n`` respondents in ``enterprises`` firms.

    ``counts`` holds (option key, respondents that named it) in the order of the question's options, then
    keys that it does not offer. ``texts`` are answers in own words, each with how often it was given.
    """

    question: str
    n: int
    enterprises: int
    counts: tuple[tuple[str, int], ...]
    texts: tuple[tuple[str, int], ...]

    def share(self, option: str) -> float | None:
        """Return the share of respondents that named an option, 0..1; None without answers."""
        return dict(self.counts).get(option, 0) / self.n if self.n else None


def distribution(program: Program, question: str, role: str | None = None) -> Distribution:
    """Return how a question was answered, by everybody or by respondents of one role."""
    return _counted(program, program.questions[question], _choices(program, {question}, role)[question])


def distributions(program: Program, survey: str, role: str | None = None) -> tuple[Distribution, ...]:
    """Return how each question of a survey was answered, in display order."""
    rows = [one for one in in_order(program.questions) if one.survey == survey]
    answers = _choices(program, {one.id for one in rows}, role)
    return tuple(_counted(program, one, answers[one.id]) for one in rows)


Answers = Sequence[tuple[str, Choice]]


def _choices(program: Program, questions: set[str], role: str | None) -> dict[str, list[tuple[str, Choice]]]:
    """Return (enterprise, choice) for every answer to some questions; blank answers are none."""
    found: dict[str, list[tuple[str, Choice]]] = {one: [] for one in questions}
    for _, respondent in sorted(program.respondents.items()):
        if role is None or respondent.role == role:
            for choice in respondent.choices:
                if choice.question in found and (choice.options or choice.text.strip()):
                    found[choice.question].append((respondent.enterprise, choice))
    return found


def _counted(program: Program, question: Question, answers: Answers) -> Distribution:
    named = Counter(key for _, choice in answers for key in dict.fromkeys(choice.options))
    offered = [option.key for option in question.options]
    counts = [(key, named.get(key, 0)) for key in offered]
    counts += sorted((key, n) for key, n in named.items() if key not in set(offered))
    texts = Counter(choice.text.strip() for _, choice in answers if choice.text.strip())
    firms = {firm for firm, _ in answers if firm in program.enterprises}
    return Distribution(
        question.id,
        len(answers),
        len(firms),
        tuple(counts),
        tuple(sorted(texts.items(), key=lambda one: (-one[1], one[0]))),
    )


@dataclass(frozen=True, slots=True)
class PublishedCheck:
    """Printed shares against the stated number ``n``; ``smallest`` is the least number for all of them."""

    n: int | None
    impossible: tuple[float, ...]
    smallest: int | None


@lru_cache(maxsize=1024)
def published_check(question: Question) -> PublishedCheck | None:
    """Return whether printed shares can come from what the source states; None where none are printed.

    Where the source states answers, they are the base, else its enterprises; without either nothing is
    called impossible.
    """
    if not question.published:
        return None
    percents = [one.percent for one in question.published]
    decimals = decimals_of(percents)
    stated = question.stated_enterprises if question.stated_n is None else question.stated_n
    impossible = (
        () if stated is None else tuple(p for p in percents if not possible_share(p, stated, decimals))
    )
    return PublishedCheck(stated, impossible, smallest_n(percents, decimals))
