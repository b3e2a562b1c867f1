"""Version 1: the first. Its tables stand in ``v0001_baseline.sql``, as a released file has them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables in an empty file."""
    text = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in text.split(";\n\n"):
        op.execute(statement.removesuffix(";\n"))
