"""The columns of every list, in the window's language; the same make the fields of the inspector."""

from __future__ import annotations

from curriplan.analysis.order import in_order
from curriplan.domain.competency import AbilityType
from curriplan.domain.course import TypeRole
from curriplan.domain.post import PostLevel
from curriplan.domain.scale import Kind
from curriplan.domain.tables import Row
from curriplan.gui.desk import Desk
from curriplan.gui.lists.steps import step_rows
from curriplan.gui.names import plain
from curriplan.gui.reading import Unreadable
from curriplan.gui.sheets.field import Field, Show
from curriplan.gui.sheets.makers import Makers

WORDS = "lists.column"
OWN_LEVELS = (PostLevel.INITIAL, PostLevel.PROMOTION)
Columns = tuple[Field, ...]


def _says(desk: Desk, key: str) -> Show:
    """Return what stands faintly in an empty cell."""
    return lambda _: desk.say(key)


# -- demand --------------------------------------------------------------------------------------------


def post_columns(desk: Desk) -> Columns:
    """Return the columns of posts."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 64),
        *make.names(),
        make.word("level", OWN_LEVELS, lambda one: f"demand.ladder_{one.value}"),
        *make.names("job_group", listed=False),
        make.values("contexts"),
        make.rows(
            "promotes_to",
            lambda: [one for one in _jobs(desk) if one.level is PostLevel.PROMOTION],
            default=_says(desk, "demand.leads_nowhere"),
            width=84,
        ),
        make.rows("complements", lambda: _jobs(desk), width=116),
        make.rows(
            "tracks",
            lambda: in_order(desk.program.tracks),
            default=_says(desk, "courses.all_tracks"),
            width=84,
        ),
        make.share("share", default=_says(desk, "demand.equal_shares")),
        *make.names("description", listed=False),
        make.text("source", listed=False),
    )


def _jobs(desk: Desk) -> list[Row]:
    return [one for one in in_order(desk.program.posts) if one.level is not PostLevel.GRADUATE]


def task_columns(desk: Desk) -> Columns:
    """Return the columns of typical tasks."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 64),
        *make.names(widths=(210, 130)),
        make.row("post", lambda: _jobs(desk), width=140, clears=False),
        make.row("step", lambda: list(step_rows(desk.program).values()), width=120, none=""),
        make.rows("competencies", lambda: in_order(desk.program.competencies), width=130),
        make.text("source", listed=False),
    )


def step_columns(desk: Desk) -> Columns:
    """Return the columns of the steps of the process chain."""
    make = Makers(desk, WORDS)

    def code(text: str) -> str:
        typed = plain(text)
        if not typed:
            raise Unreadable("empty")
        if typed in step_rows(desk.program):
            raise Unreadable("taken", text=typed)
        return typed

    return (
        Field("code", "code", lambda row: str(row.code), code, width=80, clears=False, words=WORDS),
        *make.names(widths=(260, 220)),
    )


def enterprise_columns(desk: Desk) -> Columns:
    """Return the columns of enterprises."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 64),
        *make.names(widths=(220, 150)),
        make.values("contexts", width=110),
        make.number("weight", width=70, clears=False),
        make.text("size", 80),
        *make.names("region", (110, 90)),
    )


def survey_columns(desk: Desk) -> Columns:
    """Return the columns of surveys."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 74),
        *make.names(widths=(220, 150)),
        make.day("held_on"),
        make.whole("importance_min", width=102, clears=False),
        make.whole("importance_max", width=102, clears=False),
        make.yes("example", width=76),
        *make.names("method", listed=False),
        *make.names("region", listed=False),
        make.text("source", listed=False),
        *make.names("note", listed=False),
    )


# -- competencies --------------------------------------------------------------------------------------


def competency_columns(desk: Desk) -> Columns:
    """Return the columns of competencies."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 64),
        *make.names(widths=(200, 130)),
        make.word("kind", tuple(Kind), lambda one: f"kind.{one.value}"),
        make.word("ability", tuple(AbilityType), lambda one: f"ability.{one.value}", width=104),
        make.row("module", lambda: in_order(desk.program.modules), width=120),
        make.rows("frames", lambda: in_order(desk.program.modules), width=100),
        make.rows("parents", lambda: in_order(desk.program.competencies), width=90),
        make.day("review_by"),
        *make.names("description", listed=False),
        make.text("source", listed=False),
    )


def framework_columns(desk: Desk) -> Columns:
    """Return the columns of frameworks."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 64),
        *make.names(widths=(220, 150)),
        make.yes("joined", width=84),
        make.text("source", 160),
        make.text("url", listed=False),
        make.text("version", listed=False),
    )


def module_columns(desk: Desk) -> Columns:
    """Return the columns of modules."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 74),
        *make.names(widths=(220, 150)),
        make.row("framework", lambda: in_order(desk.program.frameworks), width=150, clears=False),
        make.row("parent", lambda: in_order(desk.program.modules), width=150),
        make.text("source", listed=False),
    )


# -- courses -------------------------------------------------------------------------------------------


def type_columns(desk: Desk) -> Columns:
    """Return the columns of course types."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 64),
        *make.names(widths=(190, 130)),
        make.word("role", tuple(TypeRole), lambda one: f"type_role.{one.value}", width=136),
        make.number("stated_hours", "stated.hours", width=96),
        make.number("stated_theory", "stated.theory", listed=False),
        make.number("stated_practice", "stated.practice", listed=False),
        make.number("stated_credits", "stated.credits", width=96),
        make.text("source", listed=False),
    )


def pool_columns(desk: Desk) -> Columns:
    """Return the columns of pools of elective courses."""
    make = Makers(desk, WORDS)
    return (
        make.text("code", 64),
        *make.names(widths=(180, 130)),
        make.whole("choose", clears=False, width=70, least=1),
        make.number("credits"),
        make.number("theory", "hours.theory", width=70),
        make.number("on_campus", "hours.on_campus", width=90),
        make.number("off_campus", "hours.off_campus", width=90),
        make.number("extracurricular", "hours.extracurricular", width=82),
    )


def track_columns(desk: Desk) -> Columns:
    """Return the columns of tracks."""
    make = Makers(desk, WORDS)
    return (make.text("code", 64), *make.names(widths=(260, 200)))


def resource_columns(desk: Desk) -> Columns:
    """Return the columns of rooms, bases and platforms."""
    make = Makers(desk, WORDS)
    return (make.text("code", 74), *make.names(widths=(260, 200)), make.whole("places", width=90))
