"""What part of the map is wanted as a graph."""

from __future__ import annotations

from dataclasses import dataclass, field

from curriplan.analysis.graph import NodeKind

COLUMNS = (NodeKind.POST, NodeKind.TASK, NodeKind.COMPETENCY, NodeKind.COURSE, NodeKind.TERM)
USUAL = frozenset({NodeKind.POST, NodeKind.COMPETENCY, NodeKind.COURSE})


@dataclass(frozen=True, slots=True)
class Wishes:
    """Which columns stand side by side, and which competencies decide what else is seen; "": all."""

    columns: frozenset[NodeKind] = field(default=USUAL)
    only_gaps: bool = False
    post: str = ""
    module: str = ""

    @property
    def whole(self) -> bool:
        """Tell whether nothing is left out."""
        return not (self.only_gaps or self.post or self.module)
