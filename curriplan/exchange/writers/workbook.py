"""The Excel workbook that a dean receives."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from curriplan.analysis.report.tree import Report
from curriplan.domain.progress import Progress, quiet
from curriplan.exchange.writers.atomic import write_atomically
from curriplan.exchange.writers.names import sheet_names
from curriplan.exchange.writers.sheet import SheetWriter
from curriplan.exchange.writers.styles import Styles
from curriplan.exchange.writers.words import Language, Texts, Words


def write_workbook(
    report: Report, path: Path, texts: Texts, lang: Language, progress: Progress = quiet
) -> None:
    """Write a report as a workbook, one sheet a section; the same report gives the same bytes.

    ``texts(lang)`` gives the function that makes sentences of a language.

    Raises:
        CannotWrite: the place cannot be written, or something is larger than a sheet can hold.
        Cancelled: ``progress`` raised it; what stood at the path stands there still.

    """
    data = workbook_bytes(report, texts, lang, progress)
    write_atomically(path, data)


def workbook_bytes(report: Report, texts: Texts, lang: Language, progress: Progress = quiet) -> bytes:
    """Return the workbook of a report as bytes.

    Raises:
        CannotWrite: something is larger than a sheet can hold.
        Cancelled: ``progress`` raised it.

    """
    import xlsxwriter

    words = Words(texts, lang)
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_calc_mode("auto")
    made = datetime.combine(report.made_on, time())
    book.set_properties({"title": words.text(report.title), "author": "", "created": made})
    styles = Styles(book, lang)
    named = zip(sheet_names(report, words), report.sections, strict=True)
    for done, (name, section) in enumerate(named):
        progress(done / len(report.sections), "export")
        sheet = book.add_worksheet(name)
        SheetWriter(sheet, section, words, styles).write(report)
    book.close()
    return target.getvalue()
