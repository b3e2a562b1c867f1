"""Starts the window: the application, its desk, and the programme to open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from curriplan.app.jobs import Jobs
from curriplan.app.settings import Settings, load_settings, save_settings, settings_path
from curriplan.app.texts import Texts
from curriplan.gui.bridge import Bridge
from curriplan.gui.defects import tell_defects
from curriplan.gui.desk import Desk, Toast
from curriplan.gui.icons import pixmap
from curriplan.gui.later import AfterPaint
from curriplan.gui.main_window import MainWindow
from curriplan.gui.sight import bring_into_sight
from curriplan.gui.style import apply_theme, chosen_theme

__all__ = ["make_window", "run"]


def application(arguments: Sequence[str] = ()) -> QApplication:
    """Return the one application, made if need be."""
    held = QApplication.instance()
    if isinstance(held, QApplication):
        return held
    made = QApplication(["curriplan", *arguments])
    made.setApplicationName("Curriplan")
    made.setDesktopFileName("curriplan")
    return made


def make_window(settings: Settings) -> MainWindow:
    """Return a window that is not shown yet, with jobs that come back to this thread."""
    bridge = Bridge()
    desk = Desk(Jobs(bridge.deliver), settings, chosen_theme(settings.theme))
    apply_theme(desk)
    window = MainWindow(desk)
    bridge.setParent(window)
    return window


def keep_settings(desk: Desk, place: Path) -> None:
    """Store the settings whenever they change; that they cannot be stored is told once, and stops nothing."""
    told = False

    def store(changed: Settings) -> None:
        nonlocal told
        try:
            save_settings(changed, place)
        except OSError as problem:
            if not told:
                told = True
                reason = problem.strerror or str(problem)
                desk.toasts.tell(Toast(desk.say("error.settings", file=str(place), reason=reason)))

    desk.settings_changed.listen(store)


def follow_language(desk: Desk) -> None:
    """Have Qt's own words (file dialogs, menus of text fields) in the window's language, also after a switch."""
    chinese = QTranslator()
    found = chinese.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def tell(texts: Texts) -> None:
        QCoreApplication.removeTranslator(chinese)
        if found and texts.lang == "zh":
            QCoreApplication.installTranslator(chinese)

    tell(desk.texts)
    desk.retold.listen(tell)


def run(path: Path | None = None) -> int:
    """Show the window until it is closed; return the exit code."""
    app = application()
    place = settings_path()
    settings = load_settings(place)
    window = make_window(settings)
    follow_language(window.desk)
    app.setWindowIcon(pixmap("app", window.desk.theme.accent, 64))
    keep_settings(window.desk, place)
    window.restore(settings.geometry)
    window.show()
    AfterPaint(window, lambda: bring_into_sight(window)).ask()
    if path is not None:
        window.files.open(path)
    end = tell_defects(window.desk, place.parent)
    code = app.exec()
    end()
    window.desk.jobs.close()
    app.processEvents()  # what the last jobs hand over, such as a file that was still being opened
    return code
