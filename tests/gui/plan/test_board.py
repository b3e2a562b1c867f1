"""The board: moves by drop, menu choice, keys; locks; the solver's proposal."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curriplan.analysis.calendar import first_term
from curriplan.analysis.order import terms_in_order
from curriplan.domain.course import Pool
from curriplan.domain.finding import Severity
from curriplan.domain.history import label
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Choice, Pairs
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.auto import AutoPlan, Stage
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.column import MIME, TermList
from tests.gui.plan.finding import cards_of, movable, shown_plan


def _chosen(board: Board, course: str) -> TermList:
    board.focus_card(course)
    return next(one for one in board.findChildren(TermList) if course in one.selected_courses())


def test_every_placed_course_stands_once_for_each_of_its_terms(window: MainWindow) -> None:
    _, board = shown_plan(window)
    program = window.desk.program
    shown = sum(one.cards.rowCount() for one in board.findChildren(TermList))
    assert shown == sum(program.courses[course].span for course in program.placements)


def test_a_dropped_card_moves_its_course_and_undo_brings_it_back(window: MainWindow) -> None:
    _, board = shown_plan(window)
    course = movable(window)[0]
    data = QMimeData()
    data.setData(MIME, QByteArray(course.encode()))
    target = cards_of(board, 3)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    target.dropEvent(event)
    assert first_term(window.desk.program, course) == 3
    assert target.cards.row_of_course(course) is not None
    window.undo()
    assert first_term(window.desk.program, course) == 1
    assert target.cards.row_of_course(course) is None


def test_keys_move_the_selected_course(window: MainWindow) -> None:
    _, board = shown_plan(window)
    course = movable(window)[0]
    shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(_chosen(board, course), Qt.Key.Key_Right, shifted)
    assert first_term(window.desk.program, course) == 2
    QTest.keyClick(_chosen(board, course), Qt.Key.Key_Left, shifted)
    assert first_term(window.desk.program, course) == 1
    QTest.keyClicks(_chosen(board, course), "4")
    assert first_term(window.desk.program, course) == 4
    QTest.keyClick(_chosen(board, course), Qt.Key.Key_Delete)
    assert first_term(window.desk.program, course) is None
    window.undo()
    assert first_term(window.desk.program, course) == 4


def test_cut_and_paste_moves_as_well(window: MainWindow) -> None:
    _, board = shown_plan(window)
    course, other = movable(window)[0], movable(window, 2)[0]
    QTest.keyClick(_chosen(board, course), Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(_chosen(board, other), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert first_term(window.desk.program, course) == 2


def test_arrows_go_from_column_to_column(window: MainWindow) -> None:
    _, board = shown_plan(window)
    QTest.keyClick(_chosen(board, movable(window)[0]), Qt.Key.Key_Right)
    chosen = board.selected()
    assert len(chosen) == 1
    program = window.desk.program
    held = first_term(program, chosen[0])
    assert held is not None
    assert held <= 2 < held + program.courses[chosen[0]].span + 1


def test_a_fixed_course_stays(window: MainWindow) -> None:
    page, board = shown_plan(window)
    course = movable(window)[0]
    QTest.keyClicks(_chosen(board, course), "l")
    assert window.desk.program.placements[course].locked
    told: list[str] = []
    window.desk.toasts.listen(lambda toast: told.append(toast.text))
    page.move_courses([course], terms_in_order(window.desk.program)[2].id)
    assert first_term(window.desk.program, course) == 1
    assert told


def test_hours_outside_the_timetable_stand_beside_the_others(window: MainWindow) -> None:
    window.show_page("plan")
    course = next(one for one in window.desk.program.courses.values() if one.hours.extracurricular)
    told = window.page.inspect(Selection(course=course.id))
    pairs = [
        pair for part in told.sections for one in part.blocks if isinstance(one, Pairs) for pair in one.rows
    ]
    assert ("Extracurricular", f"{course.hours.extracurricular:g}") in pairs


def test_the_inspector_moves_a_course_without_dragging(window: MainWindow) -> None:
    page, _ = shown_plan(window)
    course = movable(window)[0]
    content = page.inspect(Selection(course=course))
    choices = [block for section in content.sections for block in section.blocks if isinstance(block, Choice)]
    choices[0].pick(2)
    assert first_term(window.desk.program, course) == 3


def test_what_a_drag_would_break_is_said_before_it_is_dropped(window: MainWindow) -> None:
    page, board = shown_plan(window)
    program = window.desk.program
    later = next(
        (held.course, next(iter(held.courses)))
        for rows in program.requisites.values()
        for held in rows.values()
        if held.kind.value == "all_of" and (first_term(program, held.course) or 0) > 1
    )
    first = terms_in_order(program)[0].id
    board.hovered.emit([later[0]], first)
    assert page._hint.text.startswith("▼")
    assert window.desk.program is program


def test_the_solver_proposes_and_accepting_is_one_edit(window: MainWindow, qtbot: QtBot) -> None:
    page, _ = shown_plan(window)
    auto = page.findChildren(AutoPlan)[0]
    page.plan_all()
    qtbot.waitUntil(lambda: auto.stage is Stage.PROPOSAL, timeout=60_000)
    assert window.desk.session is not None
    before = window.desk.session.revision
    moves = len(auto._chosen())
    assert moves
    auto.take_chosen()
    assert auto.stage is Stage.HIDDEN
    assert window.desk.session.revision == before + 1
    window.undo()
    assert window.desk.session.revision == before + 2


def test_the_head_counts_the_errors_of_the_status_bar(window: MainWindow) -> None:
    page, _ = shown_plan(window)
    desk = window.desk
    pool = Pool("fresh", choose=2)
    desk.edit(label("competency.add"), lambda now: replace(now, pools={**now.pools, "fresh": pool}))
    errors = sum(one.severity is Severity.ERROR for one in desk.results.findings(desk.today))
    assert any(one.where.table == "pools" for one in desk.results.findings(desk.today))
    assert page.headline()[0].startswith(f"{errors} error")


def test_a_proposal_is_kept_as_a_scenario_and_the_programme_stays(window: MainWindow, qtbot: QtBot) -> None:
    page, _ = shown_plan(window)
    auto = page.findChildren(AutoPlan)[0]
    page.plan_all()
    qtbot.waitUntil(lambda: auto.stage is Stage.PROPOSAL, timeout=60_000)
    session = window.desk.session
    assert session is not None
    before = session.stored.placements
    moves = auto._chosen()
    auto.keep_chosen()
    assert session.scenario is not None
    assert session.scenario.name.en == "Plan 1, made automatically"
    assert session.stored.placements == before
    moved = {one for one, held in session.program.placements.items() if held != before.get(one)}
    assert moved == set(moves)
