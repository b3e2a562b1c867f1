"""What is chosen of the prerequisites: which metric shades, which courses are seen, whether the longest chain is lit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QPushButton

from curriplan.analysis.metrics.curriculum import METRICS
from curriplan.gui.desk import Desk
from curriplan.gui.views.map.graph.drawing import Drawing
from curriplan.gui.views.map.graph.pane import Choices
from curriplan.gui.views.map.graph.prerequisite_drawing import Measure, prerequisite_drawing
from curriplan.gui.views.map.lines import Filters
from curriplan.gui.widgets.basic import button


class PrerequisiteChoices(Choices):
    """The choices of the prerequisites."""

    empty = "graph.no_requisites"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.measure = Measure()
        self._metric = QComboBox()
        self._metric.setFixedWidth(120)
        self._metric.activated.connect(lambda *_: self.choose(metric=self._metric.currentData()))
        self.line.addWidget(self._metric)
        self._longest = self._switch("longest", self.measure.longest)
        self._all = self._switch("all_courses", self.measure.all_courses)

    def _switch(self, name: str, on: bool) -> QPushButton:
        made = button()
        made.setCheckable(True)
        made.setChecked(on)
        made.toggled.connect(lambda checked: self.choose(**{name: checked}))
        self.line.addWidget(made)
        return made

    def choose(self, **chosen: object) -> None:
        """Choose something else, by the names of ``Measure``."""
        self.measure = replace(self.measure, **chosen)  # type: ignore[arg-type]
        self.changed.emit()

    def wish(self, filters: Filters) -> object:
        """Return whether all courses are seen: how they are shaded moves nothing."""
        del filters
        return self.measure.all_courses

    def draw(self, filters: Filters) -> Drawing:
        """Return the prerequisites as they are wanted."""
        del filters
        return prerequisite_drawing(self.desk, self.measure)

    def retell(self) -> None:
        """Follow the language."""
        say = self.desk.say
        self._metric.setAccessibleName(say("graph.tool.metric"))
        self._metric.clear()
        for metric in METRICS:
            self._metric.addItem(say(f"graph.metric.{metric.id}"), metric.id)
        self._metric.addItem(say("graph.tool.no_metric"), "")
        self._metric.setCurrentIndex(self._metric.findData(self.measure.metric))
        self._longest.setText(say("graph.tool.longest"))
        self._all.setText(say("graph.tool.all_courses"))
