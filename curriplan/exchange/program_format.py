"""What the JSON file of a whole programme calls itself, for its writer and its reader."""

from __future__ import annotations

FORMAT = "curriplan-programme"
VERSION = 1
