"""Adding a post by hand, changing it, deleting it."""

from __future__ import annotations

from functools import partial

from curriplan.analysis.order import in_order
from curriplan.domain.edits.posts import add_post, post_after
from curriplan.domain.edits.removal import remove
from curriplan.domain.history import label
from curriplan.domain.ids import new_id
from curriplan.domain.post import Post, PostLevel
from curriplan.gui.desk import Desk, Selection, Toast
from curriplan.gui.inspector.content import Action, Block, Field
from curriplan.gui.inspector.fields import RowFields
from curriplan.gui.names import called
from curriplan.gui.reading import Unreadable, percent
from curriplan.gui.views.demand.stating import named

OWN_LEVELS = (PostLevel.INITIAL, PostLevel.PROMOTION)


def add_new_post(desk: Desk, after: str) -> None:
    """Add a post behind another one and select it, so that its name can follow."""
    if desk.session is None:
        return
    fresh = post_after(desk.program, new_id(), after)
    if desk.edit(label("post.add", code=fresh.code), lambda now: add_post(now, fresh)):
        desk.select(Selection(post=fresh.id))


def post_fields(desk: Desk, post: Post) -> tuple[Block, ...]:
    """Return what can be changed about a post; the built-in one keeps its level and stays."""
    fields = RowFields(desk, "posts", (post.id,), "demand.field")
    blocks: list[Block] = [fields.text("code"), *fields.both("name")]
    if post.level is PostLevel.GRADUATE:
        return tuple(blocks)
    others = [
        (one.id, desk.name(one.name, one.code), called(one.name, one.code))
        for one in in_order(desk.program.posts)
        if one.level is PostLevel.PROMOTION and one.id != post.id
    ]
    blocks += [
        fields.choice("level", OWN_LEVELS, lambda one: desk.say(f"demand.ladder_{one.value}")),
        fields.several("promotes_to", others, desk.say("demand.leads_nowhere")),
        _share(desk, fields, post),
        Action(desk.say("demand.delete_post"), partial(_delete, desk, post)),
    ]
    return tuple(blocks)


def _share(desk: Desk, fields: RowFields, post: Post) -> Field:
    def store(typed: str) -> str | None:
        try:
            fields.set(share=percent(typed))
        except Unreadable as problem:
            return desk.say(f"courses.bad.{problem.code}", **problem.args_by_name)
        return None

    text = "" if post.share is None else f"{post.share * 100:g}"
    return Field(desk.say("demand.share"), text, store, "%", desk.say("demand.equal_shares"))


def _delete(desk: Desk, post: Post) -> None:
    changes = desk.edit(label("post.remove", post=named(post)), lambda now: remove(now, "posts", [post.id]))
    if changes:
        desk.toasts.tell(Toast(desk.say("demand.post_deleted", post=named(post)), undo=True))
