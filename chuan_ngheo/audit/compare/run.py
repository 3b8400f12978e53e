"""Work a comparison out: decide both sides, sum up, and explain the households that change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

import polars as pl

from chuan_ngheo.api import classify
from chuan_ngheo.audit.compare.causes import RuleChange
from chuan_ngheo.audit.compare.comparison import (
    Comparison,
    HouseholdChange,
    OutcomeChange,
    SideSummary,
    states_of,
)
from chuan_ngheo.audit.compare.differences import differences
from chuan_ngheo.audit.compare.evaluated import evaluate
from chuan_ngheo.audit.compare.groups import UNKNOWN
from chuan_ngheo.audit.compare.inputs import PLACE, SIZE, Answers, Households
from chuan_ngheo.audit.compare.observed import Outcome, observed
from chuan_ngheo.audit.compare.pairing import (
    ABSENT,
    NO,
    NO_RULE,
    NOT_CLASSIFIED,
    POSSIBLE,
    SIDES,
    YES,
    class_state,
    has_changed,
    outcome_pairs,
    paired,
    persons_named,
    truth_state,
)
from chuan_ngheo.audit.compare.reasons import reasons
from chuan_ngheo.audit.compare.transitions import group_changes, matrices
from chuan_ngheo.diagnostics import InvalidFactsError, Problem
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import InputError, Row
from chuan_ngheo.survey.write import SEPARATOR
from chuan_ngheo.tables.stream import KEY

MOST: Final = 1000
"""How many changed households are listed with their reasons."""
_TRUTHS: Final = (YES, NO, UNKNOWN, NO_RULE)
_ON_ONE_SIDE: Final = frozenset({ABSENT, NOT_CLASSIFIED})
_DUPLICATE: Final = "duplicate-household"

Pairs = tuple[tuple[Outcome | None, Outcome | None], ...]
Progress = Callable[[Sequence[dict[str, Any]]], Iterable[dict[str, Any]]]


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Attributes:
        name: what was read, for headings.
        review_date: the day on which every household is taken to be reviewed; None leaves each its
            own.

    Raises:
        InputError: if the rule set is not in force on that day.
    """

    name: str
    households: Households
    rules: RuleSet
    review_date: date | None = None

    def __post_init__(self) -> None:
        """Refuse a day on which no household could be classified."""
        day = self.review_date
        if day is not None and day not in self.rules.period:
            expected = f"a day within {self.rules.period}, the period of {self.rules.id}"
            advice = "Use the rule set that is in force on that day, or correct the date."
            raise InputError(
                Problem("not-in-force", str(day), expected, advice, path="review_date")
            )

    def decide(self) -> Answers:
        """Decide its households."""
        return self.households.decide(observed(self.rules), self.review_date)


def compare_sides(
    before: Side, after: Side, *, most: int = MOST, progress: Progress = iter
) -> Comparison:
    """Compare two sides.

    Both are readings of the same rows if they share their households; else households are matched
    by ``household_id``, as text.

    Args:
        most: how many changed households are listed with their reasons.
        progress: shows how far the reasons are worked out.
    """
    one_input = before.households is after.households
    answers = before.decide(), after.decide()
    frame = paired(answers[0].frame, answers[1].frame, one_input=one_input)
    pairs = outcome_pairs(observed(before.rules), observed(after.rules))
    states = states_of(before.rules, after.rules)
    changed = frame.filter(has_changed(pairs)).sort(_group_of_change(), maintain_order=True)
    return Comparison(
        _summary(before, answers[0], one_input),
        _summary(after, answers[1], one_input),
        one_input,
        differences(before.rules, after.rules),
        matrices(frame, pairs, (*states, *_TRUTHS)),
        group_changes(frame, pairs, states[:-3]),
        changed.height,
        tuple(_changes(changed.head(most), (before, after), pairs, progress)),
    )


def _group_of_change() -> pl.Expr:
    """Order what is listed: changed on both sides, rejected on one, left, new."""
    one, other = (class_state(side) for side in SIDES)
    return (
        pl.when(one == ABSENT)
        .then(3)
        .when(other == ABSENT)
        .then(2)
        .when(one.is_in([NOT_CLASSIFIED]) | other.is_in([NOT_CLASSIFIED]))
        .then(1)
        .otherwise(0)
    )


