"""Surveys one below the other, each with a card for every question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from curriplan.gui.charts.bars import LyingBars
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.panel import chip
from curriplan.gui.views.demand.facts import Drawing, SurveyFacts
from curriplan.gui.widgets.basic import button, card, clear, column, label, row

WIDE = 720
GAP = 12


class SurveyView(QScrollArea):
    """All surveys. What did not change is not drawn anew, so the place that one reads at stays.

    ``picked`` tells the id of the survey that is to be changed.
    """

    picked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: tuple[SurveyFacts, ...] = ()
        self._across = 2
        self._inside = QWidget()
        self._inside.setObjectName("scrolled")
        self._inside.installEventFilter(self)
        self._lines = column(self._inside, spacing=GAP)
        self._lines.setContentsMargins(0, 0, 8, 8)
        self.setWidget(self._inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def tell(self, facts: Sequence[SurveyFacts]) -> None:
        """Show surveys."""
        if tuple(facts) != self._facts or not facts:
            self._facts = tuple(facts)
            self.draw_again()

    def draw_again(self) -> None:
        """Draw everything anew, as after a change of the theme."""
        clear(self._lines)
        if not self._facts:
            self._lines.addWidget(label(self._desk.say("demand.no_surveys"), "dim", wrap=True))
        for one in self._facts:
            self._lines.addWidget(self._head(one))
            self._lines.addLayout(self._cards(one))
            self._lines.addSpacing(GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content as soon as its parts are shown."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Give the content the height that it has at this width; Qt itself would take that of a narrower one."""
        width = self.viewport().width()
        self._inside.resize(width, self._lines.totalHeightForWidth(width))

    def _head(self, facts: SurveyFacts) -> QWidget:
        made = QWidget()
        lines = column(made, spacing=4)
        line = row(spacing=10)
        line.addWidget(label(facts.name, "headline"))
        if facts.example:
            line.addWidget(chip(facts.example, self._desk.theme.unrated))
        line.addStretch(1)
        change = button(self._desk.say("demand.change_survey"), partial(self.picked.emit, facts.key))
        change.setAccessibleName(f"{self._desk.say('demand.change_survey')} {facts.name}")
        line.addWidget(change)
        lines.addLayout(line)
        lines.addWidget(label(facts.about, "dim", wrap=True))
        if facts.note:
            lines.addWidget(label(facts.note, "dim", wrap=True))
        return made

    def _cards(self, facts: SurveyFacts) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for n, drawing in enumerate(facts.cards):
            grid.addWidget(self._card(drawing), n // self._across, n % self._across)
        for n in range(self._across):
            grid.setColumnStretch(n, 1)
        return grid

    def _card(self, drawing: Drawing) -> QFrame:
        box = card()
        lines = column(box, spacing=6, margin=14)
        lines.addWidget(label(drawing.heading, "strong", wrap=True))
        lines.addWidget(label(drawing.asked, "dim", wrap=True))
        if drawing.bars:
            lines.addSpacing(2)
            lines.addWidget(LyingBars(self._desk, drawing.bars, drawing.columns))
        for text in drawing.texts:
            lines.addWidget(label(text, wrap=True))
        if drawing.more:
            lines.addWidget(label(drawing.more, "dim", wrap=True))
        if drawing.doubt:
            doubt = label(f"▽ {drawing.doubt}", wrap=True)
            doubt.setProperty("tone", "gap")
            lines.addWidget(doubt)
        lines.addStretch(1)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = 2 if self.viewport().width() >= WIDE else 1
        if across != self._across:
            self._across = across
            self.draw_again()
        else:
            self._fit()
