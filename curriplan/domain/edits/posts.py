"""Edits of posts."""

from __future__ import annotations

from curriplan.domain.edits.courses import next_code
from curriplan.domain.edits.rows import put
from curriplan.domain.post import Post, PostLevel
from curriplan.domain.program import Program


def post_after(program: Program, ident: str, after: str | None = None) -> Post:
    """Return a new post behind another one and of its level, or behind all posts of the first job.

    Its code counts on from the code of that post.
    """
    own = [one for one in program.posts.values() if one.level is not PostLevel.GRADUATE]
    last = max(own, key=lambda one: one.position, default=None)
    before = program.posts.get(after or "") or last
    if before is None or before.level is PostLevel.GRADUATE:
        before = last
    if before is None:
        return Post(ident, next_code((), "P"), position=1.0)
    behind = sorted(one.position for one in own if one.position > before.position)
    position = (before.position + behind[0]) / 2 if behind else before.position + 1.0
    code = next_code((one.code for one in program.posts.values()), before.code)
    return Post(ident, code, level=before.level, position=position)


def add_post(program: Program, post: Post) -> Program:
    """Return the programme with one more post."""
    return put(program, "posts", post)
