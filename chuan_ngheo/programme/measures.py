"""The value of each target that the facts of households can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from chuan_ngheo.programme.plan import Plan
from chuan_ngheo.programme.population import BELOW_THE_LINE, Case, Range, count_class
from chuan_ngheo.programme.reasons import (
    NEEDS_TOTAL_HOUSEHOLDS,
    NEEDS_TOTAL_MINORITY_HOUSEHOLDS,
    NOBODY_TO_COUNT,
    NOT_DECLARED_WHOLE,
    without_members,
)
from chuan_ngheo.programme.shares import Share, Truth, share_of
from chuan_ngheo.rulebook.citations import Text
from chuan_ngheo.validation import resolve_ages

_POOR: Final = frozenset({"poor"})


@dataclass(frozen=True, slots=True)
class City:
    """The population of a city, and the totals that its list of households does not show."""

    cases: tuple[Case, ...]
    plan: Plan
    total_households: int | None
    total_minority_households: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """The bounds of a value.

    Attributes:
        open_ended: whether persons who are not recorded may move the share beyond its bounds.
        overstated: whether households that are not in the data may make it worse.
    """

    low: Fraction
    high: Fraction
    caveats: tuple[Text, ...] = ()
    open_ended: bool = False
    overstated: bool = False


Measure = Callable[[City], Measured | Text]


def _rate(found: Range, total: int) -> Measured:
    return Measured(Fraction(100 * found.certain, total), Fraction(100 * found.possible, total))


def _poor_rate(city: City) -> Measured | Text:
    if city.total_households is None:
        return NEEDS_TOTAL_HOUSEHOLDS
    return _rate(count_class(city.cases, "poor"), city.total_households)


def _minority_poor_rate(city: City) -> Measured | Text:
    if city.total_minority_households is None:
        return NEEDS_TOTAL_MINORITY_HOUSEHOLDS
    values = [_both(case.of_classes(_POOR), _of_minority(case)) for case in city.cases]
    certain = values.count(True)
    return _rate(Range(certain, certain + values.count(None)), city.total_minority_households)


def _of_minority(case: Case) -> Truth:
    value: Truth = case.facts.get("head_or_spouse_ethnic_minority")
    return value


def _reduction(class_: str, baseline: str) -> Measure:
    """Return the measure of how many fewer households of a class there are than at the start."""

    def measure(city: City) -> Measured | Text:
        start = Fraction(city.plan.baseline_of(baseline).value)
        now = count_class(city.cases, class_)
        low, high = start - now.possible, start - now.certain
        if city.total_households is not None:
            return Measured(low, high)
        return Measured(low, high, (NOT_DECLARED_WHOLE,), overstated=True)

    return measure


def _household_share(has: Callable[[Case], Truth], *, only_with_need: bool = False) -> Measure:
    """Return the measure of the share of poor and near-poor households with a property.

    Args:
        only_with_need: count only households with the need; one that has what is needed has
            it, for the others it is unknown.
    """

    def unit(case: Case) -> tuple[Truth, Truth]:
        counts = case.of_classes(BELOW_THE_LINE)
        if counts is False:
            return False, None
        value = has(case)
        if only_with_need and counts and value is not True:
            counts = None
        return counts, value

    def measure(city: City) -> Measured | Text:
        return _bounds(share_of(map(unit, city.cases)))

    return measure


def _person_share(units: Callable[[Case], Iterable[tuple[Truth, Truth]]]) -> Measure:
    """Return the measure of the share of members of poor and near-poor households."""

    def measure(city: City) -> Measured | Text:
        concerned = [case for case in city.cases if case.of_classes(BELOW_THE_LINE) is not False]
        unrecorded = sum(not case.members for case in concerned)
        measured = _bounds(share_of(unit for case in concerned for unit in units(case)))
        if isinstance(measured, Text) or not unrecorded:
            return measured
        caveat = without_members(unrecorded)
        return Measured(measured.low, measured.high, (caveat,), open_ended=True)

    return measure


def _bounds(share: Share | None) -> Measured | Text:
    return Measured(share.low, share.high) if share else NOBODY_TO_COUNT


def _insured(case: Case) -> Iterator[tuple[Truth, Truth]]:
    counts = case.of_classes(BELOW_THE_LINE)
    for member in case.members:
        yield counts, member.get("has_health_insurance")


def _children_at_school(case: Case) -> Iterator[tuple[Truth, Truth]]:
    """Give the children of 3 to below 16 years, and whether they study at the right level."""
    step = case.decision.step("school_attendance")
    counts = case.of_classes(BELOW_THE_LINE)
    ages, _ = resolve_ages(case.facts)
    for place, age in enumerate(ages):
        of_age = 3 <= age.years < 16 if isinstance(age.years, int) else None
        right: Truth = place not in step.members
        if place in step.unknown_members:
            right = None
        yield _both(counts, of_age), right


def _has_stable_work(case: Case) -> Truth:
    """Tell whether a member of working age works, in regular and relatively stable work."""
    if not case.members:
        return None
    of_working_age = _of_members(case, "of_working_age")
    works = _of_members(case, "works")
    values = [
        _both(_both(of_age, at_work), member.get("regular_work"))
        for of_age, at_work, member in zip(of_working_age, works, case.members, strict=True)
    ]
    return True if True in values else None if None in values else False


def _of_members(case: Case, rule: str) -> list[Truth]:
    """Return the value of a definition on members, for each member."""
    step = case.decision.step(rule)
    return [
        True if place in step.members else None if place in step.unknown_members else False
        for place in range(len(case.members))
    ]


def _both(one: Truth, other: Truth) -> Truth:
    if one is False or other is False:
        return False
    return None if None in (one, other) else True


def _not_deprived(indicator: str) -> Callable[[Case], Truth]:
    def has(case: Case) -> Truth:
        deprived = case.decision.deprivations[indicator]
        return None if deprived is None else not deprived

    return has


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "T01": _poor_rate,
        "T03": _reduction("poor", "baseline_poor_households"),
        "T04": _reduction("near_poor", "baseline_near_poor_households"),
        "T07": _household_share(_has_stable_work),
        "T12": _person_share(_insured),
        "T14": _person_share(_children_at_school),
        "T17": _household_share(_not_deprived("water_source")),
        "T18": _household_share(_not_deprived("hygienic_toilet")),
        "T19": _household_share(_not_deprived("telecom_service"), only_with_need=True),
        "T20": _poor_rate,
        "T21": _minority_poor_rate,
    }
)
"""For each target that the facts of households can show, how its value is found."""
