"""Lists of posts."""

from __future__ import annotations

from typing import Any

from curriplan.domain.finding import Severity
from curriplan.domain.post import Post, PostLevel
from curriplan.exchange.cells import fold
from curriplan.exchange.columns import Column, Layout
from curriplan.exchange.readers.lists import (
    KEYS,
    SOURCE,
    Link,
    ListFormat,
    descriptions,
    key_columns,
    keys_in,
    name_in,
    share_in,
)
from curriplan.exchange.readers.subjects import Subjects
from curriplan.exchange.readers.vocabulary import POST, POST_CODE
from curriplan.exchange.table import Record

LAYOUT = Layout(
    (
        *key_columns(POST_CODE.names, POST.names),
        Column("level", ("level", "post level", "job level", "层级", "岗位层级", "岗位级别", "岗位类型", "岗位类别")),
        Column("job_group", ("job group", "occupation group", "岗位群", "职业岗位群", "岗位组", "职业类别")),
        Column("job_group_zh", ("job group zh", "job group (zh)", "岗位群(中文)")),
        Column("job_group_en", ("job group en", "job group (en)", "岗位群(英文)")),
        *descriptions("duties", "岗位描述", "岗位职责", "工作内容", "职责"),
        Column("contexts", ("contexts", "context", "business contexts", "业务情境", "情境", "业务类型")),
        Column("tracks", ("tracks", "track", "专业方向", "方向", "培养方向")),
        Column("promotes_to", ("promotes to", "promotion to", "next post", "发展岗位", "晋升岗位", "晋升为", "可晋升为")),
        Column("complements", ("complements", "complementary posts", "相关岗位", "互补岗位", "迁移岗位")),
        Column("share", ("share", "share of graduates", "毕业生比例", "就业比例", "占比")),
        SOURCE,
    ),
    (KEYS,),
)  # fmt: skip
_LEVELS = {
    PostLevel.INITIAL: ("initial", "initial post", "entry", "first job", "初始", "初始岗位", "初始就业岗位", "目标岗位"),
    PostLevel.PROMOTION: ("promotion", "promotion post", "advanced", "发展", "发展岗位", "发展就业岗位", "晋升", "晋升岗位"),
    PostLevel.GRADUATE: ("graduate", "every graduate", "毕业要求"),
}  # fmt: skip
LEVEL_WORDS = {fold(word): one for one, words in _LEVELS.items() for word in words}


def _read(record: Record, present: Post, _: Subjects) -> dict[str, Any]:
    return {
        "level": _level(record, present.level),
        "job_group": name_in(record, present.job_group, "job_group"),
        "description": name_in(record, present.description, "description"),
        "contexts": keys_in(record, "contexts", present.contexts),
        "share": share_in(record, "share", present.share),
        "source": record.text("source") or present.source,
    }


def _level(record: Record, present: PostLevel) -> PostLevel:
    """Return the level of a post; there is one post of every graduate only, and it is built in."""
    level = record.word("level", LEVEL_WORDS, present)
    if PostLevel.GRADUATE in {level, present} and level is not present:
        record.fail("import.built_in_post", record.place("level"), value=record.text("level"))
        return present
    return level


FORMAT = ListFormat(
    "posts",
    LAYOUT,
    frozenset(fold(one) for one in (*POST.names, *POST_CODE.names)),
    ("level", "job_group", "job_group_zh", "contexts", "promotes_to", "complements", "share"),
    _read,
    (
        Link("promotes_to", "posts", "import.unknown_post"),
        Link("complements", "posts", "import.unknown_post"),
        Link("tracks", "tracks", "import.unknown_track", Severity.WARNING),
    ),
)
