"""The History page: every edit with its time, author and differences; undo from here as from anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from curriplan.app.differences import Teller
from curriplan.app.failures import failure_sentence
from curriplan.app.jobs import Outcome
from curriplan.app.scenarios import edit_words
from curriplan.app.session import Edited, Session
from curriplan.app.versions import name_revision, named
from curriplan.domain.changes import Change, Changes
from curriplan.domain.edits.scenarios import seen
from curriplan.domain.history import Stamp
from curriplan.domain.text import Text
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import EMPTY, Content, Field, Pairs, Paragraph, Section
from curriplan.gui.models.table import Column, TableModel
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import card, column
from curriplan.gui.widgets.table import FactTable

SHOWN_CHANGES = 40


class HistoryPage(Page):
    """Who changed what, and when."""

    name = "history"

    def build(self, body: QVBoxLayout) -> None:
        """Make the filter line and the table."""
        bar = self.toolbar(body)
        self._filter = QLineEdit()
        self._filter.setClearButtonEnabled(True)
        self._filter.setMaximumWidth(320)
        self.say(self._filter.setPlaceholderText, "history.filter")
        self.say(self._filter.setAccessibleName, "history.filter")
        self._filter.textChanged.connect(lambda _: self._show())
        bar.addWidget(self._filter)
        bar.addStretch(1)
        columns: list[Column[Stamp]] = [
            Column(
                "history.number",
                lambda one: str(one.revision),
                lambda one: one.revision,
                right=True,
                width=60,
            ),
            Column(
                "history.at",
                lambda one: f"{one.at.astimezone():%Y-%m-%d %H:%M:%S}",
                lambda one: one.at,
                width=160,
            ),
            Column("history.what", self._words, width=400),
            Column("version.heading", self._named, width=130),
            Column("history.author", lambda one: one.author, width=100),
        ]
        self._model = TableModel(columns, self.desk.say)
        self._table = FactTable(self.desk, self._model)
        self._table.chosen.connect(lambda key: self.desk.select(Selection(revision=int(key))))
        self.say(self._table.setAccessibleName, "page.history.title")
        box = card()
        column(box, margin=2).addWidget(self._table)
        body.addWidget(box, 1)
        self.setFocusProxy(self._table)
        self._unread: dict[int, str] = {}
        self.desk.opened.listen(lambda _: self._unread.clear())
        self.desk.saved.listen(lambda _: self.follow(None))  # an edit appears when it is on the disk

    def refresh(self, edited: Edited | None) -> None:
        """Show what has been stored; an edit is seen here once it is on the disk."""
        if edited is None:
            self._model.retell()
        self._show()

    def _show(self) -> None:
        session, wanted = self.desk.session, self._filter.text().casefold()
        if session is None:
            return
        rows: Mapping[str, Stamp] = {
            str(one.revision): one
            for one in reversed(session.stamps())
            if wanted in f"{self._words(one)} {self._named(one)} {one.author}".casefold()
        }
        self._model.show_rows(rows)

    def _words(self, stamp: Stamp) -> str:
        session = self.desk.session
        what = "" if session is None else edit_words(stamp, session.stored, self.desk.texts)
        return (
            what
            if stamp.undoes is None
            else self.desk.say("history.undoes", what=what, revision=stamp.undoes)
        )

    def headline(self) -> tuple[str, str]:
        """Say how much has happened."""
        session = self.desk.session
        stamps = () if session is None else session.stamps()
        authors = sorted({one.author for one in stamps if one.author})
        return self.desk.say("history.headline", n=len(stamps)), self.desk.say(
            "history.by", names=authors
        ) if authors else ""

    def inspect(self, selection: Selection) -> Content:
        """Show what a revision changed, row by row."""
        session, say = self.desk.session, self.desk.say
        stamp = (
            next((one for one in session.stamps() if one.revision == selection.revision), None)
            if session
            else None
        )
        if session is None or stamp is None:
            return EMPTY
        if not session.at_hand(stamp.revision):
            self._fetch(session, stamp.revision)
            words = Paragraph(self._unread.get(stamp.revision, say("history.reading")))
            return self._told(stamp, [Section("", (words,))])
        changes = seen(session.changes(stamp.revision))
        facts = Pairs(
            (
                (say("history.at"), f"{stamp.at.astimezone():%Y-%m-%d %H:%M:%S}"),
                (say("history.author"), stamp.author or "–"),
                (say("history.rows"), str(len(changes))),
            )
        )
        sections = [Section("", (facts, *self._naming(session, stamp.revision))), *self._sections(changes)]
        if len(changes) > SHOWN_CHANGES:
            sections.append(
                Section("", (Paragraph(say("history.more", n=len(changes) - SHOWN_CHANGES), dim=True),))
            )
        return self._told(stamp, sections)

    def _naming(self, session: Session, revision: int) -> tuple[Field, ...]:
        """Offer to call a revision by a name; where nothing can be changed its name is only shown."""
        held = named(session.stored, revision)
        say = self.desk.say

        def store(typed: str) -> None:
            text, old = typed.strip(), Text() if held is None else held.name
            name = replace(old, zh=text) if self.desk.texts.lang == "zh" else replace(old, en=text)
            self.desk.told(
                lambda: name_revision(session, revision, name if text else Text(), self.desk.today)
            )

        if session.read_only:
            return ()
        return (
            Field(
                say("version.name"),
                "" if held is None else self.desk.name(held.name),
                store,
                hint=say("version.hint"),
            ),
        )

    def _named(self, stamp: Stamp) -> str:
        session = self.desk.session
        held = None if session is None else named(session.stored, stamp.revision)
        return "" if held is None else self.desk.name(held.name)

    def _told(self, stamp: Stamp, sections: list[Section]) -> Content:
        about = self.desk.say("history.revision", revision=stamp.revision)
        return Content(self._words(stamp), about, tuple(sections))

    def _fetch(self, session: Session, revision: int) -> None:
        """Read an edit of another day beside the window, and show it then; once, if that fails."""
        if revision in self._unread:
            return
        self._unread[revision] = self.desk.say("history.reading")

        def here(outcome: Outcome[Changes]) -> None:
            if session is not self.desk.session:
                return
            if outcome.error is None:
                del self._unread[revision]
            else:
                self._unread[revision] = failure_sentence(outcome.error, self.desk.texts) or str(
                    outcome.error
                )
            self.desk.look_again()

        session.fetch(revision, here)

    def _sections(self, changes: Changes) -> list[Section]:
        say = self.desk.say
        counts: dict[str, int] = {}
        for one in changes:
            counts[one.table] = counts.get(one.table, 0) + 1
        rows = tuple((say(f"report.table.{table}"), str(n)) for table, n in counts.items())
        sections = [Section(say("history.by_table"), (Pairs(rows),))] if len(changes) > 1 else []
        teller = Teller(self.desk.program, changes, self.desk.texts)
        for one in changes[:SHOWN_CHANGES]:
            pairs = tuple(
                (each.field, say("history.from_to", before=each.before, after=each.after))
                for each in teller.differences(one)
            )
            heading = self._heading(teller, one)
            sections.append(
                Section(heading, (Pairs(pairs),)) if pairs else Section("", (Paragraph(heading),))
            )
        return sections

    def _heading(self, teller: Teller, change: Change) -> str:
        say = self.desk.say
        verb = "added" if change.before is None else "removed" if change.after is None else "changed"
        return say(f"history.{verb}", table=say(f"report.table.{change.table}"), name=teller.row(change))
