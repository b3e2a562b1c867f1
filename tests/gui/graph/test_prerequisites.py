"""Prerequisites: courses in their terms, the longest chain, what is needless and how it is taken out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from curriplan.analysis.graph import NodeKind
from curriplan.domain.course import RequisiteKind
from curriplan.domain.edits.requisites import add_requisite
from curriplan.domain.history import label
from curriplan.gui.desk import NOTHING, Selection
from curriplan.gui.inspector.content import Action
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.map.graph.prerequisite_choices import PrerequisiteChoices
from curriplan.gui.views.map.graph.prerequisite_drawing import BROKEN, CIRCLE, DASHES, KIND_SIGNS, NEEDLESS
from curriplan.gui.views.map.graph.view import GraphView
from curriplan.gui.views.map.page import MapPage, Shown


@pytest.fixture
def page(window: MainWindow) -> MapPage:
    """Return the Map page of the sample, showing its prerequisites."""
    window.resize(1440, 900)
    window.show_page("map")
    found = window.page
    assert isinstance(found, MapPage)
    found.show_view(Shown.PREREQUISITES)
    return found


def _view(page: MapPage) -> GraphView:
    return page.pane(Shown.PREREQUISITES).panel.view


def _choices(page: MapPage) -> PrerequisiteChoices:
    found = page.pane(Shown.PREREQUISITES).choices
    assert isinstance(found, PrerequisiteChoices)
    return found


def test_courses_stand_in_their_terms_with_an_arrow_for_every_need(window: MainWindow, page: MapPage) -> None:
    drawing, program = _view(page).drawing, window.desk.program
    steps = [
        (named, one.course, one.kind)
        for held in program.requisites.values()
        for one in held.values()
        for named in one.courses
    ]
    assert len(drawing.lines) == len(steps)
    shown = {(line.start[1], line.end[1], line.dash) for line in drawing.lines}
    assert shown == {(named, course, DASHES[kind]) for named, course, kind in steps}
    assert all(line.arrow for line in drawing.lines)
    assert len(drawing.heads) == len(program.terms)


def test_every_kind_has_its_own_dash_and_sign() -> None:
    assert len({DASHES[kind] for kind in RequisiteKind}) == len(RequisiteKind)
    signs = [KIND_SIGNS[kind] for kind in RequisiteKind] + [BROKEN, CIRCLE, NEEDLESS]
    assert len(set(signs)) == len(signs)


def test_the_longest_chain_is_lit_until_something_else_is(window: MainWindow, page: MapPage) -> None:
    longest = window.desk.results.prerequisites().longest
    assert {one[1] for one in _view(page).lit().nodes} == longest.courses
    _choices(page).choose(longest=False)
    assert not _view(page).lit().nodes
    window.desk.select(Selection(course=longest.chain[0]))
    assert set(longest.chain) <= {one[1] for one in _view(page).lit().nodes}


def test_a_higher_figure_is_darker_and_another_metric_moves_nothing(
    window: MainWindow, page: MapPage
) -> None:
    before = _view(page).drawing
    _choices(page).choose(metric="blocking")
    after = _view(page).drawing
    assert {node: place.height for node, place in after.layout.places.items()} == pytest.approx(
        {node: place.height for node, place in before.layout.places.items()}
    )
    metrics = window.desk.results.prerequisites().metrics
    assert metrics is not None
    most = max(metrics.courses, key=lambda one: metrics.courses[one]["blocking"])
    box = after.boxes[NodeKind.COURSE, most]
    assert box.note == str(metrics.courses[most]["blocking"])
    assert box.tone == window.desk.theme.level(4, 4)
    _choices(page).choose(metric="")
    assert all(one.tone is None for one in _view(page).drawing.boxes.values())


def test_all_courses_are_shown_on_request(window: MainWindow, page: MapPage) -> None:
    assert len(_view(page).drawing.boxes) < len(window.desk.program.courses)
    _choices(page).choose(all_courses=True)
    assert len(_view(page).drawing.boxes) == len(window.desk.program.courses)


def test_a_needless_requisite_is_taken_out_and_undo_brings_it_back(window: MainWindow, page: MapPage) -> None:
    desk = window.desk
    found = desk.results.prerequisites().extraneous
    assert found
    assert any(line.sign == NEEDLESS for line in _view(page).drawing.lines)
    before, longest = desk.program, desk.results.prerequisites().longest
    content = page.inspect(NOTHING)
    say = desk.say("graph.needless_fix")
    fixes = [
        block
        for section in content.sections
        for block in section.blocks
        if isinstance(block, Action) and block.text == say
    ]
    assert len(fixes) == len(found)
    fixes[0].act()
    assert len(desk.results.prerequisites().extraneous) == len(found) - 1
    assert desk.results.prerequisites().longest == longest
    window.undo()
    assert desk.program.requisites == before.requisites


def test_a_circle_is_shown_and_named(window: MainWindow, page: MapPage) -> None:
    desk = window.desk
    chain = desk.results.prerequisites().longest.chain
    desk.edit(
        label("course.requisite", course="a", other="b"),
        lambda now: add_requisite(now, "round", chain[0], RequisiteKind.ALL_OF, [chain[1]]),
    )
    circles = desk.results.prerequisites().circles
    assert len(circles) == 1
    marked = {line.start[1] for line in _view(page).drawing.lines if line.sign == CIRCLE}
    assert marked == set(circles[0])
    assert page.headline()[0] == desk.say("graph.circles", n=1)
    assert page.inspect(NOTHING).sections[1].heading == desk.say("graph.circle")


def test_arrows_walk_along_the_requisites(window: MainWindow, page: MapPage) -> None:
    view = _view(page)
    start = window.desk.results.prerequisites().longest.chain[0]
    window.desk.select(Selection(course=start))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    held = window.desk.selection.course
    assert (NodeKind.COURSE, held) in view.drawing.ways.after[NodeKind.COURSE, start]


def test_the_inspector_tells_figures_and_needs(window: MainWindow, page: MapPage) -> None:
    course = window.desk.results.prerequisites().longest.chain[1]
    competency = next(iter(window.desk.program.competencies))
    content = page.inspect(Selection(course=course, competency=competency))
    assert [one.heading for one in content.sections[:2]] == [
        window.desk.say("graph.figures"),
        window.desk.say("graph.needs_before"),
    ]
    assert all(one.blocks for one in content.sections[:2])
