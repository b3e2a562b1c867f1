"""Adding a post by hand, changing it, deleting it; its typical tasks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from curriplan.analysis.order import in_order
from curriplan.domain.post import Post, PostLevel, Task
from curriplan.gui.desk import Desk, Selection
from curriplan.gui.inspector.content import Action, Block, Content, Links, Section
from curriplan.gui.inspector.fields import RowFields
from curriplan.gui.lists.columns import WORDS
from curriplan.gui.lists.inspect import add_to, delete, delete_action, name_field, row_blocks, row_content
from curriplan.gui.lists.kinds import POSTS, TASKS, named


def add_new_post(desk: Desk, after: str) -> None:
    """Add a post behind another one and select it, so that its name can follow."""
    key = add_to(desk, POSTS, after)
    if key is not None:
        desk.select(Selection(post=key))
        desk.type_into(name_field(desk))


def post_fields(desk: Desk, post: Post) -> tuple[Block, ...]:
    """Return what can be changed about a post; of the built-in one, what it is called."""
    if post.level is PostLevel.GRADUATE:
        fields = RowFields(desk, "posts", (post.id,), WORDS)
        return fields.text("code"), *fields.both("name")
    return *row_blocks(desk, POSTS, post.id), delete_action(desk, POSTS, post.id)


def task_blocks(desk: Desk, post: Post) -> tuple[Block, ...]:
    """Return the tasks of a post, each with the way to it, and the way to add one."""
    tasks = [one for one in in_order(desk.program.tasks) if one.post == post.id]
    steps = {one.key: desk.name(one.name, one.key) for one in desk.program.about.process_steps}
    links = Links(
        tuple((_called(desk, one, steps), partial(_show, desk, one)) for one in tasks),
        tuple(
            (desk.say("demand.remove_task", task=named(one)), partial(delete, desk, TASKS, one.id))
            for one in tasks
        ),
    )
    add = Action(desk.say("demand.add_task"), partial(add_new_task, desk, post.id))
    return (*((links,) if tasks else ()), add)


def _called(desk: Desk, task: Task, steps: dict[str, str]) -> str:
    name = desk.name(task.name, task.code)
    return f"{name} ({steps[task.step]})" if task.step in steps else name


def _show(desk: Desk, task: Task) -> None:
    desk.select(Selection(post=task.post, table=TASKS.name, row=task.id))


def task_content(desk: Desk, task: Task) -> Content:
    """Return a task with all its fields, and the way back to its post."""
    post, row = desk.program.posts[task.post], row_content(desk, TASKS, task.id)
    back = Links(((desk.name(post.name, post.code), partial(desk.select, Selection(post=post.id))),))
    return replace(row, sections=(Section(desk.say("demand.task_of"), (back,)), *row.sections))


def add_new_task(desk: Desk, post: str) -> None:
    """Add a task to a post and select it, so that its name can follow."""
    held = [one.id for one in in_order(desk.program.tasks) if one.post == post]
    key = add_to(desk, TASKS, held[-1] if held else None, post=post)
    if key is not None:
        desk.select(Selection(post=post, table=TASKS.name, row=key))
        desk.type_into(name_field(desk))
