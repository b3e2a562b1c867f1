"""When a course is taught, as a row says it: a cell for each term, or one for the term and one for the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriplan.analysis.notation import NotationError, parse_parts, unbracketed
from curriplan.domain.course import TermPart
from curriplan.exchange.cells import number_of, plain, text_of
from curriplan.exchange.readers.course_columns import TERM_FIELDS, is_weeks, terms_of
from curriplan.exchange.table import Record

Parts = tuple[TermPart, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a row says of a course's time.

    ``first`` is the number of the term in which it begins, ``parts`` what it does in each of its terms,
    ``instead`` the numbers of other terms in which it may begin, in brackets on the form. None: not said.
    """

    first: int | None = None
    parts: Parts | None = None
    instead: frozenset[int] = frozenset()


def read_schedule(record: Record) -> Schedule:
    """Return when a row's course is taught; what cannot be read is noted."""
    found = _term_cells(record)
    return found if found.parts is not None else _one_cell(record, found.first)


def _term_cells(record: Record) -> Schedule:
    """Return what stands in the columns of the terms, where each term has one of its own."""
    filled = [n for n, name in enumerate(TERM_FIELDS, 1) if record.text(name)]
    own = [n for n in filled if not unbracketed(record.text(TERM_FIELDS[n - 1]))[1]]
    # Without a term outside brackets these are the course's own: it is one that is not counted.
    instead = [n for n in filled if n not in own] if own else []
    own = own or filled
    if not own:
        return Schedule()
    if own[-1] - own[0] + 1 != len(own):
        record.fail("import.terms_apart", record.place(TERM_FIELDS[own[0] - 1]), terms=own)
        return Schedule()
    held = {n: _parts(record, TERM_FIELDS[n - 1]) for n in (*own, *instead)}
    parts = tuple(part for n in own for part in held[n])
    return Schedule(own[0], parts, _begins(record, instead, held, parts))


def _begins(record: Record, terms: Sequence[int], held: Mapping[int, Parts], parts: Parts) -> frozenset[int]:
    """Return in which of the bracketed terms a course begins that takes ``len(parts)`` terms each time."""
    span, begins, left = len(parts), [], list(terms)
    while left:
        run, left = left[:span], left[span:]
        place = record.place(TERM_FIELDS[run[0] - 1])
        if run != list(range(run[0], run[0] + span)):
            record.fail("import.alternative_apart", place, terms=run, n=span)
            return frozenset()
        said = tuple(part for n in run for part in held[n])
        if said != parts and not record.problems:
            record.warn("import.alternative_differs", place, value=record.text(TERM_FIELDS[run[0] - 1]))
        begins.append(run[0])
    return frozenset(begins)


def _one_cell(record: Record, first: int | None) -> Schedule:
    """Return what one column says of the term and one of the teaching time."""
    text = record.text("term")
    span = 1
    if text:
        try:
            first, last = terms_of(text)
            span = last - first + 1
        except ValueError:
            record.fail("import.not_a_term", record.place("term"), value=text)
            return Schedule()
    name = "weekly" if record.text("weekly") else "total" if is_weeks(record.text("total")) else ""
    parts = _parts(record, name) if name else (TermPart(),) * span if span > 1 else None
    if parts is not None and span > 1 and len(parts) == 1:
        parts = parts * span
    if parts is not None and text and len(parts) != span and span > 1:
        record.fail("import.terms_differ", record.place(name), value=record.text(name), terms=text)
    return Schedule(first, parts)


def _parts(record: Record, name: str) -> Parts:
    """Return the parts of a cell: ``4/14W``, ``2W``, ``4天``, ``☆``, in brackets or not, or bare weekly hours."""
    cell = record.cell(name)
    try:
        weekly = number_of(cell)
        return (TermPart(weekly, record.number_in("weeks")),)
    except ValueError:
        text = plain(text_of(cell)).replace("weeks", "W").replace("week", "W")
    try:
        return parse_parts(unbracketed(text)[0])
    except NotationError as problem:
        record.fail("import.not_a_notation", record.place(name), value=problem.text)
        return ()
