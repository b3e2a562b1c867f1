"""What a rule is asked with: the rule and its pack, the programme, the students of each track, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from curriplan.analysis.order import terms_in_order
from curriplan.analysis.rules.case import at
from curriplan.analysis.rules.language.amounts import Numbers, Students, Track
from curriplan.analysis.rules.language.filters import numbers_of
from curriplan.domain.finding import Finding, Place, Severity
from curriplan.domain.program import PROFILE_ID, Program
from curriplan.domain.rule import Rule, RulePack, Scope
from curriplan.domain.text import Text

NAMED = 5
"""How many courses a sentence names at most; all are counted."""


@dataclass(slots=True)
class Unknown:
    """What a rule would have had to know: figures of courses, their types and terms, weeks of terms."""

    figures: dict[str, None] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)
    weeks: dict[int, None] = field(default_factory=dict)
    types: dict[str, None] = field(default_factory=dict)

    def add(
        self,
        figures: Iterable[str] = (),
        places: Iterable[str] = (),
        weeks: Iterable[int] = (),
        types: Iterable[str] = (),
    ) -> None:
        """Note what is not known."""
        self.figures |= dict.fromkeys(figures)
        self.places |= dict.fromkeys(places)
        self.weeks |= dict.fromkeys(weeks)
        self.types |= dict.fromkeys(types)

    def of_courses(self) -> tuple[str, tuple[str, ...]]:
        """Return the code that tells what is not known of courses, and of which; types first, for they are few."""
        held = (
            ("rule_unknown_types", self.types),
            ("rule_unknown_figures", self.figures),
            ("rule_unknown_places", self.places),
        )
        return next(((code, tuple(courses)) for code, courses in held if courses), ("", ()))


@dataclass(frozen=True, slots=True)
class Unit:
    """What a limit is asked of: the plan, a year or a term; with the numbers of its terms and its own arguments."""

    where: Place
    numbers: Numbers
    args: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule with everything that it may look at."""

    rule: Rule
    pack: RulePack
    program: Program
    measured: Callable[[], Mapping[Track, Students]]
    unknown: Unknown = field(default_factory=Unknown)

    @property
    def students(self) -> Mapping[Track, Students]:
        """Return the students of every track."""
        return self.measured()

    @property
    def name(self) -> Text:
        """Return what the rule is called."""
        return self.rule.name.or_code(self.rule.code)

    def of(self, track: Track) -> Text:
        """Return what the rule is called for one of several tracks."""
        row = None if track is None else self.program.tracks[track]
        if row is None:
            return self.name
        other = row.name.or_code(row.code)
        return Text(
            f"{self.name.pick('zh')}（{other.pick('zh')}）", f"{self.name.pick('en')} ({other.pick('en')})"
        )

    def found(self, code: str, where: Place, /, rule: Text | None = None, **args: Any) -> Finding:
        """Return a finding of the rule, with its clause and weight."""
        return self._told(code, self.rule.severity, where, {"rule": rule or self.name, **args})

    def missing(self) -> Iterator[Finding]:
        """Yield at most one note: why the rule cannot be judged."""
        weeks, courses = self.unknown.weeks, self.program.courses
        code, held = self.unknown.of_courses()
        if held:
            names = tuple(courses[one].name.or_code(courses[one].code) for one in held[:NAMED])
            yield self._note(code, n=len(held), courses=names)
        elif weeks:
            yield self._note("rule_unknown_weeks", n=len(weeks), terms=tuple(sorted(weeks)))

    def _note(self, code: str, **args: Any) -> Finding:
        return self._told(code, Severity.NOTE, PLAN, {"rule": self.name, **args})

    def _told(self, code: str, severity: Severity, where: Place, args: Mapping[str, Any]) -> Finding:
        more = {
            **args,
            "verified": self.pack.verified,
            "own": self.rule.own,
            "row": (self.pack.id, self.rule.id),
        }
        return Finding(code, severity, where, tuple(more.items()), self.rule.clause or self.pack.code)

    def units(self) -> Iterator[Unit]:
        """Yield what a limit is asked of, by the scope and the terms that the rule speaks of."""
        wanted = numbers_of(self.program, self.rule.among)
        terms = terms_in_order(self.program)
        if self.rule.scope is Scope.PLAN:
            yield Unit(PLAN, wanted, {})
        elif self.rule.scope is Scope.YEAR:
            for year in sorted({term.year for term in terms}):
                numbers = frozenset(term.number for term in terms if term.year == year)
                first = next(term for term in terms if term.year == year)
                if wanted is None or numbers & wanted:
                    args = {"year": year}
                    yield Unit(at("terms", first.id), numbers if wanted is None else numbers & wanted, args)
        else:
            for term in terms:
                if wanted is None or term.number in wanted:
                    yield Unit(at("terms", term.id), frozenset((term.number,)), {"term": term.number})


PLAN = at("profile", PROFILE_ID)
