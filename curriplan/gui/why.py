"""Why? Where a figure comes from: in the inspector, and as text on the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from curriplan.analysis.account.account import Account, Figure
from curriplan.analysis.why import Piece
from curriplan.app.why import (
    account_formula,
    account_text,
    figure_name,
    measured,
    part_name,
    part_words,
    why_lines,
    why_text,
)
from curriplan.gui.desk import Asked, Desk, Toast
from curriplan.gui.figures import page_figures, selected_figures
from curriplan.gui.inspector.content import Action, Content, Pairs, Paragraph, Section
from curriplan.gui.stepping import keep_focus

if TYPE_CHECKING:
    from curriplan.gui.main_window import MainWindow

MOST_PARTS = 40
"""So many parts are shown in the inspector; the copied text has all."""

CELL = "cell"
"""A pair of a post and a competency: its why is told from the graph, not from a sum."""


def copy_why(desk: Desk, competency: str, posts: Iterable[str]) -> tuple[Action, ...]:
    """Return what copies why some posts require a competency; nothing where none does."""
    wanted = tuple(posts)

    def copy() -> None:
        said = (why_text(desk.results.why(post, competency), desk.texts) for post in wanted)
        _copy(desk, "\n\n".join(one for one in said if one), "graph.why_copied")

    return (Action(desk.say("graph.copy_why"), copy),) if wanted else ()


def ask_why(desk: Desk, page: str) -> None:
    """Ask why the figure of what is selected is what it is, or which figures the page has."""
    if desk.session is None:
        return
    held = selected_figures(desk)
    if len(held) == 1:
        desk.ask(held)
    else:
        ask_page(desk, page)


def ask_page(desk: Desk, page: str, before: Asked | None = None) -> None:
    """Offer all figures of a page, those of what is selected first."""
    desk.ask(tuple(figure for one in page_figures(desk, page) for figure in one.figures), before)


def show_why(window: MainWindow, asked: Asked | None) -> None:
    """Show in the inspector what was asked for, where there is no room for it until another page is shown."""
    if asked is not None:
        window.lend_inspector()
    keep_focus(window, window.inspect)


def copy_asked(desk: Desk) -> None:
    """Copy the why that is shown, else that of what is selected."""
    if desk.session is None:
        return
    figures = selected_figures(desk) if desk.asked is None else desk.asked.figures
    said = [one for one in (_text(desk, figure) for figure in figures) if one]
    if said:
        _copy(desk, "\n\n".join(said), "why.ask.copied")
    else:
        desk.toasts.tell(Toast(desk.say("why.ask.nothing")))


def why_content(desk: Desk, page: str) -> Content | None:
    """Return what the inspector says of the figures that were asked for; None where none were."""
    if desk.asked is None or desk.session is None:
        return None
    if len(desk.asked.figures) > 1:
        return _several(desk, desk.asked, page)
    (figure,) = desk.asked.figures
    if figure.id == CELL:
        return _cell(desk, figure, page)
    account = desk.results.account(figure, desk.today)
    if account is None:
        return Content(desk.say("why.ask.title"), desk.say("why.ask.gone"), (_hands(desk, page),))
    return _account(desk, account, page)


def with_figures(desk: Desk, content: Content) -> Content:
    """Return what is said of something selected, and below it its figures, each with its why."""
    figures = selected_figures(desk) if desk.session is not None else ()
    if len(figures) < 2 or not content.title:
        return content
    section = Section(desk.say("why.ask.figures"), (_pairs(desk, figures, None),))
    return replace(content, sections=(*content.sections, section))


def _several(desk: Desk, asked: Asked, page: str) -> Content:
    """Return the figures that were asked for together, below their headings where they are those of the page."""
    named = page_figures(desk, page)
    whole = tuple(figure for one in named for figure in one.figures)
    parts = [(desk.say(f"why.ask.{one.heading}"), one.figures) for one in named]
    sections = [
        Section(heading, (_pairs(desk, figures, asked),))
        for heading, figures in (parts if asked.figures == whole else [("", asked.figures)])
    ]
    return Content(desk.say("why.ask.title"), desk.say("why.ask.about"), (_hands(desk, page), *sections))


def _pairs(desk: Desk, figures: Iterable[Figure], before: Asked | None) -> Pairs:
    rows: list[tuple[str, str]] = []
    clicks: list[Callable[[], object]] = []
    for figure in figures:
        account = desk.results.account(figure, desk.today)
        if account is not None:
            rows.append((figure_name(account, desk.texts), measured(account.value, account.unit)))
            clicks.append(partial(desk.ask, (figure,), before))
    return Pairs(tuple(rows), tuple(clicks))


def _account(desk: Desk, account: Account, page: str) -> Content:
    texts, asked = desk.texts, desk.asked
    shown = account.parts[:MOST_PARTS]
    rows = tuple((part_name(one, texts), part_words(account, one, texts)) for one in shown)
    clicks = tuple(None if one.why is None else partial(desk.ask, (one.why,), asked) for one in shown)
    left = len(account.parts) - len(shown)
    more = (Paragraph(desk.say("why.ask.more", n=left), dim=True),) if left else ()
    return Content(
        texts("why.title", name=figure_name(account, texts), value=measured(account.value, account.unit)),
        "",
        (
            Section("", (Paragraph(account_formula(account, texts)),)),
            _hands(desk, page),
            Section(desk.say("why.ask.parts"), (Pairs(rows, clicks), *more) if rows else ()),
        ),
    )


def _cell(desk: Desk, figure: Figure, page: str) -> Content:
    pieces = _pieces(desk, figure)
    if not pieces:
        return Content(desk.say("why.ask.title"), desk.say("why.ask.gone"), (_hands(desk, page),))
    first, *rest = why_lines(pieces, desk.texts)
    return Content(
        desk.say("why.ask.title"),
        first,
        (Section("", tuple(Paragraph(one.strip()) for one in rest)), _hands(desk, page)),
    )


def _pieces(desk: Desk, figure: Figure) -> tuple[Piece, ...]:
    """Return who demands a cell and what answers it; nothing where either is no longer there."""
    program = desk.program
    there = figure.of in program.posts and figure.by in program.competencies
    return desk.results.why(figure.of, figure.by) if there else ()


def _hands(desk: Desk, page: str) -> Section:
    say, asked = desk.say, desk.asked
    hands = [Action(say("graph.copy_why"), partial(copy_asked, desk))]
    if asked is not None and len(asked.figures) == 1 and asked.before is None:
        hands.append(Action(say("why.ask.others"), partial(ask_page, desk, page, asked)))
    return Section("", (*hands, Action(say("why.ask.back"), desk.ask_back)))


def _text(desk: Desk, figure: Figure) -> str:
    if figure.id == CELL:
        return why_text(_pieces(desk, figure), desk.texts)
    account = desk.results.account(figure, desk.today)
    return "" if account is None else account_text(account, desk.texts)


def _copy(desk: Desk, text: str, told: str) -> None:
    QGuiApplication.clipboard().setText(text)
    desk.toasts.tell(Toast(desk.say(told)))
