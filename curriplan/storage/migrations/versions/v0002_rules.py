"""Version 2: rule packs and their rules as rows; tags and signs of courses; stated sums. All tables of this version stand beside it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = ("rule_packs", "rules", "acceptances")
COLUMNS = (
    ("courses", "tags TEXT NOT NULL DEFAULT '[]'"),
    ("courses", "marked INTEGER NOT NULL DEFAULT 0"),
    ("terms", "class_weeks REAL"),
    ("terms", "block_weeks REAL"),
    ("terms", "internship_weeks REAL"),
    ("course_types", "stated TEXT NOT NULL DEFAULT '{}'"),
    ("profile", "stated TEXT NOT NULL DEFAULT '{}'"),
    ("profile", "stated_weeks TEXT NOT NULL DEFAULT '{}'"),
    ("courses", "undesired_terms TEXT NOT NULL DEFAULT '[]'"),
)


def upgrade() -> None:
    """Make the new tables, and the new columns with what a row of version 1 has there."""
    text = Path(__file__).with_suffix(".sql").read_text("utf-8")
    statements = {one.split()[2]: one for one in text.removesuffix(";\n").split(";\n\n")}
    for name in TABLES:
        op.execute(statements[name])
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
