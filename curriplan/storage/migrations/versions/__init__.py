"""The scripts, one a version; Alembic reads them as files."""
