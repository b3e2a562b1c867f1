"""Posts with their tasks."""

from __future__ import annotations

from curriplan.analysis.order import in_order
from curriplan.analysis.report.inputs import ReportInputs
from curriplan.analysis.report.tree import (
    Column,
    Row,
    Section,
    Table,
    Value,
    plain_headers,
    say,
    without_empty,
)
from curriplan.analysis.report.words import listed, name_of, names, share, word
from curriplan.domain.post import Post, Task
from curriplan.domain.program import Program

CODE = Column(14, least=10)
NAME = Column(30, least=18, wrap=True)
SHORT = Column(18, least=12, wrap=True)


def posts_section(inputs: ReportInputs) -> tuple[Section, ...]:
    """Return posts and tasks."""
    blocks = (_posts(inputs.program), _tasks(inputs.program))
    return (Section("posts", say("sheet.posts"), say("title.posts"), blocks),)


def _posts(program: Program) -> Table:
    keys = ("code", "name", "level", "group", "contexts", "promotes", "complements", "share", "source")
    columns = (CODE, NAME, SHORT, SHORT, SHORT, NAME, NAME, Column(10, least=8), SHORT)
    headers = plain_headers(*(say(f"posts.{key}") for key in keys))
    rows = tuple(Row(_post_cells(program, post)) for post in in_order(program.posts))
    return without_empty(Table(columns, headers, rows, title=say("posts.title"), empty=say("posts.empty")))


def _post_cells(program: Program, post: Post) -> tuple[Value, ...]:
    return (
        post.code,
        name_of(post),
        word(post.level),
        post.job_group or None,
        listed(sorted(post.contexts)),
        names(program.posts[one] for one in sorted(post.promotes_to)),
        names(program.posts[one] for one in sorted(post.complements)),
        share(post.share),
        post.source,
    )


def _tasks(program: Program) -> Table:
    columns = (CODE, NAME, SHORT, SHORT, Column(60, least=40, wrap=True))
    headers = plain_headers(
        *(say(f"tasks.{key}") for key in ("code", "name", "post", "step", "competencies"))
    )
    order = {post.id: n for n, post in enumerate(in_order(program.posts))}
    tasks = sorted(in_order(program.tasks), key=lambda task: order[task.post])
    rows = tuple(Row(_task_cells(program, task)) for task in tasks)
    return Table(columns, headers, rows, title=say("tasks.title"), empty=say("tasks.empty"))


def _task_cells(program: Program, task: Task) -> tuple[Value, ...]:
    steps = {step.key: step.name for step in program.about.process_steps}
    needed = [one for one in in_order(program.competencies) if one.id in task.competencies]
    return (
        task.code,
        name_of(task),
        name_of(program.posts[task.post]),
        steps.get(task.step) or task.step,
        names(needed),
    )
