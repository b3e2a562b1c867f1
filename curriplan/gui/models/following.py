"""Lets a Qt table model follow a list of keys, with begin and end told as Qt wants them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex

from curriplan.gui.models.rows import follow


def follow_rows(model: QAbstractTableModel, shown: list[str], new: Sequence[str]) -> None:
    """Make the rows of a model those of ``new``; ``shown`` is the list that the model reads."""

    def removing(first: int, last: int) -> Callable[[], None]:
        model.beginRemoveRows(QModelIndex(), first, last)
        return model.endRemoveRows

    def inserting(first: int, last: int) -> Callable[[], None]:
        model.beginInsertRows(QModelIndex(), first, last)
        return model.endInsertRows

    follow(shown, new, removing, inserting)


def follow_columns(model: QAbstractTableModel, shown: list[str], new: Sequence[str]) -> None:
    """Make the columns of a model those of ``new``."""

    def removing(first: int, last: int) -> Callable[[], None]:
        model.beginRemoveColumns(QModelIndex(), first, last)
        return model.endRemoveColumns

    def inserting(first: int, last: int) -> Callable[[], None]:
        model.beginInsertColumns(QModelIndex(), first, last)
        return model.endInsertColumns

    follow(shown, new, removing, inserting)
