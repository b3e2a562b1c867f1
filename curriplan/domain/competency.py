"""Competencies and the frameworks that they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from curriplan.domain.scale import Kind
from curriplan.domain.text import EMPTY, Text


class AbilityType(StrEnum):
    """Professional, social or methodological ability (P3, section 2)."""

    PROFESSIONAL = "professional"
    SOCIAL = "social"
    METHODOLOGICAL = "methodological"


@dataclass(frozen=True, slots=True)
class Framework:
    """A published or own way to group competencies; ``source`` says where it was printed.

    ``joined``: its top nodes are fields of which a course should join two or more (P2: language, trade, e-commerce).
    """

    id: str
    code: str = ""
    name: Text = EMPTY
    source: str = ""
    url: str = ""
    version: str = ""
    joined: bool = False
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Module:
    """A node of a framework that groups competencies; ``parent`` is a node of the same framework."""

    id: str
    framework: str
    code: str = ""
    name: Text = EMPTY
    parent: str | None = None
    source: str = ""
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Competency:
    """What a graduate knows, can do or is.

    ``module`` is its main group; ``frames`` are all framework nodes that it comes from. Several
    ``parents`` are allowed. ``review_by`` is the day after which its content must be looked at again.
    """

    id: str
    code: str = ""
    name: Text = EMPTY
    description: Text = EMPTY
    kind: Kind = Kind.CAPABILITY
    ability: AbilityType = AbilityType.PROFESSIONAL
    module: str | None = None
    frames: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()
    review_by: date | None = None
    source: str = ""
    position: float = 0.0
