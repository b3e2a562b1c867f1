"""What the Gaps page asks the engine of closing, of the programme as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from curriplan.analysis.gap.result import Basis, GapReport
from curriplan.app.closing import table_line
from curriplan.domain.program import Program
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Action, Block, Content
from curriplan.gui.inspector.costs import cost_sections
from curriplan.gui.theme import SIGNS
from curriplan.gui.views.gaps.lines import status_mark
from curriplan.planning.closing.effect import Effect, RowChange, effect
from curriplan.planning.closing.needs import cells_of, is_firm, is_open
from curriplan.planning.closing.result import Cell

COSTS = "costs"
"""What stands in a selection's table while the cost table is looked at; no table of the programme is called so."""


def cells_to_close(desk: Desk, basis: Basis, post: str | None = None) -> tuple[Cell, ...]:
    """Return the firm gaps of the programme or of a post; where none is firm, all that are open."""
    report = desk.results.gaps(basis)
    return cells_of(report, is_firm, post) or cells_of(report, is_open, post)


def close_key(report: GapReport, cells: Iterable[Cell]) -> str:
    """Return the key of what closing some gaps is called: all of them firm, or not."""
    rows = [report.row(*cell) for cell in cells]
    firm = all(row is not None and is_firm(row) for row in rows)
    return "closing.command.firm" if rows and firm else "closing.command.open"


def close_post(
    desk: Desk, cells: tuple[Cell, ...], close: Callable[[tuple[Cell, ...]], object]
) -> tuple[Block, ...]:
    """Return the offer to close the gaps of a post, nothing where it has none."""
    return (Action(desk.say("closing.command.post"), lambda: close(cells)),) if cells else ()


def costs_content(desk: Desk) -> Content:
    """Return the cost table for the inspector."""
    return Content(desk.say("closing.costs"), table_line(desk.program, desk.texts), cost_sections(desk))


def effect_of(desk: Desk, after: Program, basis: Basis) -> Effect:
    """Return what a change would do to the gaps of the open programme."""
    results = desk.results
    reports = results.gaps("all"), results.gaps("assessed")
    return effect(desk.program, after, results.requirements(), reports, basis)


def change_pairs(desk: Desk, rows: Iterable[RowChange], competency: str) -> tuple[tuple[str, str], ...]:
    """Return every requirement that differs with its levels before and after; the post alone where all is clear."""
    return tuple((_called(desk, one, competency), _levels(desk, one)) for one in rows)


def change_lines(desk: Desk, rows: Iterable[RowChange]) -> tuple[str, ...]:
    """Return the same as lines, firm gaps marked and first."""
    ordered = sorted(rows, key=lambda one: not is_firm(one.before))
    return tuple(
        desk.say(
            "closing.change_firm" if is_firm(one.before) else "closing.change",
            sign=SIGNS["firm"],
            called=_called(desk, one),
            levels=_levels(desk, one),
        )
        for one in ordered
    )


def cell_name(desk: Desk, post: str, competency: str) -> str:
    """Return what a requirement is called."""
    program = desk.program
    return desk.say(
        "closing.cell",
        post=desk.name(program.posts[post].name, program.posts[post].code),
        competency=desk.name(program.competencies[competency].name, program.competencies[competency].code),
    )


def _called(desk: Desk, one: RowChange, competency: str = "") -> str:
    row = one.before
    if row.competency != competency:
        return cell_name(desk, row.post, row.competency)
    post = desk.program.posts[row.post]
    return desk.name(post.name, post.code)


def _levels(desk: Desk, one: RowChange) -> str:
    """Say how the level rises, or where it does not, how the status changes: a level may come earlier."""
    key, before, after = desk.program.about.scale.key, one.before, one.after
    if before.delivered == after.delivered:
        was, now = status_mark(desk, before), status_mark(desk, after)
        return now if was == now else desk.say("closing.levels", before=was, after=now, status="").strip()
    return desk.say(
        "closing.levels",
        before=key(before.delivered),
        after=key(after.delivered),
        status=status_mark(desk, after),
    )
