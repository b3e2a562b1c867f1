"""Writing a programme into files: the one story behind the window's page and the command."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from curriplan.app.derived import Derived
from curriplan.app.errors import UserError
from curriplan.app.texts import Texts
from curriplan.domain.program import Program
from curriplan.domain.progress import Progress, quiet

if TYPE_CHECKING:
    from curriplan.analysis.report.inputs import ReportInputs
    from curriplan.analysis.report.tree import Report
    from curriplan.exchange.writers.words import Language


def report_inputs(program: Program, derived: Derived, today: date, version: str = "") -> ReportInputs:
    """Return what a report is made from, out of the derived results of a programme."""
    from curriplan.analysis.report.inputs import ReportInputs

    return ReportInputs(
        program,
        derived.requirements(),
        derived.gaps("all"),
        derived.gaps("assessed"),
        today,
        derived.findings(today),
        version,
    )


def spare_programmes(path: Path) -> None:
    """Make sure that what is about to be written does not take the place of a programme.

    Raises:
        UserError: a programme stands there; it holds work that an export does not.
        StoreError: something is there that cannot be read.

    """
    from curriplan.storage.header import is_programme

    if is_programme(path):
        raise UserError("export.over_programme", file=path.name)


def write_report(inputs: ReportInputs, path: Path, lang: Language, progress: Progress = quiet) -> Report:
    """Write the workbook of a programme and return its report.

    Raises:
        UserError: a programme stands there.
        CannotWrite: the place cannot be written, or something is larger than a sheet can hold.
        Cancelled: ``progress`` raised it; what stood at the path stands there still.

    """
    from curriplan.analysis.report.build import build_report
    from curriplan.exchange.writers.workbook import write_workbook

    spare_programmes(path)
    progress(0.0, "report")
    report = build_report(inputs)
    progress(0.3, "write")
    write_workbook(report, path, Texts, lang, progress)
    return report
