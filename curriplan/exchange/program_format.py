"""What the JSON file of a whole programme calls itself, for its writer and its reader."""

from __future__ import annotations

from curriplan.domain.tables import OF_HISTORY, TABLES

FORMAT = "curriplan-programme"
VERSION = 1

FORMAT_TABLES = tuple(one for one in TABLES if one.name not in OF_HISTORY)
