"""Draws the inspector's content."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import assert_never

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QFrame,
    QGridLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import (
    Action,
    Bars,
    Block,
    Chip,
    Choice,
    Content,
    Field,
    Links,
    Pairs,
    Paragraph,
)
from curriplan.gui.inspector.lines import Lines
from curriplan.gui.theme import Tone
from curriplan.gui.tips import set_tip
from curriplan.gui.widgets.basic import Link, button, card, clear, column, label, row
from curriplan.gui.widgets.flow import Flow
from curriplan.gui.widgets.offers import offer

WIDTH = 296
NAME_WIDTH = 100
BRIEF, WIDE_NAME = 8, 164
"""Values of so few letters (a Chinese one counts as two) leave names so much room, in pixels."""
FRAME_SEEN = 40
"""How much is seen around the field that is typed into, in pixels."""

ROOM_BESIDE, ROOM_OF_LIST, ROOM_OF_LINE = 128, 104, 232
"""How long the text of a line or list may be, in pixels, to stand beside its name; a longer one stands below.

What is too long for a line that is as wide as the panel gets several lines.
"""

LETTERS_OF_BUTTONS = 40
"""How many letters, with what each button adds, fit side by side; a Chinese character takes the room of two."""


class Bar(QWidget):
    """A small bar chart, from zero, each bar with its name and its count."""

    def __init__(self, bars: Bars, desk: Desk) -> None:
        super().__init__()
        self._bars, self._desk = bars, desk
        self.setMinimumHeight(64)
        self.setAccessibleName("; ".join(f"{name}: {value:g}" for name, value in bars.bars))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 60, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, bars = self._desk.theme, self._bars.bars
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((value for _, value in bars), default=0.0) or 1.0
        step = min(46.0, self.width() / max(1, len(bars)))
        line = float(self.fontMetrics().height())
        room = self.height() - 2 * line - 2
        for n, (name, value) in enumerate(bars):
            height = room * value / most
            left, foot = n * step, self.height() - line - 1
            colour = theme.accent if n == self._bars.marked else theme.levels[1]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(left, foot - height, step - 8, height), 2, 2)
            painter.setPen(QColor(theme.dim))
            painter.drawText(
                QRectF(left, foot - height - line, step - 8, line), Qt.AlignmentFlag.AlignCenter, f"{value:g}"
            )
            painter.setPen(QColor(theme.ink))
            painter.drawText(QRectF(left, foot + 1, step - 8, line), Qt.AlignmentFlag.AlignCenter, name)
        painter.end()


class Inspector(QFrame):
    """The right-hand side of the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setFixedWidth(WIDTH)
        self._desk = desk
        self._content = Content()
        self._wanted = ""
        desk.typing_wanted.listen(self._want)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("scrolled")
        inside.setMaximumWidth(WIDTH - 2)
        self._lines: QVBoxLayout = column(inside, spacing=6)
        self._lines.setContentsMargins(16, 18, 14, 16)
        area.setWidget(inside)
        self._area, self._inside = area, inside
        column(self).addWidget(area)

    def show_content(self, content: Content) -> None:
        """Show some content; the focus stays where it was, or in the panel if that is no longer there."""
        focus, told = self._focused_name(), self._content
        self._content = content
        held = self.isAncestorOf(QApplication.focusWidget() or self)
        bar = self._area.verticalScrollBar()
        at = bar.value()
        clear(self._lines)
        if content.title:
            self._lines.addWidget(label(content.title, "headline", wrap=True))
        if content.subtitle:
            self._lines.addWidget(label(content.subtitle, "dim", wrap=True))
        for section in content.sections:
            if not section.blocks:
                continue
            if section.heading:
                self._lines.addSpacing(8)
                self._lines.addWidget(label(section.heading, "label", wrap=True))
            for block in section.blocks:
                self._lines.addWidget(self._draw(block))
        self._lines.addStretch(1)
        self._lay_out()
        # Something else is told from its beginning; else Qt must not scroll after the focus that is cleared.
        bar.setValue(at if (content.title, content.subtitle) == (told.title, told.subtitle) else 0)
        found = self._focus_again(self._wanted or focus, new=bool(self._wanted))
        if held and not found:
            self._focus_first()
        self._wanted = ""

    def _lay_out(self) -> None:
        """Give the content its height at once; Qt would paint it squeezed into the old one for a moment."""
        for item in (self._lines.itemAt(n) for n in range(self._lines.count())):
            made = None if item is None else item.widget()
            if made is not None:
                made.show()  # what is not shown yet has no size
        self._lines.activate()
        high = max(self._area.viewport().height(), self._lines.totalMinimumSize().height())
        self._inside.resize(self._inside.width(), high)

    def _want(self, name: str) -> None:
        self._wanted = name

    def _focused_name(self) -> str:
        held: QWidget | None = self.focusWidget()
        return "" if held is None or not held.hasFocus() else held.accessibleName()

    def _widgets(self) -> Iterator[QWidget]:
        """Yield all that is shown now; what was cleared is a child still, until it is deleted."""
        items = (self._lines.itemAt(n) for n in range(self._lines.count()))
        for block in (None if item is None else item.widget() for item in items):
            yield from () if block is None else (block, *block.findChildren(QWidget))

    def _focus_first(self) -> None:
        """Keep the focus in the panel: what had it is gone, and Qt would give it to the first thing of the window."""
        for widget in self._widgets():
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _focus_again(self, name: str, *, new: bool) -> bool:
        """Give the focus to what is called so now; tell whether anything is."""
        if name:
            for widget in self._widgets():
                if widget.accessibleName() == name and not widget.isHidden():
                    # What is new is typed over: come to by Tab, a line has all its text selected.
                    widget.setFocus(Qt.FocusReason.TabFocusReason if new else Qt.FocusReason.OtherFocusReason)
                    self._area.ensureWidgetVisible(widget, 0, FRAME_SEEN)
                    return True
        return False

    def _draw(self, block: Block) -> QWidget:
        match block:
            case Paragraph():
                return label(block.text, "dim" if block.dim else "", wrap=True)
            case Chip():
                return _chip(block)
            case Pairs():
                return _pairs(block)
            case Bars():
                return self._bars(block)
            case Choice():
                return _choice(block)
            case Field():
                return _field(block)
            case Action():
                return _action(block)
            case Links():
                return _links(block)
            case _:
                assert_never(block)

    def _bars(self, block: Bars) -> QWidget:
        made = QWidget()
        lines = column(made, spacing=2)
        lines.addWidget(Bar(block, self._desk))
        if block.caption:
            lines.addWidget(label(block.caption, "dim", wrap=True))
        return made


