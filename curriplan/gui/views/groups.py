"""How competencies can be grouped along a header: by module, by kind, or by any framework."""

from __future__ import annotations

from curriplan.analysis.order import in_order
from curriplan.domain.competency import Competency
from curriplan.domain.program import Program
from curriplan.domain.scale import Kind
from curriplan.gui.desk import Desk

BY_MODULE = "module"
BY_KIND = "kind"


def groupings(desk: Desk) -> list[tuple[str, str]]:
    """Return (key, name) of every grouping that the open programme allows."""
    frameworks = [(one.id, desk.name(one.name, one.code)) for one in in_order(desk.program.frameworks)]
    own = [(BY_MODULE, desk.say("group.module")), (BY_KIND, desk.say("group.kind"))]
    return own + [(key, desk.say("group.framework", name=name)) for key, name in frameworks]


def group_of(desk: Desk, competency: Competency, by: str) -> tuple[float, str]:
    """Return where a competency's group stands and what it is called; nameless groups come last."""
    program = desk.program
    if by == BY_KIND:
        return float(list(Kind).index(competency.kind)), desk.say(f"kind.{competency.kind.value}")
    node = _node(program, competency, by)
    if node is None or node not in program.modules:
        return float("inf"), desk.say("group.none")
    order = {row.id: n for n, row in enumerate(in_order(program.modules))}
    module = program.modules[node]
    return float(order[node]), desk.name(module.name, module.code)


def _node(program: Program, competency: Competency, by: str) -> str | None:
    if by == BY_MODULE:
        return competency.module
    held = [one for one in sorted(competency.frames) if program.modules[one].framework == by]
    return held[0] if held else None


def grouped_competencies(desk: Desk, by: str) -> list[tuple[Competency, str]]:
    """Return every competency with the name of its group, in the order of groups."""
    ordered = [(group_of(desk, one, by), one) for one in in_order(desk.program.competencies)]
    ordered.sort(key=lambda pair: pair[0][0])
    return [(one, name) for (_, name), one in ordered]
