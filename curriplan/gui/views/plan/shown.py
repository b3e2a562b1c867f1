"""Which cards the board shows, and how: what is filtered, grouped and coloured by what."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from curriplan.analysis.calendar import takes
from curriplan.domain.course import Course
from curriplan.gui.desk import Desk
from curriplan.gui.views.plan.hues import ColourBy, posts_served


@dataclass(frozen=True, slots=True)
class Shown:
    """What is wanted of the cards; empty texts ask for nothing.

    ``type``, ``track`` and ``post`` are ids. ``only_troubled`` keeps courses with an error or a warning,
    ``only_free`` those that are not fixed.
    """

    text: str = ""
    only_troubled: bool = False
    only_free: bool = False
    type: str = ""
    track: str = ""
    post: str = ""
    grouped: bool = False
    colour: ColourBy = ColourBy.TYPE

    @property
    def filters(self) -> int:
        """Return how many things are asked of a card, its text left out."""
        asked = (self.only_troubled, self.only_free, self.type, self.track, self.post)
        return sum(bool(one) for one in asked)

    @property
    def is_narrow(self) -> bool:
        """Tell whether some cards may be hidden."""
        return bool(self.filters or self.text.strip())


EVERYTHING = Shown()


def keeper(desk: Desk, shown: Shown, troubled: Collection[str]) -> Callable[[Course], bool]:
    """Return what tells whether the cards of a course are shown."""
    program, words = desk.program, shown.text.casefold().split()
    served = posts_served(desk) if shown.post else {}

    def keeps(course: Course) -> bool:
        placement = program.placements.get(course.id)
        fixed = placement is not None and placement.locked
        return not (
            (shown.only_troubled and course.id not in troubled)
            or (shown.only_free and fixed)
            or (shown.type and course.type != shown.type)
            or (shown.track and not takes(course, shown.track))
            or (shown.post and shown.post not in served.get(course.id, ()))
            or not _names(course, words)
        )

    return keeps


def _names(course: Course, words: list[str]) -> bool:
    """Tell whether code and names of a course hold every word."""
    text = f"{course.code} {course.name.zh} {course.name.en}".casefold()
    return all(word in text for word in words)
