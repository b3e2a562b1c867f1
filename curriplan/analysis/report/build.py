"""The whole report. A new sheet is one function and one line in ``SECTIONS``."""

from __future__ import annotations

from collections.abc import Callable

from curriplan.analysis.report.checks import checks_section
from curriplan.analysis.report.competencies import competencies_section
from curriplan.analysis.report.gaps import gaps_section
from curriplan.analysis.report.heat import heat_sections
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.insights import insights_section
from curriplan.analysis.report.matrix import matrix_sections
from curriplan.analysis.report.overview import overview_section
from curriplan.analysis.report.posts import posts_section
from curriplan.analysis.report.requirements import requirements_section
from curriplan.analysis.report.schedule import schedule_sections
from curriplan.analysis.report.survey import survey_section
from curriplan.analysis.report.terms import terms_sections
from curriplan.analysis.report.tree import Report, Section, say

SECTIONS: tuple[Callable[[ReportInputs], tuple[Section, ...]], ...] = (
    overview_section,
    schedule_sections,
    terms_sections,
    matrix_sections,
    heat_sections,
    gaps_section,
    insights_section,
    posts_section,
    requirements_section,
    competencies_section,
    survey_section,
    checks_section,
)
"""Each gives the sheets of one theme, in the order of the workbook."""


def build_report(inputs: ReportInputs) -> Report:
    """Return the report of a programme in the order of ``SECTIONS``."""
    about = inputs.program.about
    line = say(
        "about",
        code=about.code or "–",
        intake="–" if about.intake is None else str(about.intake),
        made_on=inputs.made_on.isoformat(),
        version=inputs.version or "–",
    )
    sections = tuple(section for make in SECTIONS for section in make(inputs))
    return Report(inputs.title or about.name.or_code(about.code), line, inputs.made_on, sections)
