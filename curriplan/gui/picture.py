"""Pictures of pages as the window draws them, without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, Qt, QTimer, qVersion
from PySide6.QtGui import QFontDatabase, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication

from curriplan.app.errors import UserError
from curriplan.app.picture import Picture, Screen
from curriplan.app.programmes import open_session
from curriplan.app.settings import Settings
from curriplan.gui.application import application, make_window
from curriplan.gui.main_window import MainWindow
from curriplan.gui.map_views import VIEWS_OF_MAP, show_view_of_map
from curriplan.gui.views.registry import VIEWS

LONGEST_WAIT_MS = 120_000
SETTLING_ROUNDS = 3


def page_names() -> tuple[str, ...]:
    """Return the names of the pages, in the order of the rail, and those of the other views of the map."""
    return (*(view.name for view in VIEWS), *VIEWS_OF_MAP)


def take_picture(wish: Picture) -> None:
    """Write a page of a programme as a PNG, without showing a window.

    Raises:
        StoreError: the programme cannot be opened.
        UserError: the picture cannot be written, or the page is not ready in two minutes.

    """
    _offscreen_application()
    with _window(wish) as window:
        _show(window, wish.page)
        _settle(window)
        if not window.grab().save(str(wish.out), "PNG"):
            raise UserError("picture.cannot_write", file=str(wish.out))


def _show(window: MainWindow, page: str) -> None:
    if page in VIEWS_OF_MAP:
        show_view_of_map(window, page)
    else:
        window.show_page(page)


def describe_screen() -> Screen:
    """Return what the window would be drawn with here."""
    app = _offscreen_application()
    font = QFontInfo(app.font())
    return Screen(qVersion(), app.platformName(), font.family(), _chinese_font())


def _offscreen_application() -> QApplication:
    """Return the application, made without a screen unless another platform is asked for."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return application()


def _chinese_font() -> str:
    """Return the family that draws Chinese, or nothing where none does."""
    written = QFontDatabase.WritingSystem.SimplifiedChinese
    families = (one for one in QFontDatabase.families(written) if not QFontDatabase.isPrivateFamily(one))
    return next((one for one in families if _draws(one, "课程")), "")


def _draws(family: str, text: str) -> bool:
    font = QRawFont.fromFont(QFontDatabase.font(family, "", 12))
    return all(font.supportsCharacter(ord(one)) for one in text)


@contextmanager
def _window(wish: Picture) -> Iterator[MainWindow]:
    """Open a window on a programme, for reading only, with everything computed that it shows."""
    window = make_window(Settings(lang=wish.lang, theme=wish.theme))
    desk = window.desk
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(wish.width, wish.height)
    try:
        session = open_session(wish.program, desk.jobs, "", read_only=True)
        window.show()
        with _waiting(wish) as loop:
            ends = (
                desk.demand_known.listen(lambda _: loop.quit()),
                desk.troubled.listen(lambda _: loop.quit()),
            )
            window.door.show(session)
        for end in ends:
            end()
        if session.damage is not None:
            raise session.damage
        yield window
    finally:
        window.close()
        desk.jobs.close()
        window.deleteLater()


@contextmanager
def _waiting(wish: Picture) -> Iterator[QEventLoop]:
    """Wait at the end of the block until the loop is quit.

    Raises:
        UserError: that takes longer than anybody would wait.

    """
    loop = QEventLoop()
    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(lambda: loop.exit(1))
    yield loop
    late.start(LONGEST_WAIT_MS)
    code = loop.exec()
    late.stop()
    if code:
        raise UserError("picture.too_long", page=wish.page)


def _settle(window: MainWindow) -> None:
    """Let layouts, and jobs that the page began, come to rest."""
    quiet_rounds = 0
    while quiet_rounds < SETTLING_ROUNDS:
        quiet_rounds = 0 if window.desk.jobs.running else quiet_rounds + 1
        loop = QEventLoop()
        QTimer.singleShot(0 if quiet_rounds else 10, loop.quit)
        loop.exec()
