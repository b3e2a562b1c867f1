"""Make the example answers of the samples: nobody gave them.

``python -m benchmarks.make_example_answers [FOLDER]`` writes ``respondents.csv``, ``answers.csv`` and
``choices.csv`` of each sample, and the same ratings as a workbook, ``answers_example.xlsx``: into the
samples, or into folders of their names in FOLDER. What posts require on the whole stands in
``example_targets*.csv``; who says what is drawn from a fixed seed, so a run repeats.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

PER_FIRM = 4
ROLES = ("head of department", "employee", "employee", "human resources")
BLANK = 0.03
SAMPLES = Path(__file__).parents[1] / "sample_programs"

POSTS_OF = {
    "E01": ("BO", "CR", "IE", "CC"),
    "E02": ("BO", "CS", "SO", "CB"),
    "E03": ("CR", "IE", "CC", "CD"),
    "E04": ("SO", "CS", "OM", "CB"),
    "E05": ("SO", "CS", "OM", "EP"),
    "E06": ("BO", "SO", "CR", "CS"),
    "E07": ("OM", "EP", "CB", "SO"),
    "E08": ("CD", "IE"),
    "E09": ("BO", "CR", "CC", "CS"),
    "E10": ("OM", "EP", "CS", "CC"),
    "E11": ("IE", "BO", "CR"),
    "E12": ("CB", "OM", "EP", "BO"),
}
PLATFORMS_OF = {
    "E01": ("alibaba", "mic"),
    "E02": ("alibaba", "amazon"),
    "E03": ("alibaba", "mic"),
    "E04": ("amazon", "ebay"),
    "E05": ("aliexpress", "amazon"),
    "E06": ("alibaba", "aliexpress", "dhgate", "wish"),
    "E07": ("amazon", "aliexpress", "ebay"),
    "E09": ("alibaba", "amazon", "ebay"),
    "E10": ("amazon", "aliexpress"),
    "E12": ("alibaba", "amazon", "aliexpress", "dhgate"),
}
TRAINING = ("marketing",) * 5 + ("language",) * 3 + ("technology",) * 2
WISHES = (
    "岗位认知不足，入职后才知道要做什么",
    "产品知识太少，回答不了客户的技术问题",
    "口语不敢开口，视频会议跟不上",
    "不会核算成本，报价总要返工",
    "稳定性差，刚上手就离职",
    "数据看不懂，不会据此调整推广",
)


TRADE_POSTS_OF = {
    "E01": ("DC", "CC", "LC"),
    "E02": ("SO", "CS", "EP"),
    "E03": ("DC", "LC", "CC"),
    "E04": ("CS", "SO", "DC"),
    "E05": ("LC", "DC", "CC"),
    "E06": ("SO", "EP", "CS"),
    "E07": ("EP", "CS", "SO"),
    "E08": ("CC", "LC", "EP"),
}


@dataclass(frozen=True)
class Example:
    """The questionnaire of one sample.

    ``seed``: one with which every median is the level of its target. ``posts_of``: which posts each firm
    has. ``platforms_of``: which platforms it uses (keys of question A1); without them nothing but ratings
    is asked.
    """

    sample: str
    survey: str
    seed: int
    first_day: date
    made_on: datetime
    targets: str
    posts_of: Mapping[str, tuple[str, ...]]
    platforms_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Return where the sample stands."""
        return SAMPLES / self.sample


CROSS_BORDER = Example(
    "cross_border_ecommerce",
    "EX2026",
    324,
    date(2026, 4, 7),
    datetime(2026, 4, 30),  # noqa: DTZ001 - a workbook's dates have no zone
    "example_targets.csv",
    POSTS_OF,
    PLATFORMS_OF,
)
TRADE = Example(
    "international_trade",
    "IT2026",
    3,
    date(2026, 4, 13),
    datetime(2026, 5, 6),  # noqa: DTZ001 - a workbook's dates have no zone
    "example_targets_trade.csv",
    TRADE_POSTS_OF,
)
EXAMPLES = (CROSS_BORDER, TRADE)


@dataclass(frozen=True)
class Target:
    """What a post requires of a competency on the whole; ``split``: nearly half say one level less."""

    post: str
    competency: str
    level: int
    split: bool
    importance: float


@dataclass(frozen=True)
class Voice:
    """One respondent and the posts that they answer for."""

    code: str
    enterprise: str
    role: str
    answered_on: date
    posts: tuple[str, ...]


@dataclass(frozen=True)
class Rating:
    """One answer; None is a blank."""

    voice: Voice
    post: str
    competency: str
    importance: int | None
    level: int | None


def read_targets(example: Example) -> list[Target]:
    """Return what the answers are drawn around."""
    with Path(__file__).with_name(example.targets).open(encoding="utf-8", newline="") as file:
        return [
            Target(
                row["post"],
                row["competency"],
                int(row["level"]),
                row["split"] == "true",
                float(row["importance"]),
            )
            for row in csv.DictReader(file)
        ]


