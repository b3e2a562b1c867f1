"""Lists of typical tasks, each of one post."""

from __future__ import annotations

from typing import Any

from curriplan.domain.post import Task
from curriplan.domain.program import Program
from curriplan.exchange.cells import fold
from curriplan.exchange.columns import Column, Layout
from curriplan.exchange.readers.lists import KEYS, SOURCE, Link, ListFormat, key_columns
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.readers.vocabulary import POST, POST_CODE, POST_FIELDS
from curriplan.exchange.table import Record

_TASK = (
    "task",
    "task name",
    "typical task",
    "typical work task",
    "典型工作任务",
    "工作任务",
    "任务",
    "任务名称",
)
_TASK_CODE = ("task code", "task id", "任务代码", "任务编号")
LAYOUT = Layout(
    (
        POST,
        POST_CODE,
        *key_columns(_TASK_CODE, _TASK),
        Column("step", ("step", "process step", "环节", "业务环节", "流程环节", "工作环节")),
        Column(
            "competencies",
            (
                "competencies",
                "competency",
                "competency codes",
                "needs",
                "职业能力",
                "所需能力",
                "对应能力",
                "能力",
            ),
        ),
        SOURCE,
    ),
    (KEYS, POST_FIELDS),
)


def _read(record: Record, present: Task, subjects: Subjects) -> dict[str, Any]:
    return {
        "post": (subjects.post(record, None) if _names_post(record, present) else present.post) or "",
        "step": _step(record, subjects.program, present.step),
        "source": record.text("source") or present.source,
    }


def _names_post(record: Record, present: Task) -> bool:
    """Tell whether a row says which post it is about; one that has a post already need not."""
    return not present.post or any(record.text(name) for name in POST_FIELDS)


def _post(record: Record, subjects: Subjects) -> str:
    return subjects.posts.find(record.text("post_code") or record.text("post")) or ""


def _step(record: Record, program: Program, present: str) -> str:
    """Return the step of the process chain that a row names by its key or name."""
    label = record.text("step")
    if not label:
        return present
    steps = program.about.process_steps
    known = {fold(text): one.key for one in steps for text in (one.name.zh, one.name.en) if text}
    known |= {fold(one.key): one.key for one in steps}
    if fold(label) not in known:
        record.warn(
            "import.unknown_step", record.place("step"), value=label, known=[one.key for one in steps]
        )
    return known.get(fold(label), present)


FORMAT = ListFormat(
    "tasks",
    LAYOUT,
    frozenset(fold(one) for one in (*_TASK, *_TASK_CODE)),
    ("post", "post_code", "step", "competencies"),
    _read,
    (Link("competencies", "competencies", "import.unknown_competency"),),
    owner="post",
    scope=_post,
)
