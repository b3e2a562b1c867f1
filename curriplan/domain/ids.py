"""Ids: opaque, made by the client, and never the code."""

from __future__ import annotations

import hashlib
import secrets


def new_id() -> str:
    """Return a fresh id of 16 letters and digits."""
    return secrets.token_hex(8)


def stable_id(*parts: str) -> str:
    """Return the id that the same parts always give: for samples and imports that must repeat."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
