"""Who answered a survey, and how its ratings fell."""

from __future__ import annotations

from dataclasses import replace

from curriplan.analysis.demand.tally import tallies
from curriplan.domain.survey import Enterprise, Rating, Respondent, Survey
from tests import worked_example


def test_answers_are_counted_by_level_and_point_and_blanks_apart() -> None:
    ratings = (
        Rating("service", "spoken", 5, 3),
        Rating("service", "platform", 1, 0),
        Rating("service", "trade", None, None),
        Rating("service", "contract", 7, 9),
    )
    program = replace(
        worked_example.program(),
        enterprises={key: Enterprise(key) for key in ("e1", "e2")},
        surveys={"s": Survey("s"), "silent": Survey("silent", importance_min=0, importance_max=2)},
        respondents={
            "r1": Respondent("r1", "s", "e1", role="head", ratings=ratings),
            "r2": Respondent("r2", "s", "e2", role="staff", ratings=ratings[:1]),
            "r3": Respondent("r3", "s", "e2", role="staff"),
        },
    )
    found = tallies(program)
    one = found["s"]
    assert (one.respondents, one.enterprises, one.ratings, one.blanks) == (3, 2, 5, 1)
    assert one.levels == (1, 0, 0, 2, 0)
    assert one.importance == (1, 0, 0, 0, 2)
    assert one.roles == (("staff", 2), ("head", 1))
    assert (found["silent"].respondents, found["silent"].importance) == (0, (0, 0, 0))
