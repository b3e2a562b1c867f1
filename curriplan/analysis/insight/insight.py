"""What an insight is: one question put to the gaps, a figure and the rows that stand behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from curriplan.analysis.gap.result import GapReport, GapRow, PostGap
from curriplan.analysis.report.tree import Number, Say, Unit, Value
from curriplan.analysis.supply import Offer, offers
from curriplan.domain.post import PostLevel
from curriplan.domain.program import Program


@dataclass(frozen=True, slots=True)
class Ground:
    """What every insight looks at: a programme, its gaps on both bases of evidence, and the day.

    ``offered`` are the contributions of every competency on all evidence, as ``supply.offers`` gives them.
    """

    program: Program
    gaps: GapReport
    assessed: GapReport
    today: date
    offered: Mapping[str, Sequence[Offer]]

    @classmethod
    def of(cls, program: Program, gaps: GapReport, assessed: GapReport, today: date) -> Ground:
        """Return the ground of a programme and its gap reports."""
        return cls(program, gaps, assessed, today, offers(program, "all"))

    def rows(self) -> list[GapRow]:
        """Return the rows of all posts on all evidence."""
        return [row for post in self.gaps.posts for row in post.rows]

    def by_competency(self) -> dict[str, list[GapRow]]:
        """Return the rows of every required competency, on all evidence."""
        found: dict[str, list[GapRow]] = {}
        for row in self.rows():
            found.setdefault(row.competency, []).append(row)
        return found

    def jobs(self) -> list[PostGap]:
        """Return the posts that require anything, without "Every graduate", which is no job."""
        posts = self.program.posts
        return [
            one for one in self.gaps.posts if one.rows and posts[one.post].level is not PostLevel.GRADUATE
        ]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row leads: a post, a competency, a course, by id; empty where it names none."""

    post: str = ""
    competency: str = ""
    course: str = ""


NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: as many cells as the insight has columns, and where it leads."""

    cells: tuple[Value, ...]
    spot: Spot = NOWHERE


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the texts (``insight.column.KEY``), how wide in half-width characters, figures or words.

    ``n`` is the number that its heading names: a term, a level.
    """

    key: str
    width: float = 12
    figures: bool = False
    n: int | str = ""

    @property
    def heading(self) -> Say:
        """Return its heading."""
        return Say(f"insight.column.{self.key}", (("n", self.n),) if self.n != "" else ())


@dataclass(frozen=True, slots=True)
class Found:
    """What an insight found. ``figure`` None: nothing to tell it from. ``left_out`` lines are not shown.

    ``columns`` are those of the lines where they depend on the programme, else those of the insight hold.
    """

    figure: Number | None
    lines: tuple[Line, ...]
    summary: Say | None = None
    left_out: int = 0
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Insight:
    """A question with its answer.

    ``id`` is its key in files and texts (``insight.ID.name``, ``insight.ID.about``); ``unit``, ``formula`` and
    ``source`` say what the figure is, the worked example stands in the docstring of the pure function behind
    ``ask`` and is run as a test. ``columns`` are those of its lines.
    """

    id: str
    unit: str
    formula: str
    source: str
    columns: tuple[Column, ...]
    ask: Callable[[Ground], Found]


MOST_LINES = 200
"""So many lines are shown; the others are counted."""


def found(
    figure: Number | None, lines: list[Line], summary: Say | None = None, most: int = MOST_LINES
) -> Found:
    """Return what was found, with as many lines as are shown."""
    return Found(figure, tuple(lines[:most]), summary, max(0, len(lines) - most))


def counted(lines: list[Line], summary: Say | None = None) -> Found:
    """Return lines whose number is the figure."""
    return found(Number(len(lines), Unit.COUNT), lines, summary)
