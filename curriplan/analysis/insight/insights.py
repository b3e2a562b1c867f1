"""All insights, in the order in which they are shown. A new one is a file beside this one and one line here."""

from __future__ import annotations

from curriplan.analysis.insight.alignment import ALIGNMENT
from curriplan.analysis.insight.branches import BALANCE
from curriplan.analysis.insight.by_group import BY_GROUP
from curriplan.analysis.insight.carriers import REDUNDANCY, SINGLE_POINTS
from curriplan.analysis.insight.chain import CHAIN
from curriplan.analysis.insight.coverage import COVERAGE
from curriplan.analysis.insight.insight import Insight
from curriplan.analysis.insight.integration import INTEGRATION
from curriplan.analysis.insight.map_review import MAP
from curriplan.analysis.insight.multi_post import MULTI_POST
from curriplan.analysis.insight.overlap import ALONE, OVERLAP
from curriplan.analysis.insight.posts import DISTANCE
from curriplan.analysis.insight.practice import PRACTICE
from curriplan.analysis.insight.review import REVIEW
from curriplan.analysis.insight.scaffolding import SCAFFOLDING
from curriplan.analysis.insight.trend import TREND

INSIGHTS: tuple[Insight, ...] = (
    COVERAGE,
    BY_GROUP,
    TREND,
    SINGLE_POINTS,
    SCAFFOLDING,
    PRACTICE,
    REDUNDANCY,
    MAP,
    ALIGNMENT,
    CHAIN,
    MULTI_POST,
    DISTANCE,
    OVERLAP,
    ALONE,
    INTEGRATION,
    BALANCE,
    REVIEW,
)
