"""The engines that re-derive decisions, and what they say of each household."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final, Literal, Protocol

from chuan_ngheo.audit.verify.recorded import identity
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.readings.durable_processes import Processes
from chuan_ngheo.readings.durable_reading import Derived, Firing, NotDerived, derive
from chuan_ngheo.readings.reference import check, decide
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.survey.tables import KEY
from chuan_ngheo.survey.write import columns
from chuan_ngheo.validation import read_facts

EngineName = Literal["durable", "reference", "duckdb"]
_DISTRIBUTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "durable": ("durable_rules", "durable-rules"),
    "reference": ("reference", "chuan-ngheo"),
    "duckdb": ("duckdb", "duckdb"),
}
Progress = Callable[[Iterable[Row]], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Rederived:
    """What an engine says of one household.

    Attributes:
        row: its number in the file of facts.
        columns: its decision; None where its facts cannot be used, for ``problems``, or where
            the engine failed, for the reason in ``failure``.
        fired: the firings of the engine, in order, of an engine that tells.
    """

    household_id: str
    row: int
    columns: Mapping[str, Any] | None
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    fired: tuple[Firing, ...] = ()


class Source(Protocol):
    """Households with an engine that decides them."""

    def identities(self) -> Iterable[str]:
        """Give the id of every household."""

    def derive(self, chosen: Collection[str] | None) -> Iterator[Rederived]:
        """Decide the chosen households; None chooses all."""


def label_of(engine: EngineName) -> str:
    """Return the name of an engine with its version."""
    name, distribution = _DISTRIBUTIONS[engine]
    return f"{name} {version(distribution)}"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Households that were read row by row, from JSON or from tables."""

    rows: list[Row]
    rules: RuleSet
    progress: Progress = iter

    def identities(self) -> Iterable[str]:
        """Give the id of every household."""
        return map(_identity, self.rows)

    def usable(
        self, chosen: Collection[str] | None, refused: list[Rederived]
    ) -> Iterator[tuple[Row, Mapping[str, Any]]]:
        """Yield the chosen households whose facts can be used, and put the others aside.

        What makes facts unusable is decided by the checks that all readings share.
        """
        rows = self.rows
        if chosen is not None:
            rows = [row for row in rows if _identity(row) in chosen]
        for row in self.progress(rows):
            problems = row.problems
            if not problems:
                try:
                    facts = read_facts(row.facts)
                    check(facts, self.rules)
                except InvalidFactsError as error:
                    problems = error.problems
            if problems:
                refused.append(Rederived(_identity(row), row.source.row, None, problems))
            else:
                yield row, facts


class ReferenceSource(_Rows):
    """Households that the reference reading decides."""

    def derive(self, chosen: Collection[str] | None) -> Iterator[Rederived]:
        """Decide the chosen households; None chooses all."""
        refused: list[Rederived] = []
        for row, facts in self.usable(chosen, refused):
            found = columns(decide(facts, self.rules))
            yield Rederived(_identity(row), row.source.row, found)
        yield from refused


@dataclass(frozen=True, slots=True)
class DurableSource(_Rows):
    """Households that durable_rules decides, in processes of its own."""

    with_facts: bool = False

    def derive(self, chosen: Collection[str] | None) -> Iterator[Rederived]:
        """Decide the chosen households; None chooses all."""
        refused: list[Rederived] = []
        asked: list[Row] = []

        def facts() -> Iterator[Mapping[str, Any]]:
            for row, found in self.usable(chosen, refused):
                asked.append(row)
                yield found

        with Processes() as processes:
            answers = derive(facts(), self.rules, processes, with_facts=self.with_facts)
            for place, answer in enumerate(answers):
                yield _rederived(asked[place], answer, with_evidence=self.with_facts)
        yield from refused


def _rederived(row: Row, answer: Derived | NotDerived, *, with_evidence: bool) -> Rederived:
    identifier, number = _identity(row), row.source.row
    if isinstance(answer, NotDerived):
        return Rederived(identifier, number, None, failure=answer.reason)
    fired = answer.fired if with_evidence else ()
    return Rederived(identifier, number, answer.columns(), fired=fired)


def _identity(row: Row) -> str:
    return identity(row.facts.get(KEY))
