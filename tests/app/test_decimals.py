"""Figures in sentences have two decimals at most, and small ones keep two digits."""

from __future__ import annotations

import pytest

from curriplan.app.texts import Texts


@pytest.mark.parametrize(
    ("hours", "shown"), [(88 / 3, "29.33"), (26.3, "26.3"), (28.0, "28"), (1 / 300, "0.0033"), (12, "12")]
)
def test_a_figure_in_a_sentence_has_two_decimals_at_most(hours: float, shown: str) -> None:
    texts = Texts("en")
    assert f"Term 1 has {shown} hours a week" in texts(
        "finding.weekly_hours_limit", term=1, hours=hours, limit=20.0
    )
    assert texts("courses.h", hours=hours) == f"{shown} h"
