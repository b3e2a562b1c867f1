"""The programme's own row as TOML: ``programme.toml`` of a programme folder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from curriplan.domain.codec import CodecError, from_plain, to_plain
from curriplan.domain.defaults import CAPS, SCALE
from curriplan.domain.finding import Place
from curriplan.domain.profile import Profile
from curriplan.domain.program import PROFILE_ID
from curriplan.exchange.readers.result import UnreadableFile


def read_profile(path: Path) -> Profile:
    """Return the profile of a file; scale and caps that it does not state are the default ones.

    Raises:
        UnreadableFile: the file is no UTF-8 TOML, or a field is not known or does not fit.

    """
    try:
        stated: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFile("sample_encoding", Place(file=path.name)) from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile("sample_toml", Place(file=path.name), reason=str(error)) from error
    defaults = {"scale": to_plain(SCALE), "caps": to_plain(CAPS)}
    try:
        profile: Profile = from_plain(Profile, {**defaults, **stated, "id": PROFILE_ID})
    except CodecError as error:
        where = Place(file=path.name, field=error.path)
        raise UnreadableFile("sample_profile", where, field=error.path) from error
    return profile
