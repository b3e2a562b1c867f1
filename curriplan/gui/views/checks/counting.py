"""How many fixes each finding has: tried one by one while nobody waits, so that no edit does."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from curriplan.analysis.rules.check import Checked
from curriplan.analysis.rules.fixes.offers import Offer, fixable, offers
from curriplan.domain.finding import Finding

TURN_S = 0.012
PAUSE_MS = 15


class Fixes(QObject):
    """The fixes of the findings of one check; another check begins anew. ``known`` tells that more are."""

    known = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._checked: Checked | None = None
        self._held: dict[Finding, tuple[Offer, ...]] = {}
        self._waiting: list[Finding] = []
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PAUSE_MS)
        self._clock.timeout.connect(self._go_on)

    def follow(self, checked: Checked) -> None:
        """Begin with the findings of a check; nothing happens where it is the same one."""
        if checked is not self._checked:
            self._checked, self._held = checked, {}
            self._waiting = [one for one in reversed(checked.findings) if fixable(one)]
            self._clock.start()

    def stop(self) -> None:
        """Try nothing more until another check comes."""
        self._clock.stop()

    def count(self, finding: Finding) -> int | None:
        """Return how many fixes a finding has, None where they were not tried yet."""
        if not fixable(finding):
            return 0
        return len(self._held[finding]) if finding in self._held else None

    def of(self, finding: Finding) -> tuple[Offer, ...]:
        """Return the fixes of a finding, tried now if need be."""
        if self._checked is None:
            return ()
        if finding not in self._held:
            self._held[finding] = offers(self._checked, finding)
        return self._held[finding]

    def _go_on(self) -> None:
        end = perf_counter() + TURN_S
        while self._waiting and perf_counter() < end:
            self.of(self._waiting.pop())
        if self._waiting:
            self._clock.start()
        else:
            self.known.emit()
