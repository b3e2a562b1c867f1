"""Small files that pages of these tests are given."""

from __future__ import annotations

from pathlib import Path


def course_list(folder: Path, *more: str, head: str = "code,name,credits,notation") -> Path:
    """Write a list of two courses, and whatever lines are given beside; return where it lies."""
    path = folder / "courses.csv"
    path.write_text("\n".join((head, "C1,Statistics,4,4/16W", "C2,Law,2,2/16W", *more, "")), encoding="utf-8")
    return path
