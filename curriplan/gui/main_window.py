"""The window: rail, bar, pages, inspector, strip. It wires; what things do stands elsewhere."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QWidget

from curriplan.app.jobs import Job
from curriplan.app.session import Edited, SaveState, Session
from curriplan.app.texts import Texts
from curriplan.gui.actions import ACTIONS, shortcuts
from curriplan.gui.desk import Desk, FileWish, Goto, Selection
from curriplan.gui.door import Door
from curriplan.gui.files import Files
from curriplan.gui.finds import find_hits
from curriplan.gui.help import explain_page
from curriplan.gui.inspector.panel import Inspector
from curriplan.gui.later import AfterPaint
from curriplan.gui.regions import focus_next_region
from curriplan.gui.stepping import keep_focus, step
from curriplan.gui.style import apply_theme, next_theme
from curriplan.gui.tour import Tour
from curriplan.gui.views.page import Page
from curriplan.gui.views.registry import PASSING, VIEWS
from curriplan.gui.why import show_why, why_content, with_figures
from curriplan.gui.widgets.basic import column
from curriplan.gui.widgets.rail import Rail
from curriplan.gui.widgets.search import Hit, Search
from curriplan.gui.widgets.strip import Strip
from curriplan.gui.widgets.toast import Toaster
from curriplan.gui.widgets.topbar import TopBar
from curriplan.gui.widgets.unsaved import Unsaved

NARROW = 1200
JOB_SHOWN_AFTER_MS = 600
JOB_EVERY_MS = 100


class MainWindow(QMainWindow):
    """One window on one programme."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk: Desk = desk
        self._wishes_inspector, self._lent_inspector = True, False
        self._pages: dict[str, Page] = {}
        self._frame()
        self.door: Door = Door(desk, self._unsaved, self.put_down)
        self.files: Files = Files(self, self.door)
        self.tour: Tour = Tour(self)
        self._unsaved.elsewhere.connect(self.files.ask_copy)
        self._strip.retry.connect(self.door.retry)
        self._actions = {action.name: self._add_action(action.name) for action in ACTIONS}
        self._menu = self._build_menu()
        self._bar.set_menu(self._menu)
        self.search: Search = Search(desk, self, self._hits)
        self._toaster = Toaster(desk, self, self.undo, self._foot)
        self._answers = AfterPaint(self, self._load_answers)
        self._consequences = AfterPaint(self, self._show_consequences)
        self._job_clock = QTimer(self)
        self._job_clock.setInterval(JOB_EVERY_MS)
        self._job_clock.timeout.connect(self._show_job)
        self._listen()
        self.setMinimumSize(860, 560)
        self.resize(1440, 900)
        self.setWindowTitle("Curriplan")
        self.show_page("home")
        self._refresh_frame()

    # -- building ---------------------------------------------------------------------------------

    def _frame(self) -> None:
        desk = self.desk
        root = QWidget()
        root.setObjectName("desk")
        outer = QHBoxLayout(root)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._rail = Rail(desk, [view.name for view in VIEWS])
        self._rail.chosen.connect(self.show_page)
        outer.addWidget(self._rail)
        centre = column(spacing=0)
        outer.addLayout(centre, 1)
        self._bar = TopBar(desk)
        self._bar.command.connect(self.run)
        centre.addWidget(self._bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        centre.addLayout(middle, 1)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        middle.addWidget(self._stack, 1)
        self._inspector = Inspector(desk)
        middle.addWidget(self._inspector)
        self._unsaved = Unsaved(desk)
        centre.addWidget(self._unsaved)
        self._strip = Strip(desk)
        self._strip.wanted.connect(self.show_page)
        centre.addWidget(self._strip)
        self.setCentralWidget(root)

    def _add_action(self, name: str) -> QAction:
        known = next(one for one in ACTIONS if one.name == name)
        made = QAction(self)
        made.setShortcuts(shortcuts(known.keys))
        made.triggered.connect(lambda *_: self.run(name))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.addAction(made)
        return made

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        group = ""
        for action in ACTIONS:
            if action.menu != group and group:
                menu.addSeparator()
            group = action.menu
            menu.addAction(self._actions[action.name])
        for n, view in enumerate(VIEWS, 1):
            jump = QAction(self)
            jump.setShortcut(f"Ctrl+{n}" if n <= 9 else "")
            jump.triggered.connect(lambda _=False, page=view.name: self.show_page(page))
            self.addAction(jump)
        self._name_actions()
        return menu

    def _name_actions(self) -> None:
        for name, made in self._actions.items():
            made.setText(self.desk.say(f"command.{name}"))

    def _listen(self) -> None:
        desk = self.desk
        desk.opened.listen(self._opened)
        desk.edited.listen(self._edited)
        desk.saved.listen(self._saved)
        desk.demand_known.listen(lambda _: self._follow_all())
        desk.troubled.listen(lambda _: self._follow_all())
        desk.wanted.listen(self._goto)
        desk.commands.listen(self.run)
        desk.files_wanted.listen(self._file_wanted)
        desk.selected.listen(self._selected)
        desk.typing_wanted.listen(lambda _: self.lend_inspector())
        desk.why_asked.listen(lambda asked: show_why(self, asked))
        desk.toasts.listen(self._toaster.show_toast)
        desk.jobs.started.listen(self._job_started)
        desk.jobs.ended.listen(lambda _: self._show_job())

    # -- pages ------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """Return the page that is shown."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, Page)  # noqa: S101 - only pages are ever put there
        return shown

    def show_page(self, name: str) -> None:
        """Show a page; it is built when it is first wanted."""
        if name not in self._pages:
            made = next(view for view in (*VIEWS, *PASSING) if view.name == name).load()(self.desk)
            self._pages[name] = made
            self._stack.addWidget(made)
        page = self._pages[name]
        if page is not self._stack.currentWidget():
            self.desk.asked = None
            if self._lent_inspector:
                self._lent_inspector = False
                self._inspector.hide()
        page.appear()
        self._stack.setCurrentWidget(page)
        self._rail.show_page(name)
        page.show_selection(self.desk.selection)
        self.inspect()
        page.setFocus()

    def _goto(self, wish: Goto) -> None:
        if wish.selection:
            self.desk.select(wish.selection)
        self.show_page(wish.page)

    def _file_wanted(self, wish: FileWish) -> None:
        if wish.sample:
            self.files.new_from_sample(wish.sample)
        elif wish.programme is not None:
            self.files.open(wish.programme)
        elif wish.tables and self.desk.session is None:
            self.files.new_from_tables(list(wish.tables))
        elif wish.tables:
            self.show_import(list(wish.tables))

    def _selected(self, selection: Selection) -> None:
        self.page.show_selection(selection)
        self._consequences.ask()

    def _show_consequences(self) -> None:
        """Show what follows from an edit or a selection, once the page itself has been repainted."""
        self._strip.show_figures()
        keep_focus(self, self.inspect)

    def inspect(self) -> None:
        """Show what the present page has to say about the selection."""
        ready = self.desk.session is not None or not self.page.needs_program
        if ready:
            content = why_content(self.desk, self.page.name) or self.page.inspect(self.desk.selection)
            said = (
                with_figures(self.desk, content) if content.title else explain_page(self.desk, self.page.name)
            )
            self._inspector.show_content(self.tour.above(said))

    # -- the programme ----------------------------------------------------------------------------

    def _opened(self, session: Session | None) -> None:
        self.desk.selection, self.desk.asked = Selection(), None
        if session is not None:
            self._answers.ask()
        for page in self._pages.values():
            page.begin_anew()
        self._bar.show_programme()
        self._follow_all()

    def _load_answers(self) -> None:
        if self.desk.session is not None:
            self.desk.session.load_answers()

    def _follow_all(self) -> None:
        for page in self._pages.values():
            page.follow(None)
        self._refresh_frame()
        self._show_consequences()

    def _edited(self, edited: Edited) -> None:
        self._toaster.dismiss_offer()
        for page in self._pages.values():
            page.follow(edited)
        if any(change.table in {"profile", "terms"} for change in edited.changes):
            self._bar.show_programme()
        self._refresh_frame()
        self._consequences.ask()

    def _saved(self, state: SaveState) -> None:
        self._strip.show_state(state)
        if state is SaveState.READ_ONLY:
            self._refresh_frame()

    def _refresh_frame(self) -> None:
        session = self.desk.session
        self._strip.show_state(None if session is None else session.state)
        undo = None if session is None or session.read_only else session.undo_label
        redo = None if session is None or session.read_only else session.redo_label
        self._bar.show_steps(undo, redo)
        name = self._bar.programme
        self.setWindowTitle(f"{name} – Curriplan" if name else "Curriplan")
        for action in ACTIONS:
            self._actions[action.name].setEnabled(action.when(self.desk))

    def in_rail(self, widget: QWidget) -> bool:
        """Tell whether a widget is part of the rail."""
        return self._rail.isAncestorOf(widget)

    def undo(self) -> None:
        """Take the last edit back."""
        step(self, "undone")

    def redo(self) -> None:
        """Do again what was taken back."""
        step(self, "redone")

    # -- commands ---------------------------------------------------------------------------------

    def run(self, name: str) -> None:
        """Run a command by its name."""
        action = next(one for one in ACTIONS if one.name == name)
        if action.when(self.desk):
            action.run(self)

    def _hits(self) -> list[Hit]:
        commands = [
            Hit(
                self.desk.say(f"command.{one.name}"),
                self.desk.say("search.command"),
                partial(self.run, one.name),
                ", ".join(key.toString() for key in shortcuts(one.keys)[:1]),
            )
            for one in ACTIONS
            if one.when(self.desk) and one.name != "search"
        ]
        return [*find_hits(self.desk), *commands]

    def show_import(self, paths: list[Path]) -> None:
        """Show what importing some files would change."""
        self.show_page("import")
        self._pages["import"].take_files(paths)  # type: ignore[attr-defined]

    def switch_language(self) -> None:
        """Switch between English and Chinese, at once and everywhere."""
        desk = self.desk
        desk.settings = replace(desk.settings, lang="en" if desk.texts.lang == "zh" else "zh")
        desk.texts = Texts(desk.settings.lang)
        desk.settings_changed.tell(desk.settings)
        self.retell()

    def retell(self) -> None:
        """Follow the language."""
        self._rail.retell()
        self._bar.retell()
        self._unsaved.retell()
        self._name_actions()
        for page in self._pages.values():
            page.retell()
        self.desk.retold.tell(self.desk.texts)
        self._refresh_frame()
        self._lay_out()
        self._show_consequences()

    def switch_theme(self) -> None:
        """Switch between the light and the dark theme."""
        desk = self.desk
        desk.settings = replace(desk.settings, theme=next_theme(desk.theme))
        desk.settings_changed.tell(desk.settings)
        apply_theme(desk)
        self._rail.restyle()
        self._bar.restyle()
        for page in self._pages.values():
            page.restyle()
        self.desk.restyled.tell(desk.theme)
        self._refresh_frame()
        self._show_consequences()

    def toggle_inspector(self) -> None:
        """Fold the inspector away, or bring it back."""
        self._wishes_inspector, self._lent_inspector = not self._inspector.isVisible(), False
        self._inspector.setVisible(self._wishes_inspector)

    def lend_inspector(self) -> None:
        """Show the inspector where there is no room for it, until another page is shown."""
        self._lent_inspector = self._lent_inspector or not self._inspector.isVisible()
        self._inspector.setVisible(True)

    def focus_next_region(self) -> None:
        """Move the focus to the next part of the window: page, inspector, rail."""
        focus_next_region((self.page, self._inspector, self._rail), self.focusWidget())

    def explain(self) -> None:
        """Explain the page in the inspector."""
        self._inspector.setVisible(True)
        self._inspector.show_content(explain_page(self.desk, self.page.name))

    # -- work and window --------------------------------------------------------------------------

    def _job_started(self, _: Job) -> None:
        QTimer.singleShot(JOB_SHOWN_AFTER_MS, self._show_job)

    def _show_job(self) -> None:
        seen = [job for job in self.desk.jobs.running if job.name != "save"]
        self._strip.show_job(seen[0] if seen else None)
        if seen:
            self._job_clock.start()
        else:
            self._job_clock.stop()

    def _foot(self) -> int:
        return self._strip.height() + (self._unsaved.height() if self._unsaved.isVisible() else 0)

    def _lay_out(self) -> None:
        narrow = self.width() < NARROW
        self._rail.set_narrow(narrow)
        self._bar.set_narrow(narrow)
        self._inspector.setVisible(self._wishes_inspector and not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() < NARROW) != (self.width() < NARROW) or not event.oldSize().isValid():
            self._lay_out()
        self._toaster.place()

    def put_down(self) -> None:
        """Have what is being typed stored, as when one clicks elsewhere."""
        self.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.door.may_leave(self.close):
            event.ignore()
            return
        self.door.stop_loading()
        self.desk.settings = replace(
            self.desk.settings, geometry=bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        )
        self.desk.settings_changed.tell(self.desk.settings)
        super().closeEvent(event)

    def restore(self, geometry: str) -> None:
        """Stand where the window stood last time."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode("ascii"))))
