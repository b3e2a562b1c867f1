"""The Export page: the sheets as they will be, options, and the button that writes them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout

from curriplan.analysis.report.build import build_report
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.tree import Report
from curriplan.app.exporting import report_inputs, write_report
from curriplan.app.jobs import Job, Outcome
from curriplan.app.scenarios import version_words
from curriplan.app.session import Edited, Session
from curriplan.app.texts import Texts
from curriplan.exchange.writers.names import sheet_names
from curriplan.exchange.writers.words import Language, Words
from curriplan.gui.desk import Selection, Toast
from curriplan.gui.inspector.content import Action, Content, Pairs, Paragraph, Section
from curriplan.gui.scenarios import shown_name
from curriplan.gui.views.export.preview import SheetModel, SheetView, sheet_of
from curriplan.gui.views.page import Page
from curriplan.gui.widgets.basic import button, card, column, label, row

ROW = 28


class ExportPage(Page):
    """What the dean will open."""

    name = "export"
    needs_demand = True

    def build(self, body: QVBoxLayout) -> None:
        """Make options, the list of sheets and the preview."""
        self._report: Report | None = None
        self._job: Job | None = None
        self._written: Path | None = None
        self.desk.opened.listen(lambda _: self._forget())
        bar = self.toolbar(body)
        write = button(kind="primary", clicked=self.ask_and_write)
        self.say(write.setText, "export.write")
        bar.addWidget(write)
        self._languages = QComboBox()
        self.say(self._languages.setAccessibleName, "export.language")
        self._by_hand = False
        self._languages.activated.connect(lambda _: self._choose_language())
        bar.addWidget(self._languages)
        bar.addStretch(1)
        self._place = label(role="dim")
        bar.addWidget(self._place)
        across = row(spacing=12)
        body.addLayout(across, 1)
        self._sheets = QListWidget()
        self._sheets.setFixedWidth(190)
        self._sheets.currentRowChanged.connect(lambda _: self._show_sheet())
        self.say(self._sheets.setAccessibleName, "export.sheets")
        left = card()
        column(left, margin=4).addWidget(self._sheets)
        across.addWidget(left)
        self._model = SheetModel(self.desk)
        self._view = SheetView(self._model)
        self.say(self._view.setAccessibleName, "export.preview")
        right = card()
        column(right, margin=4).addWidget(self._view)
        across.addWidget(right, 1)
        self.setFocusProxy(self._sheets)

    # -- following ------------------------------------------------------------------------------------

    def refresh(self, edited: Edited | None) -> None:
        """Make the report anew beside the window, and show it when it is there."""
        if edited is None:
            self._fill_languages()
        if self._job is not None:
            self._job.cancel()
        inputs, session = self._inputs(), self.desk.session
        self._job = self.desk.jobs.in_pool(
            "report", lambda _: build_report(inputs), lambda outcome: self._report_here(session, outcome)
        )

    def _inputs(self) -> ReportInputs:
        session = self.desk.session
        version = "" if session is None else version_words(session, self.desk.texts)
        scenario = None if session is None else session.scenario
        return report_inputs(self.desk.program, self.desk.results, self.desk.today, version, scenario)

    def _report_here(self, session: Session | None, outcome: Outcome[Report]) -> None:
        if outcome.error is not None:
            raise outcome.error
        if outcome.value is None or session is not self.desk.session:
            return
        self._job, self._report = None, outcome.value
        self._list_sheets()
        self._tell(*self.headline())

    def _list_sheets(self) -> None:
        """Name the sheets as the workbook will, and show the chosen one."""
        if self._report is None:
            return
        words = Words(Texts, self._language())
        chosen = max(0, self._sheets.currentRow())
        self._sheets.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._sheets.clear()
        for name in sheet_names(self._report, words):
            QListWidgetItem(name, self._sheets).setSizeHint(QSize(0, ROW))
        self._sheets.setCurrentRow(min(chosen, self._sheets.count() - 1))
        self._sheets.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._show_sheet()

    def _show_sheet(self) -> None:
        at = self._sheets.currentRow()
        if self._report is not None and 0 <= at < len(self._report.sections):
            words = Words(Texts, self._language())
            self._view.show_sheet(sheet_of(self._report.sections[at], words, self.desk.theme))

    def _choose_language(self) -> None:
        self._by_hand = True
        self._list_sheets()

    def _fill_languages(self) -> None:
        """Offer the languages; until one is chosen by hand it is the window's."""
        chosen = self._languages.currentData() if self._by_hand else self.desk.texts.lang
        self._languages.clear()
        for lang in get_args(Language):
            self._languages.addItem(self.desk.say(f"export.lang.{lang}"), lang)
        self._languages.setCurrentIndex(max(0, self._languages.findData(chosen)))

    def _language(self) -> Language:
        held = self._languages.currentData()
        return held if held in get_args(Language) else self.desk.texts.lang

    def headline(self) -> tuple[str, str]:
        """Say what the workbook will hold."""
        if self._report is None:
            return self.desk.say("job.report.title"), ""
        return self.desk.say("export.headline", n=len(self._report.sections)), ""

    def restyle(self) -> None:
        """Follow the theme."""
        if self._built:
            self._show_sheet()

    def inspect(self, selection: Selection) -> Content:
        """Say what the workbook is for, and where the last one lies."""
        say = self.desk.say
        sections = [
            Section(say("export.about_head"), (Paragraph(say("export.about")), Paragraph(say("export.live"))))
        ]
        if self._written is not None:
            path = self._written
            facts = Pairs(((say("export.file"), path.name), (say("export.folder"), str(path.parent))))
            sections.insert(
                0,
                Section(
                    say("export.done_head"), (facts, Action(say("export.open_file"), lambda: _show(path)))
                ),
            )
        return Content(say("page.export.title"), "", tuple(sections))

    # -- writing --------------------------------------------------------------------------------------

    def ask_and_write(self) -> None:
        """Have the user choose where the workbook goes, and write it."""
        session = self.desk.session
        if session is None:
            return
        title = shown_name(self.desk) or session.store.path.stem
        stem = re.sub(r'[\\/:*?"<>|]+', " ", title.replace("▸", "-"))
        start = session.store.path.with_name(f"{stem}.xlsx")
        name, _ = QFileDialog.getSaveFileName(
            self, self.desk.say("export.write"), str(start), f"{self.desk.say('export.workbook')} (*.xlsx)"
        )
        if name:
            self.write(Path(name if name.lower().endswith(".xlsx") else f"{name}.xlsx"))

    def write(self, path: Path) -> None:
        """Write the workbook to a path, beside the window."""
        inputs, lang, session = self._inputs(), self._language(), self.desk.session
        if session is None:
            return
        of, revision = session.store.path, None if session.scenario else session.revision

        def done(outcome: Outcome[Report]) -> None:
            if self._told(path, outcome):
                if revision is not None:  # a scenario is not what the programme is
                    self._remember(of, revision)
                self._show_place(path, session)

        self.desk.jobs.in_pool("export", lambda progress: write_report(inputs, path, lang, progress), done)

    def _told(self, path: Path, outcome: Outcome[Report]) -> bool:
        """Say how the writing ended; return whether the workbook is there."""
        if outcome.error is not None:
            self.desk.complain(outcome.error)
        if outcome.value is None:
            return False
        self.desk.toasts.tell(Toast(self.desk.say("export.done", path=str(path))))
        return True

    def _show_place(self, path: Path, session: Session) -> None:
        if session is self.desk.session:
            self._written = path
            self._place.setText(self.desk.say("export.lies_in", path=path.name))
            self.desk.look_again()

    def _remember(self, of: Path, revision: int) -> None:
        """Note in the settings up to which edit a programme is exported."""
        held, key = self.desk.settings, str(of)
        recent = tuple(replace(one, exported=revision) if one.path == key else one for one in held.recent)
        self.desk.settings = replace(held, recent=recent)
        self.desk.settings_changed.tell(self.desk.settings)

    def _forget(self) -> None:
        """Say nothing any more of the workbook of another programme."""
        self._report = self._written = None
        self._place.setText("")


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
