"""What the JSON file of a whole programme calls itself, for its writer and its reader."""

from __future__ import annotations

from curriplan.domain.tables import TABLES

FORMAT = "curriplan-programme"
VERSION = 1

# A scenario is a difference from a revision, and the file holds no revisions.
FORMAT_TABLES = tuple(one for one in TABLES if one.name != "scenarios")
