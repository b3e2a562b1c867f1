"""The gap page: figures agree with the engine, both bases, the worst first, and the way to the map."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from curriplan.domain.course import Contribution, Course, Status
from curriplan.domain.edits.contributions import set_levels
from curriplan.domain.edits.rows import put
from curriplan.domain.history import label
from curriplan.domain.program import Program
from curriplan.domain.scale import Scale
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Bars, Chip, Content, Pairs
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.gaps.lines import READY, READY_ASSESSED
from curriplan.gui.views.gaps.page import GapsPage
from curriplan.gui.views.gaps.tools import Shown
from curriplan.gui.widgets.matrix import MatrixView
from curriplan.gui.widgets.table import FactTable


def _gaps(window: MainWindow) -> tuple[GapsPage, MatrixView, FactTable]:
    window.show_page("gaps")
    page = window.page
    assert isinstance(page, GapsPage)
    return page, page._heat._view, page._heat._list


def test_the_headline_counts_what_the_engine_counts(window: MainWindow) -> None:
    page, _, _ = _gaps(window)
    sums = window.desk.results.gaps().totals
    first, _ = page.headline()
    assert str(sums.gap + sums.no_coverage) in first
    assert str(sums.firm) in first


def test_readiness_is_shown_on_both_bases(window: MainWindow) -> None:
    _, view, _ = _gaps(window)
    post = window.desk.results.gaps().posts[0]
    assessed = next(one for one in window.desk.results.gaps("assessed").posts if one.post == post.post)
    row = view.matrix.row_of(post.post)
    assert row is not None
    for key, held in ((READY, post), (READY_ASSESSED, assessed)):
        column = view.matrix.column_of(key)
        assert column is not None
        assert held.readiness is not None
        assert view.matrix.look(row, column).text == f"{held.readiness * 100:.0f} %"


def test_the_list_has_the_worst_first(window: MainWindow) -> None:
    _, _, table = _gaps(window)
    rows = [table.facts.row(n) for n in range(table.facts.rowCount())]
    weights = [row.weighted for row in rows if row.missing]
    assert weights
    assert weights == sorted(weights, reverse=True)


def test_the_list_can_show_firm_gaps_alone(window: MainWindow) -> None:
    page, _, table = _gaps(window)
    only_firm = page._heat._only_firm
    every = [table.facts.row(n) for n in range(table.facts.rowCount())]
    firm = [row for row in every if row.missing and row.firm]
    assert 0 < len(firm) < len(every)
    assert only_firm.isVisible()
    only_firm.click()
    assert [table.facts.row(n) for n in range(table.facts.rowCount())] == firm
    only_firm.click()
    assert [table.facts.row(n) for n in range(table.facts.rowCount())] == every


def test_enter_on_a_row_opens_its_cell_on_the_map(window: MainWindow) -> None:
    _, _, table = _gaps(window)
    table.selectRow(0)
    row = table.facts.row(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.page.name == "map"
    assert window.desk.selection.competency == row.competency


def test_the_inspector_says_why_for_every_row(window: MainWindow) -> None:
    page, _, _ = _gaps(window)
    for held in window.desk.results.gaps().posts:
        for row in held.rows:
            content = page.inspect(Selection(post=row.post, competency=row.competency))
            assert content.title
            assert any(section.blocks for section in content.sections)


def test_the_assessed_basis_changes_the_map(window: MainWindow) -> None:
    page, view, _ = _gaps(window)
    before = view.matrix.rowCount()
    page._tools.assessed.click()
    missing = window.desk.results.gaps("assessed").totals
    assert str(missing.gap + missing.no_coverage) in page.headline()[0]
    assert view.matrix.rowCount() == before


def test_closing_a_gap_on_the_map_takes_it_off_the_list(window: MainWindow) -> None:
    _, _, table = _gaps(window)
    keys = {table.facts.key(n) for n in range(table.facts.rowCount())}
    uncovered = next(
        table.facts.row(n)
        for n in range(table.facts.rowCount())
        if table.facts.row(n).status.value == "no_coverage"
    )
    window.show_page("map")
    view = window.page.findChildren(MatrixView)[0]
    program = window.desk.program
    internship = next(one.id for one in program.courses.values() if one.delivery.value == "internship")
    view.choose(internship, uncovered.competency)
    QTest.keyClicks(view, "4")
    window.show_page("gaps")
    now = {table.facts.key(n) for n in range(table.facts.rowCount())}
    row = window.desk.results.gaps().row(uncovered.post, uncovered.competency)
    assert row is not None
    assert row.delivered > uncovered.delivered
    assert now != keys or row.late


def words_of(content: Content) -> str:
    """Return everything that the inspector would say."""
    said = [content.title, content.subtitle]
    for section in content.sections:
        said.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Pairs):
                said.extend(f"{name}: {value}" for name, value in block.rows)
            elif isinstance(block, Bars):
                said.extend(name for name, _ in block.bars)
            elif isinstance(block, Chip):
                said.extend((block.text, block.beside))
            else:
                said.append(getattr(block, "text", ""))
    return "\n".join(said)


def test_a_post_selected_elsewhere_shows_what_is_said_of_the_post(window: MainWindow) -> None:
    page, view, _ = _gaps(window)
    view.setCurrentIndex(view.matrix.index(0, 2))
    post = window.desk.results.gaps().posts[2].post
    window.desk.goto("gaps", Selection(post=post))
    assert window.desk.selection == Selection(post=post)
    assert view.currentIndex().row() == view.matrix.row_of(post)
    assert not view.selectedIndexes()
    assert window.desk.say("gaps.how_ready") in words_of(page.inspect(window.desk.selection))


def test_a_competency_selected_elsewhere_shows_every_post_that_requires_it(window: MainWindow) -> None:
    page, view, _ = _gaps(window)
    row = next(row for held in window.desk.results.gaps().posts for row in held.rows)
    window.desk.goto("gaps", Selection(competency=row.competency))
    assert window.desk.selection == Selection(competency=row.competency)
    assert view.currentIndex().column() == view.matrix.column_of(row.competency)
    said = words_of(page.inspect(window.desk.selection))
    for held in window.desk.results.gaps().posts:
        if any(one.competency == row.competency for one in held.rows):
            post = window.desk.program.posts[held.post]
            assert window.desk.name(post.name) in said


class TestNoDemand:
    """A competency that a course delivers and nobody requires."""

    @pytest.fixture
    def unasked(self, window: MainWindow) -> str:
        program = window.desk.program
        asked = {key for held in window.desk.results.requirements().values() for key in held}
        node = replace(next(iter(program.competencies.values())), id="loose", code="LOOSE")
        assert node.id not in asked
        window.desk.edit(
            label("competency.add"),
            lambda now: set_levels(put(now, "competencies", node), [(self.course(now).id, node.id, 2)]),
        )
        return node.id

    def course(self, program: Program) -> Course:
        """Return a course of everybody that reaches level 2 and is not there because the state wants it."""
        plain = (one for one in program.courses.values() if one.status is Status.COMPULSORY)
        return next(one for one in plain if not one.tracks)

    def test_it_stands_in_a_list_of_its_own(self, window: MainWindow, unasked: str) -> None:
        page, _, _ = _gaps(window)
        held = window.desk.results.gaps().no_demand
        assert unasked in {one.competency for one in held}
        heat = page._heat
        assert heat._switches[1].text() == f"– Required by nobody: {len(held)}"
        heat._switches[1].click()
        assert heat._unasked.isVisible()
        assert not heat._list.isVisible()
        model = heat._unasked_model
        at = model.row_of(unasked)
        assert at is not None
        assert [model.index(at, n).data() for n in (1, 2)] == ["2", "– no demand"]
        heat._unasked.setCurrentIndex(model.index(at, 0))
        assert window.desk.selection == Selection(competency=unasked)
        said = words_of(page.inspect(window.desk.selection))
        assert "– no demand" in said
        assert window.desk.name(self.course(window.desk.program).name) in said

    def test_the_map_marks_it_below_its_name(self, window: MainWindow, unasked: str) -> None:
        window.show_page("map")
        matrix = window.page.findChildren(MatrixView)[0].matrix
        at = matrix.column_of(unasked)
        assert at is not None
        assert matrix.column(at).head == "–/2"
        assert matrix.column(at).tone == window.desk.theme.unrated


class TestLettersAsLevels:
    """A programme whose scale has letters for keys: no page prints the number of a level."""

    @pytest.fixture
    def programme(self, sample: Program) -> Program:
        about = sample.about
        scale = Scale(tuple(replace(one, key="ABCD"[n]) for n, one in enumerate(about.scale.levels)))
        (key,) = sample.profile
        return replace(sample, profile={key: replace(about, scale=scale)})

    def test_heat_map_list_and_inspector_show_the_keys(self, window: MainWindow) -> None:
        page, view, table = _gaps(window)
        report = window.desk.results.gaps()
        row = next(
            row for held in report.posts for row in held.rows if row.missing and row.requirement.interval
        )
        need = "ABCD"[(row.requirement.level or 0) - 1]
        given = "0ABCD"[row.delivered]
        at, across = view.matrix.row_of(row.post), view.matrix.column_of(row.competency)
        assert at is not None
        assert across is not None
        assert view.matrix.look(at, across).spoken.startswith(f"required {need}, delivered {given}, ")
        listed = table.facts.row_of(f"{row.post}\x1f{row.competency}")
        assert listed is not None
        assert [table.facts.index(listed, n).data() for n in (2, 3)] == [need, given]
        low, high = ("ABCD"[level - 1] for level in row.requirement.interval or ())
        assert table.facts.index(listed, 5).data().endswith(f"{low} to {high}")
        said = words_of(page.inspect(Selection(post=row.post, competency=row.competency)))
        assert f"Why {need} is required" in said
        assert f"Why {given} is delivered" in said
        assert f"median {need}, interval {low} to {high}" in said

    def test_the_map_shows_the_keys(self, window: MainWindow) -> None:
        window.show_page("map")
        matrix = window.page.findChildren(MatrixView)[0].matrix
        heads = {matrix.column(n).head for n in range(matrix.columnCount())} - {""}
        assert heads
        assert not [head for head in heads if any(sign in head for sign in "1234")]
        program = window.desk.program
        held: Contribution = next(iter(next(iter(program.contributions.values())).values()))
        said = words_of(window.page.inspect(Selection(held.course, held.competency)))
        assert f"{'ABCD'[held.level - 1]}:" in said or "Level" in said
        window.desk.select(Selection(held.course, held.competency))
        QTest.keyClicks(window.page.findChildren(MatrixView)[0], "B" if held.level != 2 else "C")
        assert window.desk.session is not None
        undo = window.desk.session.undo_label
        assert undo is not None
        assert dict(undo.args)["level"] == ("B" if held.level != 2 else "C")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_smaller_window_shows_six_posts_and_three_gaps(window: MainWindow, lang: str) -> None:
    if lang == "zh":
        window.run("language")
    window.resize(1024, 700)
    page, view, table = _gaps(window)
    tools = [page._tools.switches[Shown.HEAT], page._close_button, page._tools.more]
    assert len({one.mapTo(page, one.rect().center()).y() for one in tools}) == 1
    rows, lines = view.verticalHeader().defaultSectionSize(), table.verticalHeader().defaultSectionSize()
    assert view.viewport().height() // rows >= 6
    assert table.viewport().height() // lines >= 3
    assert view.viewport().height() % rows <= 3


def test_who_moves_the_divider_keeps_it_there(window: MainWindow) -> None:
    page, _, _ = _gaps(window)
    parts = page._heat._parts
    before = parts.sizes()
    parts.moveSplitter(before[0] - 60, 1)
    page.update_now(None)
    assert parts.sizes()[0] < before[0] - 40


def test_the_first_row_of_a_list_is_never_cut(window: MainWindow) -> None:
    window.resize(1024, 700)
    _, _, table = _gaps(window)
    table.setCurrentIndex(table.facts.index(table.facts.rowCount() - 4, 0))
    first = table.rowAt(1)
    assert first > 0
    assert table.rowViewportPosition(first) == 0
