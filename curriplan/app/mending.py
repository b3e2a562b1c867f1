"""Findings mended and accepted, as both doors do it: words, labels, what a fix would change before it is made."""

from __future__ import annotations

from collections.abc import Iterable

from curriplan.analysis.rules.fixes.offers import Offer
from curriplan.app.differences import Teller
from curriplan.app.texts import Texts
from curriplan.domain.changes import Changes
from curriplan.domain.history import Label, label
from curriplan.domain.program import Program
from curriplan.domain.text import Text

TOLD = 6
"""How many differences of a fix are told; the rest are counted."""


def fix_words(offer: Offer, texts: Texts) -> str:
    """Return what a fix would do, as its button says it."""
    return texts(f"fix.{offer.code}", **dict(offer.args))


def fix_label(offer: Offer) -> Label:
    """Return what the history calls a fix, in both languages."""
    return label("finding.mend", what=Text(fix_words(offer, Texts("zh")), fix_words(offer, Texts("en"))))


def told_changes(program: Program, changes: Changes, texts: Texts) -> tuple[str, ...]:
    """Return what an edit of a programme would change, one line a field of a row."""
    lines = list(_lines(Teller(program, changes, texts), changes, texts))
    more = len(lines) - TOLD
    return tuple(lines) if more <= 0 else (*lines[:TOLD], texts("fixing.more", n=more))


def _lines(teller: Teller, changes: Changes, texts: Texts) -> Iterable[str]:
    for change in changes:
        if change.before is None or change.after is None:
            verb = "added" if change.before is None else "removed"
            yield texts(
                f"fixing.{verb}", table=texts(f"report.table.{change.table}"), name=teller.row(change)
            )
        for one in teller.differences(change):
            yield texts(
                "fixing.changed", name=teller.row(change), field=one.field, before=one.before, after=one.after
            )
