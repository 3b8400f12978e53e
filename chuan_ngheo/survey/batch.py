"""Classify all households of an input: the good rows are decided, the others rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chuan_ngheo.api import classify
from chuan_ngheo.decision import Decision
from chuan_ngheo.diagnostics import InvalidFactsError
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import Input, Row

Progress = Callable[[Iterable[Row]], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Batch:
    """The decisions, the rows they were made on, their numbers of members, the rejected rows."""

    decisions: tuple[Decision, ...]
    rows: tuple[Row, ...]
    sizes: tuple[int, ...]
    rejected: tuple[Row, ...]


def classify_rows(found: Input, rules: RuleSet, progress: Progress = iter) -> Batch:
    """Classify the rows of an input, in their order."""
    decisions: list[Decision] = []
    decided: list[Row] = []
    sizes: list[int] = []
    rejected = list(found.rejected)
    for row in progress(found.rows):
        if row.problems:
            rejected.append(row)
            continue
        try:
            decisions.append(classify(row.facts, rules=rules))
        except InvalidFactsError as error:
            rejected.append(Row(row.source, row.facts, error.problems))
            continue
        decided.append(row)
        sizes.append(len(row.facts.get("members") or ()))
    return Batch(tuple(decisions), tuple(decided), tuple(sizes), tuple(rejected))
