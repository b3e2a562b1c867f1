"""The words of a "why", ready to be read and copied."""

from __future__ import annotations

from collections.abc import Iterable

from curriplan.analysis.why import Piece
from curriplan.app.texts import Texts
from curriplan.domain.course import Evidence
from curriplan.domain.post import StatementSource
from curriplan.domain.scale import Mode

INDENT = "    "


def why_lines(pieces: Iterable[Piece], texts: Texts) -> list[str]:
    """Return one line for each piece, deeper ones further in."""
    return [INDENT * one.depth + _sentence(one, texts) for one in pieces]


def why_text(pieces: Iterable[Piece], texts: Texts) -> str:
    """Return the whole "why" as text to copy."""
    return "\n".join(why_lines(pieces, texts))


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
