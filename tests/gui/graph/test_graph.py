"""The map as a graph: what is drawn, lit, selected, found, kept, and taken along."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curriplan.analysis.graph import Node, NodeKind
from curriplan.analysis.layout.arrange import arrange
from curriplan.analysis.reach import Ways
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.fresh import add_row
from curriplan.domain.history import label
from curriplan.gui.desk import NOTHING, Selection
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.map.graph.drawing import Box, Drawing, Head, Line
from curriplan.gui.views.map.graph.map_choices import MapChoices
from curriplan.gui.views.map.graph.minimap import Minimap
from curriplan.gui.views.map.graph.tools import GraphTools
from curriplan.gui.views.map.graph.view import MOST, GraphView
from curriplan.gui.views.map.page import MapPage, Shown


@pytest.fixture
def view(window: MainWindow) -> GraphView:
    """Return the graph of the sample, shown."""
    window.resize(1440, 900)
    window.show_page("map")
    _page(window).show_view(Shown.GRAPH)
    return _page(window).pane(Shown.GRAPH).panel.view


def _page(window: MainWindow) -> MapPage:
    page = window.page
    assert isinstance(page, MapPage)
    return page


def _tools(window: MainWindow) -> GraphTools:
    return _page(window).pane(Shown.GRAPH).tools


def _choices(window: MainWindow) -> MapChoices:
    found = _page(window).pane(Shown.GRAPH).choices
    assert isinstance(found, MapChoices)
    return found


def _at(view: GraphView, node: Node) -> QPoint:
    """Return where a node is in the viewport, once it is in view."""
    view.centre_on(node)
    wanted = view.shapes.rects[node].center()
    seen = view.seen_part()
    return ((wanted - seen.topLeft()) * view.zoom).toPoint()


def _click(view: GraphView, node: Node) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_at(view, node))


def _first(view: GraphView, kind: NodeKind) -> Node:
    return next(one for one in view.drawing.boxes if one[0] is kind)


def test_everything_is_drawn_in_its_column(window: MainWindow, view: GraphView) -> None:
    program = window.desk.program
    assert len(view.drawing.boxes) == sum(map(len, (program.posts, program.competencies, program.courses)))
    delivered = sum(len(held) for held in program.contributions.values())
    required = sum(len(held) for held in window.desk.results.requirements().values())
    assert len(view.drawing.lines) == delivered + required
    for ends in view.drawing.lines:
        assert view.shapes.rects[ends.start].right() < view.shapes.rects[ends.end].left()


def test_no_two_boxes_overlap(view: GraphView) -> None:
    for column in view.drawing.columns:
        rects = sorted((view.shapes.rects[one] for one in column), key=lambda one: one.top())
        assert all(one.bottom() < other.top() for one, other in pairwise(rects))


def test_a_click_selects_everywhere_and_lights_the_ways(window: MainWindow, view: GraphView) -> None:
    node = _first(view, NodeKind.COMPETENCY)
    _click(view, node)
    assert window.desk.selection == Selection(competency=node[1])
    lit = view.lit()
    program = window.desk.program
    courses = {key for key, held in program.contributions.items() if node[1] in held}
    posts = {key for key, held in window.desk.results.requirements().items() if node[1] in held}
    assert {one[1] for one in lit.nodes} == courses | posts | {node[1]}
    view.picked.emit(None)
    assert window.desk.selection == NOTHING
    assert not view.lit().nodes


def test_what_is_pointed_at_is_lit_until_the_pointer_leaves(view: GraphView, qtbot: QtBot) -> None:
    node = _first(view, NodeKind.POST)
    QTest.mouseMove(view.viewport(), _at(view, node))
    qtbot.waitUntil(lambda: node in view.lit().nodes)
    assert view.drawing.boxes[node].name in view.viewport().toolTip()


def test_two_selected_light_only_what_lies_between(window: MainWindow, view: GraphView) -> None:
    program = window.desk.program
    course = next(key for key, held in program.contributions.items() if held)
    competency = next(iter(program.contributions[course]))
    window.desk.select(Selection(course=course, competency=competency))
    lit = view.lit()
    assert {one for one in lit.nodes if one[0] is NodeKind.COURSE} == {(NodeKind.COURSE, course)}
    assert {one for one in lit.nodes if one[0] is NodeKind.COMPETENCY} == {(NodeKind.COMPETENCY, competency)}


def test_arrows_walk_along_the_graph(window: MainWindow, view: GraphView) -> None:
    window.desk.select(NOTHING)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert window.desk.selection.post
    start = view.held[0]
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.held[0] in view.drawing.ways.after[start]
    below = view.held[0]
    QTest.keyClick(view, Qt.Key.Key_Down)
    places = view.drawing.layout.places
    assert places[view.held[0]].height > places[below].height
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.held[0] == below
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert window.desk.selection == NOTHING


def test_an_edit_moves_nothing_that_stays_and_undo_brings_all_back(
    window: MainWindow, view: GraphView
) -> None:
    program = window.desk.program
    course = next(iter(program.courses))
    competency = next(one for one in program.competencies if one not in program.contributions.get(course, {}))
    _click(view, (NodeKind.COMPETENCY, competency))
    view.zoom_to(1.5)
    before, at = view.drawing.layout, view.verticalScrollBar().value()
    window.desk.edit(
        label("contribution.levels", n=1), lambda now: set_levels(now, [(course, competency, 2)])
    )
    assert (NodeKind.COURSE, course) in view.lit().nodes
    assert view.drawing.layout.places == before.places
    window.desk.edit(label("competency.add"), lambda now: add_row(now, "competencies", "fresh"))
    assert (NodeKind.COMPETENCY, "fresh") in view.drawing.boxes
    window.undo()
    window.undo()
    assert view.drawing.layout.places == before.places
    assert (view.zoom, view.verticalScrollBar().value()) == (1.5, at)
    assert view.held == ((NodeKind.COMPETENCY, competency),)
    assert view.accessibleDescription() == view.drawing.boxes[view.held[0]].spoken


def test_columns_come_and_go(window: MainWindow, view: GraphView) -> None:
    choices = _choices(window)
    choices.show_column(NodeKind.TERM, on=True)
    assert [one[0][0] for one in view.drawing.columns] == [
        NodeKind.POST,
        NodeKind.COMPETENCY,
        NodeKind.COURSE,
        NodeKind.TERM,
    ]
    heights = [view.shapes.rects[one].top() for one in view.drawing.columns[-1]]
    assert heights == sorted(heights)
    choices.show_column(NodeKind.COURSE, on=False)
    assert len(view.drawing.columns) == 2
    choices.show_column(NodeKind.TASK, on=True)
    direct = [
        one
        for one in view.drawing.lines
        if {one.start[0], one.end[0]} == {NodeKind.POST, NodeKind.COMPETENCY}
    ]
    assert all(
        one.end[1] not in task.competencies
        for one in direct
        for task in window.desk.program.tasks.values()
        if task.post == one.start[1]
    )


def test_filters_leave_only_what_hangs_together(window: MainWindow, view: GraphView) -> None:
    choices = _choices(window)
    module = next(one.module for one in window.desk.program.competencies.values() if one.module)
    choices.choose_module(module)
    shown = {one[1] for one in view.drawing.boxes if one[0] is NodeKind.COMPETENCY}
    assert shown == {one.id for one in window.desk.program.competencies.values() if one.module == module}
    joined = {end for line in view.drawing.lines for end in (line.start, line.end)}
    assert {one for one in view.drawing.boxes if one[0] is not NodeKind.COMPETENCY} <= joined


def test_a_search_lights_and_enter_selects_one_after_another(window: MainWindow, view: GraphView) -> None:
    tools = _tools(window)
    box = tools.search_line
    QTest.keyClicks(box, "english")
    found = view.lit().nodes
    assert len(found) > 1
    assert all("english" in view.drawing.boxes[one].name.lower() for one in found)
    QTest.keyClick(box, Qt.Key.Key_Return)
    first = view.held
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert first[0] in found
    assert view.held[0] in found
    assert view.held != first
    assert window.desk.selection != NOTHING


def test_zoom_keeps_its_bounds_and_what_is_under_the_pointer(view: GraphView) -> None:
    view.zoom_to(1.0)
    at = QPointF(300, 200)
    before = view.seen_part().topLeft() + at / view.zoom
    view.zoom_to(2.0, at)
    after = view.seen_part().topLeft() + at / view.zoom
    assert (after - before).manhattanLength() < 2
    view.zoom_to(100.0)
    assert view.zoom == MOST
    view.fit()
    assert view.seen_part().height() >= view.shapes.size.height() - 1


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_it_is_saved_whole(window: MainWindow, view: GraphView, tmp_path: Path, suffix: str) -> None:
    del view
    picture = _tools(window).picture()
    path = tmp_path / f"graph.{suffix}"
    assert picture.save(path)
    head = path.read_bytes()[:400]
    match suffix:
        case "png":
            image = QImage(str(path))
            assert image.width() >= picture.width()
        case "svg":
            assert b"<svg" in head
            assert path.read_text("utf-8").count("<text") > 100
        case _:
            assert head.startswith(b"%PDF")


def test_it_is_copied_as_a_table_of_lines(window: MainWindow, view: GraphView) -> None:
    _tools(window).picture().copy_table()
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(view.drawing.lines) + 1


def test_a_pan_paints_the_same_as_a_fresh_picture(view: GraphView) -> None:
    view.zoom_to(1.3)
    view.verticalScrollBar().setValue(100)
    view.grab()
    view.verticalScrollBar().setValue(163)
    view.horizontalScrollBar().setValue(31)
    panned = view.grab().toImage()
    view.restyle()
    fresh = view.grab().toImage()
    assert _unlike(panned, fresh) <= 0.01


def _unlike(one: QImage, other: QImage) -> float:
    """Return the share of pixels that differ by more than the rounding of a smoothed line."""
    pixels = [(x, y) for y in range(0, one.height(), 3) for x in range(0, one.width(), 3)]
    differing = sum(
        1 for x, y in pixels if abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red()) > 40
    )
    return differing / len(pixels)


@pytest.mark.parametrize("kind", [NodeKind.POST, NodeKind.COURSE, NodeKind.COMPETENCY])
def test_the_inspector_explains_every_node(window: MainWindow, view: GraphView, kind: NodeKind) -> None:
    node = _first(view, kind)
    _click(view, node)
    content = window.page.inspect(window.desk.selection)
    assert content.title == view.drawing.boxes[node].name
    assert any(section.blocks for section in content.sections)


def test_the_minimap_leads_elsewhere(view: GraphView) -> None:
    view.zoom_to(2.0)
    small = view.findChildren(Minimap)[0]
    assert small.isVisible()
    view.look_at(QPointF(0, 0))
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=QPoint(small.width() // 2, small.height() // 2))
    off = view.seen_part().center() - view.shapes.size.center()
    assert off.manhattanLength() < 0.1 * view.shapes.size.height()
    view.fit()
    assert not small.isVisible()


def test_many_ways_are_lit_without_listing_them(view: GraphView) -> None:
    """Twenty-two columns of ten, everything joined to the next: 10^22 ways from left to right."""
    columns = [[(NodeKind.COURSE, f"{n}.{k}") for k in range(10)] for n in range(22)]
    lines = [
        Line(one, other, "#000000") for left, right in pairwise(columns) for one in left for other in right
    ]
    drawing = Drawing(
        heads=tuple(Head(str(n)) for n in range(22)),
        widths=(80.0,) * 22,
        columns=tuple(map(tuple, columns)),
        boxes={node: Box(node[1]) for column in columns for node in column},
        lines=tuple(lines),
        ways=Ways.of((line.start, line.end) for line in lines),
    )
    layout = arrange(drawing.layered(), work=0)
    view.show_drawing(replace(drawing, layout=layout))
    view.hold([columns[10][3]])
    lit = view.lit()
    assert len(lit.nodes) == 21 * 10 + 1
    assert len(lit.lines) == 19 * 100 + 20
    assert not view.grab().isNull()


def test_a_level_line_is_lit_too(view: GraphView) -> None:
    one, other = (NodeKind.POST, "a"), (NodeKind.COURSE, "b")
    drawing = Drawing(
        heads=(Head("1"), Head("2")),
        widths=(80.0, 80.0),
        columns=((one,), (other,)),
        boxes={one: Box("a"), other: Box("b")},
        lines=(Line(one, other, "#ff0000"),),
        ways=Ways.of([(one, other)]),
    )
    view.show_drawing(replace(drawing, layout=arrange(drawing.layered(), work=0)))
    view.hold([one])
    line = view.drawing.lines[0]
    assert view.shapes.path(line).controlPointRect().height() == 0
    picture = view.viewport().grab().toImage()
    middle = (view.shapes.path(line).pointAtPercent(0.5) - view.seen_part().topLeft()) * view.zoom
    colours = [picture.pixelColor(round(middle.x()), round(middle.y()) + n) for n in (-1, 0, 1)]
    assert any(one.red() > 200 and one.green() < 120 for one in colours)


def test_keys_zoom_and_lead_to_the_search(window: MainWindow, view: GraphView) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Plus, held)
    QTest.keyClick(view, Qt.Key.Key_0, held)
    assert view.zoom == 1.0
    QTest.keyClick(view, Qt.Key.Key_Minus, held)
    assert view.zoom < 1.0
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.seen_part().height() >= view.shapes.size.height() - 1
    QTest.keyClick(view, Qt.Key.Key_F, held)
    assert _tools(window).search_line.hasFocus()


def test_the_minimap_lies_over_nothing_that_is_drawn(view: GraphView) -> None:
    small = view.findChildren(Minimap)[0]
    for zoom in (0.5, 1.0, 3.0):
        view.zoom_to(zoom)
        if small.isVisible():
            assert not small.geometry().intersects(view.viewport().geometry())
    view.zoom_to(3.0)
    assert small.isVisible()
    wide = view.viewport().width()
    view.fit()
    assert not small.isVisible()
    assert view.viewport().width() > wide
    view.settle()
    held = (view.zoom, small.isVisible())
    view.resize(view.width() + 1, view.height())
    view.resize(view.width() - 1, view.height())
    assert (view.zoom, small.isVisible()) == held
