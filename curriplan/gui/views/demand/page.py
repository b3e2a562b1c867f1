"""The Demand page: posts as a ladder, what they require and why, how that is met, and what surveys said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from curriplan.app.session import Edited
from curriplan.domain.post import PostLevel
from curriplan.gui.charts.scatter import Scatter
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import EMPTY, Content
from curriplan.gui.lists.inspect import add_to, name_field, row_content
from curriplan.gui.lists.kinds import BY_NAME, ENTERPRISES, TASKS
from curriplan.gui.lists.kinds import SURVEYS as SURVEYS_LIST
from curriplan.gui.models.table import TableModel
from curriplan.gui.tips import set_tip
from curriplan.gui.views.demand.facts import survey_facts
from curriplan.gui.views.demand.inspect import competency_content, post_content, requirement_content
from curriplan.gui.views.demand.ladder import Ladder
from curriplan.gui.views.demand.no_rows import NoRows
from curriplan.gui.views.demand.points import field_of
from curriplan.gui.views.demand.posts import add_new_post, task_content
from curriplan.gui.views.demand.rows import SEPARATOR, key_of, requirement_columns, requirement_rows
from curriplan.gui.views.demand.stating import demand_new, options, state_by_name
from curriplan.gui.views.demand.surveys import SurveyView
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label
from curriplan.gui.widgets.flow import Flow
from curriplan.gui.widgets.offers import offer
from curriplan.gui.widgets.table import FactTable

TABLE, CHART, SURVEYS = range(3)
POST, COMPETENCY = range(2)
LOW = 680
VIEW_KEYS = ("demand.view_table", "demand.view_chart", "demand.view_surveys")


class DemandPage(Page):
    """What enterprises and others demand of graduates."""

    name = "demand"
    needs_demand = True

    def is_empty(self) -> bool:
        """Tell whether there is no post but the built-in one, and nobody has said anything."""
        program = self.desk.program
        own = any(one.level is not PostLevel.GRADUATE for one in program.posts.values())
        return not (own or program.surveys or program.statements)

    def next_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to import answers."""
        return self.desk.say("command.import"), lambda: self.desk.commands.tell("import")

    def other_step(self) -> tuple[str, Callable[[], object]]:
        """Offer to begin with a post by hand."""
        return self.desk.say("demand.add_post"), self._add_post

    # -- building -------------------------------------------------------------------------------------

    def build(self, body: QVBoxLayout) -> None:
        """Make the switch between views, the ladder, table, chart and surveys."""
        self._post, self._view = "", TABLE
        self._settling, self._unknown = False, ""
        self._build_toolbar(body)
        self._ladder_box = self._build_ladder()
        body.addWidget(self._ladder_box)
        self._views = QStackedWidget()
        for made in (self._build_table(), self._build_chart()):
            self._views.addWidget(made)
        self._surveys = SurveyView(self.desk)
        self._surveys.picked.connect(self._survey_picked)
        self.say(self._surveys.setAccessibleName, "demand.view_surveys")
        self._views.addWidget(self._surveys)
        body.addWidget(self._views, 1)
        for keys, act in (("Ctrl+F", self._words.setFocus), ("Insert", self._insert)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build_toolbar(self, body: QVBoxLayout) -> None:
        bar = self.toolbar_in_lines(body)
        self._switches: list[QPushButton] = []
        for view, key in enumerate(VIEW_KEYS):
            made = button(clicked=partial(self._show_view, view))
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setChecked(view == TABLE)
            self.say(made.setText, key)
            self._switches.append(made)
            bar.addWidget(made)
        bar.add_stretch()
        self._add = button(clicked=self._add_post)
        self.say(self._add.setText, "demand.add_post")
        self.say(partial(set_tip, self._add), "demand.add_post_tip")
        bar.addWidget(self._add)
        self._of_surveys: list[QPushButton] = []
        for act, key in (
            (self._add_survey, "demand.add_survey"),
            (self._show_enterprises, "demand.enterprises"),
        ):
            made = button(clicked=act)
            self.say(made.setText, key)
            made.hide()
            self._of_surveys.append(made)
            bar.addWidget(made)
        load = button(clicked=lambda: self.desk.commands.tell("import"))
        self.say(load.setText, "demand.import")
        bar.addWidget(load)

    def _build_ladder(self) -> QWidget:
        self._ladder = Ladder(self.desk)
        self._ladder.picked.connect(self._post_picked)
        self.say(self._ladder.setAccessibleName, "demand.ladder")
        box = card()
        column(box, margin=10).addWidget(self._ladder)
        return box

    def _build_table(self) -> QWidget:
        self._model = TableModel(requirement_columns(self.desk), self.desk.say)
        self._table = FactTable(self.desk, self._model)
        self._table.chosen.connect(self._row_chosen)
        self._table.opened.connect(self._open)
        self.say(self._table.setAccessibleName, "demand.table")
        self._whose = label(role="strong")
        self._all = button(kind="link", clicked=lambda: self._post_picked(""))
        self.say(self._all.setText, "demand.all_posts")
        self._words, self._state = QLineEdit(), QLineEdit()
        self._words.setClearButtonEnabled(True)
        for edit, key, width in (
            (self._words, "demand.filter", 210),
            (self._state, "demand.state_line", 250),
        ):
            edit.setFixedWidth(width)
            self.say(edit.setPlaceholderText, key)
            self.say(edit.setAccessibleName, key)
        self._words.textChanged.connect(lambda _: self._show_rows())
        self._words.returnPressed.connect(self._table.setFocus)
        self._state.returnPressed.connect(self._state_typed)
        held = QWidget()
        head = Flow(held, 10)
        head.setContentsMargins(12, 8, 10, 4)
        head.addWidget(self._whose)
        head.addWidget(self._all)
        head.add_stretch()
        head.addWidget(self._words)
        head.addWidget(self._state)
        self._rows = QStackedWidget()
        self._rows.addWidget(self._table)
        state = self._state.setFocus
        self._none = NoRows(self.desk, self._words.clear, self._post_picked, state, self._ask_first)
        self._rows.addWidget(self._none)
        box = card()
        lines = column(box, spacing=0, margin=2)
        lines.addWidget(held)
        lines.addWidget(self._rows, 1)
        return box

    def _build_chart(self) -> QWidget:
        self._chart = Scatter(self.desk)
        self._chart.picked.connect(self._point_chosen)
        self.say(self._chart.setAccessibleName, "demand.chart")
        self._chart_note = label(role="dim", wrap=True)
        box = card()
        lines = column(box, spacing=4, margin=10)
        lines.addWidget(self._chart, 1)
        lines.addWidget(self._chart_note)
        return box

    # -- following ------------------------------------------------------------------------------------

    def update_now(self, edited: Edited | None) -> None:
        """Refresh; the keys must reach an empty page too, where there is no view to hold the focus."""
        super().update_now(edited)
        rows = self._table if self._model.rowCount() else self._none
        shown = (rows, self._chart, self._surveys)[self._view]
        empty = self.desk.session is None or self.is_empty()
        self.setFocusProxy(self._empty_button if empty else shown)

    def refresh(self, edited: Edited | None) -> None:
        """Follow the programme."""
        if self._post not in self.desk.program.posts:
            self._post = ""
        if edited is None:
            self._model.retell()
            offer(self._state, options(self.desk))
        elif any(change.table == "competencies" for change in edited.changes):
            offer(self._state, options(self.desk))
        known = self.desk.results.requirements()
        self._ladder.tell(
            {key: self.desk.say("demand.n_required", n=len(held)) for key, held in known.items()}
        )
        self._ladder.choose(self._post)
        words = {"posts", "competencies", "profile"}
        self._show_rows(
            same_words=edited is not None and words.isdisjoint(change.table for change in edited.changes)
        )
        if self._view == CHART:
            self._show_points()
        elif self._view == SURVEYS:
            self._surveys.tell(survey_facts(self.desk))

    def _show_rows(self, *, same_words: bool = True) -> None:
        # Rows that go take the current one along: that is no choice of the user's.
        self._settling = True
        rows = requirement_rows(self.desk, self._post, self._words.text())
        self._model.show_rows(rows, same_words=same_words)
        self._settling = False
        self._rows.setCurrentIndex(0 if rows else 1)
        self._none.tell(self._post, self._words.text())
        self._share_width()
        post = self.desk.program.posts.get(self._post)
        if post is None:
            self._whose.setText(self.desk.say("demand.of_all"))
        else:
            self._whose.setText(self.desk.say("demand.of_post", post=self.desk.name(post.name, post.code)))
        self._all.setVisible(post is not None)
        self._state.setVisible(post is not None)

    def _share_width(self) -> None:
        """Leave the posts out where only one is shown, and give their room to the competencies."""
        alone, table = bool(self._post), self._table
        if table.isColumnHidden(POST) != alone:
            by = self._model.columns[POST].width if alone else -self._model.columns[POST].width
            table.setColumnHidden(POST, alone)
            table.setColumnWidth(COMPETENCY, max(120, table.columnWidth(COMPETENCY) + by))

    def _show_points(self) -> None:
        field = field_of(self.desk, self._post)
        self._chart.tell(field.points, field.axes)
        note = self.desk.say("demand.chart_note_post" if self._post else "demand.chart_note")
        if field.left_out:
            note = f"{note} {self.desk.say('demand.left_out', n=field.left_out)}"
        self._chart_note.setText(note)

    def headline(self) -> tuple[str, str]:
        """Say who demands how much, and whether any printed figure cannot be."""
        desk, program = self.desk, self.desk.program
        rows = sum(len(held) for held in desk.results.requirements().values())
        posts = sum(bool(held) for held in desk.results.requirements().values())
        firms = len({one.enterprise for one in program.respondents.values()})
        if not rows:
            own = sum(one.level is not PostLevel.GRADUATE for one in program.posts.values())
            return desk.say("demand.headline_none", n=own), ""
        key = "demand.headline" if program.respondents else "demand.headline_stated"
        first = desk.say(key, n=len(program.respondents), firms=firms, rows=rows, posts=posts)
        unknown = sum(
            need.level is None for held in desk.results.requirements().values() for need in held.values()
        )
        return first, desk.say("demand.headline_unknown", n=unknown) if unknown else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self._ladder.set_tight(event.size().height() < LOW)

    def restyle(self) -> None:
        """Follow the theme; what holds colours of its own is drawn anew."""
        self._stale = True
        if self._built:
            self._surveys.draw_again()
        if self.isVisible():
            self.update_now(None)

    def _show_view(self, view: int) -> None:
        self._view = view
        self._switches[view].setChecked(True)
        self._views.setCurrentIndex(view)
        self._ladder_box.setVisible(view != SURVEYS)
        self._add.setVisible(view != SURVEYS)
        for made in self._of_surveys:
            made.setVisible(view == SURVEYS)
        self.update_now(None)

    # -- selection ------------------------------------------------------------------------------------

    def _post_picked(self, post: str) -> None:
        self._pick(post)
        self.desk.select(Selection(post=post))

    def _pick(self, post: str) -> None:
        """Narrow everything to a post, or to none, with no row chosen."""
        self._post = post
        self._ladder.choose(post)
        self._table.setCurrentIndex(QModelIndex())
        self._table.clearSelection()
        self._chart.choose("")
        self._show_rows()
        self._table.scrollToTop()
        if self._view == CHART:
            self._show_points()

    def _row_chosen(self, key: str) -> None:
        if self._settling:
            return
        post, competency = key.split(SEPARATOR)
        self._chart.choose(key)
        self.desk.select(Selection(post=post, competency=competency))

    def _point_chosen(self, key: str) -> None:
        self._chart.choose(key)
        if SEPARATOR in key:
            self._row_chosen(key)
        else:
            self.desk.select(Selection(competency=key))

    def _open(self, key: str) -> None:
        post, competency = key.split(SEPARATOR)
        self.desk.goto("gaps", Selection(post=post, competency=competency))

    def _insert(self) -> None:
        if self._view == SURVEYS and not self.is_empty():
            self._add_survey()
        else:
            self._add_post()

    def _add_post(self) -> None:
        add_new_post(self.desk, self._post)

    def _add_survey(self) -> None:
        key = add_to(self.desk, SURVEYS_LIST)
        if key is not None:
            self._survey_picked(key)
            self.desk.type_into(name_field(self.desk))

    def _ask_first(self) -> None:
        """Make the first survey, and show it."""
        self._show_view(SURVEYS)
        self._add_survey()

    def _survey_picked(self, key: str) -> None:
        self.desk.select(SURVEYS_LIST.selection(key))

    def _show_enterprises(self) -> None:
        self.desk.goto("lists", Selection(table=ENTERPRISES.name))

    def _state_typed(self) -> None:
        """State what is typed; what is called like nothing is added when it is entered a second time."""
        text = self._state.text()
        complaint = state_by_name(self.desk, self._post, text)
        if complaint and text == self._unknown:
            complaint = demand_new(self.desk, self._post, text)
            if not complaint:
                added = self.desk.say("demand.competency_added", competency=text.strip())
                self.desk.toasts.tell(Toast(added, undo=True))
        self._unknown = text if complaint else ""
        if complaint:
            self.desk.toasts.tell(Toast(f"{complaint} {self.desk.say('demand.enter_again')}"))
        else:
            self._state.clear()

    def show_selection(self, selection: Selection) -> None:
        """Bring a post or a requirement that was selected elsewhere into view, past the filters if need be."""
        if self.desk.session is None or not self.desk.results.demand_is_known:
            return
        if not selection.competency:
            if selection.post in self.desk.program.posts and (self._post != selection.post or self._chosen):
                self._pick(selection.post)
            return
        if not selection.post:
            self._chart.choose(selection.competency)
            return
        key = key_of(selection.post, selection.competency)
        if self._requires(selection) and self._model.row_of(key) is None:
            self._words.clear()
            self._pick(self._post if self._post == selection.post else "")
        self._table.choose(key)
        self._chart.choose(key)

    def _requires(self, selection: Selection) -> bool:
        return selection.competency in self.desk.results.requirements().get(selection.post, {})

    @property
    def _chosen(self) -> bool:
        """Tell whether a row of the table is chosen."""
        return self._table.currentIndex().isValid()

    def inspect(self, selection: Selection) -> Content:
        """Explain a requirement, or a post."""
        desk, program = self.desk, self.desk.program
        kind = BY_NAME.get(selection.table)
        if kind is TASKS and selection.row in program.tasks:
            return task_content(desk, program.tasks[selection.row])
        if kind is SURVEYS_LIST and selection.row in program.surveys:
            return row_content(desk, kind, selection.row)
        if not desk.results.demand_is_known:
            return EMPTY
        row = program.posts.get(selection.post)
        node = program.competencies.get(selection.competency)
        if node is not None and row is not None:
            need = desk.results.requirements().get(row.id, {}).get(node.id)
            return requirement_content(desk, row.id, node.id, need)
        if node is not None:
            return competency_content(desk, node)
        return EMPTY if row is None else post_content(desk, row)