def _summary(side: Side, answers: Answers, one_input: bool) -> SideSummary:
    return SideSummary(
        side.name,
        side.rules,
        side.review_date,
        answers.frame.height,
        answers.rejected,
        0 if one_input else answers.frame[KEY].null_count(),
        0 if side.review_date is None else side.households.fixed_ages(),
    )


class _Paired(NamedTuple):
    """A household on both sides, as it was read."""

    before: Row | None
    after: Row | None


def _changes(
    changed: pl.DataFrame, sides: tuple[Side, Side], pairs: Pairs, progress: Progress
) -> Iterator[HouseholdChange]:
    rows = [_rows(changed, side, name) for side, name in zip(sides, SIDES, strict=True)]
    known = [
        (one, other)
        for one, other in pairs
        if one is not None and other is not None and one.kind != "indicator"
    ]
    columns = [f"{side}.{name}" for side in SIDES for name in (PLACE, KEY, POSSIBLE, SIZE)]
    states = [class_state(side).alias(f"{side} class") for side in SIDES]
    for number, (one, other) in enumerate(known):
        states += [
            truth_state("a", one).alias(f"{number}.0"),
            truth_state("b", other).alias(f"{number}.1"),
            persons_named("a", one).alias(f"{number}.2"),
            persons_named("b", other).alias(f"{number}.3"),
        ]
    found = changed.select(*columns, *states).rows(named=True)
    for cells in progress(found):
        pair = _Paired(rows[0].get(cells["a.place"]), rows[1].get(cells["b.place"]))
        yield _change(cells, pair, sides, [one for one, _ in known])


def _rows(changed: pl.DataFrame, side: Side, name: str) -> dict[int, Row]:
    places = changed[f"{name}.{PLACE}"].drop_nulls().to_list()
    places.sort()
    return dict(zip(places, side.households.rows(places, side.review_date), strict=True))


def _change(
    cells: dict[str, Any], pair: _Paired, sides: tuple[Side, Side], outcomes: list[Outcome]
) -> HouseholdChange:
    classes = cells["a class"], cells["b class"]
    decided = _ON_ONE_SIDE.isdisjoint(classes)
    moved: list[OutcomeChange] = []
    rules: list[str] = []
    possible = cells[f"a.{POSSIBLE}"], cells[f"b.{POSSIBLE}"]
    if decided:
        if possible[0] != possible[1]:
            rules += dict.fromkeys((*sides[0].rules.classes, *sides[1].rules.classes))
        for number, outcome in enumerate(outcomes):
            one, other, *persons = (cells[f"{number}.{i}"] for i in range(4))
            named = outcome.member_rule != "" and persons[0] != persons[1]
            if one == other and not named:
                continue
            moved.append(OutcomeChange(outcome.kind, outcome.id, one, other, *persons))
            rules += [outcome.id] if one != other else []
            rules += [outcome.member_rule] if named else []
    return HouseholdChange(
        cells[f"a.{KEY}"] or cells[f"b.{KEY}"],
        _number(pair.before),
        _number(pair.after),
        classes[0],
        classes[1],
        _possible(possible[0]),
        _possible(possible[1]),
        cells[f"a.{SIZE}"] or 0,
        cells[f"b.{SIZE}"] or 0,
        tuple(moved),
        _reasons(pair, sides, rules) if decided else (),
        _problems(classes, pair, sides),
    )


def _number(row: Row | None) -> int | None:
    return None if row is None else row.source.row


def _possible(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(SEPARATOR)) if text else ()


def _reasons(pair: _Paired, sides: tuple[Side, Side], rules: list[str]) -> tuple[RuleChange, ...]:
    if pair.before is None or pair.after is None:
        return ()
    one, other = (
        evaluate(row.facts, side.rules)
        for row, side in zip((pair.before, pair.after), sides, strict=True)
    )
    return reasons(one, other, dict.fromkeys(rules))


def _problems(classes: tuple[str, str], pair: _Paired, sides: tuple[Side, Side]) -> tuple[str, ...]:
    """Return the codes of the problems for which a household was rejected on one side."""
    codes: dict[str, None] = {}
    for state, row, side in zip(classes, pair, sides, strict=True):
        if state != NOT_CLASSIFIED or row is None:
            continue
        problems = row.problems
        if not problems:
            try:
                classify(row.facts, rules=side.rules)
            except InvalidFactsError as error:
                problems = error.problems
        codes |= dict.fromkeys(problem.code for problem in problems)
        if not codes:
            codes[_DUPLICATE] = None
    return tuple(codes)
