"""A programme whose evenest load takes far longer to prove than to find."""

from __future__ import annotations

from curriplan.domain.program import Program
from tests.planning.programs import in_credits, needs, program, term


def hard_program(courses: int = 60) -> Program:
    """Return courses of odd credits in nine terms, with chains of requisites."""
    rows = [in_credits(f"c{n}", 100 + (n * 7919) % 887) for n in range(courses)]
    third = courses // 3
    requisites = [needs(f"c{n}", f"c{n - third}") for n in range(third, courses)]
    return program([term(number) for number in range(1, 10)], rows, requisites)
