"""How a file is read, as the inspector offers it: its format, and of each field the header it is read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from curriplan.app.importing import Reading
from curriplan.domain.text import Lang
from curriplan.exchange.readers.registry import READERS
from curriplan.exchange.readers.result import Offer
from curriplan.gui.desk import Desk
from curriplan.gui.inspector.content import Action, Block, Choice, Pairs, Paragraph, Section

FORMATS = tuple(one.name for one in READERS if one.layouts)
Wish = Callable[[Reading], object]


def offer_sections(desk: Desk, offer: Offer, wish: Reading, read_again: Wish) -> tuple[Section, ...]:
    """Return the choices for one file; each calls ``read_again`` with what is wished then."""
    say = desk.say
    names = ("", *FORMATS)
    found = say("import.by_content")
    if offer.format and not wish.format:
        found = say("import.found_as", format=say(f"import.format_name.{offer.format}"))
    options = tuple(say(f"import.format_name.{one}") if one else found for one in names)
    formats = Choice(
        say("import.format"),
        options,
        names.index(wish.format) if wish.format in names else 0,
        lambda n: read_again(wish.with_format(names[n])),
        listed=True,
    )
    told = {*dict(offer.read), *wish.fields, *offer.needed}
    columns: list[Block] = [
        _field(desk, offer, wish, read_again, *one) for one in offer.fields if one[0] in told
    ]
    if columns:
        columns.insert(0, Paragraph(say("import.columns_about"), dim=True))
        columns.extend(_others(desk, offer, wish, read_again, told))
    if wish.fields:
        again = partial(read_again, Reading(wish.format))
        columns.append(Action(say("import.by_names"), again))
    known = {name for name, _ in offer.fields}
    others = tuple(pair for pair in offer.read if pair[0] not in known)
    return (
        Section(say("import.file", name=offer.path.name), (formats,)),
        Section(say("import.columns"), tuple(columns)),
        Section(say("import.subjects"), (Pairs(others),) if others else ()),
    )


def _others(desk: Desk, offer: Offer, wish: Reading, read_again: Wish, told: set[str]) -> Iterator[Choice]:
    """Yield the choice of one more field, which then stands with the others; most formats have many."""
    names = [one for one in offer.fields if one[0] not in told]

    def pick(n: int) -> None:
        read_again(wish.with_format(offer.format).with_field(names[n][0], ""))

    if names:
        options = tuple(field_name(known_by, desk.texts.lang) for _, known_by in names)
        yield Choice(desk.say("import.one_more"), options, None, pick, listed=True)


def _field(
    desk: Desk, offer: Offer, wish: Reading, read_again: Wish, name: str, known_by: tuple[str, ...]
) -> Choice:
    """Return the choice of the header that a field is read from."""
    header = dict(offer.read).get(name, wish.fields.get(name, ""))
    options = (desk.say("import.not_read"), *offer.headers)

    def pick(n: int) -> None:
        chosen = offer.headers[n - 1] if n else ""
        if chosen != header:
            # Fields are those of one format: with fewer of them the file might look like another one.
            read_again(wish.with_format(offer.format).with_field(name, chosen))

    at = offer.headers.index(header) + 1 if header in offer.headers else 0
    return Choice(field_name(known_by, desk.texts.lang), options, at, pick, listed=True)


def field_name(known_by: tuple[str, ...], lang: Lang) -> str:
    """Return what a field is called: the first header of the language by which it is known."""
    own = (one for one in known_by if one.isascii() == (lang == "en"))
    name = next(own, known_by[0])
    return name[:1].upper() + name[1:]