def chip(text: str, tone: Tone) -> QWidget:
    """Return a short text on a coloured ground."""
    made = label(text)
    made.setStyleSheet(
        f"background: {tone.fill}; color: {tone.ink}; border-radius: 4px; padding: 2px 6px; font-weight: 500;"
    )
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def _chip(block: Chip) -> QWidget:
    made = QWidget()
    line = row(made, spacing=8)
    line.addWidget(chip(block.text, block.tone), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(block.beside, wrap=True), 1)
    return made


def _pairs(block: Pairs) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    brief = all(len(value.encode("gbk", "replace")) <= BRIEF for _, value in block.rows)
    for n, (name, value) in enumerate(block.rows):
        click = block.clicks[n] if n < len(block.clicks) else None
        left = label(name, "dim", wrap=True) if click is None else Link(name, click)
        wanted = left.fontMetrics().horizontalAdvance(name) + 4 if brief else 0
        left.setMinimumWidth(max(96, min(wanted, WIDE_NAME)))
        left.setMaximumWidth(WIDE_NAME if brief else 128)
        grid.addWidget(left, n, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wrap=True), n, 1, Qt.AlignmentFlag.AlignTop)
    return made


def _choice(block: Choice) -> QWidget:
    made = QWidget()
    lines = column(made, spacing=4)
    letters = sum(len(one.encode("gbk", "replace")) + 5 for one in block.options)
    if block.listed or letters > LETTERS_OF_BUTTONS:
        lines.addLayout(_choice_list(block))
    else:
        lines.addWidget(_choice_buttons(block))
    if block.hint:
        lines.addWidget(label(block.hint, "dim", wrap=True))
    return made


