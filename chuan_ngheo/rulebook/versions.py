"""Check the versions of each entry: their periods, and that they are versions of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from itertools import pairwise

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.parameters import parameter_scope
from chuan_ngheo.rulebook.rules import Parameter, Rule, Ruling

Versions = Mapping[str, Sequence[Rule | Parameter]]


def version_problems(
    rules: Mapping[str, Sequence[Rule]],
    parameters: Mapping[str, Sequence[Parameter]],
    whole: Period,
    unsettled: AbstractSet[str],
) -> list[Problem]:
    """Return what is wrong with the versions of rules and parameters.

    Args:
        whole: the period of the rule set, which versions must fill (statuses of members need not).
        unsettled: ids of which a version is left out or has no valid period; their periods
            are not compared.
    """
    problems: list[Problem] = []
    groups: list[Sequence[Rule | Parameter]] = [*rules.values(), *parameters.values()]
    for items in groups:
        problems += _different(items)
        if items[0].id not in unsettled:
            problems += _periods(items, whole)
    return problems


def same_ids(
    rules: Mapping[str, Sequence[Rule]],
    parameters: Mapping[str, Sequence[Parameter]],
    rulings: Mapping[str, Ruling],
) -> list[Problem]:
    """Return a problem for each id that a rule, a parameter or a ruling shares with another."""
    first: dict[str, Rule | Parameter | Ruling] = {}
    problems: list[Problem] = []
    everything: list[Rule | Parameter | Ruling] = [
        *rulings.values(),
        *(items[0] for items in parameters.values()),
        *(items[0] for items in rules.values()),
    ]
    for item in everything:
        other = first.setdefault(item.id, item)
        if other is not item:
            found = f"the id {item.id!r}, which another entry has ({other.position})"
            problems.append(
                Problem("duplicate-id", found, "an id of its own", position=item.position)
            )
    return problems


def _different(items: Sequence[Rule | Parameter]) -> Iterator[Problem]:
    for first, second in pairwise(sorted(items, key=lambda item: item.position)):
        where = f"({first.position})"
        if isinstance(first, Rule) and isinstance(second, Rule):
            if (first.kind, first.scope, first.type) != (second.kind, second.scope, second.type):
                found = f"the id {second.id!r}, which a rule of another kind has {where}"
                yield Problem("duplicate-id", found, "an id of its own", position=second.position)
        elif isinstance(first, Parameter) and isinstance(second, Parameter):
            if first.unit != second.unit:
                found, expected = second.unit or "no unit", f"{first.unit or 'no unit'} {where}"
                yield Problem("unit-mismatch", found, expected, position=second.position)
            if parameter_scope(first) != parameter_scope(second):
                found, expected = (f"values by {item.key or 'nothing'}" for item in (second, first))
                yield Problem("wrong-scope", found, f"{expected} {where}", position=second.position)


def _periods(items: Sequence[Rule | Parameter], whole: Period) -> Iterator[Problem]:
    first = items[0]
    fills = not (isinstance(first, Rule) and (first.kind, first.scope) == ("status", "member"))
    if fills and first.period.start > whole.start:
        yield _gap(first, whole.start, first.period.start - timedelta(days=1))
    for second in items[1:]:
        if first.period.overlaps(second.period):
            yield _overlap(first, second)
        elif second.period.start > first.period.end + timedelta(days=1):
            days = (first.period.end + timedelta(days=1), second.period.start - timedelta(days=1))
            yield _gap(second, *days)
        first = max(first, second, key=lambda item: item.period.end)
    if fills and first.period.end < whole.end:
        yield _gap(first, first.period.end + timedelta(days=1), whole.end)


def _overlap(first: Rule | Parameter, second: Rule | Parameter) -> Problem:
    code = "duplicate-id" if first.period == second.period else "overlapping-versions"
    return Problem(
        code,
        f"{second.id!r} in force {second.period} while the version on line "
        f"{first.position.line} of {first.position.file} is in force {first.period}",
        "one version on each day",
        position=second.position,
    )


def _gap(item: Rule | Parameter, start: object, end: object) -> Problem:
    return Problem(
        "gap-between-versions",
        f"no version of {item.id!r} from {start} to {end}",
        "a version for every day of the rule set",
        position=item.position,
    )
