"""The Compare page: the programme beside its scenarios and its revisions, and how scenarios are made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from curriplan.app.comparing import figures
from curriplan.app.jobs import Outcome
from curriplan.app.programmes import SUFFIX
from curriplan.app.scenarios import fork
from curriplan.app.session import Edited, Session
from curriplan.app.versions import is_at_hand, program_at
from curriplan.domain.program import Program
from curriplan.domain.text import Text
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.models.table import Column, TableModel
from curriplan.gui.scenarios import enter_scenario, read_earlier
from curriplan.gui.tips import set_tip
from curriplan.gui.views.compare.inspect import scenario_content
from curriplan.gui.views.compare.plan_rows import plan_rows
from curriplan.gui.views.compare.rows import Row, change_rows, figure_rows, gap_rows
from curriplan.gui.views.compare.sides import MOST, PROGRAMME, Seen, Side, Sides, read_other
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, clear, column, row
from curriplan.gui.widgets.fitted import FittedTable
from curriplan.gui.widgets.table import FactTable

VIEWS = ("figures", "plan", "gaps", "changes")
OFFERED = 60
ANOTHER = "another file"
SIDE_WIDTH = 170
MOST_WORDS = 560
LEAST_SIDE, MOST_SIDE = 110, 280
"""Widths of a column of figures: what its name needs, between these."""


class ComparePage(Page):
    """Up to four values of the programme side by side."""

    name = "compare"
    needs_demand = True

    # -- building ---------------------------------------------------------------------------------

    def build(self, body: QVBoxLayout) -> None:
        """Make the line in which scenarios are made, the sides, and the tables."""
        self._sides = Sides(self.desk)
        self._names: list[str] = []
        self._reading: set[tuple[Session, int]] = set()
        self._build_toolbar(body)
        self._chips = row(spacing=6)
        body.addLayout(self._chips)
        self._models = {one: TableModel(self._columns(one), self._heading) for one in VIEWS}
        self._tables = {one: self._table(one) for one in VIEWS}
        self._tables["figures"].horizontalHeader().setStretchLastSection(False)  # figures stay side by side
        self._stack_of_tables = QStackedWidget()
        for name, table in self._tables.items():
            self.say(table.setAccessibleName, f"compare.view.{name}")
            self._stack_of_tables.addWidget(table)
        for name in ("plan", "gaps"):
            self._tables[name].chosen.connect(partial(self._row_chosen, name))
        box = card()
        column(box, margin=2).addWidget(self._stack_of_tables)
        body.addWidget(box, 1)
        self.setFocusProxy(self._stack_of_tables)

    def _table(self, view: str) -> FactTable:
        """Return the table of a view: figures have columns of their own widths, words share the room."""
        model = self._models[view]
        return FactTable(self.desk, model) if view == "figures" else FittedTable(self.desk, model, MOST_WORDS)

    def _build_toolbar(self, body: QVBoxLayout) -> None:
        bar = self.toolbar_in_lines(body)
        self._name = QLineEdit()
        self._name.setFixedWidth(210)
        self.say(self._name.setPlaceholderText, "compare.name_hint")
        self.say(self._name.setAccessibleName, "compare.name_hint")
        self._name.returnPressed.connect(self._fork)
        made = button(kind="primary", clicked=self._fork)
        self.say(made.setText, "compare.fork")
        self.say(partial(set_tip, made), "compare.fork_tip")
        self._offers = QComboBox()
        self._offers.setMinimumWidth(200)
        self.say(self._offers.setAccessibleName, "compare.with")
        self._offers.activated.connect(self._add)
        for widget in (self._name, made, self._offers, *self._switches()):
            bar.addWidget(widget)

    def _switches(self) -> list[QPushButton]:
        group, held = QButtonGroup(self), []
        for n, name in enumerate(VIEWS):
            one = button(clicked=partial(self._show_table, n))
            one.setCheckable(True)
            one.setChecked(n == 0)
            self.say(one.setText, f"compare.view.{name}")
            group.addButton(one, n)
            held.append(one)
        self._views = group
        return held

    def _show_table(self, n: int) -> None:
        self._stack_of_tables.setCurrentIndex(n)
        self._tell(*self.headline())

    def show_selection(self, selection: Selection) -> None:
        """Show the plans beside each other where places of courses are asked for."""
        if selection.table == "placements":
            n = VIEWS.index("plan")
            self._views.button(n).setChecked(True)
            self._show_table(n)

    def _row_chosen(self, view: str, key: str) -> None:
        leads = self._models[view].row(self._models[view].row_of(key) or 0).leads
        if leads:
            self.desk.select(leads)

    def _columns(self, view: str) -> list[Column[Row]]:
        heads = {
            "figures": ("figure",),
            "plan": ("plan_of", "plan_what"),
            "gaps": ("post", "competency"),
            "changes": ("side", "change"),
        }[view]
        widths = {"figures": (250,), "plan": (260, 150), "gaps": (190, 230), "changes": (180, 430)}[view]
        first: list[Column[Row]] = [
            Column(f"compare.{one}", partial(_head, n), width=widths[n]) for n, one in enumerate(heads)
        ]
        if view == "changes":
            return [*first, Column("compare.difference", lambda one: one.text(0), width=420)]
        return [
            *first,
            *(
                Column(
                    f"side.{n}",
                    partial(_word, n),
                    tone=lambda one, n=n: self.desk.theme.met if n in one.best else None,  # type: ignore[misc]
                    right=view in {"figures", "plan"},
                    width=SIDE_WIDTH,
                )
                for n in range(MOST)
            ),
        ]

    def _heading(self, key: str) -> str:
        if not key.startswith("side."):
            return self.desk.say(key)
        n = int(key.removeprefix("side."))
        return self._names[n] if n < len(self._names) else ""

    # -- following --------------------------------------------------------------------------------

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme and its scenarios."""
        self._read_missing()
        shown = self._sides.shown()
        sides = [one for one in shown if self._sides.can_be_seen(one)]
        seen = [self._sides.seen(one) for one in sides]
        names, self._names = self._names, [self._sides.name(one) for one in sides]
        self._show_chips(shown)
        self._show_offers()
        every = [figures(one.program, one.results, self.desk.today) for one in seen]
        self._models["figures"].show_rows(figure_rows(self.desk, every))
        self._models["plan"].show_rows(plan_rows(self.desk, seen))
        self._models["gaps"].show_rows(gap_rows(self.desk, seen))
        self._models["changes"].show_rows(self._changes(sides, seen))
        for name, table in self._tables.items():
            self._models[name].retell()
            if name != "changes":
                heads = self._models[name].columnCount() - MOST
                for n in range(MOST):
                    table.setColumnHidden(heads + n, n >= len(sides))
            if isinstance(table, FittedTable):
                if names != self._names:
                    table.fit_anew()
                table.fit()
        if names != self._names:
            self._fit_figures()

    def _fit_figures(self) -> None:
        """Give each side the room that its name needs, within reason."""
        table = self._tables["figures"]
        bold = QFont(table.font())
        bold.setBold(True)
        for n, name in enumerate(self._names, 1):
            needed = QFontMetrics(bold).horizontalAdvance(name) + 24
            table.setColumnWidth(n, max(LEAST_SIDE, min(MOST_SIDE, needed)))

    def _read_missing(self) -> None:
        """Have what sides are made from read beside the window; a side is shown as soon as it is there."""
        desk, session = self.desk, self.desk.session
        if session is None:
            return
        self._reading = {one for one in self._reading if one[0] is session}
        for revision in self._sides.missing():
            if is_at_hand(session, revision):
                self._sides.take(revision, desk.told(partial(program_at, session, revision)))
            elif (session, revision) not in self._reading:
                self._reading.add((session, revision))
                read_earlier(desk, revision, partial(self._earlier_here, session, revision))

    def _earlier_here(self, session: Session, revision: int, program: Program | None) -> None:
        self._reading.discard((session, revision))
        self._sides.take(revision, program)
        self.follow(None)

    def _changes(self, sides: list[Side], seen: list[Seen]) -> dict[str, Row]:
        rows: dict[str, Row] = {}
        for side, name, one in zip(sides[1:], self._names[1:], seen[1:], strict=True):
            # What was before leads to what is; a scenario is what would come after it.
            pair = (
                (one.program, seen[0].program) if side.kind == "revision" else (seen[0].program, one.program)
            )
            rows |= dict(change_rows(self.desk, *pair, name))
        return rows

    def _show_chips(self, sides: list[Side]) -> None:
        """Show a button for each side: it selects a scenario; beside it what takes the side away."""
        clear(self._chips)
        say, session = self.desk.say, self.desk.session
        inside = None if session is None else session.scenario
        for side in sides:
            name = self._sides.name(side)
            here = side == (Side(PROGRAMME) if inside is None else Side("scenario", inside.id))
            text = say("compare.here", name=name) if here else self._told(side, name)
            self._chips.addWidget(button(text, partial(self._select, side)))
            if side.kind != PROGRAMME:
                away = button("×", partial(self._remove, side), "flat")
                away.setAccessibleName(say("compare.remove", name=name))
                set_tip(away, say("compare.remove", name=name))
                self._chips.addWidget(away)
        self._chips.addStretch(1)

    def _told(self, side: Side, name: str) -> str:
        """Return the name of a side; one that cannot be seen says why."""
        if self._sides.can_be_seen(side):
            return name
        return self.desk.say("compare.lost" if self._sides.is_lost(side) else "compare.reading", name=name)

    def _show_offers(self) -> None:
        self._offers.clear()
        self._offers.addItem(self.desk.say("compare.with"))
        for n, side in enumerate(self._sides.offered()):
            if n < OFFERED:
                self._offers.addItem(self._sides.name(side), side)
        self._offers.insertItem(1, self.desk.say("compare.other_file"), ANOTHER)

    def headline(self) -> tuple[str, str]:
        """Say what is edited now, and how many scenarios there are."""
        session = self.desk.session
        if session is None:
            return "", ""
        inside, n = session.scenario, len(session.stored.scenarios)
        first = (
            self.desk.say("compare.headline_inside", name=self._sides.scenario_name(inside))
            if inside
            else self.desk.say("compare.headline", n=n)
        )
        differing = {one: self._models[one].rowCount() for one in ("gaps", "changes")}
        more = (
            self.desk.say("compare.moved", n=differing["gaps"]),
            self.desk.say("compare.changes", n=differing["changes"]),
            *self._about_view(),
        )
        return first, " ".join(more)

    def _about_view(self) -> Iterator[str]:
        """Yield what must be known to read the table that is shown."""
        view = VIEWS[self._stack_of_tables.currentIndex()]
        if view == "changes" and len(self._names) > 2:
            yield self.desk.say("compare.against", name=self._names[0])
        if view in {"figures", "gaps"}:
            yield self.desk.say("compare.headline_more")

    # -- hands ------------------------------------------------------------------------------------

    def _fork(self) -> None:
        """Make a scenario of the programme as it is, and work in it."""
        session, text = self.desk.session, self._name.text().strip()
        if session is None:
            return
        if not text:
            text = self.desk.say("compare.usual_name", n=len(session.stored.scenarios) + 1)
        name = Text(zh=text) if self.desk.texts.lang == "zh" else Text(en=text)
        made = self.desk.told(lambda: fork(session, name, self.desk.today))
        if made is None:
            return
        self._name.clear()
        self._sides.add(Side("scenario", made.id))
        enter_scenario(self.desk, made)
        self.update_now(None)
        self._select(Side("scenario", made.id))

    def _add(self, at: int) -> None:
        side = self._offers.itemData(at)
        if isinstance(side, Side):
            self._sides.add(side)
            self.update_now(None)
            self._select(side)
        elif side == ANOTHER:
            self._offers.setCurrentIndex(0)
            self._ask_file()

    def _ask_file(self) -> None:
        say, session = self.desk.say, self.desk.session
        start = "" if session is None else str(session.store.path.parent)
        name, _ = QFileDialog.getOpenFileName(
            self, say("compare.other_file"), start, f"{say('file.programme')} (*{SUFFIX})"
        )
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Read another programme beside the window and show it as one more side."""
        session = self.desk.session

        def here(outcome: Outcome[Seen]) -> None:
            if self.desk.session is not session:
                return
            if outcome.error is not None:
                self.desk.complain(outcome.error)
            elif outcome.value is not None:
                self._sides.add_file(path, outcome.value)
                self.update_now(None)

        self.desk.jobs.in_pool("compare", lambda _: read_other(path), here)

    def _remove(self, side: Side) -> None:
        self._sides.remove(side)
        self.update_now(None)

    def _select(self, side: Side) -> None:
        if side.kind == "file":
            return
        if side.kind == "revision":
            self.desk.select(Selection(revision=int(side.ident)))
        else:
            self.desk.select(Selection(table="scenarios", row=side.ident))
            self.desk.look_again()

    # -- inspector --------------------------------------------------------------------------------

    def inspect(self, selection: Selection) -> Content:
        """Explain the selected scenario, or the one that is worked in."""
        session = self.desk.session
        if session is None:
            return EMPTY
        held = session.stored.scenarios.get(selection.row) if selection.table == "scenarios" else None
        held = session.scenario if held is None else held
        return EMPTY if held is None else scenario_content(self.desk, held)

    def restyle(self) -> None:
        """Follow the theme."""
        if self._built:
            for table in self._tables.values():
                table.viewport().update()


def _head(n: int, one: Row) -> str:
    return one.heads[n]


def _word(n: int, one: Row) -> str:
    return one.text(n)