def _choice_list(block: Choice) -> QLayout:
    options = QComboBox()
    options.addItems(block.options)
    name = label(block.name, "dim", wrap=True)
    widest = max((options.fontMetrics().horizontalAdvance(one) for one in block.options), default=0)
    line: QBoxLayout = column(spacing=2) if widest > ROOM_OF_LIST else row(spacing=8)
    if widest <= ROOM_OF_LIST:
        name.setFixedWidth(NAME_WIDTH)
    options.setCurrentIndex(-1 if block.chosen is None else block.chosen)
    options.setAccessibleName(block.name)
    options.activated.connect(block.pick)
    line.addWidget(name)
    line.addWidget(options, 1)
    return line


def _choice_buttons(block: Choice) -> QWidget:
    buttons = QWidget()
    options = Flow(buttons, 4)
    for n, text in enumerate(block.options):
        one = button(text, partial(block.pick, n))
        one.setCheckable(True)
        one.setChecked(n == block.chosen)
        one.setAccessibleName(f"{block.name} {text}")
        one.setStyleSheet("padding-left: 8px; padding-right: 8px;")
        options.addWidget(one)
    return buttons


def _field(block: Field) -> QWidget:
    made = QWidget()
    lines = column(made, spacing=2)
    line = row(spacing=8)
    name = label(block.name, "dim", wrap=True)
    edit = _line(block)
    if isinstance(edit, Lines) or edit.fontMetrics().horizontalAdvance(block.text) > ROOM_BESIDE:
        lines.addWidget(name)
    else:
        name.setFixedWidth(NAME_WIDTH)
        line.addWidget(name)
    line.addWidget(edit, 1)
    if block.suffix:
        line.addWidget(label(block.suffix, "dim"))
    lines.addLayout(line)
    complaint = label("", wrap=True)
    complaint.setProperty("tone", "firm")
    complaint.hide()
    lines.addWidget(complaint)

    def typed() -> None:
        if edit.text() == block.text:
            return
        answer = block.store(edit.text())
        complaint.setVisible(bool(answer))
        complaint.setText(answer or "")

    edit.editingFinished.connect(typed)
    return made


def _line(block: Field) -> QLineEdit | Lines:
    """Return what the text of a field is typed into: one line, or several where that would cut it."""
    edit = QLineEdit(block.text)
    if not block.options and edit.fontMetrics().horizontalAdvance(block.text) > ROOM_OF_LINE:
        several = Lines(block.text, ROOM_OF_LINE)
        several.setAccessibleName(block.name)
        return several
    edit.setAccessibleName(block.name)
    edit.setPlaceholderText(block.hint)
    edit.setCursorPosition(0)
    if block.options:
        offer(edit, block.options)
    return edit


def _action(block: Action) -> QWidget:
    if not block.about:
        made = QWidget()
        line = row(made)
        line.addWidget(_action_button(block))
        line.addStretch(1)
        return made
    box = card()
    lines = column(box, spacing=4, margin=8)
    lines.addWidget(label(block.about, wrap=True))
    line = row()
    line.addWidget(_action_button(block))
    line.addStretch(1)
    lines.addLayout(line)
    return box


def _action_button(block: Action) -> QWidget:
    """Return the button, called as it reads, so that the focus can come back to it."""
    made = button(block.text, block.act, "primary" if block.primary else "")
    made.setAccessibleName(block.text)
    made.setAutoDefault(True)  # Return presses it as Space does
    return made


def _links(block: Links) -> QWidget:
    made = QWidget()
    lines = column(made, spacing=4)
    for n, (text, click) in enumerate(block.links):
        if n >= len(block.removes):
            lines.addWidget(Link(text, click))
            continue
        line = row(spacing=4)
        line.addWidget(Link(text, click), 1)
        name, remove = block.removes[n]
        cross = button("✕", remove, "flat")
        cross.setAccessibleName(name)
        set_tip(cross, name)
        line.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(line)
    return made
