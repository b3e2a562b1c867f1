"""A drawing in a file: whole, or as it was before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile


def written(path: Path, write: Callable[[QIODevice], bool]) -> bool:
    """Write a file and tell whether that went well; if not, what stood there stands there still."""
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        return False
    if not write(file):
        file.cancelWriting()
    return file.commit()
