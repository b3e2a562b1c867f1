"""Where a finding stands, in words: a cell of a file, or a row of the programme."""

from __future__ import annotations

from collections.abc import Iterator

from curriplan.app.texts import Texts
from curriplan.domain.finding import Finding, Place
from curriplan.domain.plan import Term
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.tables import BY_NAME, Key


def code_of(program: Program, table: str, key: Key) -> str:
    """Return how a row is referred to: its code, a term's number, or its id where it has neither.

    A row that is held by parent is its parent's and its own, joined by a slash; a placement is its course's.
    """
    one = BY_NAME[table]
    row = one.get(program, key)
    own = getattr(row, "code", "") if row is not None else ""
    if isinstance(row, Term):
        own = str(row.number)
    if own:
        return str(own)
    targets = {ref.field: ref.table for ref in one.refs}
    parts = []
    for field, name in zip(one.key, key, strict=False):
        target = targets.get(field)
        parts.append(name if target is None or field == "id" else code_of(program, target, (name,)))
    return "/".join(parts)


def place_words(place: Place, texts: Texts, program: Program | None = None) -> str:
    """Return a place in words, or nothing where there is none.

    With the programme its rows are called by code; sentences of findings name them.
    """
    words = [*_in_file(place, texts), *_in_program(place, texts, program)]
    return texts("place.between").join(words)


def _in_file(place: Place, texts: Texts) -> Iterator[str]:
    if place.file:
        yield place.file
    if place.sheet:
        yield texts("place.sheet", name=place.sheet)
    if place.row is not None:
        yield texts("place.row", n=place.row)
    if place.column:
        yield texts("place.column", name=place.column)


def _in_program(place: Place, texts: Texts, program: Program | None) -> Iterator[str]:
    if program is None or place.table not in BY_NAME or not place.key:
        return
    table = texts(f"report.table.{place.table}")
    called = code_of(program, place.table, place.key)
    # There is one profile, so that only its code says more than its table.
    yield table if called == PROFILE_ID else texts("place.row_of", table=table, called=called)


def placed_sentence(finding: Finding, texts: Texts, program: Program | None = None) -> str:
    """Return the sentence of a finding with its place before it."""
    where = place_words(finding.where, texts, program)
    sentence = texts.finding(finding)
    return texts("place.before", where=where, sentence=sentence) if where else sentence
