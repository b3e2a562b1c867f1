"""Columns that several insights have, and figures in the units that they tell."""

from __future__ import annotations

from curriplan.analysis.insight.insight import Column
from curriplan.analysis.report.tree import Number, Unit

POST = Column("post", 24)
COMPETENCY = Column("competency", 28)
COURSE = Column("course", 28)
COURSES = Column("courses", 34)
GROUP = Column("group", 28)
POSTS = Column("posts", 34)
REQUIRED = Column("required", 9, figures=True)
DELIVERED = Column("delivered", 9, figures=True)
REQUIREMENTS = Column("requirements", 12, figures=True)
READINESS = Column("readiness", 10, figures=True)
READINESS_DUE = Column("readiness_due", 10, figures=True)
ASSESSED = Column("assessed", 10, figures=True)


def share(value: float | None) -> Number | None:
    """Return a share (0..1) as a figure, None where it is not known."""
    return None if value is None else Number(value, Unit.SHARE)


def ratio(value: float | None) -> Number | None:
    """Return a number of 0..1 with two decimals, None where it is not known."""
    return None if value is None else Number(value, Unit.RATIO)


def count(value: int) -> Number:
    """Return a count."""
    return Number(value, Unit.COUNT)
