"""The words of a "why", ready to be read and copied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from curriplan.analysis.account.account import Account, Part, Way
from curriplan.analysis.report.tree import Level, Listing, Mark, Number, Say, Unit, Value
from curriplan.analysis.why import Piece
from curriplan.app.figures import UNKNOWN
from curriplan.app.texts import Texts
from curriplan.domain.course import Evidence
from curriplan.domain.post import StatementSource
from curriplan.domain.scale import Mode
from curriplan.exchange.writers.words import Words

INDENT = "    "


def why_lines(pieces: Iterable[Piece], texts: Texts) -> list[str]:
    """Return one line for each piece, deeper ones further in."""
    return [INDENT * one.depth + _sentence(one, texts) for one in pieces]


def why_text(pieces: Iterable[Piece], texts: Texts) -> str:
    """Return the whole "why" as text to copy."""
    return "\n".join(why_lines(pieces, texts))


def worded(value: Value, texts: Texts) -> str:
    """Return a cell as text: shares in per cent with one decimal, levels by key, names in the language."""
    match value:
        case None:
            return UNKNOWN
        case Number(value=number, unit=unit):
            return measured(number, unit)
        case Level(key=key):
            return key
        case Say(key=key, args=args):
            return texts(key, **{name: _argument(one, texts) for name, one in args})
        case Listing(items=items):
            return texts("report.list_mark").join(worded(one, texts) for one in items)
        case _:
            return Words(Texts, texts.lang).text(value)


def measured(value: float | None, unit: Unit = Unit.FIGURE) -> str:
    """Return a figure in its unit, with at most two decimals; a dash where it is not known."""
    if value is None:
        return UNKNOWN
    if unit is Unit.SHARE:
        return f"{value * 100:.1f} %"
    return f"{value:.2f}" if unit is Unit.RATIO else f"{round(value, 2):,.10g}"


def figure_name(account: Account, texts: Texts) -> str:
    """Return what a figure is called, with what it is of."""
    about = "" if account.about is None else worded(account.about, texts)
    if account.way is Way.TOLD:
        return about
    name = texts(f"why.figure.{account.figure.id}.name")
    return texts("why.of", name=name, about=about) if about else name


def account_title(account: Account, texts: Texts) -> str:
    """Return which figure it is, and how large."""
    return texts("why.title", name=figure_name(account, texts), value=measured(account.value, account.unit))


def account_formula(account: Account, texts: Texts) -> str:
    """Return how the figure follows from its parts, with the numbers put in."""
    known = [one for one in account.parts if one.amount is not None]
    lost = None if account.whole is None else account.whole - (account.amount or 0.0)
    facts = {name: _argument(value, texts) for name, value in account.facts}
    return texts(
        f"why.figure.{account.figure.id}.{account.words}",
        value=measured(account.value, account.unit),
        amount=measured(account.amount),
        whole=measured(account.whole),
        lost=measured(lost),
        n=len(known),
        **facts,
    )


def part_name(part: Part, texts: Texts) -> str:
    """Return what a part is called."""
    return worded(part.name, texts)


def part_words(account: Account, part: Part, texts: Texts) -> str:
    """Return what a part gives; empty where its name says all."""
    note = "" if part.note is None else worded(part.note, texts)
    if account.way is Way.COUNT and not part.words:
        said = ""
    elif part.amount is None and account.way is not Way.TOLD:
        said = texts("why.part.unknown")
    else:
        facts = {name: _argument(value, texts) for name, value in part.facts}
        share = part.amount / part.whole if part.whole and part.amount is not None else None
        lost = None if part.whole is None else part.whole - (part.amount or 0.0)
        said = texts(
            f"why.part.{part.words or account.way.value}",
            amount=measured(part.amount),
            whole=measured(part.whole),
            lost=measured(lost),
            share=measured(share, Unit.SHARE),
            **facts,
        )
    return texts("why.noted", said=said, note=note) if said and note else said or note


def account_text(account: Account, texts: Texts) -> str:
    """Return a figure with its formula and all its parts as text to copy."""
    lines = [account_title(account, texts), account_formula(account, texts)]
    for part in account.parts:
        name, said = part_name(part, texts), part_words(account, part, texts)
        lines.append(INDENT + (texts("why.line", name=name, said=said) if said else name))
    return "\n".join(lines)


def _argument(value: Any, texts: Texts) -> Any:
    """Return an argument of a text: values of the report in words, all else as it is."""
    if isinstance(value, tuple | list):
        return tuple(_argument(one, texts) for one in value)
    return worded(value, texts) if isinstance(value, Say | Number | Level | Listing | Mark) else value


def _sentence(piece: Piece, texts: Texts) -> str:
    return texts(f"why.{piece.code}", **{name: _word(value, texts) for name, value in piece.args})


def _word(value: object, texts: Texts) -> object:
    match value:
        case Mode():
            return texts(f"mode.{value.value}")
        case Evidence():
            return texts(f"evidence.{value.value}")
        case StatementSource():
            return texts(f"source.{value.value}")
    return value
