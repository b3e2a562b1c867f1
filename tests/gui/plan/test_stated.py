"""What a form states of weeks and sums is typed beside what follows from the courses, and both are shown."""

from __future__ import annotations

from curriplan.analysis.order import terms_in_order
from curriplan.domain.stated import StatedHours, StatedWeeks
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Content, Field, Paragraph
from curriplan.gui.main_window import MainWindow
from curriplan.gui.views.home.programme import programme_sections


def field(content: Content, name: str) -> Field:
    fields = [block for section in content.sections for block in section.blocks if isinstance(block, Field)]
    return next(one for one in fields if one.name == name)


def said(content: Content) -> str:
    """Return what the panel says in sentences."""
    blocks = [block for section in content.sections for block in section.blocks]
    return " ".join(one.text for one in blocks if isinstance(one, Paragraph))


def test_the_weeks_of_a_term_add_up_or_both_sides_are_shown(window: MainWindow) -> None:
    window.show_page("plan")
    term = terms_in_order(window.desk.program)[0]
    window.desk.select(Selection(term=term.id))
    panel = window.page.inspect(window.desk.selection)
    assert "16 class + 2 whole weeks + 1 exam + 1 reserve + 5 holidays = 25 ✓" in said(panel)
    assert (field(panel, "Class weeks").text, field(panel, "Class weeks").hint) == ("", "16")
    assert field(panel, "Class weeks").store("15") is None
    assert window.desk.program.terms[term.id].class_weeks == 15
    panel = window.page.inspect(window.desk.selection)
    assert "▼ 15 class + 2 whole weeks + 1 exam + 1 reserve + 5 holidays = 24, but the term has 25" in said(
        panel
    )
    assert any(one.code == "term_sum" for one in window.desk.results.findings(window.desk.today))
    field(panel, "Class weeks").store("")
    assert window.desk.program.terms[term.id] == term


def test_sums_are_stated_on_the_start_page(window: MainWindow) -> None:
    def panel() -> Content:
        return Content("", "", programme_sections(window.desk))

    before = window.desk.program
    assert (field(panel(), "Practice").text, field(panel(), "All weeks").hint) == ("", "149")
    assert field(panel(), "Practice").store("much")
    assert field(panel(), "Practice").store("1900") is None
    assert field(panel(), "All weeks").store("150") is None
    about = window.desk.program.about
    assert (about.stated, about.stated_weeks) == (StatedHours(practice=1900), StatedWeeks(weeks=150))
    found = {one.code: one.arguments() for one in window.desk.results.findings(window.desk.today)}
    assert (found["weeks_sum_weeks"]["stated"], found["weeks_sum_weeks"]["terms"]) == (150, 149)
    assert found["total_sum_practice"]["stated"] == 1900
    window.undo()
    window.undo()
    assert window.desk.program == before
