"""A count of one is told in the singular."""

from __future__ import annotations

import pytest

from curriplan.app.texts import Texts


@pytest.mark.parametrize(
    ("key", "args", "one", "many"),
    [
        ("demand.n_ratings", {"n": 1, "blanks": 0}, "n = 1 rating over", "n = 2 ratings over"),
        (
            "demand.too_few",
            {"answers": 1, "enterprises": 1},
            "1 answer or 1 enterprise.",
            "2 answers or 2 ent",
        ),
    ],
)
def test_one_is_told_in_the_singular(key: str, args: dict[str, int], one: str, many: str) -> None:
    texts = Texts("en")
    assert one in texts(key, **args)
    assert many in texts(key, **{name: value + 1 for name, value in args.items()})
