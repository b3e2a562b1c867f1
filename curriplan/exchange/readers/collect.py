"""Findings of one import: as many as anybody will read, and the count of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from curriplan.domain.finding import Finding, Place, Severity

MOST_OF_A_CODE = 200
_WEIGHT = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


class Collector:
    """Gathers findings; of each code the first 200 are kept and the others counted."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._kept: list[Finding] = []
        self._seen: Counter[str] = Counter()
        self._worst: dict[str, Severity] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """Take some findings in."""
        for one in findings:
            self._seen[one.code] += 1
            if self._seen[one.code] <= MOST_OF_A_CODE:
                self._kept.append(one)
            else:
                present = self._worst.get(one.code, Severity.NOTE)
                self._worst[one.code] = max(present, one.severity, key=_WEIGHT.index)

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings; the last ones say how many more there are."""
        where = Place(file=self._file)
        more = (
            Finding("import.more", severity, where, (("n", self._seen[code] - MOST_OF_A_CODE),))
            for code, severity in self._worst.items()
        )
        return (*self._kept, *more)
