"""``curriplan demo``: the whole story on a built-in sample, each step through the same doors as in the window."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from curriplan.app.derived import Derived
from curriplan.app.errors import UserError
from curriplan.app.exporting import report_inputs, write_report
from curriplan.app.figures import figure, share
from curriplan.app.importing import import_label, preview, take_over
from curriplan.app.picture import Picture
from curriplan.app.session import Session
from curriplan.app.texts import Texts
from curriplan.cli.command import Call, Command, Exit, open_programme
from curriplan.domain.finding import Severity
from curriplan.domain.history import label
from curriplan.domain.program import Program

SAMPLE = "cross_border_ecommerce"
ANSWERS = "answers_example.xlsx"
PAGES = ("map", "gaps", "plan")
SECONDS_FOR_THE_PLAN = 60.0


def _add(parser: ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help=texts("cli.option.demo_out"))


def _run(call: Call) -> Exit:
    folder: Path = call.options.out
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError("folder", folder=str(folder), reason=problem.strerror) from problem
    path = _free(folder)
    answers = _make(call, path)
    with open_programme(path) as session:
        story = _Story(call, session, Derived(lambda: session.program))
        story.import_answers(answers)
        story.tell_demand()
        story.tell_gaps()
        story.plan()
        story.check()
        story.write_workbook()
    story.take_pictures()
    call.say("cli.demo.workbook", n=10, file=str(path.with_suffix(".xlsx").resolve()))
    return Exit.DONE


def _free(folder: Path) -> Path:
    """Return where the demo's programme goes: never over one that somebody may have worked on."""
    path, number = folder / "demo.curriplan", 2
    while path.exists():
        path, number = folder / f"demo-{number}.curriplan", number + 1
    return path


def _make(call: Call, path: Path) -> Path:
    """Make the programme from the sample, before its enterprises have answered; return their answers."""
    from curriplan.app.programmes import create, usual_author
    from curriplan.exchange.readers.sample import list_samples, read_sample

    sample = next(one for one in list_samples() if one.name == SAMPLE)
    program = _unanswered(read_sample(sample.folder))
    create(path, program, usual_author()).close()
    call.say(
        "cli.demo.made",
        n=1,
        name=program.about.name,
        posts=len(program.posts),
        competencies=len(program.competencies),
        courses=len(program.courses),
    )
    return sample.folder / ANSWERS


def _unanswered(program: Program) -> Program:
    """Return the sample without the answers that the demo is going to import."""
    return replace(program, respondents={})


@dataclass(frozen=True, slots=True)
class _Story:
    """The steps after the programme was made; each says in one line what it did."""

    call: Call
    session: Session
    derived: Derived

    def import_answers(self, path: Path) -> None:
        """Read the answers, show what they would change, take them over as one edit."""
        shown = preview(self.session.program, [path])
        self.call.say(
            "cli.demo.preview", n=2, file=path.name, added=shown.added, changed=shown.changed, rows=shown.rows
        )
        if shown.faulty:
            raise UserError("cli.import_refused", n=shown.skipped)
        self.session.apply(import_label(shown), take_over(shown))
        people = self.session.program.respondents.values()
        firms = {one.enterprise for one in people}
        ratings = sum(len(one.ratings) for one in people)
        self.call.say("cli.demo.imported", n=3, people=len(people), firms=len(firms), ratings=ratings)

    def tell_demand(self) -> None:
        """Say what the posts require."""
        rows = [one for held in self.derived.requirements().values() for one in held.values()]
        self.call.say(
            "cli.demo.demand",
            n=4,
            rows=len(rows),
            answered=sum(one.source == "answers" for one in rows),
            certain=sum(one.interval is not None for one in rows),
        )

    def tell_gaps(self) -> None:
        """Say what is missing, and how ready graduates are on both bases."""
        every, assessed = self.derived.gaps("all").totals, self.derived.gaps("assessed").totals
        self.call.say(
            "cli.demo.gaps",
            n=5,
            missing=every.gap + every.no_coverage,
            firm=every.firm,
            share=share(every.readiness),
            assessed=share(assessed.readiness),
        )

    def plan(self) -> None:
        """Have the terms planned and take the plan over as one edit."""
        from curriplan.planning.accept import accept
        from curriplan.planning.planner import solve
        from curriplan.planning.request import plan_request

        result = solve(plan_request(self.session.program), time_limit=SECONDS_FOR_THE_PLAN)
        self.session.apply(label("plan.auto", n=len(result.moves)), lambda now: accept(now, result))
        texts = self.call.texts
        parts = [
            texts(
                "plan.objective_proven" if one.proven else "plan.objective_bound",
                name=texts(f"objective.{one.name}"),
                value=figure(one.value, 3),
                bound=figure(one.bound, 3),
            )
            for one in result.objectives
        ]
        self.call.say("cli.demo.plan", n=6, moves=len(result.moves), objectives="; ".join(parts))

    def check(self) -> None:
        """Check the programme by its rules, and the file by its digest and history."""
        found = self.derived.findings(date.today())  # noqa: DTZ011 - a day of the user's own calendar
        self.call.say(
            "cli.demo.checked",
            n=7,
            errors=sum(one.severity is Severity.ERROR for one in found),
            warnings=sum(one.severity is Severity.WARNING for one in found),
        )
        broken = self.session.store.verify()
        if broken:
            raise UserError("cli.verify_failed", file=self.session.store.path.name, n=len(broken))
        self.call.say(
            "cli.demo.verified", n=8, file=str(self.session.store.path), edits=self.session.store.revision
        )

    def write_workbook(self) -> None:
        """Write the dean's workbook beside the programme."""
        inputs = report_inputs(
            self.session.program,
            self.derived,
            date.today(),  # noqa: DTZ011 - the date of the user's own calendar
            str(self.session.revision),
        )
        write_report(inputs, self.session.store.path.with_suffix(".xlsx"), "both")

    def take_pictures(self) -> None:
        """Have the window draw its pages beside the programme."""
        path = self.session.store.path
        names = []
        for page in PAGES:
            out = path.with_name(f"{path.stem}-{page}.png")
            self.call.face.picture(Picture(path, page, out, lang=self.call.texts.lang))
            names.append(out.name)
        self.call.say("cli.demo.pictures", n=9, files=names)


DEMO = Command("demo", _add, _run)
