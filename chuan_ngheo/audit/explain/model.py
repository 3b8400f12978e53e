"""The document: what the four renderers write. Pure data, in one language.

Every text is ready to be read; beside it stands the plain value for programs. Members are
counted from 1, as people count, and never named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from chuan_ngheo.languages import Language

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read: the file, the row from 1, and the column or path in JSON."""

    file: str
    row: int | None
    column: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact that a step reads.

    Attributes:
        member: position of the member from 1; None for the household.
        text: the value as people read it, with its unit.
        places: where the fact, or the facts that it is derived from, were read.
        source: the same in words.
    """

    path: str
    member: int | None
    label: str
    value: Any
    text: str
    places: tuple[Place, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LawNumber:
    """A number set by law that a step compares with, and the days on which it is in force."""

    id: str
    member: int | None
    label: str
    value: Any
    text: str
    citations: tuple[str, ...]
    confidence: str
    in_force: str


@dataclass(frozen=True, slots=True)
class Margin:
    """By how much a comparison holds or fails: how far the left side lies above the right."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of a condition, in words, with its answer and by how much.

    Attributes:
        condition: what is asked.
        answer: True, False, None (unknown).
        counts: whether it is a count, which has no answer of its own.
        detail: what was found, and how far it lies from the threshold.
        member: position of the member from 1, where the part concerns one.
        joined: how the parts make the answer: all of them, any of them, or a list of members.
    """

    condition: str
    answer: Truth
    detail: str = ""
    margin: Margin | None = None
    member: int | None = None
    counts: bool = False
    joined: Literal["", "all", "any", "count", "members", "first"] = ""
    parts: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        yield self
        for part in self.parts:
            yield from part


@dataclass(frozen=True, slots=True)
class StepLink:
    """Another step that a step rests on, with its answer."""

    number: str
    id: str
    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class OtherOption:
    """Another option of a ruling and what it would change; nothing where ``changes`` is empty."""

    option: str
    text: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulingEntry:
    """A ruling in force: the option taken, and what each other option would change."""

    number: str
    id: str
    label: str
    option: str
    text: str
    note: str
    citations: tuple[str, ...]
    confidence: str
    read_by: tuple[StepLink, ...]
    others: tuple[OtherOption, ...]


@dataclass(frozen=True, slots=True)
class RulingLink:
    """A ruling that a step reads, and what each other option would make of this step."""

    number: str
    id: str
    option: str
    text: str
    direct: bool
    others: tuple[OtherOption, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A line of a step beside its condition: recipients, priority, content, what is missing."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step of the chain.

    Attributes:
        answer: the answer in words, such as "deprived".
        value: True, False, None, or for a count the pair (certain, possible).
        in_force: the first and the last day of this version of the rule.
        members: positions from 1 of the members who decide it.
        unknown_members: positions of those for whom it is unknown.
        condition: the condition in words, with the rulings in force settled.
        rule_text: the condition as the rule file writes it.
        findings: the parts of the condition; one for each member where the rule is on members.
        missing: the unknown facts that keep it open, in words.
        unconfirmed: what the step uses whose legal source is not confirmed, in words.
    """

    number: str
    id: str
    kind: str
    kind_text: str
    label: str
    value: Any
    answer: str
    citations: tuple[str, ...]
    confidence: str
    in_force: str
    note: str
    condition: str
    rule_text: str
    facts: tuple[FactLine, ...]
    law_numbers: tuple[LawNumber, ...]
    members: tuple[int, ...]
    unknown_members: tuple[int, ...]
    findings: tuple[Finding, ...]
    rests_on: tuple[StepLink, ...]
    rulings: tuple[RulingLink, ...]
    missing: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    notes: tuple[Note, ...]
    level: int


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts that any step reads: of the household, or of its members."""

    number: str
    title: str
    facts: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A table over several steps: a title, a heading for each column, and rows of texts."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: facts, steps or rulings, in the order of the chain."""

    number: str
    title: str
    paragraphs: tuple[str, ...] = ()
    overviews: tuple[Overview, ...] = ()
    facts: tuple[FactGroup, ...] = ()
    steps: tuple[Step, ...] = ()
    rulings: tuple[RulingEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole document on one household.

    Attributes:
        heading: lines on the household, the review date and the rule set.
        conclusion: the class, why, and why no other class.
        footer: what makes the document repeatable: rule set, hash, rulings, version.
    """

    language: Language
    title: str
    household_id: int | str | None
    class_: str | None
    possible_classes: tuple[str, ...]
    heading: tuple[Note, ...]
    decision: str
    conclusion: tuple[str, ...]
    sections: tuple[Section, ...]
    footer: tuple[Note, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, in the order of the document."""
        return tuple(step for section in self.sections for step in section.steps)

    def step(self, rule_id: str) -> Step:
        """Return the step of one rule.

        Raises:
            KeyError: if the document has no step of that rule.
        """
        for step in self.steps:
            if step.id == rule_id:
                return step
        raise KeyError(rule_id)
