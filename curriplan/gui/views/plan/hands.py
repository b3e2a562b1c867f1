"""What is done with cards: moved, shifted, cut and pasted, fixed; each is one edit, and says at once what it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from curriplan.analysis.calendar import first_term
from curriplan.analysis.order import terms_in_order
from curriplan.analysis.rules.check import brought
from curriplan.domain.edits.placements import lock, place
from curriplan.domain.finding import Severity
from curriplan.domain.history import Label
from curriplan.domain.history import label as edit_label
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.preview import Preview, preview, told_troubles
from curriplan.gui.views.plan.short import RANKS

LARGE_EDIT = 3
SHIFTS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
SHIFTING = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
Modifier = Qt.KeyboardModifier


class BoardHands(QObject):
    """Hands on the board; ``told`` says in one line what was done or would be, "" that there is nothing to say."""

    told = Signal(str)

    def __init__(self, desk: Desk, board: Board) -> None:
        super().__init__()
        self._desk, self._board = desk, board
        self._cut: list[str] = []
        board.moved.connect(self.move)
        board.hovered.connect(self.hover)
        board.left.connect(self.leave)
        board.entered.connect(self._enter)

    @property
    def cut_courses(self) -> tuple[str, ...]:
        """Return what waits to be pasted."""
        return tuple(self._cut)

    # -- moving ---------------------------------------------------------------------------------------

    def move(self, courses: Sequence[str], term: str) -> None:
        """Move courses to a term, or off the plan for an empty term."""
        program = self._desk.program
        moved = self._free(courses)
        if not moved:
            return
        number = program.terms[term].number if term else 0
        targets = dict.fromkeys(moved, term or None)
        if len(moved) == 1:
            row = program.courses[moved[0]]
            name = row.name.or_code(row.code)
            words = (
                edit_label("placement.move", course=name, number=number)
                if term
                else edit_label("placement.off", course=name)
            )
        else:
            words = (
                edit_label("placement.moves", n=len(moved), number=number)
                if term
                else edit_label("placement.offs", n=len(moved))
            )
        self._place(words, targets)

    def shift(self, courses: Sequence[str], by: int) -> None:
        """Move courses by some terms, each from where it is; those without a term come into the first."""
        program = self._desk.program
        terms = terms_in_order(program)
        targets: dict[str, str | None] = {}
        for course in self._free(courses):
            begins = first_term(program, course)
            at = next((n for n, term in enumerate(terms) if term.number == begins), -1 if by > 0 else None)
            if at is not None and 0 <= at + by < len(terms):
                targets[course] = terms[at + by].id
        if len(targets) == 1:
            self.move(list(targets), next(iter(targets.values())) or "")
        elif targets:
            words = edit_label("placement.later" if by > 0 else "placement.earlier", n=len(targets))
            self._place(words, targets)

    def _place(self, words: Label, targets: Mapping[str, str | None]) -> None:
        desk = self._desk
        before = desk.results.checked(desk.today)
        changes = desk.edit(words, lambda now: place(now, targets))
        self.forget()
        if not changes:
            return
        self._board.focus_cards(targets)
        troubles = [one for one in brought(before, desk.results.checked(desk.today)) if one.severity in RANKS]
        text = " · ".join(told_troubles(desk, troubles).split("\n")) if troubles else ""
        self.told.emit(desk.say("board.broke", text=text) if text else desk.say("board.nothing_broke"))
        if len(changes) >= LARGE_EDIT:
            desk.toasts.tell(Toast(desk.say("plan.moved", n=len(changes)), undo=True))

    def _free(self, courses: Iterable[str]) -> list[str]:
        """Return which courses may be moved; that others are fixed is told."""
        known = [one for one in courses if one in self._desk.program.courses]
        free = [one for one in known if not self.is_locked(one)]
        if len(free) < len(known):
            self._desk.toasts.tell(Toast(self._desk.say("plan.locked_stay", n=len(known) - len(free))))
        return free

    # -- fixing ---------------------------------------------------------------------------------------

    def lock(self, courses: Sequence[str], locked: bool) -> None:
        """Fix courses to their term, or free them."""
        words = edit_label("placement.lock" if locked else "placement.unlock", n=len(courses))
        self._desk.edit(words, lambda now: lock(now, courses, locked))

    def is_locked(self, course: str) -> bool:
        """Tell whether a course is fixed to its term."""
        held = self._desk.program.placements.get(course)
        return held is not None and held.locked

    def toggle_lock(self, courses: Sequence[str]) -> None:
        """Fix courses, or free them if all are fixed."""
        self.lock(courses, not all(self.is_locked(one) for one in courses))

    # -- cut and paste --------------------------------------------------------------------------------

    def cut(self, courses: Sequence[str]) -> None:
        """Have courses wait to be pasted into another term."""
        self._cut = self._free(courses)
        self._board.mark_cut(self._cut)
        if self._cut:
            self.told.emit(self._desk.say("plan.cut", n=len(self._cut)))

    def paste(self, term: str) -> None:
        """Move what was cut to a term."""
        if self._cut:
            self.move(self._cut, term)

    def let_go(self) -> bool:
        """Leave what was cut where it is; tell whether there was any."""
        held = bool(self._cut)
        self.forget()
        self.told.emit("")
        return held

    def forget(self) -> None:
        """Forget what was cut, and what was said of a move in hand."""
        self._cut = []
        self._board.mark_cut(())
        self._board.preview(None)

    # -- what would be --------------------------------------------------------------------------------

    def hover(self, courses: Sequence[str], term: str) -> None:
        """Say at once what courses would do in a term."""
        desk = self._desk
        held = preview(desk, courses, term)
        theme, severity = desk.theme, held.severity
        tone = theme.met if severity is None else theme.severity(severity)
        note = desk.say("plan.fits") if severity is None else held.text
        self._board.preview(held, tone, note)
        self.told.emit(self._line(held))

    def _line(self, held: Preview) -> str:
        say = self._desk.say
        if not held.troubles:
            return say("plan.fits")
        sign = SEVERITY_SIGNS[held.severity or Severity.NOTE]
        text = " · ".join(line.removeprefix(f"{sign} ") for line in held.text.split("\n"))
        return say("board.would_break", sign=sign, text=text)

    def leave(self) -> None:
        """Take back what was said of a term."""
        self._board.preview(None)
        self.told.emit("")

    def _enter(self, term: str) -> None:
        """Say what pasting would do in the column in which the keyboard is now."""
        if self._cut:
            self.hover(self._cut, term)

    # -- keys -----------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent, term: str) -> bool:
        """Take the keys that move and fix; answer whether the key was one of them."""
        courses, modifiers = self._board.selected(), event.modifiers() & ~Modifier.KeypadModifier
        key = _key_of(event)
        if key is Qt.Key.Key_Escape:
            return self.let_go() if self._cut else False
        if modifiers == Modifier.ControlModifier:
            return self._clipboard_key(key, courses, term)
        return self.move_key(event, courses)

    def move_key(self, event: QKeyEvent, courses: Sequence[str]) -> bool:
        """Take the keys that move and fix courses; answer whether the key was one of them."""
        modifiers, key = event.modifiers() & ~Modifier.KeypadModifier, _key_of(event)
        if not courses:
            return False
        if modifiers in SHIFTING and key in SHIFTS:
            self.shift(courses, SHIFTS[key])
            return True
        return modifiers == Modifier.NoModifier and self._plain_key(event.text(), key, courses)

    def _plain_key(self, text: str, key: Qt.Key, courses: Sequence[str]) -> bool:
        numbers = {str(term.number): term.id for term in terms_in_order(self._desk.program)}
        if text in numbers:
            self.move(courses, numbers[text])
        elif text.lower() == "l":
            self.toggle_lock(courses)
        elif key is Qt.Key.Key_Delete:
            self.move(courses, "")
        else:
            return False
        return True

    def _clipboard_key(self, key: Qt.Key, courses: list[str], term: str) -> bool:
        if key is Qt.Key.Key_X and courses:
            self.cut(courses)
        elif key is Qt.Key.Key_V and self._cut:
            self.paste(term)
        else:
            return False
        return True


def _key_of(event: QKeyEvent) -> Qt.Key:
    return Qt.Key(event.key()) if event.key() in set(Qt.Key) else Qt.Key.Key_unknown