def voices(example: Example) -> list[Voice]:
    """Return the respondents: every second one answers for two posts of the firm."""
    made: list[Voice] = []
    for firm, posts in example.posts_of.items():
        for number in range(PER_FIRM):
            own = posts[number % len(posts)]
            other = posts[(number + 1) % len(posts)]
            held = (own, other) if number % 2 == 0 else (own,)
            day = example.first_day + timedelta(days=(len(made) * 5) % 18)
            made.append(Voice(f"R{len(made) + 1:02}", firm, ROLES[number], day, held))
    return made


def levels(target: Target, n: int, draw: random.Random) -> list[int]:
    """Return n levels around a target, in an order that is drawn."""
    if target.level == 0:
        made = [0 if number % 4 else 1 for number in range(n)]
    elif target.split:
        agreeing = n // 2 + 1
        made = [target.level] * agreeing + [target.level - 1] * (n - agreeing)
    else:
        agreeing = round(0.72 * n)
        aside = cycle((target.level - 1, min(4, target.level + 1)))
        made = [target.level] * agreeing + [next(aside) for _ in range(n - agreeing)]
    draw.shuffle(made)
    return made


def ratings(targets: Iterable[Target], everyone: Iterable[Voice], draw: random.Random) -> Iterator[Rating]:
    """Yield all answers, target by target."""
    by_post: dict[str, list[Voice]] = {}
    for voice in everyone:
        for post in voice.posts:
            by_post.setdefault(post, []).append(voice)
    for target in targets:
        asked = by_post[target.post]
        for voice, level in zip(asked, levels(target, len(asked), draw), strict=True):
            wanted = round(draw.gauss(target.importance, 0.6))
            importance = None if draw.random() < BLANK else min(5, max(1, wanted))
            said = None if draw.random() < BLANK else level
            if importance is not None or said is not None:
                yield Rating(voice, target.post, target.competency, importance, said)


def choices(
    example: Example, everyone: Iterable[Voice], draw: random.Random
) -> Iterator[tuple[str, str, str, str]]:
    """Yield respondent, question, chosen options and text of the questions that rate no competency."""
    for voice in everyone if example.platforms_of else ():
        if voice.role == ROLES[0] and voice.enterprise in example.platforms_of:
            yield voice.code, "A1", ";".join(example.platforms_of[voice.enterprise]), ""
        yield voice.code, "A2", draw.choice(TRAINING), ""
        if draw.random() < 0.4:
            yield voice.code, "A3", "", draw.choice(WISHES)


def write_csv(path: Path, headers: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Write one file of the sample folder."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows(rows)


def write_workbook(path: Path, made_on: datetime, rows: Iterable[tuple[object, ...]]) -> None:
    """Write the ratings as a user's workbook would have them: one row an answer, blanks left blank."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": made_on, "title": "Example answers"})
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("answers")
        who = ("survey", "respondent", "enterprise", "role")
        headers = (*who, "post", "competency", "importance", "level", "date")
        sheet.write_row(0, 0, headers, head)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row[:-1])
            sheet.write_datetime(number, len(row) - 1, row[-1], day)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headers) - 1, 14)


def called(example: Example, name: str) -> Mapping[str, str]:
    """Return by code how people would write the rows of a table: code and Chinese name."""
    with (example.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: f"{row['code']} {row['name_zh']}" for row in csv.DictReader(file)}


def workbook_rows(example: Example, said: Iterable[Rating]) -> Iterator[tuple[object, ...]]:
    """Yield the ratings as they stand in the workbook."""
    firms, posts, competencies = (called(example, name) for name in ("enterprises", "posts", "competencies"))
    for one in said:
        yield (
            example.survey,
            one.voice.code,
            firms[one.voice.enterprise],
            one.voice.role,
            posts[one.post],
            competencies[one.competency],
            one.importance,
            one.level,
            one.voice.answered_on,
        )


def make(folder: Path, example: Example = CROSS_BORDER) -> Mapping[str, int]:
    """Write all files of a sample into a folder and return how many rows each has."""
    draw = random.Random(example.seed)
    everyone = voices(example)
    said = sorted(
        ratings(read_targets(example), everyone, draw),
        key=lambda one: (one.voice.code, one.voice.posts.index(one.post)),
    )
    chosen = sorted(choices(example, everyone, draw))
    write_csv(
        folder / "respondents.csv",
        ("survey", "enterprise", "code", "role", "answered_on", "contexts"),
        ((example.survey, one.enterprise, one.code, one.role, one.answered_on, "") for one in everyone),
    )
    write_csv(
        folder / "answers.csv",
        ("respondent", "post", "competency", "importance", "level"),
        ((one.voice.code, one.post, one.competency, one.importance, one.level) for one in said),
    )
    if chosen:
        write_csv(folder / "choices.csv", ("respondent", "question", "options", "text"), chosen)
    write_workbook(folder / "answers_example.xlsx", example.made_on, workbook_rows(example, said))
    return {"respondents": len(everyone), "answers": len(said), "choices": len(chosen)}


if __name__ == "__main__":
    for each in EXAMPLES:
        place = Path(sys.argv[1]) / each.sample if len(sys.argv) > 1 else each.folder
        place.mkdir(parents=True, exist_ok=True)
        print(each.sample, make(place, each))
