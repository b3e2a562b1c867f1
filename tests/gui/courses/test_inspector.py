"""What the inspector lets one do to a course."""

from __future__ import annotations

from curriplan.domain.course import RequisiteKind
from curriplan.gui.desk import Selection
from curriplan.gui.inspector.content import Choice, Content, Field, Links, Pairs, Paragraph
from tests.gui.courses.conftest import Stage


def said(stage: Stage, course: str) -> Content:
    return stage.page.inspect(Selection(course=course))


def block(content: Content, name: str) -> Field | Choice:
    found = [
        one
        for section in content.sections
        for one in section.blocks
        if isinstance(one, Field | Choice) and one.name == name
    ]
    return found[0]


def type_into(stage: Stage, course: str, name: str, text: str) -> str | None:
    made = block(said(stage, course), name)
    assert isinstance(made, Field)
    return made.store(text)


def links(content: Content, heading: str) -> Links:
    section = next(one for one in content.sections if one.heading == heading)
    return next(one for one in section.blocks if isinstance(one, Links))


def test_a_requisite_is_added_by_name_changed_and_removed(stage: Stage) -> None:
    assert type_into(stage, "policy", "Add", "K1 English") is None
    held = next(iter(stage.desk.program.requisites["policy"].values()))
    assert (held.kind, held.courses) == (RequisiteKind.ALL_OF, frozenset({"english"}))
    kind = block(said(stage, "policy"), "How")
    assert isinstance(kind, Choice)
    kind.pick(list(RequisiteKind).index(RequisiteKind.ANY_OF))
    assert type_into(stage, "policy", "Or also", "网店实训") is None
    held = next(iter(stage.desk.program.requisites["policy"].values()))
    assert held.courses == frozenset({"english", "store"})
    for _ in range(2):
        links(said(stage, "policy"), "Needs").removes[0][1]()
    assert "policy" not in stage.desk.program.requisites
    for _ in range(5):
        stage.undo()
    assert "policy" not in stage.desk.program.requisites


def test_a_course_cannot_need_itself_or_what_is_not_there(stage: Stage) -> None:
    before = stage.desk.program
    for text in ("K5", "nothing like it"):
        answer = type_into(stage, "policy", "Add", text)
        assert answer is not None
        assert text in answer
    assert stage.desk.program is before


def test_needed_by_leads_to_the_course(stage: Stage) -> None:
    names = links(said(stage, "store"), "Needed by")
    assert names.links[0][0] == "Project  K3"
    names.links[0][1]()
    assert stage.desk.selection == Selection(course="project")
    assert stage.model.key(stage.view.currentIndex().row()) == "project"


def test_hours_and_notation_are_compared(stage: Stage) -> None:
    def lines(course: str) -> list[str]:
        return [
            one.text for s in said(stage, course).sections for one in s.blocks if isinstance(one, Paragraph)
        ]

    assert "✓ 2/20W + 2/20W makes 80 h, as stated." in lines("english")
    assert "▼ 4/16W makes 64 h, but 40 h are stated." in lines("store")


def test_defaults_are_called_defaults(stage: Stage) -> None:
    def pairs(course: str) -> list[tuple[str, str]]:
        found = [one for s in said(stage, course).sections for one in s.blocks if isinstance(one, Pairs)]
        return [row for one in found for row in one.rows]

    assert ("Credits", "5 by the rule") in pairs("english")
    stage.go("english", "credits")
    stage.type("4")
    stage.view.finish(stage.editor, 0, 0)  # type: ignore[arg-type]
    assert ("Credits", "4") in pairs("english")


def test_allowed_terms_are_typed_as_numbers(stage: Stage) -> None:
    assert type_into(stage, "store", "Allowed terms", "3、4") is None
    assert stage.course("store").allowed_terms == frozenset({"term-3", "term-4"})
    answer = type_into(stage, "store", "Allowed terms", "3, 9")
    assert answer is not None
    assert "9" in answer
    assert stage.course("store").allowed_terms == frozenset({"term-3", "term-4"})
    assert type_into(stage, "store", "Allowed terms", "") is None
    assert stage.course("store").allowed_terms == frozenset()


def test_source_and_note_are_stored_in_the_window_s_language(stage: Stage) -> None:
    type_into(stage, "store", "Source", "P4")
    type_into(stage, "store", "Note", "Needs accounts")
    stage.window.switch_language()
    type_into(stage, "store", "备注", "需要账号")
    row = stage.course("store")
    assert (row.source, row.note.en, row.note.zh) == ("P4", "Needs accounts", "需要账号")


def would(stage: Stage, course: str) -> list[str]:
    """Return what the inspector says of the deletion of a course."""
    section = next(one for one in said(stage, course).sections if one.heading == "Deleting it would…")
    words: list[str] = []
    for one in section.blocks:
        words += [one.text] if isinstance(one, Paragraph) else []
        words += [" ".join(pair) for pair in one.rows] if isinstance(one, Pairs) else []
        words += [name for name, _ in one.links] if isinstance(one, Links) else []
    return words


def test_what_deleting_a_course_would_do_is_said_before_it_is_done(stage: Stage) -> None:
    words = would(stage, "store")
    assert "take it out of what 1 course needs:" in words
    assert "Project" in words
    assert any(one.startswith("Hours ") for one in words)
    words = would(stage, "project")
    assert words[0].startswith("take levels from 1 requirement of 1 post")
    assert words[1] == "Platform operation · Customer service 3 → 2, 3 required"
    assert any(one.startswith("Readiness ") for one in words)
