"""Moving cards: by keys, menu, cut and paste; each one edit, and what it breaks is said before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from curriplan.analysis.calendar import first_term
from curriplan.analysis.order import terms_in_order
from curriplan.domain.course import RequisiteKind
from curriplan.domain.finding import Severity
from curriplan.gui.desk import Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.theme import SEVERITY_SIGNS
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.head_view import HeadView
from curriplan.gui.views.plan.links import LinkLayer, links_of
from tests.gui.plan.finding import cards_of, movable, shown_plan

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def _head(board: Board, number: int) -> HeadView:
    return board.findChildren(HeadView)[number - 1]


def _revision(window: MainWindow) -> int:
    assert window.desk.session is not None
    return window.desk.session.revision


def _breaking(window: MainWindow) -> tuple[str, str]:
    """Return a course that may not stand in term 1, and what it needs before."""
    program = window.desk.program
    return next(
        (held.course, next(iter(held.courses)))
        for rows in program.requisites.values()
        for held in rows.values()
        if held.kind is RequisiteKind.ALL_OF and (first_term(program, held.course) or 0) > 1
    )


def test_several_cards_are_shifted_by_one_edit(window: MainWindow) -> None:
    _, board = shown_plan(window)
    courses = movable(window)[:3]
    board.focus_cards(courses)
    assert set(board.selected()) == set(courses)
    before = _revision(window)
    QTest.keyClick(cards_of(board, 1), Qt.Key.Key_Right, ALT)
    assert {first_term(window.desk.program, one) for one in courses} == {2}
    assert _revision(window) == before + 1
    assert set(board.selected()) == set(courses)
    window.undo()
    assert {first_term(window.desk.program, one) for one in courses} == {1}


def test_cards_of_several_columns_are_chosen_together(window: MainWindow) -> None:
    _, board = shown_plan(window)
    one, other = movable(window)[0], movable(window, 2)[0]
    board.focus_cards([one, other])
    assert set(board.selected()) == {one, other}
    QTest.keyClicks(cards_of(board, 2), "4")
    assert {first_term(window.desk.program, course) for course in (one, other)} == {4}


def test_a_cut_card_is_pasted_into_a_column_reached_by_arrows(window: MainWindow) -> None:
    page, board = shown_plan(window)
    course = movable(window)[0]
    board.focus_card(course)
    QTest.keyClick(cards_of(board, 1), Qt.Key.Key_X, CTRL)
    assert list(page.hands.cut_courses) == [course]
    assert course in cards_of(board, 1).cut
    QTest.keyClick(cards_of(board, 1), Qt.Key.Key_Right)
    shown = _head(board, 2).shown
    assert shown is not None
    assert "→" in shown.load
    QTest.keyClick(cards_of(board, 2), Qt.Key.Key_V, CTRL)
    assert first_term(window.desk.program, course) == 2
    assert not page.hands.cut_courses
    shown = _head(board, 2).shown
    assert shown is not None
    assert "→" not in shown.load


def test_escape_leaves_what_was_cut_where_it_is(window: MainWindow) -> None:
    page, board = shown_plan(window)
    board.focus_card(movable(window)[0])
    QTest.keyClick(cards_of(board, 1), Qt.Key.Key_X, CTRL)
    QTest.keyClick(cards_of(board, 1), Qt.Key.Key_Escape)
    assert not page.hands.cut_courses
    assert not cards_of(board, 1).cut


def test_an_empty_column_takes_the_keyboard_and_what_is_pasted(window: MainWindow) -> None:
    page, board = shown_plan(window)
    last = terms_in_order(window.desk.program)[-1].id
    held = [one.course for one in cards_of(board, 6).cards.cards()]
    page.hands.lock(held, locked=False)
    page.hands.move(held, "")
    assert not cards_of(board, 6).cards.rowCount()
    course = movable(window, 5)[0]
    board.focus_card(course)
    QTest.keyClick(cards_of(board, 5), Qt.Key.Key_X, CTRL)
    cards_of(board, 6).enter(0)
    QTest.keyClick(cards_of(board, 6), Qt.Key.Key_V, CTRL)
    assert window.desk.program.placements[course].term == last


def test_what_a_move_breaks_is_said_on_the_columns_before_and_below_after(window: MainWindow) -> None:
    page, board = shown_plan(window)
    late, needed = _breaking(window)
    first = terms_in_order(window.desk.program)[0].id
    page.hands.hover([late], first)
    assert late in cards_of(board, 1).would_break
    note = cards_of(board, 1)._note
    assert note is not None
    assert note[0].startswith(SEVERITY_SIGNS[Severity.ERROR])
    assert window.desk.program.courses[needed].name.en in page._hint.text
    page.hands.leave()
    assert cards_of(board, 1)._note is None
    page.hands.move([late], first)
    assert page._hint.text.startswith("Done, but: ▼")
    window.undo()
    page.hands.move([late], window.desk.program.placements[late].term)
    assert first_term(window.desk.program, late) != 1


def test_a_move_that_breaks_nothing_says_so(window: MainWindow) -> None:
    page, _ = shown_plan(window)
    course = movable(window)[0]
    page.hands.move([course], "")
    assert "Dismiss" not in page._hint.text
    told: list[str] = []
    page.hands.told.connect(told.append)
    page.hands.move([course], terms_in_order(window.desk.program)[0].id)
    assert told[-1] == "✓ Done. Nothing breaks."


def test_lines_lead_to_what_a_card_needs_and_what_needs_it(window: MainWindow) -> None:
    page, board = shown_plan(window)
    late, needed = _breaking(window)
    window.desk.select(Selection(course=late))
    layer = board.findChildren(LinkLayer)[0]
    assert (needed, late, False) in {(one.before, one.after, one.broken) for one in layer.links}
    page.hands.move([late], terms_in_order(window.desk.program)[0].id)
    assert (needed, late, True) in {(one.before, one.after, one.broken) for one in layer.links}
    assert {one.after for one in links_of(window.desk.program, needed)} >= {late}


def test_a_line_ends_at_the_edge_where_its_card_is_filtered_out(window: MainWindow) -> None:
    page, board = shown_plan(window)
    late, needed = _breaking(window)
    page._choices.text.setText(window.desk.program.courses[late].code)
    board.choose(late)
    end = board._end(needed, last=True)
    assert end is not None
    assert end.edge.name == "HIDDEN"
    seen = board._end(late, last=False)
    assert seen is not None
    assert seen.edge.name == "CARD"
    assert not board.grab().isNull()


def test_the_menu_holds_all_that_drag_and_keys_do(window: MainWindow) -> None:
    page, board = shown_plan(window)
    course = movable(window)[0]
    menu = page._menus.make(page, [course])
    texts = [one.text().split("\t")[0] for one in menu.actions() if one.text()]
    assert texts[:6] == [
        "Move to term",
        "One term earlier",
        "One term later",
        "Take off the plan",
        "Cut",
        "Fix to this term",
    ]
    next(one for one in menu.actions() if one.text().startswith("One term later")).trigger()
    assert first_term(window.desk.program, course) == 2
    menu.deleteLater()
    page.hands.cut([course])
    paste = page._menus.paste_into(page, terms_in_order(window.desk.program)[2].id)
    assert paste is not None
    paste.actions()[0].trigger()
    assert first_term(window.desk.program, course) == 3
    assert board.selected() == [course]
