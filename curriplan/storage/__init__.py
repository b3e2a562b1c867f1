"""The database of a programme: one SQLite file, one transaction for each edit, append-only history."""
