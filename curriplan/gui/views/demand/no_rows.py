"""What stands instead of a table of requirements without rows: why it is empty, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from curriplan.analysis.order import in_order
from curriplan.domain.post import PostLevel
from curriplan.gui.desk import Desk
from curriplan.gui.widgets.basic import button, column, label, row


class NoRows(QWidget):
    """A sentence and what can be done: clear the filter, choose a post, or state what the chosen one demands.

    Before anybody was asked: import answers, and make the survey that is to be answered.
    """

    def __init__(
        self,
        desk: Desk,
        clear: Callable[[], object],
        choose: Callable[[str], object],
        state: Callable[[], object],
        ask: Callable[[], object],
    ) -> None:
        super().__init__()
        self._desk, self._clear, self._choose, self._state = desk, clear, choose, state
        self._act: Callable[[], object] = clear
        self._about, self._step = label(role="dim", wrap=True), button(kind="primary")
        self._about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._step.clicked.connect(lambda *_: self._act())
        self._import = button(clicked=lambda: desk.commands.tell("import"))
        self._ask = button(clicked=ask)
        self.setFocusProxy(self._step)
        lines = column(self, spacing=14, margin=12)
        lines.addStretch(2)
        lines.addWidget(self._about)
        steps = row(spacing=10)
        steps.addStretch(1)
        for made in (self._step, self._import, self._ask):
            steps.addWidget(made)
        steps.addStretch(1)
        lines.addLayout(steps)
        lines.addStretch(3)

    def tell(self, chosen: str, words: str) -> None:
        """Say why there is no row for a chosen post, or for none, and some words of the filter."""
        say, post = self._desk.say, self._desk.program.posts.get(chosen)
        if words.strip():
            about, step, self._act = say("demand.none_fits"), say("demand.clear_filter"), self._clear
        elif post is None:
            about, step = say("demand.none_at_all"), say("demand.choose_post")
            self._act = self._choose_first
        else:
            about = say("demand.none_of_post", post=self._desk.name(post.name, post.code))
            step, self._act = say("demand.state"), self._state
        unasked = not self._desk.program.respondents and not words.strip()
        self._about.setText(about)
        self._step.setText(step)
        self._import.setText(say("demand.import"))
        self._ask.setText(say("demand.add_survey"))
        self._import.setVisible(unasked)
        self._ask.setVisible(unasked and not self._desk.program.surveys)

    def _choose_first(self) -> None:
        posts = in_order(self._desk.program.posts)
        own = [one for one in posts if one.level is not PostLevel.GRADUATE]
        for one in (own or posts)[:1]:
            self._choose(one.id)
            self._state()
