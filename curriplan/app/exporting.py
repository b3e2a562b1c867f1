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
from curriplan.domain.scenario import Scenario
from curriplan.domain.text import Text

if TYPE_CHECKING:
    from curriplan.analysis.report.inputs import ReportInputs
    from curriplan.analysis.report.tree import Report
    from curriplan.exchange.writers.words import Language


def title_of(program: Program, scenario: Scenario | None) -> Text:
    """Return what a document about a programme is called; of a scenario it says of which."""
    about = program.about
    name = about.name.or_code(about.code)
    if scenario is None:
        return name
    within = scenario.name.or_code(scenario.id)
    return Text(_within(name.pick("zh"), within.pick("zh")), _within(name.pick("en"), within.pick("en")))


def _within(name: str, scenario: str) -> str:
    return f"{name} ▸ {scenario}" if name else scenario


def report_inputs(
    program: Program, derived: Derived, today: date, version: str = "", scenario: Scenario | None = None
) -> ReportInputs:
    """Return what a report is made from, out of the derived results of a programme, or of its ``scenario``."""
    from curriplan.analysis.report.inputs import ReportInputs

    return ReportInputs(
        program,
        derived.requirements(),
        derived.gaps("all"),
        derived.gaps("assessed"),
        today,
        derived.findings(today),
        version,
        title_of(program, scenario),
        derived.accepted(today),
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
