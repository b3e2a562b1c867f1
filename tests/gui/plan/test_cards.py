"""Which cards the board shows and how: filters, groups with sums, colours with signs, words in short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from curriplan.analysis.calendar import first_term
from curriplan.analysis.order import terms_in_order
from curriplan.app.programmes import create
from curriplan.app.settings import load_settings, save_settings, settings_path
from curriplan.app.texts import LANGUAGES, catalogue
from curriplan.domain.course import Delivery, RequisiteKind
from curriplan.domain.edits.placements import lock, place
from curriplan.domain.history import label
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.plan.board import Board
from curriplan.gui.views.plan.cards import Card, GroupLine, cards_by_term
from curriplan.gui.views.plan.column import TermList
from curriplan.gui.views.plan.hues import ColourBy, posts_served, scheme
from curriplan.gui.views.plan.short import short
from curriplan.gui.views.plan.shown import Shown
from tests.gui.plan.finding import movable, shown_plan

EDIT = label("placement.lock", n=1)


def _seen(board: Board) -> set[str]:
    return {one.course for cards in board.findChildren(TermList) for one in cards.cards.cards()}


def _break_a_requisite(window: MainWindow) -> tuple[str, str]:
    """Move a course before one that it needs; return both."""
    program = window.desk.program
    held = next(
        one
        for rows in program.requisites.values()
        for one in rows.values()
        if one.kind is RequisiteKind.ALL_OF
        and (first_term(program, one.course) or 0) > 1
        and not program.placements[one.course].locked
    )
    first = terms_in_order(program)[0].id
    window.desk.edit(EDIT, lambda now: place(now, {held.course: first}))
    return held.course, next(iter(held.courses))


def test_a_text_keeps_the_cards_that_hold_its_words_in_code_or_either_name(window: MainWindow) -> None:
    page, board = shown_plan(window)
    QTest.keyClicks(page._choices.text, "trade doc")
    names = {window.desk.program.courses[one].name.en for one in _seen(board)}
    assert names
    assert all("trade" in one.lower() and "doc" in one.lower() for one in names)
    assert page._hint.text.startswith(f"{len(names)} of {len(window.desk.program.courses)} courses")
    page._choices.text.setText("贸易")
    assert _seen(board)
    page._choices.show_all()
    assert len(_seen(board)) == len(window.desk.program.courses)
    assert page._choices.text.text() == ""


def test_filters_keep_types_posts_troubled_and_free_cards(window: MainWindow) -> None:
    page, board = shown_plan(window)
    program = window.desk.program
    kind = next(iter(program.course_types))
    page._choices.want(type=kind)
    assert _seen(board) == {one.id for one in program.courses.values() if one.type == kind}
    assert page._choices.filter.text() == "Filter (1)"
    post = next(iter(program.posts))
    page._choices.want(type="", post=post)
    assert _seen(board) == {course for course, posts in posts_served(window.desk).items() if post in posts}
    page._choices.want(post="", only_troubled=True)
    assert not _seen(board)
    late, _ = _break_a_requisite(window)
    assert late in _seen(board)
    page._choices.want(only_troubled=False, only_free=True)
    assert late in _seen(board)
    window.desk.edit(EDIT, lambda now: lock(now, [late], locked=True))
    assert late not in _seen(board)
    page._all.click()
    assert late in _seen(board)


def test_groups_have_lines_with_the_sums_of_their_cards(window: MainWindow) -> None:
    page, board = shown_plan(window)
    QTest.keyClicks(board.findChildren(TermList)[1], "g")
    assert page._choices.shown.grouped
    cards = cards_by_term(window.desk, page._choices.shown)
    loads = {load.term.id: load for load in window.desk.results.loads()}
    assert not window.desk.program.tracks
    for term, entries in cards.by_term.items():
        if not term:
            continue
        kinds: list[str] = []
        for entry in entries:
            if isinstance(entry, GroupLine):
                kinds.append(entry.key.removeprefix("group:"))
            else:
                assert entry.type == kinds[-1]
        assert len(kinds) == len(set(kinds))
        held = [one for one in entries if isinstance(one, Card)]
        assert sum(one.weekly or 0.0 for one in held) == pytest.approx(loads[term].weekly_hours)
        assert sum(one.credits or 0.0 for one in held) == pytest.approx(loads[term].credits)


def test_a_group_line_cannot_be_chosen_and_arrows_pass_it(window: MainWindow) -> None:
    page, board = shown_plan(window)
    page._choices.want(grouped=True)
    cards = board.findChildren(TermList)[1]
    cards.enter(0)
    assert isinstance(cards.cards.entry(0), GroupLine)
    assert cards.currentIndex().row() == 1
    chosen = []
    for _ in range(cards.cards.rowCount()):
        chosen += cards.selected_courses()
        QTest.keyClick(cards, Qt.Key.Key_Down)
    assert list(dict.fromkeys(chosen)) == list(dict.fromkeys(one.course for one in cards.cards.cards()))


def test_every_colour_has_a_sign_and_a_name(window: MainWindow) -> None:
    for by in ColourBy:
        held = scheme(window.desk, by)
        assert set(held.of) == set(window.desk.program.courses)
        signs = [hue.sign for hue in held.legend]
        assert len(signs) == len(set(signs)), by
        assert all(hue.name and re.fullmatch("#[0-9a-f]{6}", hue.colour) for hue in held.legend)
        assert {hue.sign for hue in held.of.values()} == set(signs)


def test_the_phase_of_a_course_is_where_most_of_its_hours_are(window: MainWindow) -> None:
    held = scheme(window.desk, ColourBy.PHASE)
    for course in window.desk.program.courses.values():
        if course.delivery is Delivery.INTERNSHIP:
            assert held.of[course.id].sign == "F"


def test_how_cards_look_is_remembered(window: MainWindow) -> None:
    page, board = shown_plan(window)
    QTest.keyClicks(board.findChildren(TermList)[1], "cg")
    assert page._choices.shown == Shown(grouped=True, colour=ColourBy.PHASE)
    assert page._choices.look.text() == "Colour by phase"
    save_settings(window.desk.settings, settings_path())
    held = load_settings(settings_path())
    assert (held.plan_colour, held.plan_grouped) == ("phase", True)


def test_a_card_says_what_is_wrong_without_its_own_name(window: MainWindow) -> None:
    _, board = shown_plan(window)
    late, other = _break_a_requisite(window)
    card = next(
        one for cards in board.findChildren(TermList) for one in cards.cards.cards() if one.course == late
    )
    program = window.desk.program
    assert program.courses[late].name.en not in card.trouble
    assert program.courses[other].name.en in card.trouble
    assert card.finding is not None
    assert program.courses[late].name.en in window.desk.texts.finding(card.finding)
    assert short(window.desk, card.finding) == card.trouble


def test_short_words_are_shorter_than_the_sentences() -> None:
    for lang in LANGUAGES:
        texts = catalogue(lang)
        brief = {key.removeprefix("short."): text for key, text in texts.items() if key.startswith("short.")}
        assert brief
        assert all(len(text) < len(texts[f"finding.{code}"]) for code, text in brief.items())
        assert not [code for code, text in brief.items() if "{course}" in text]


def test_another_programme_is_shown_whole_and_nothing_waits_to_be_pasted(
    window: MainWindow, tmp_path: Path
) -> None:
    page, board = shown_plan(window)
    page.hands.cut(movable(window)[:1])
    page._choices.want(grouped=True, only_free=True)
    page._choices.text.setText("ZB03")
    path = tmp_path / "other.curriplan"
    create(path, window.desk.program, "tester").close()
    assert window.files.open(path)
    window.show_page("plan")
    assert len(_seen(board)) == len(window.desk.program.courses)
    assert (page._choices.shown.filters, page._choices.shown.grouped) == (0, True)
    assert not page.hands.cut_courses
