"""The window is wholly on the screen, with its frame."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curriplan.gui.sight import bring_into_sight, within

ROOM = QRect(0, 30, 1440, 870)


@pytest.mark.parametrize(
    ("frame", "fitted"),
    [
        (QRect(100, 100, 800, 600), QRect(100, 100, 800, 600)),
        (QRect(0, -44, 1440, 939), ROOM),
        (QRect(-300, 700, 800, 600), QRect(0, 300, 800, 600)),
        (QRect(1400, 0, 800, 600), QRect(640, 30, 800, 600)),
    ],
)
def test_a_frame_is_moved_and_shrunk_no_more_than_it_must(frame: QRect, fitted: QRect) -> None:
    assert within(frame, ROOM) == fitted


def test_a_window_larger_than_its_screen_is_fitted_into_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.setGeometry(room.left() - 50, room.top() - 44, room.width() + 100, room.height() + 100)
    window.show()
    bring_into_sight(window)
    assert room.contains(window.frameGeometry())
